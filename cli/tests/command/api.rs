//! `whereby api`.

use serde_json::json;

use crate::whereby::Whereby;

#[test]
fn any_request_can_be_sent() {
    let whereby = Whereby::start();
    let data = r#"{"endDate":"2099-01-31T12:00:00Z","fields":["hostRoomUrl"]}"#;
    let made = whereby.json(&["api", "POST", "/meetings", "--data", data]);
    let id = made["meetingId"].as_str().expect("an id");
    let list = whereby.json(&["api", "get", "/meetings?limit=1"]);
    assert_eq!(list["results"][0]["meetingId"], id);
    assert_eq!(whereby.text(&["api", "DELETE", &format!("/meetings/{id}")]), "");
    let ran = whereby.run_with(data, &["api", "POST", "/meetings", "--data", "-"]);
    assert!(ran.code == 0 && ran.out.starts_with("{\n  \""), "{ran:?}");
}

#[test]
fn parameters_are_encoded_and_may_come_again() {
    let whereby = Whereby::start();
    let query = ["--query", "roomName[startsWith]=/a&b", "--query", "limit=2"];
    whereby.json(&[&["api", "GET", "/meetings?fields=hostRoomUrl"], &query[..]].concat());
    assert_eq!(whereby.request()["query"], "fields=hostRoomUrl&roomName%5BstartsWith%5D=%2Fa%26b&limit=2");
}

#[test]
fn secrets_are_masked_here_too() {
    let whereby = Whereby::start();
    let answer = json!({"results": [{"hostRoomUrl": "hunter2", "a": {"accessKeySecret": "hunter2"}}]});
    for (flags, shown) in [(&[][..], false), (&["--reveal"], true)] {
        whereby.script(json!([{ "json": answer }]));
        let out = whereby.text(&[&["api", "GET", "/new"], flags].concat());
        assert_eq!((out.contains("hunter2"), out.contains("***")), (shown, !shown), "{out}");
    }
}

#[test]
fn errors_have_the_codes_of_other_commands() {
    let whereby = Whereby::start();
    for (status, code) in [(401, 4), (404, 5), (400, 2), (409, 11)] {
        whereby.script(json!([{ "status": status }]));
        assert_eq!(whereby.run(&["api", "PATCH", "/new"]).code, code, "{status}");
    }
    for (args, words) in [
        (&["FETCH", "/x"][..], "<METHOD>"),
        (&["GET", "x"], "<PATH>"),
        (&["GET", "/x", "--query", "x"], "KEY=VALUE"),
        (&["POST", "/x", "--data", "{"], "--data"),
    ] {
        let ran = whereby.run(&[&["api"], args].concat());
        assert!(ran.code == 2 && ran.err.contains(words), "{ran:?}");
    }
}
