//! `/recordings`: cloud recordings (contract §1.5 to 1.9).

use reqwest::Method;
use whereby_macros::model;

use super::{AccessLink, GetAccessLink, Recording, RecordingPage};
use crate::{
    check,
    error::Result,
    jobs::{DownloadOptions, Downloaded, SweepOptions, Swept, bulk, download, sweep},
    model::{Extra, FilePath},
    pager::{Pager, pages},
    transport::{Class, Endpoint, Transport},
};

const LIST: Endpoint =
    Endpoint { name: "recordings.list", class: Class::Safe, method: Method::GET, path: "/recordings" };
const GET: Endpoint =
    Endpoint { name: "recordings.get", class: Class::Safe, method: Method::GET, path: "/recordings/{}" };
const DELETE: Endpoint = Endpoint {
    name: "recordings.delete",
    class: Class::Idempotent,
    method: Method::DELETE,
    path: "/recordings/{}",
};
const ACCESS_LINK: Endpoint = Endpoint {
    name: "recordings.access_link",
    class: Class::Safe,
    method: Method::GET,
    path: "/recordings/{}/access-link",
};
const BULK_DELETE: Endpoint = Endpoint {
    name: "recordings.bulk_delete",
    class: Class::Idempotent,
    method: Method::POST,
    path: "/recordings/bulk-delete",
};

/// Which recordings to list.
#[model(input)]
#[derive(Default)]
pub struct ListRecordings {
    /// Only of the room with this name, leading slash included.
    pub room_name: Option<String>,
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many recordings one page holds: 1 to 100. Default: 50, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// The order, as in `startDate:desc`: `roomName`, `startDate`, `duration` or `sizeInMegaBytes`,
    /// then `asc` or `desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Cloud recordings: list, get, download, delete.
#[doc = example!("recordings")]
#[derive(Debug, Clone)]
pub struct Recordings {
    transport: Transport,
}

impl Recordings {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Lists one page of recordings. Costs 1 to 3 points.
    pub async fn list_page(&self, params: ListRecordings) -> Result<RecordingPage> {
        check::page_size("page_size", params.page_size)?;
        self.transport.read(LIST.call().query(&params)?).await
    }

    /// Lists recordings; pages are fetched as they are needed.
    pub fn list(&self, params: ListRecordings) -> Pager<RecordingPage> {
        pages!(self, params, list_page)
    }

    /// Gets what is known of a recording by its id; not the file. Costs 1 point. Errors:
    /// `NotFoundError` if there is none.
    pub async fn get(&self, recording_id: &str) -> Result<Recording> {
        self.transport.read(GET.call().segment("recording_id", recording_id)?).await
    }

    /// Gets a link to the file, which works without the API key until it expires. Costs 1 point.
    ///
    /// Only for recordings that Whereby keeps. For others the server may answer 403 as well as 404:
    /// `PermissionDeniedError` or `NotFoundError`.
    pub async fn access_link(&self, recording_id: &str, params: GetAccessLink) -> Result<AccessLink> {
        check::valid_for_seconds(params.valid_for_seconds)?;
        self.transport.read(ACCESS_LINK.call().segment("recording_id", recording_id)?.query(&params)?).await
    }

    /// Downloads the file of a recording to a path, and returns where it is and how large. Costs 1
    /// point, and 1 more if `to` is a folder, where the file gets the recording's own name.
    ///
    /// The file is fetched without the API key and streamed through a temporary file beside the
    /// target (`.part`), so that the target is either whole or not there. A broken connection is
    /// resumed where it broke, also by a later call; the size is checked. The client's `deadline`
    /// does not apply, its `timeout` is how long no byte may arrive. Errors: those of `access_link`;
    /// `InvalidRequestError` if the target exists and `overwrite` is not set, or cannot be written.
    pub async fn download(
        &self,
        recording_id: &str,
        to: FilePath,
        options: DownloadOptions,
    ) -> Result<Downloaded> {
        let source = download::Source {
            operation: "recordings.download",
            id: recording_id,
            link: || self.access_link(recording_id, GetAccessLink::default()),
            filename: || async { Ok(self.get(recording_id).await?.filename) },
        };
        download::run(&self.transport, source, to.as_path(), &options).await
    }

    /// Deletes a recording. Costs 2 points. One that is not there any more is a success.
    /// Errors: `NotFoundError` if the 404 is a web page, so that no API has answered.
    pub async fn delete(&self, recording_id: &str) -> Result<()> {
        let deleted = self.transport.run(DELETE.call().segment("recording_id", recording_id)?).await;
        check::gone(deleted)
    }

    /// Deletes recordings by their ids, 100 a call, each of which costs 3 points or more. Ids that do not
    /// exist are a success. An error in the middle says how many of the first are deleted.
    ///
    /// The server answers at once and deletes later: a recording may still be found for a while.
    pub async fn bulk_delete(&self, recording_ids: Vec<String>) -> Result<()> {
        check::ids("recording_ids", &recording_ids)?;
        let call = |ids| async move { self.transport.run(BULK_DELETE.call().json(&ids)?).await };
        bulk::delete("recordingIds", &recording_ids, call).await
    }

    /// Deletes all recordings that are older than a span, of rooms whose name begins like this, or
    /// both; or shows with `dry_run` which ones it would delete. Returns their ids.
    ///
    /// First the whole list is read, then one is deleted by `delete` and more by `bulk_delete`, 100 a
    /// call. Without a filter it deletes nothing, unless `everything` is set. After an error in the
    /// middle, which says how many are deleted, run it again for the rest.
    pub async fn delete_all(&self, options: SweepOptions) -> Result<Swept> {
        let filter = sweep::Filter::of(&options)?;
        let mut recordings = self.list(ListRecordings::default());
        let mut ids = Vec::new();
        while let Some(recording) = recordings.next().await? {
            let date = recording.end_date.or(recording.start_date);
            if filter.matches(recording.room_name.as_deref(), date) {
                ids.push(recording.recording_id);
            }
        }
        let one = |id: String| async move { self.delete(&id).await };
        sweep::run(ids, &options, one, |ids| self.bulk_delete(ids)).await
    }
}
