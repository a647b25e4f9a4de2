//! The wire below the API: TLS, proxies, redirects, dropped calls, base URLs.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, mpsc},
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

use rustls::{HandshakeKind, ServerConfig, ServerConnection, StreamOwned, crypto::ring};
use serde_json::json;
use whereby::{
    ClientOptions, CreateMeeting, ErrorKind, Extra, GetMeeting, ListMeetings, RecordingDestination,
    RecordingSettings, Secret, Sent, ThemeTokens, Timestamp, Whereby,
};
use whereby_emulator::{Emulator, EmulatorOptions};

const EMPTY_PAGE: &str =
    "HTTP/1.1 200 OK\r\ncontent-length: 28\r\nconnection: close\r\n\r\n{\"results\":[],\"cursor\":null}";

fn client(base_url: &str, change: impl FnOnce(&mut ClientOptions)) -> whereby::Result<Whereby> {
    let mut options = ClientOptions {
        api_key: Some(Secret::new("wk_test_transport")),
        base_url: Some(base_url.to_owned()),
        max_tries: Some(1),
        ..ClientOptions::default()
    };
    change(&mut options);
    Whereby::new(options)
}

/// Serves one connection with what `serve` does, and hands out what it gave.
fn serve<T: Send + 'static>(serve: impl FnOnce(TcpStream) -> T + Send + 'static) -> (u16, mpsc::Receiver<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a client");
        let _ = sender.send(serve(stream));
    });
    (port, receiver)
}

fn head(stream: &mut impl Read) -> String {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        seen.push(byte[0]);
    }
    String::from_utf8_lossy(&seen).into_owned()
}

/// Serves so many connections with an empty page each, and hands out how each was begun.
fn tls_server(connections: usize) -> (u16, String, mpsc::Receiver<Option<HandshakeKind>>) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key = made.signing_key.serialize_der().try_into().expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a configuration");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming().take(connections) {
            let connection = ServerConnection::new(config.clone()).expect("a connection");
            let mut tls = StreamOwned::new(connection, stream.expect("a client"));
            if head(&mut tls).contains(" /v1/meetings HTTP/1.1") {
                tls.write_all(EMPTY_PAGE.as_bytes()).expect("an answer");
            }
            let _ = sender.send(tls.conn.handshake_kind());
        }
    });
    (port, made.cert.pem(), receiver)
}

fn bundle(name: &str, pem: &str) -> String {
    let path = std::env::temp_dir().join(format!("whereby-{name}-{}.pem", std::process::id()));
    std::fs::write(&path, pem).expect("a file");
    path.to_string_lossy().into_owned()
}

#[tokio::test]
async fn a_ca_bundle_is_trusted() {
    let (port, pem, _) = tls_server(1);
    let client = client(&format!("https://localhost:{port}/v1"), |o| o.ca_bundle = Some(bundle("ca", &pem)));
    let page = client.expect("a client").meetings().list_page(ListMeetings::default()).await.expect("a page");
    assert!(page.results.is_empty());
}

#[tokio::test]
async fn a_tls_session_is_resumed_whatever_the_next_call_is() {
    let (port, pem, begun) = tls_server(3);
    let client =
        client(&format!("https://localhost:{port}/v1"), |o| o.ca_bundle = Some(bundle("resumed", &pem)));
    let meetings = client.expect("a client").meetings();
    for _ in 0..2 {
        meetings.list_page(ListMeetings::default()).await.expect("a page");
    }
    // Calls that must not be repeated have connections of their own.
    let made = meetings.create(CreateMeeting::new(Timestamp::now() + Duration::from_secs(3600))).await;
    assert_eq!(made.expect_err("the answer is a page").kind(), ErrorKind::Decode);
    let begun: Vec<_> = begun.iter().flatten().collect();
    assert_eq!(begun, [HandshakeKind::Full, HandshakeKind::Resumed, HandshakeKind::Resumed]);
}

#[tokio::test]
async fn an_unknown_certificate_is_not_trusted() {
    let (port, ..) = tls_server(1);
    let client = client(&format!("https://localhost:{port}/v1"), |_| ()).expect("a client");
    let error = client.meetings().list_page(ListMeetings::default()).await.expect_err("no trust");
    assert_eq!((error.kind(), &error.sent), (ErrorKind::Connection, &Sent::Never));
    assert!(error.message.to_lowercase().contains("certificate"), "{error}");
}

#[test]
fn a_ca_bundle_is_read_once_whoever_calls() {
    let (port, pem, _) = tls_server(2);
    let path = bundle("once", &pem);
    let client = client(&format!("https://localhost:{port}/v1"), |o| o.ca_bundle = Some(path.clone()));
    let meetings = client.expect("a client").meetings();
    std::fs::remove_file(path).expect("a file");
    // Each runtime has connections of its own.
    let runtimes = [(); 2].map(|()| tokio::runtime::Runtime::new().expect("a runtime"));
    for runtime in &runtimes {
        runtime.block_on(meetings.list_page(ListMeetings::default())).expect("a page");
    }
}

#[tokio::test]
async fn a_create_that_no_connection_took_was_never_sent() {
    let (port, stream) = serve(|stream| stream);
    let client = client(&format!("https://localhost:{port}/v1"), |o| {
        o.timeout = Some(Duration::from_millis(300).into())
    });
    let create = CreateMeeting::new(Timestamp::now() + Duration::from_secs(3600));
    let error = client.expect("a client").meetings().create(create).await.expect_err("no greeting");
    assert_eq!((error.kind(), &error.sent, error.attempts), (ErrorKind::Connection, &Sent::Never, 1));
    assert!(error.message.contains("none in time"), "{error}");
    drop(stream);
}

#[tokio::test]
async fn a_refusal_whose_reason_is_cut_off_is_one() {
    let (port, _) = serve(|mut stream| {
        head(&mut stream);
        stream
            .write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 100\r\n\r\n{\"error\"")
            .expect("an answer");
    });
    let client = client(&format!("http://127.0.0.1:{port}/v1"), |_| ()).expect("a client");
    let create = CreateMeeting::new(Timestamp::now() + Duration::from_secs(3600));
    let error = client.meetings().create(create).await.expect_err("a refusal");
    let facts = (error.kind(), error.status, &error.sent, error.attempts);
    assert_eq!(facts, (ErrorKind::PermissionDenied, Some(403), &Sent::Refused, 1));
}

#[test]
fn a_ca_bundle_that_is_none_is_an_error_of_the_constructor() {
    for (name, text) in [
        ("empty", ""),
        ("text", "hello"),
        ("broken", "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----"),
    ] {
        let error =
            client("https://localhost/v1", |o| o.ca_bundle = Some(bundle(name, text))).expect_err(name);
        assert!(error.kind() == ErrorKind::Config && error.message.starts_with("ca_bundle:"), "{error}");
    }
}

#[tokio::test]
async fn a_proxy_is_asked_and_its_password_is_not_shown() {
    let (port, seen) = serve(|mut stream| {
        let head = head(&mut stream);
        stream.write_all(EMPTY_PAGE.as_bytes()).expect("an answer");
        head
    });
    let proxied =
        client("http://127.0.0.1:9/v1", |o| o.proxy = Some(format!("http://user:PASSWORD@127.0.0.1:{port}")));
    proxied.expect("a client").meetings().list_page(ListMeetings::default()).await.expect("a page");
    assert!(seen.recv().expect("a request").starts_with("GET http://127.0.0.1:9/v1/meetings HTTP/1.1"));

    let nobody =
        client("http://127.0.0.1:9/v1", |o| o.proxy = Some("http://user:PASSWORD@127.0.0.1:1".to_owned()));
    let nobody = nobody.expect("a client");
    let error = nobody.meetings().list_page(ListMeetings::default()).await.expect_err("no proxy");
    assert!(!format!("{error:?} {nobody:?}").contains("PASSWORD"));
}

#[tokio::test]
async fn the_key_does_not_follow_a_redirect() {
    let start = || Emulator::start(EmulatorOptions::default()).expect("an emulator");
    let (here, there) = (start(), start());
    let answer = json!({"status": 307, "headers": {"location": there.base_url()}});
    here.script(here.api_key(), [answer]).expect("a script");
    let client =
        client(here.base_url(), |o| o.api_key = Some(Secret::new(here.api_key()))).expect("a client");
    let error = client.meetings().list_page(ListMeetings::default()).await.expect_err("a redirect");
    assert_eq!(error.status, Some(307));
    for key in [here.api_key(), there.api_key()] {
        assert!(there.requests(key).expect("a log").is_empty(), "the other host was asked");
    }
}

#[test]
fn a_call_outside_of_tokio_is_an_error_that_says_so() {
    let client = client("http://127.0.0.1:9/v1", |_| {}).expect("a client");
    let meetings = client.meetings();
    let mut call = std::pin::pin!(meetings.get("1", GetMeeting::default()));
    let mut context = Context::from_waker(Waker::noop());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it must not wait") };
    assert_eq!((error.kind(), error.sent.clone(), error.attempts), (ErrorKind::Config, Sent::Never, 0));
    assert!(error.message.contains("tokio"), "{error}");
}

#[test]
fn a_client_serves_several_runtimes() {
    let emulator = Emulator::start(EmulatorOptions::default()).expect("an emulator");
    let client = client(emulator.base_url(), |o| {
        o.api_key = Some(Secret::new(emulator.api_key()));
        o.timeout = Some(Duration::from_secs(5).into());
    });
    let client = client.expect("a client");
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let ask = |runtime: &tokio::runtime::Runtime| {
        runtime.block_on(client.meetings().list_page(ListMeetings::default())).expect("a page");
    };
    // A connection of one runtime would not answer while the other one runs.
    let both = [runtime(), runtime()];
    both.iter().chain(&both).for_each(ask);
    // Those of a runtime that is gone are gone too.
    drop(both);
    ask(&runtime());
}

#[tokio::test]
async fn an_answer_is_read_however_it_is_cut() {
    let body = json!({ "results": [], "cursor": null, "more": "x".repeat(200_000) }).to_string();
    let (first, last) = body.split_at(100_000);
    let chunk = |piece: &str| format!("{:x}\r\n{piece}\r\n", piece.len());
    let chunked = format!("transfer-encoding: chunked\r\n\r\n{}{}{}", chunk(first), chunk(last), chunk(""));
    // Of a length that is told it comes in pieces, too: it is more than is read at once.
    let counted = format!("content-length: {}\r\n\r\n{body}", body.len());
    for rest in [chunked, counted] {
        let (port, _) = serve(move |mut stream| {
            head(&mut stream);
            write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\n{rest}").expect("an answer");
        });
        let client = client(&format!("http://127.0.0.1:{port}/v1"), |_| {}).expect("a client");
        let page = client.meetings().list_page(ListMeetings::default()).await.expect("a page");
        assert_eq!(page.extra.0["more"].as_str().map(str::len), Some(200_000));
    }
}

#[tokio::test]
async fn a_dropped_call_closes_its_connection() {
    let (port, ended) = serve(|mut stream| {
        head(&mut stream);
        stream.read(&mut [0]).map_or(true, |n| n == 0)
    });
    let client = client(&format!("http://127.0.0.1:{port}/v1"), |_| ()).expect("a client");
    let call = tokio::spawn(async move { client.meetings().list_page(ListMeetings::default()).await });
    tokio::time::sleep(Duration::from_millis(50)).await;
    call.abort();
    let _ = call.await;
    assert!(tokio::task::spawn_blocking(move || ended.recv()).await.expect("a thread").expect("an end"));
}

#[test]
fn debug_of_a_client_shows_no_key() {
    let client = client("https://localhost/v1", |_| ()).expect("a client");
    assert!(!format!("{client:?}").contains("wk_test_transport"));
}

#[tokio::test]
async fn a_server_that_shows_what_it_was_sent_does_not_bring_the_key_into_the_error() {
    for status in ["400 Bad Request", "200 OK"] {
        let (port, _) = serve(move |mut stream| {
            let echo = head(&mut stream).replace("bearer", "Bearer") + "no key wk_test_transport";
            let length = echo.len();
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{echo}");
            stream.write_all(answer.as_bytes()).expect("an answer");
        });
        let client = client(&format!("http://127.0.0.1:{port}/v1"), |_| ()).expect("a client");
        let error = client.meetings().list_page(ListMeetings::default()).await.expect_err("no page");
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("Bearer ***") && shown.contains("no key ***"), "{shown}");
        assert!(!shown.contains("wk_test_transport"), "{shown}");
    }
}

/// In the shared cases of Rust, a key of `extra` is a key of the input, so it cannot repeat one there.
#[tokio::test]
async fn a_key_of_extra_that_repeats_a_field_is_refused_wherever_it_stands() {
    let client = client("http://127.0.0.1:9/v1", |_| ()).expect("a client");
    let extra = |key: &str| Extra([(key.to_owned(), json!("x"))].into_iter().collect());
    let destination = RecordingDestination {
        bucket: Some("a".to_owned()),
        extra: extra("bucket"),
        ..serde_json::from_value(json!({})).expect("a destination")
    };
    let recording = RecordingSettings {
        destination: Some(whereby::Nullable::Value(destination)),
        ..serde_json::from_value(json!({ "type": "none" })).expect("settings")
    };
    let meeting = CreateMeeting { recording: Some(recording), ..CreateMeeting::new(Timestamp::now()) };
    let list = ListMeetings { page_size: Some(1), extra: extra("limit"), ..ListMeetings::default() };
    let primary = Some("#000000".to_owned());
    let tokens = ThemeTokens { primary, extra: extra("tokens"), ..ThemeTokens::default() };
    for (key, refused) in [
        ("bucket", client.meetings().create(meeting).await.map(drop)),
        ("limit", client.meetings().list_page(list).await.map(drop)),
        ("tokens", client.rooms().set_theme_tokens("a", tokens).await),
    ] {
        let error = refused.expect_err("a refusal");
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
        assert!(error.message.starts_with(&format!("extra: `{key}` ")), "{error}");
    }
}
