//! How rooms were used: the busiest ones, their sessions, and who was there.

use whereby::{ListInsightsRooms, ListParticipants, ListRoomSessions, Result, Whereby};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Whereby::from_env()?; // WHEREBY_API_KEY
    let insights = client.insights();
    let busiest =
        ListInsightsRooms { sort_by: Some("totalSessions:desc".into()), ..ListInsightsRooms::default() };
    let Some(room) = insights.rooms(busiest).next().await? else { return Ok(()) };
    println!("{:?}: {:?} minutes", room.room_name, room.total_participant_minutes);

    let of_room = ListRoomSessions::new(room.room_name.unwrap_or_default());
    let mut sessions = insights.room_sessions(of_room);
    while let Some(session) = sessions.next().await? {
        println!("from {:?} to {:?}", session.start(), session.end());
        let there = ListParticipants {
            room_session_id: Some(session.room_session_id),
            ..ListParticipants::default()
        };
        for participant in insights.participants(there).collect().await? {
            println!("  {:?} as {:?}", participant.display_name, participant.role_name);
        }
    }
    Ok(())
}
