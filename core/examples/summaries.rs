//! Summaries: sum up a transcription as a medical note.

use whereby::{CreateSummary, ListTranscriptions, Result, SummaryTemplate, WaitOptions, Whereby};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let mut transcriptions = client.transcriptions().list(ListTranscriptions::default());
    let Some(transcription) = transcriptions.next().await? else { return Ok(()) };

    let mut wanted = CreateSummary::new(transcription.transcription_id);
    wanted.template = Some(SummaryTemplate::Soap);
    let summary = client.summaries().create_and_wait(wanted, WaitOptions::default()).await?;
    println!("{:?}: {:?}", summary.state, summary.summary);
    client.summaries().delete(&summary.summary_id).await
}
