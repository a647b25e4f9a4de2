//! `/summaries`: transcriptions summed up (contract §1.16 to 1.18). Beta of the vendor's.

use reqwest::Method;
use whereby_macros::model;

use super::{CreatedSummary, Summary, SummaryPage, SummaryState, SummaryTemplate};
use crate::{
    check,
    error::Result,
    jobs::{WaitOptions, wait},
    model::Extra,
    pager::{Pager, pages},
    transport::{Class, Endpoint, Transport},
};

const CREATE: Endpoint =
    Endpoint { name: "summaries.create", class: Class::Once, method: Method::POST, path: "/summaries" };
const LIST: Endpoint =
    Endpoint { name: "summaries.list", class: Class::Safe, method: Method::GET, path: "/summaries" };
const GET: Endpoint =
    Endpoint { name: "summaries.get", class: Class::Safe, method: Method::GET, path: "/summaries/{}" };
const DELETE: Endpoint = Endpoint {
    name: "summaries.delete",
    class: Class::Idempotent,
    method: Method::DELETE,
    path: "/summaries/{}",
};

/// What to sum up, and how.
#[model(input)]
pub struct CreateSummary {
    /// The id of the transcription to sum up. It has one summary at a time: delete the first before
    /// you ask for another.
    pub transcription_id: String,
    /// What the summary looks like. Default: `General Bulleted`, by the server.
    pub template: Option<SummaryTemplate>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Which summaries to list.
#[model(input)]
#[derive(Default)]
pub struct ListSummaries {
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many summaries one page holds: 1 to 100. Default: the server's; published are 50 and 25.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// The order, as in `startDate:desc`: `roomName`, `startDate` or `durationInSeconds`, then `asc` or
    /// `desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Summaries of transcriptions: create, list, get, delete. Beta of the vendor's.
#[doc = example!("summaries")]
#[derive(Debug, Clone)]
pub struct Summaries {
    transport: Transport,
}

impl Summaries {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Asks for a summary of a transcription, which is billed; it is made later. Costs 3 points.
    ///
    /// It is sent again only if nothing was sent or the server answered 429. Errors: `NotFoundError` if
    /// there is no such transcription; `OutcomeUnknownError` if nobody knows whether it was asked for.
    pub async fn create(&self, params: CreateSummary) -> Result<CreatedSummary> {
        check::text("transcription_id", &params.transcription_id)?;
        self.transport.read(CREATE.call().json(&params)?).await
    }

    /// Asks for a summary of a transcription and waits until it is there or failed: look at its
    /// `state`. Costs 3 points, and 1 each time it looks.
    ///
    /// Errors: those of `create` and `get`; `APITimeoutError` if it is still in progress after
    /// `max_wait`. All but those of `create` name the summary.
    pub async fn create_and_wait(&self, params: CreateSummary, options: WaitOptions) -> Result<Summary> {
        let patience = wait::Patience::of(&options)?;
        let id = self.create(params).await?.summary_id;
        let running = |s: &Summary| s.state == Some(SummaryState::InProgress);
        wait::until_done("summaries.create_and_wait", &id, patience, || self.get(&id), running).await
    }

    /// Lists one page of summaries. Costs 1 to 3 points.
    pub async fn list_page(&self, params: ListSummaries) -> Result<SummaryPage> {
        check::page_size("page_size", params.page_size)?;
        self.transport.read(LIST.call().query(&params)?).await
    }

    /// Lists summaries; pages are fetched as they are needed.
    pub fn list(&self, params: ListSummaries) -> Pager<SummaryPage> {
        pages!(self, params, list_page)
    }

    /// Gets a summary by its id. Costs 1 point. Errors: `NotFoundError` if there is none.
    pub async fn get(&self, summary_id: &str) -> Result<Summary> {
        self.transport.read(GET.call().segment("summary_id", summary_id)?).await
    }

    /// Deletes a summary. Costs 2 points. One that is not there any more is a success.
    /// Errors: `NotFoundError` if the 404 is a web page, so that no API has answered.
    pub async fn delete(&self, summary_id: &str) -> Result<()> {
        let deleted = self.transport.run(DELETE.call().segment("summary_id", summary_id)?).await;
        check::gone(deleted)
    }
}
