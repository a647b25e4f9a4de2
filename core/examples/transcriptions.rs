//! Transcriptions: turn a recording into text, wait for it, and read it.

use std::time::Duration;

use whereby::{
    CreateTranscription, DownloadOptions, ListRecordings, Result, Span, TranscriptionState, WaitOptions,
    Whereby,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let transcriptions = client.transcriptions();
    let mut recordings = client.recordings().list(ListRecordings::default());
    let Some(recording) = recordings.next().await? else { return Ok(()) };

    let wanted = CreateTranscription::new(recording.recording_id);
    let patience =
        WaitOptions { max_wait: Some(Span::from(Duration::from_secs(600))), ..WaitOptions::default() };
    let done = transcriptions.create_and_wait(wanted, patience).await?;
    if done.state == Some(TranscriptionState::Ready) {
        let target = std::env::temp_dir().join(format!("{}.md", done.transcription_id));
        let options = DownloadOptions { overwrite: Some(true), ..DownloadOptions::default() };
        let file = transcriptions.download(&done.transcription_id, target.into(), options).await?;
        println!("what people said is in {}", file.path);
    }
    Ok(())
}
