use serde_json::{Value, json};

use crate::support::{Client, first, start, text};

async fn list(client: &Client, session: &Value, query: &str) -> Vec<Value> {
    let path = format!("/v1/insights/participants?roomSessionId={}&{query}", text(session, "roomSessionId"));
    client.results(&path).await
}

async fn detail(client: &Client, session: &Value, id: &str) -> Value {
    let session = text(session, "roomSessionId");
    let path = format!("/v1/insights/participant?roomSessionId={session}&participantId={id}");
    let answer = client.get(&path).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn a_participant_is_what_was_written() {
    let client = start();
    let session = client
        .play(json!({
            "startedAt": "2025-01-01",
            "participants": [{
                "displayName": "[[redacted]]", "roleName": "granted_visitor", "externalId": "ext", "userId": "user",
                "deviceId": "device", "metadata": "m", "knocks": true, "rating": 3.5, "tags": ["audio-quality"],
                "comment": "Fine",
                "connections": [
                    { "joinedAfterSeconds": 200, "leftAfterSeconds": 300 },
                    { "joinedAfterSeconds": 10, "leftAfterSeconds": 20 },
                ],
            }],
        }))
        .await;
    let expected = json!({
        "roomSessionId": session["roomSessionId"],
        "participantId": first(&session, "participantIds"),
        "deviceId": "device",
        "userId": "user",
        "roleName": "granted_visitor",
        "displayName": "[[redacted]]",
        "joinedAt": "2025-01-01T00:00:10.000Z",
        "leftAt": "2025-01-01T00:05:00.000Z",
        "externalId": "ext",
        "rating": 3.5,
        "tags": ["audio-quality"],
        "comment": "Fine",
    });
    assert_eq!(list(&client, &session, "").await, [expected]);
}

#[tokio::test]
async fn what_was_not_written_is_null_or_made_up() {
    let client = start();
    let session = client.play(json!({ "participants": [{}] })).await;
    let one = &list(&client, &session, "").await[0];
    for key in ["userId", "externalId", "rating", "tags", "comment"] {
        assert_eq!(one.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!(one["roleName"], "visitor");
    assert!(!text(one, "displayName").is_empty() && !text(one, "deviceId").is_empty());
}

#[tokio::test]
async fn a_number_of_people_is_a_host_and_visitors() {
    let client = start();
    let session = client.play(json!({ "participants": 3 })).await;
    let people = list(&client, &session, "").await;
    let ids: Vec<_> = people.iter().map(|one| &one["participantId"]).collect();
    assert_eq!(json!(ids), session["participantIds"]);
    let roles: Vec<_> = people.iter().map(|one| &one["roleName"]).collect();
    assert_eq!(roles, ["host", "visitor", "visitor"]);
    assert!(people[0]["externalId"].is_string() && people[1]["externalId"].is_null());
    assert!(people[0]["displayName"] != people[1]["displayName"]);
}

#[tokio::test]
async fn the_same_seed_brings_the_same_devices_back() {
    let client = start();
    for _ in 0..2 {
        client.play(json!({ "seed": 4, "participants": 2 })).await;
    }
    client.play(json!({ "seed": 5, "participants": 2 })).await;
    assert_eq!(client.results("/v1/insights/rooms").await[0]["totalUniqueParticipants"], 4);
}

#[tokio::test]
async fn recorders_and_streamers_are_in_the_list_after_the_people() {
    let client = start();
    let session = client.play(json!({ "participants": 1, "recordings": 1, "streams": 1 })).await;
    let people = list(&client, &session, "").await;
    let roles: Vec<_> = people.iter().map(|one| &one["roleName"]).collect();
    assert_eq!(roles, ["host", "recorder", "streamer"]);
    assert_eq!(session["participantIds"].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn one_of_two_ids_is_needed_and_both_count() {
    let client = start();
    let script = json!({ "participants": [{ "externalId": "ada" }, { "externalId": "bo" }] });
    let session = client.play(script.clone()).await;
    client.play(script).await;
    client.get("/v1/insights/participants").await.refused(400, "externalId");
    client.get("/v1/insights/participants?roomSessionId=&externalId=").await.refused(400, "externalId");
    assert_eq!(client.results("/v1/insights/participants?externalId=ada").await.len(), 2);
    assert_eq!(list(&client, &session, "").await.len(), 2);
    assert_eq!(list(&client, &session, "externalId=ada").await.len(), 1);
    assert_eq!(client.results("/v1/insights/participants?roomSessionId=unknown").await.len(), 0);
}

#[tokio::test]
async fn they_are_sorted_by_joining_and_leaving() {
    let client = start();
    let stays = [(5, 30), (20, 25), (10, 40)].map(|(joined, left)| {
        json!({
            "externalId": joined.to_string(),
            "connections": [{ "joinedAfterSeconds": joined, "leftAfterSeconds": left }],
        })
    });
    let session = client.play(json!({ "participants": stays })).await;
    let id = text(&session, "roomSessionId");
    for (sort, order) in [
        ("joinedAt:asc", ["5", "10", "20"]),
        ("joinedAt:desc", ["20", "10", "5"]),
        ("leftAt:asc", ["20", "5", "10"]),
        ("leftAt:desc", ["10", "5", "20"]),
    ] {
        let path = format!("/v1/insights/participants?roomSessionId={id}&limit=1&sortBy={sort}");
        assert_eq!(client.walk(&path, "externalId").await, order, "{sort}");
    }
}

#[tokio::test]
async fn who_is_still_there_has_not_left() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2030-01-01T00:01:00Z" })).await;
    let stays = [(0, 600), (0, 30), (90, 600)].map(|(joined, left)| {
        json!({
            "rating": 5, "tags": ["a"], "comment": "c",
            "connections": [{ "joinedAfterSeconds": joined, "leftAfterSeconds": left }],
        })
    });
    let session = client.play(json!({ "startedAt": "2030-01-01", "participants": stays })).await;
    let people = list(&client, &session, "sortBy=leftAt:desc").await;
    assert_eq!(people.len(), 2, "the third has yet to come");
    let third = session["participantIds"][2].as_str().expect("an id");
    assert_eq!(detail(&client, &session, third).await, json!([]));
    for key in ["leftAt", "rating", "tags", "comment"] {
        assert_eq!(people[0][key], Value::Null, "{key}");
        assert_ne!(people[1][key], Value::Null, "{key}");
    }
}

#[tokio::test]
async fn the_detail_is_an_array_of_connections() {
    let client = start();
    let session = client
        .play(json!({
            "startedAt": "2025-01-01",
            "participants": [{
                "displayName": "Ada", "roleName": "host", "knocks": true,
                "connections": [
                    { "joinedAfterSeconds": 10, "leftAfterSeconds": 21, "userAgent": "Safari" },
                    { "joinedAfterSeconds": 30 },
                ],
            }],
        }))
        .await;
    let connections = detail(&client, &session, first(&session, "participantIds")).await;
    assert_eq!(connections.as_array().map(Vec::len), Some(2));
    let one = &connections[0];
    let keys: Vec<_> = one.as_object().expect("an object").keys().collect();
    let expected = ["displayName", "userRole", "userAgent", "timeStamp", "sampleRateMs", "samples", "events"];
    assert_eq!(keys, expected);
    assert_eq!((&one["displayName"], &one["userRole"]), (&json!("Ada"), &json!("host")));
    assert_eq!((&one["userAgent"], &one["sampleRateMs"]), (&json!("Safari"), &json!(2000)));
    assert_eq!(one["timeStamp"], "2025-01-01T00:00:10.000Z");
    let kinds: Vec<_> =
        one["events"].as_array().expect("events").iter().map(|event| &event["type"]).collect();
    assert_eq!(kinds, ["knock", "join", "leave"]);
    let samples = one["samples"].as_object().expect("an object");
    assert_eq!(
        samples.keys().collect::<Vec<_>>(),
        ["packetLossSend", "packetLossRecv", "bitrateSend", "bitrateRecv"]
    );
    for list in samples.values() {
        let list = list.as_array().expect("an array");
        assert!(list.len() == 6 && list.iter().all(Value::is_number), "{list:?}");
    }
    assert_ne!(connections[1]["samples"]["bitrateSend"][0], one["samples"]["bitrateSend"][0]);
    assert_eq!(connections[1]["timeStamp"], "2025-01-01T00:00:30.000Z");
}

#[tokio::test]
async fn the_detail_needs_both_ids_and_is_empty_for_a_stranger() {
    let client = start();
    let session = client.play(json!({})).await;
    let id = text(&session, "roomSessionId");
    let participant = first(&session, "participantIds");
    client.get(&format!("/v1/insights/participant?roomSessionId={id}")).await.refused(400, "participantId");
    let path = format!("/v1/insights/participant?participantId={participant}");
    client.get(&path).await.refused(400, "roomSessionId");
    assert_eq!(detail(&client, &session, "stranger").await, json!([]));
    assert_eq!(detail(&client, &session, participant).await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn two_hours_of_samples_are_the_most() {
    let client = start();
    let session = client.play(json!({ "durationSeconds": 10_000, "participants": 1 })).await;
    let shown = detail(&client, &session, first(&session, "participantIds")).await;
    assert_eq!(shown[0]["samples"]["bitrateRecv"].as_array().map(Vec::len), Some(3600));
}
