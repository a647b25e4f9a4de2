//! A room's life from Rust, on an emulator inside this program.

use std::time::Duration;

use whereby::{
    ClientOptions, CreateMeeting, ErrorKind, GetMeeting, ListMeetings, MeetingField, RoomLink, Secret,
    Timestamp, Whereby,
};
use whereby_emulator::{Emulator, EmulatorOptions};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let emulator = Emulator::start(EmulatorOptions::default())?;
    println!("emulator  {}", emulator.base_url());
    let client = Whereby::new(ClientOptions {
        base_url: Some(emulator.base_url().to_owned()),
        api_key: Some(Secret::new(emulator.api_key())),
        ..ClientOptions::default()
    })?;
    let meetings = client.meetings();

    let mut room = CreateMeeting::new(Timestamp::now() + Duration::from_secs(3600));
    room.room_name_prefix = Some("demo-".to_owned());
    room.fields = Some(vec![MeetingField::HostRoomUrl]);
    let created = meetings.create(room).await?;
    println!("create    {}", created.room_url.as_deref().unwrap_or_default());
    println!("          its host link is a secret, so it shows as {:?}", created.host_room_url);
    let greeting = RoomLink { display_name: Some("Ann".to_owned()), ..RoomLink::default() };
    println!("          a link for Ann: {}", created.link(greeting)?);

    let read = meetings.get(&created.meeting_id, GetMeeting::default()).await?;
    println!("get       meeting {} is {} until {}", read.meeting_id, read.phase(None)?, show(read.end_date));

    let filter = ListMeetings { room_name_starts_with: Some("/demo-".to_owned()), ..ListMeetings::default() };
    let found = meetings.list(filter).collect().await?;
    let among = found.iter().any(|m| m.meeting_id == created.meeting_id);
    println!("list      {} room, and ours {} among them", found.len(), if among { "is" } else { "is not" });

    meetings.delete(&created.meeting_id).await?;
    println!("delete    done");

    match meetings.get(&created.meeting_id, GetMeeting::default()).await {
        Err(error) if error.kind() == ErrorKind::NotFound => println!("get       gone: {error}"),
        other => return Err(format!("the room should be gone, but: {other:?}").into()),
    }
    match among {
        true => Ok(()),
        false => Err("the room was not in the list".into()),
    }
}

fn show(time: Option<Timestamp>) -> String {
    time.map(|t| t.to_string()).unwrap_or_default()
}
