//! Recordings: find the latest, download it, and delete what is old.

use std::time::Duration;

use whereby::{DownloadOptions, ListRecordings, Progress, Result, Span, SweepOptions, Whereby};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let recordings = client.recordings();
    let latest = ListRecordings { sort_by: Some("startDate:desc".into()), ..ListRecordings::default() };
    if let Some(recording) = recordings.list(latest).max_items(1).next().await? {
        let progress = Progress::new(|received, total| println!("{received} of {total:?} bytes"));
        let options = DownloadOptions { overwrite: Some(true), progress: Some(progress) };
        let target = std::env::temp_dir().join("latest.mp4");
        let file = recordings.download(&recording.recording_id, target.into(), options).await?;
        println!("{} has {:?} bytes", file.path, file.size_in_bytes);
    }

    let month = Span::from(Duration::from_secs(30 * 86_400));
    let old = SweepOptions { older_than: Some(month), dry_run: Some(true), ..SweepOptions::default() };
    println!("older than 30 days: {:?}", recordings.delete_all(old).await?.matched);
    Ok(())
}
