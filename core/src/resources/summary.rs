//! A summary, as the API answers it (contract §1.17, schema Summary).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// How far a summary is.
#[model]
pub enum SummaryState {
    /// It is there, in the words of the vendor's API file.
    Completed,
    /// It is there, in the words of the vendor's guide.
    Ready,
    /// There will be none.
    Failed,
    /// It is being made.
    #[serde(rename = "in_progress")]
    InProgress,
}

/// What a summary looks like.
#[model]
pub enum SummaryTemplate {
    /// A medical note: subjective, objective, assessment, plan.
    #[serde(rename = "SOAP")]
    Soap,
    /// The same with chief complaint, medications and allergies.
    #[serde(rename = "Extended SOAP")]
    ExtendedSoap,
    /// A text.
    #[serde(rename = "General Narrative")]
    GeneralNarrative,
    /// A list.
    #[serde(rename = "General Bulleted")]
    GeneralBulleted,
    /// What was taught.
    #[serde(rename = "Educational Lecture")]
    EducationalLecture,
    /// What was practised.
    #[serde(rename = "Educational Tutoring")]
    EducationalTutoring,
}

/// A summary of a transcription. Beta of the vendor's.
#[model]
pub struct Summary {
    /// The id, opaque.
    pub summary_id: String,
    /// The transcription that is summed up.
    pub transcription_id: Option<String>,
    /// The summary itself: an object with `summary`, and for the medical templates `SOAP` or
    /// `extended_SOAP`. Empty while it is being made.
    pub summary: Option<Json>,
    /// The session.
    pub room_session_id: Option<String>,
    /// The name of the room, with its leading slash.
    pub room_name: Option<String>,
    /// When what is summed up began, UTC.
    pub start_date: Option<Timestamp>,
    /// When what is summed up ended, UTC.
    pub end_date: Option<Timestamp>,
    /// How far it is. The vendor calls a summary that is there both `completed` and `ready`.
    pub state: Option<SummaryState>,
    /// When the summary was asked for, UTC.
    pub created_at: Option<Timestamp>,
    /// When it changed last, UTC.
    pub modified_at: Option<Timestamp>,
    /// What it looks like.
    pub template: Option<SummaryTemplate>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of summaries (contract §1.17).
#[model(page)]
pub struct SummaryPage {
    /// The summaries of this page.
    pub results: Vec<Summary>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as summaries, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// A summary that was asked for (contract §1.16).
#[model]
pub struct CreatedSummary {
    /// The id, opaque.
    pub summary_id: String,
    /// Keys that this version does not know.
    pub extra: Extra,
}
