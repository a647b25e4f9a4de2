//! `/transcriptions`: what people said, as text (contract §1.10 to 1.15).

use reqwest::Method;
use whereby_macros::model;

use super::{
    AccessLink, CreatedTranscription, GetAccessLink, Transcription, TranscriptionPage, TranscriptionState,
};
use crate::{
    check,
    error::Result,
    jobs::{DownloadOptions, Downloaded, SweepOptions, Swept, WaitOptions, bulk, download, sweep, wait},
    model::{Extra, FilePath},
    pager::{Pager, pages},
    transport::{Class, Endpoint, Transport},
};

const CREATE: Endpoint = Endpoint {
    name: "transcriptions.create",
    class: Class::Once,
    method: Method::POST,
    path: "/transcriptions",
};
const LIST: Endpoint = Endpoint {
    name: "transcriptions.list",
    class: Class::Safe,
    method: Method::GET,
    path: "/transcriptions",
};
const GET: Endpoint = Endpoint {
    name: "transcriptions.get",
    class: Class::Safe,
    method: Method::GET,
    path: "/transcriptions/{}",
};
const DELETE: Endpoint = Endpoint {
    name: "transcriptions.delete",
    class: Class::Idempotent,
    method: Method::DELETE,
    path: "/transcriptions/{}",
};
const ACCESS_LINK: Endpoint = Endpoint {
    name: "transcriptions.access_link",
    class: Class::Safe,
    method: Method::GET,
    path: "/transcriptions/{}/access-link",
};
const BULK_DELETE: Endpoint = Endpoint {
    name: "transcriptions.bulk_delete",
    class: Class::Idempotent,
    method: Method::POST,
    path: "/transcriptions/bulk-delete",
};

/// What to transcribe.
#[model(input)]
pub struct CreateTranscription {
    /// The id of the recording to transcribe. Whereby must keep it; beyond about 45 minutes it may
    /// fail.
    pub recording_id: String,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Which transcriptions to list.
#[model(input)]
#[derive(Default)]
pub struct ListTranscriptions {
    /// Only of the room with this name, leading slash included.
    pub room_name: Option<String>,
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many transcriptions one page holds: 1 to 100. Default: 50, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// The order, as in `startDate:desc`: `roomName`, `startDate` or `durationInSeconds`, then `asc` or
    /// `desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Transcriptions: create from a recording, list, get, download, delete.
#[doc = example!("transcriptions")]
#[derive(Debug, Clone)]
pub struct Transcriptions {
    transport: Transport,
}

impl Transcriptions {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Asks for a transcription of a recording, which is billed; it is made later. Costs 3 points.
    ///
    /// It is sent again only if nothing was sent or the server answered 429. Errors: `NotFoundError` if
    /// there is no such recording; `OutcomeUnknownError` if nobody knows whether it was asked for.
    pub async fn create(&self, params: CreateTranscription) -> Result<CreatedTranscription> {
        check::text("recording_id", &params.recording_id)?;
        self.transport.read(CREATE.call().json(&params)?).await
    }

    /// Asks for a transcription of a recording and waits until it is ready or failed: look at its
    /// `state`. Costs 3 points, and 1 each time it looks.
    ///
    /// Errors: those of `create` and `get`; `APITimeoutError` if it is still in progress after
    /// `max_wait`. All but those of `create` name the transcription.
    pub async fn create_and_wait(
        &self,
        params: CreateTranscription,
        options: WaitOptions,
    ) -> Result<Transcription> {
        let patience = wait::Patience::of(&options)?;
        let id = self.create(params).await?.transcription_id;
        let running = |t: &Transcription| t.state == Some(TranscriptionState::InProgress);
        wait::until_done("transcriptions.create_and_wait", &id, patience, || self.get(&id), running).await
    }

    /// Lists one page of transcriptions. Costs 1 to 3 points.
    pub async fn list_page(&self, params: ListTranscriptions) -> Result<TranscriptionPage> {
        check::page_size("page_size", params.page_size)?;
        self.transport.read(LIST.call().query(&params)?).await
    }

    /// Lists transcriptions; pages are fetched as they are needed.
    pub fn list(&self, params: ListTranscriptions) -> Pager<TranscriptionPage> {
        pages!(self, params, list_page)
    }

    /// Gets what is known of a transcription by its id; not the file. Costs 1 point. Errors:
    /// `NotFoundError` if there is none.
    pub async fn get(&self, transcription_id: &str) -> Result<Transcription> {
        self.transport.read(GET.call().segment("transcription_id", transcription_id)?).await
    }

    /// Gets a link to the file, which works without the API key until it expires. Costs 1 point.
    ///
    /// Only for transcriptions that Whereby keeps. For others the server may answer 403 as well as
    /// 404: `PermissionDeniedError` or `NotFoundError`.
    pub async fn access_link(&self, transcription_id: &str, params: GetAccessLink) -> Result<AccessLink> {
        check::valid_for_seconds(params.valid_for_seconds)?;
        let call = ACCESS_LINK.call().segment("transcription_id", transcription_id)?;
        self.transport.read(call.query(&params)?).await
    }

    /// Downloads the file of a transcription to a path, and returns where it is and how large. It
    /// does what the download of a recording does.
    ///
    /// The file is fetched without the API key and streamed through a temporary file beside the
    /// target. Errors: those of `access_link`; `InvalidRequestError` if the target exists and
    /// `overwrite` is not set, or cannot be written.
    pub async fn download(
        &self,
        transcription_id: &str,
        to: FilePath,
        options: DownloadOptions,
    ) -> Result<Downloaded> {
        let source = download::Source {
            operation: "transcriptions.download",
            id: transcription_id,
            link: || self.access_link(transcription_id, GetAccessLink::default()),
            filename: || async { Ok(self.get(transcription_id).await?.filename) },
        };
        download::run(&self.transport, source, to.as_path(), &options).await
    }

    /// Deletes a transcription. Costs 2 points. One that is not there any more is a success.
    /// Errors: `NotFoundError` if the 404 is a web page, so that no API has answered.
    pub async fn delete(&self, transcription_id: &str) -> Result<()> {
        let deleted = self.transport.run(DELETE.call().segment("transcription_id", transcription_id)?).await;
        check::gone(deleted)
    }

    /// Deletes transcriptions by their ids, 100 a call, each of which costs 3 points or more. Ids that do not
    /// exist are a success. An error in the middle says how many of the first are deleted.
    ///
    /// The server answers at once and deletes later: a transcription may still be found for a while.
    pub async fn bulk_delete(&self, transcription_ids: Vec<String>) -> Result<()> {
        check::ids("transcription_ids", &transcription_ids)?;
        let call = |ids| async move { self.transport.run(BULK_DELETE.call().json(&ids)?).await };
        bulk::delete("transcriptionIds", &transcription_ids, call).await
    }

    /// Deletes all transcriptions that are older than a span, of rooms whose name begins like this,
    /// or both; or shows with `dry_run` which ones it would delete. Returns their ids.
    ///
    /// First the whole list is read, then one is deleted by `delete` and more by `bulk_delete`, 100 a
    /// call. Without a filter it deletes nothing, unless `everything` is set. After an error in the
    /// middle, which says how many are deleted, run it again for the rest.
    pub async fn delete_all(&self, options: SweepOptions) -> Result<Swept> {
        let filter = sweep::Filter::of(&options)?;
        let mut transcriptions = self.list(ListTranscriptions::default());
        let mut ids = Vec::new();
        while let Some(transcription) = transcriptions.next().await? {
            let date = transcription.end_date.or(transcription.start_date);
            if filter.matches(transcription.room_name.as_deref(), date) {
                ids.push(transcription.transcription_id);
            }
        }
        let one = |id: String| async move { self.delete(&id).await };
        sweep::run(ids, &options, one, |ids| self.bulk_delete(ids)).await
    }
}
