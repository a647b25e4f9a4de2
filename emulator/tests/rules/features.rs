use serde_json::json;

use crate::support::{FAR, start};

#[tokio::test]
async fn a_feature_that_the_plan_lacks_is_403_where_it_is_asked_for() {
    let client = start();
    client.settings(json!({ "forbiddenFeatures": ["recording", "streaming", "liveTranscription"] })).await;
    for (feature, asked) in [
        ("recording", json!({ "type": "cloud" })),
        ("streaming", json!({ "destination": { "url": "rtmp://live/key" } })),
        ("liveTranscription", json!({ "startTrigger": "automatic" })),
        ("liveTranscription", json!({ "liveCaptions": true })),
    ] {
        let answer = client.post("/v1/meetings", json!({ "endDate": FAR, feature: asked })).await;
        answer.refused(403, feature);
    }
    for (feature, not_asked) in [
        ("recording", json!({ "type": "none" })),
        ("recording", json!({})),
        ("recording", json!({ "type": null, "startTrigger": "automatic" })),
        ("streaming", json!(null)),
        ("liveTranscription", json!({ "startTrigger": "none" })),
        ("liveTranscription", json!({ "startTrigger": null, "language": "en", "liveCaptions": false })),
    ] {
        client.room(json!({ feature: not_asked })).await;
    }
}

#[tokio::test]
async fn one_forbidden_feature_leaves_the_others() {
    let client = start();
    client.settings(json!({ "forbiddenFeatures": ["streaming"] })).await;
    client.room(json!({ "recording": { "type": "cloud" } })).await;
    client.settings(json!({ "forbiddenFeatures": [] })).await;
    client.room(json!({ "streaming": {} })).await;
}

#[tokio::test]
async fn an_unknown_feature_is_refused() {
    let client = start();
    let answer = client.post("/_emulator/settings", json!({ "forbiddenFeatures": ["chat"] })).await;
    answer.refused(400, "chat");
}
