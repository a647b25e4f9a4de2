//! Rooms: many at once, their links, and the end of them.

use std::time::Duration;

use whereby::{BatchOptions, CreateMeeting, ListMeetings, Result, RoomLink, Timestamp, Whereby};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let meetings = client.meetings();
    let end = Timestamp::now() + Duration::from_secs(3600);
    let wanted = ["clinic-a-", "clinic-b-"]
        .map(|prefix| CreateMeeting { room_name_prefix: Some(prefix.to_owned()), ..CreateMeeting::new(end) });
    let mut batch = meetings.create_many(wanted.to_vec(), BatchOptions::default())?;
    while let Some(created) = batch.next().await {
        match created.result {
            Ok(meeting) => {
                println!("{}", meeting.link(RoomLink { lang: Some("de".into()), ..RoomLink::default() })?)
            }
            Err(error) => eprintln!("room {} was not made: {error}", created.index),
        }
    }

    let clinics = ListMeetings { room_name_starts_with: Some("/clinic-".into()), ..ListMeetings::default() };
    let ids = meetings.list(clinics).collect().await?.into_iter().map(|m| m.meeting_id).collect();
    let mut batch = meetings.delete_many(ids, BatchOptions::default())?;
    while let Some(deleted) = batch.next().await {
        println!("deleted {}", deleted.result?);
    }
    Ok(())
}
