//! Rooms and their sessions.

use serde_json::{Value, json};

use crate::support::{Client, first, path_of, start, text};

/// Two people, of whom one comes twice, a recorder and a streamer.
fn busy() -> Value {
    json!({
        "startedAt": "2025-01-01T00:15:00Z",
        "participants": [
            {
                "deviceId": "one", "rating": 4,
                "connections": [
                    { "joinedAfterSeconds": 0, "leftAfterSeconds": 61 },
                    { "joinedAfterSeconds": 100, "leftAfterSeconds": 160 },
                ],
            },
            { "deviceId": "two", "rating": 5, "connections": [{ "joinedAfterSeconds": 1, "leftAfterSeconds": 2 }] },
        ],
        "recordings": [{ "durationSeconds": 121 }, { "startedAfterSeconds": 200, "durationSeconds": 60 }],
        "streams": [{ "startedAfterSeconds": 10, "durationSeconds": 59 }],
    })
}

async fn rooms(client: &Client, query: &str) -> Vec<Value> {
    let found = client.results(&format!("/v1/insights/rooms?limit=100&{query}")).await;
    found.iter().map(|room| room["roomName"].clone()).collect()
}

#[tokio::test]
async fn a_session_comes_to_the_sum_of_its_connections() {
    let client = start();
    let session = client.play(busy()).await;
    let expected = json!({
        "roomSessionId": session["roomSessionId"],
        "roomName": "/x",
        "startedAt": "2025-01-01T00:15:00.000Z",
        "endedAt": "2025-01-01T00:25:00.000Z",
        "totalParticipantMinutes": 2 + 1 + 1,
        "totalRecorderMinutes": 3 + 1,
        "totalStreamerMinutes": 1,
        "totalUniqueParticipants": 2,
        "totalUniqueRecorders": 2,
        "totalUniqueStreamers": 1,
        "rating": 4.5,
        "totalRatings": 2,
    });
    assert_eq!(client.results("/v1/insights/room-sessions?roomName=/x").await, [expected]);
}

#[tokio::test]
async fn a_room_comes_to_the_sum_of_its_sessions() {
    let client = start();
    let room = client.room(json!({})).await;
    let mut script = busy();
    script["roomName"] = room["roomName"].clone();
    client.play(script.clone()).await;
    script["startedAt"] = "2025-01-01T00:45:00Z".into();
    script["participants"] = json!([{ "deviceId": "two", "rating": 2 }, { "deviceId": "three" }]);
    client.play(script).await;
    let expected = json!({
        "roomName": room["roomName"],
        "createdAt": room["startDate"],
        "endAt": room["endDate"],
        "firstSessionStartedAt": "2025-01-01T00:15:00.000Z",
        "lastSessionStartedAt": "2025-01-01T00:45:00.000Z",
        "totalSessions": 2,
        "totalParticipantMinutes": 4 + 20,
        "totalRecorderMinutes": 4 + 4,
        "totalStreamerMinutes": 1 + 1,
        "totalUniqueParticipants": 3,
        "totalUniqueRecorders": 4,
        "totalUniqueStreamers": 2,
        "rating": 2,
        "totalRatings": 1,
    });
    assert_eq!(client.results("/v1/insights/rooms").await, [expected]);
}

#[tokio::test]
async fn roles_that_are_no_people_do_not_count_as_people() {
    let client = start();
    let roles = ["host", "granted_visitor", "recorder", "streamer", "captioner", "assistant"];
    let participants: Vec<_> = roles.iter().map(|role| json!({ "roleName": role })).collect();
    client.play(json!({ "participants": participants })).await;
    let session = &client.results("/v1/insights/room-sessions?roomName=/x").await[0];
    assert_eq!(session["totalUniqueParticipants"], 2);
    assert_eq!((&session["totalUniqueRecorders"], &session["totalUniqueStreamers"]), (&json!(1), &json!(1)));
    assert_eq!(session["totalParticipantMinutes"], 20);
}

#[tokio::test]
async fn a_running_session_counts_to_this_moment() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2030-01-01T00:01:30Z" })).await;
    client.play(json!({ "startedAt": "2030-01-01", "participants": [{ "rating": 3 }, {}] })).await;
    let path = "/v1/insights/room-sessions?roomName=/x";
    let session = &client.results(path).await[0];
    assert_eq!((&session["endedAt"], &session["totalParticipantMinutes"]), (&Value::Null, &json!(4)));
    assert_eq!((&session["rating"], &session["totalRatings"]), (&Value::Null, &Value::Null));
    client.advance(3600).await;
    let session = &client.results(path).await[0];
    assert_eq!(session["endedAt"], "2030-01-01T00:10:00.000Z");
    assert_eq!((&session["totalParticipantMinutes"], &session["rating"]), (&json!(20), &json!(3)));
}

#[tokio::test]
async fn a_room_without_sessions_has_nulls() {
    let client = start();
    client.room(json!({})).await;
    let room = &client.results("/v1/insights/rooms").await[0];
    for key in ["firstSessionStartedAt", "lastSessionStartedAt", "rating", "totalRatings"] {
        assert_eq!(room.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!((&room["totalSessions"], &room["totalParticipantMinutes"]), (&json!(0), &json!(0)));
}

#[tokio::test]
async fn insights_outlive_the_room_and_need_none() {
    let client = start();
    let room = client.room(json!({})).await;
    client.delete(&path_of(&room)).await;
    client.play(json!({ "roomName": "/never-made", "startedAt": "2025-01-02" })).await;
    client.play(json!({ "roomName": "/never-made", "startedAt": "2025-01-01" })).await;
    let found = client.results("/v1/insights/rooms").await;
    assert_eq!((&found[0]["roomName"], &found[0]["endAt"]), (&room["roomName"], &room["endDate"]));
    assert_eq!(
        (&found[1]["createdAt"], &found[1]["endAt"]),
        (&json!("2025-01-01T00:00:00.000Z"), &Value::Null)
    );
}

#[tokio::test]
async fn rooms_are_in_the_order_in_which_they_came() {
    let client = start();
    let first = client.room(json!({})).await;
    client.play(json!({ "roomName": "/played" })).await;
    let last = client.room(json!({})).await;
    client.play(json!({ "roomName": first["roomName"] })).await;
    for _ in 0..2 {
        let found = client.results("/v1/insights/rooms").await;
        let names: Vec<_> = found.iter().map(|room| text(room, "roomName")).collect();
        assert_eq!(names, [text(&first, "roomName"), "/played", text(&last, "roomName")]);
        client.delete(&path_of(&first)).await;
    }
}

#[tokio::test]
async fn rooms_are_found_by_name_in_every_form() {
    let client = start();
    for name in ["/team-a", "/team-b", "/other"] {
        client.play(json!({ "roomName": name })).await;
    }
    for (query, found) in [
        ("roomName=/team-a", ["/team-a"].as_slice()),
        ("roomName[exact]=/team-a", &["/team-a"]),
        ("roomName%5Bexact%5D=%2Fteam-a", &["/team-a"]),
        ("exact=/team-a", &["/team-a"]),
        ("roomName[startsWith]=/team", &["/team-a", "/team-b"]),
        ("startsWith=/team", &["/team-a", "/team-b"]),
        ("roomName[startsWith]=team", &[]),
        ("roomName[contains]=the", &["/other"]),
        ("contains=m-", &["/team-a", "/team-b"]),
        ("roomName[contains]=%25", &[]),
        ("roomName[startsWith]=/team&roomName[contains]=b", &["/team-b"]),
    ] {
        assert_eq!(rooms(&client, query).await, found, "{query}");
    }
}

#[tokio::test]
async fn rooms_are_found_by_date_with_both_ends() {
    let client = start();
    for day in 1..=3 {
        client.play(json!({ "roomName": format!("/{day}"), "startedAt": format!("2025-01-0{day}") })).await;
    }
    for (query, found) in [
        ("createdAt[from]=2025-01-02T00:00:00.000Z", ["/2", "/3"].as_slice()),
        ("createdAt[to]=2025-01-02T00:00:00Z", &["/1", "/2"]),
        ("createdAt%5Bfrom%5D=2025-01-02&createdAt%5Bto%5D=2025-01-02", &["/2"]),
        ("from=2025-01-03", &["/3"]),
        ("to=2025-01-01", &["/1"]),
    ] {
        assert_eq!(rooms(&client, query).await, found, "{query}");
    }
    client.get("/v1/insights/rooms?createdAt[from]=soon").await.refused(400, "createdAt[from]");
}

#[tokio::test]
async fn pages_of_insights_have_10_unless_asked() {
    let client = start();
    for number in 0..11 {
        client.play(json!({ "roomName": format!("/{number}"), "participants": 0 })).await;
        client.play(json!({ "roomName": "/x", "participants": 0 })).await;
    }
    client.play(json!({ "roomName": "/y", "participants": 11, "seed": 9 })).await;
    let session = client.results("/v1/insights/room-sessions?roomName=/y").await;
    let participants =
        format!("/v1/insights/participants?roomSessionId={}", text(&session[0], "roomSessionId"));
    for list in
        ["/v1/insights/rooms?", "/v1/insights/room-sessions?roomName=/x&", &format!("{participants}&")]
    {
        assert_eq!(client.results(list.trim_end_matches(['?', '&'])).await.len(), 10, "{list}");
        assert!(client.results(&format!("{list}limit=100")).await.len() > 10, "{list}");
        client.get(&format!("{list}limit=101")).await.refused(400, "limit");
    }
}

#[tokio::test]
async fn rooms_are_sorted_by_their_fields() {
    let client = start();
    for (room, day, sessions, people) in [("/b", 1, 2, 1), ("/a", 3, 1, 3), ("/c", 2, 3, 2)] {
        for _ in 0..sessions {
            let start = format!("2025-01-0{day}");
            client.play(json!({ "roomName": room, "startedAt": start, "participants": people })).await;
        }
    }
    client.room(json!({ "roomNamePrefix": "new-" })).await;
    for (sort, order) in [
        ("roomName:asc", ["/a", "/b", "/c"]),
        ("createdAt:asc", ["/b", "/c", "/a"]),
        ("lastSessionStartedAt:asc", ["/b", "/c", "/a"]),
        ("totalSessions:asc", ["/a", "/b", "/c"]),
        ("totalParticipantMinutes:asc", ["/b", "/a", "/c"]),
        ("totalUniqueParticipants:asc", ["/b", "/c", "/a"]),
        ("totalUniqueParticipants:desc", ["/a", "/c", "/b"]),
    ] {
        let path = format!("/v1/insights/rooms?limit=1&sortBy={sort}");
        let mut found = client.walk(&path, "roomName").await;
        assert_eq!(found.len(), 4, "{sort}");
        found.retain(|name| order.contains(&name.as_str().expect("a name")));
        assert_eq!(found, order, "{sort}");
    }
}

#[tokio::test]
async fn sessions_need_a_room_and_may_have_an_id() {
    let client = start();
    let session = client.play(json!({})).await;
    client.play(json!({})).await;
    client.get("/v1/insights/room-sessions").await.refused(400, "roomName");
    client.get("/v1/insights/room-sessions?roomSessionId=x").await.refused(400, "roomName");
    let path =
        format!("/v1/insights/room-sessions?roomName=/x&roomSessionId={}", text(&session, "roomSessionId"));
    assert_eq!(client.results(&path).await.len(), 1);
    assert_eq!(client.results("/v1/insights/room-sessions?roomName=/y").await.len(), 0);
}

#[tokio::test]
async fn sessions_are_sorted_by_their_totals() {
    let client = start();
    for people in [2, 3, 1] {
        client.play(json!({ "participants": people })).await;
    }
    for (sort, order) in [("asc", [1, 2, 3]), ("desc", [3, 2, 1])] {
        let path =
            format!("/v1/insights/room-sessions?roomName=/x&limit=2&sortBy=totalUniqueParticipants:{sort}");
        assert_eq!(client.walk(&path, "totalUniqueParticipants").await, order);
    }
}

#[tokio::test]
async fn the_names_of_a_sessions_dates_are_a_setting() {
    let client = start();
    client.settings(json!({ "sessionDateNames": "createdAt" })).await;
    client.play(json!({ "startedAt": "2025-01-01" })).await;
    let session = &client.results("/v1/insights/room-sessions?roomName=/x&sortBy=createdAt:asc").await[0];
    assert_eq!(session["createdAt"], "2025-01-01T00:00:00.000Z");
    assert_eq!(session["endAt"], "2025-01-01T00:10:00.000Z");
    assert_eq!((session.get("startedAt"), session.get("endedAt")), (None, None));
}

#[tokio::test]
async fn a_recording_names_the_session_that_insights_know() {
    let client = start();
    let session = client.play(json!({ "recordings": 1 })).await;
    let recording = client.get(&format!("/v1/recordings/{}", first(&session, "recordingIds"))).await.json();
    let sessions = client.results("/v1/insights/room-sessions?roomName=/x").await;
    assert_eq!(recording["roomSessionId"], sessions[0]["roomSessionId"]);
}
