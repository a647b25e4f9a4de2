use whereby::{CreateMeeting, ListMeetings, Timestamp, Whereby};

#[tokio::main]
async fn main() -> whereby::Result<()> {
    let meetings = Whereby::from_env()?.meetings(); // WHEREBY_API_KEY
    let end = Timestamp::now() + std::time::Duration::from_secs(3600);
    let meeting = meetings.create(CreateMeeting::new(end)).await?;
    println!("{:?} of {}", meeting.room_url, meetings.list(ListMeetings::default()).collect().await?.len());
    meetings.delete(&meeting.meeting_id).await
}
