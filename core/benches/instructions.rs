//! Hot paths, for `cargo xtask instructions` to count under callgrind: `instructions PATH TIMES`.
//!
//! Client and server share one thread, and the kernel hands bytes over loopback at once, so that the
//! order of events, and with it the count, is the same in every run. Two runs of different `TIMES`
//! give the cost of one by their difference, without what happens once.

use std::{env, error::Error};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use whereby::{ClientOptions, CreateMeeting, ListMeetings, MeetingField, MeetingPage, Timestamp, Whereby};

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let mut words = env::args().skip(1);
    let path = words.next().unwrap_or_default();
    let times: u32 = words.next().unwrap_or_default().parse()?;
    match path.as_str() {
        "decode" => decode(times),
        "create" => create(times, &client("201 Created", &meeting(0)).await?).await,
        "page" => pages(times, &client("200 OK", &page()).await?).await,
        other => Err(format!("`{other}` is none of create, page, decode").into()),
    }
}

/// A page of 100 meetings from text to models.
fn decode(times: u32) -> Outcome<()> {
    let text = page().to_string();
    for _ in 0..times {
        let page: MeetingPage = serde_json::from_str(&text)?;
        assert_eq!((page.results.len(), page.unreadable.len()), (100, 0));
    }
    Ok(())
}

/// A meeting created.
async fn create(times: u32, client: &Whereby) -> Outcome<()> {
    let end: Timestamp = "2099-01-31T12:00:00Z".parse()?;
    for _ in 0..times {
        let meeting = CreateMeeting {
            room_name_prefix: Some("clinic-".to_owned()),
            fields: Some(vec![MeetingField::HostRoomUrl]),
            ..CreateMeeting::new(end)
        };
        client.meetings().create(meeting).await?;
    }
    Ok(())
}

/// A page of 100 meetings fetched.
async fn pages(times: u32, client: &Whereby) -> Outcome<()> {
    for _ in 0..times {
        client.meetings().list_page(ListMeetings::default()).await?;
    }
    Ok(())
}

/// A client of a server that gives one answer to everything.
async fn client(status: &str, body: &Value) -> Outcome<Whereby> {
    let body = body.to_string();
    let head =
        format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}", body.len());
    let answer = format!("{head}\r\n\r\n{body}");
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base_url = format!("http://{}/v1", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move { serve(stream, &answer).await });
        }
    });
    let options =
        ClientOptions { api_key: Some("key".into()), base_url: Some(base_url), ..ClientOptions::default() };
    Ok(Whereby::new(options)?)
}

/// Answers each request, which the client sends in one piece.
async fn serve(mut stream: TcpStream, answer: &str) -> std::io::Result<()> {
    let mut request = [0; 4096];
    while stream.read(&mut request).await? > 0 {
        stream.write_all(answer.as_bytes()).await?;
    }
    Ok(())
}

fn page() -> Value {
    json!({ "cursor": "next", "results": (0..100).map(meeting).collect::<Vec<_>>() })
}

/// A meeting of some 580 bytes, as the API gives it with a link for hosts.
fn meeting(number: u32) -> Value {
    let name = format!("/clinic-7f3c0b1e-3d29-4c88-9f5e-0a1b2c3d{number:04}");
    json!({
        "meetingId": (10_000_000 + number).to_string(),
        "startDate": "2026-11-24T10:00:00.000Z",
        "endDate": "2099-01-31T12:00:00.000Z",
        "roomName": name,
        "roomUrl": format!("https://example.whereby.com{name}"),
        "hostRoomUrl": format!("https://example.whereby.com{name}?roomKey={}", "k".repeat(250)),
    })
}
