//! How rooms were used.

use crate::whereby::Whereby;

#[test]
fn rooms_sessions_and_participants_are_listed() {
    let (whereby, session) = Whereby::after_a_session(0);
    let id = session["roomSessionId"].as_str().expect("an id");
    let rooms = ["insights", "rooms", "--room-name-starts-with", "/clinic", "--created-from", "-3650d"];
    assert_eq!(whereby.json(&rooms)["roomName"], "/clinic-1");
    let sessions = whereby.json(&["insights", "room-sessions", "--room-name", "/clinic-1"]);
    assert_eq!(sessions["roomSessionId"], id);
    let people = whereby.lines(&["insights", "participants", "--room-session-id", id]);
    let ids: Vec<_> = people.iter().map(|p| p["participantId"].clone()).collect();
    assert_eq!(ids, *session["participantIds"].as_array().expect("ids"));
    let ran = whereby.run(&["insights", "participants"]);
    assert!(ran.code == 2 && ran.err.contains("--room-session-id"), "{ran:?}");
}

#[test]
fn connections_of_a_participant_have_a_line_each() {
    let (whereby, session) = Whereby::after_a_session(0);
    let id = session["roomSessionId"].as_str().expect("an id");
    let who = session["participantIds"][0].as_str().expect("an id");
    let one = ["insights", "participant", "--room-session-id", id, "--participant-id", who];
    assert!(whereby.json(&one)["samples"].is_object());
    let table = whereby.text(&one);
    assert!(table.starts_with("displayName") && table.contains('…'), "{table}");
    let unknown = [&one[..5], &["nobody"]].concat();
    assert!(whereby.run(&[&unknown[..], &["--json"]].concat()).out.is_empty());
}
