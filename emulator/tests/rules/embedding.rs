use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};
use std::thread;

use serde_json::json;
use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions};

use crate::support::{FAR, start, text};

fn emulator() -> Emulator {
    Emulator::start(EmulatorOptions::default()).expect("a started emulator")
}

fn port_of(emulator: &Emulator) -> u16 {
    let authority = emulator.base_url().trim_start_matches("http://127.0.0.1:");
    authority.trim_end_matches("/v1").parse().expect("a port")
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[test]
fn stop_frees_the_port_and_may_be_repeated() {
    let emulator = emulator();
    let port = port_of(&emulator);
    assert!(!is_free(port));
    emulator.stop();
    assert!(is_free(port));
    emulator.stop();
}

#[test]
fn drop_frees_the_port() {
    let emulator = emulator();
    let port = port_of(&emulator);
    drop(emulator);
    assert!(is_free(port));
}

#[test]
fn each_of_many_threads_that_stop_returns_with_the_port_free() {
    let emulator = emulator();
    let port = port_of(&emulator);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                emulator.stop();
                assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
            });
        }
    });
}

#[test]
fn stop_cuts_off_an_open_connection() {
    let emulator = emulator();
    let mut open = TcpStream::connect((Ipv4Addr::LOCALHOST, port_of(&emulator))).expect("open");
    emulator.stop();
    let read = std::io::Read::read(&mut open, &mut [0; 8]);
    assert!(matches!(read, Ok(0) | Err(_)));
}

#[test]
fn many_run_at_once() {
    let emulators: Vec<_> = (0..8).map(|_| emulator()).collect();
    let ports: std::collections::HashSet<_> = emulators.iter().map(port_of).collect();
    assert_eq!(ports.len(), 8);
}

#[test]
fn a_taken_port_is_an_error_that_says_so() {
    let first = emulator();
    let options = EmulatorOptions { port: port_of(&first), ..EmulatorOptions::default() };
    let error = Emulator::start(options).expect_err("a taken port");
    assert!(matches!(error, EmulatorError::Listen { .. }));
    assert!(error.to_string().contains("choose another port"), "{error}");
}

#[test]
fn listening_everywhere_still_gives_a_url_to_call() {
    let host = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let options = EmulatorOptions { host, ..EmulatorOptions::default() };
    let emulator = Emulator::start(options).expect("a started emulator");
    assert!(emulator.base_url().starts_with("http://127.0.0.1:"));
}

#[test]
fn a_subdomain_that_makes_no_url_is_refused() {
    for subdomain in ["", "a.b", "Acme", "a/b"] {
        let options = EmulatorOptions { subdomain: subdomain.to_owned(), ..EmulatorOptions::default() };
        let error = Emulator::start(options).expect_err("a bad subdomain");
        assert!(error.to_string().contains("subdomain"), "{error}");
    }
}

#[test]
fn calls_need_no_network() {
    let emulator = emulator();
    let body = json!({ "endDate": FAR });
    let (status, room) = emulator.call("POST", "/v1/meetings", Some(body)).expect("an answer");
    assert_eq!(status, 201);
    let path = format!("/v1/meetings/{}", text(&room.expect("a room"), "meetingId"));
    assert_eq!(emulator.call("DELETE", &path, None).expect("an answer"), (204, None));
    let (status, _) = emulator.call_as("wk_test_b", "GET", &path, None).expect("an answer");
    assert_eq!(status, 404);
    let (status, _) = emulator.call_as("other", "GET", &path, None).expect("an answer");
    assert_eq!(status, 401);
}

#[tokio::test]
async fn calls_work_inside_a_runtime() {
    let client = start();
    let (status, _) = client.emulator.call("GET", "/_emulator/clock", None).expect("an answer");
    assert_eq!(status, 200);
}

#[test]
fn calls_that_cannot_be_made_are_errors() {
    let emulator = emulator();
    let bad = emulator.call("GET", "no path", None);
    assert!(matches!(bad, Err(EmulatorError::Call(_))), "{bad:?}");
    let bad = emulator.call_as("a\nb", "GET", "/", None);
    assert!(matches!(bad, Err(EmulatorError::Call(_))), "{bad:?}");

    let script =
        json!({ "answers": [{ "drop": "before" }, { "body": "x", "truncate": true }, { "silent": true }] });
    emulator.call("POST", "/_emulator/answers", Some(script)).expect("an answer");
    for _ in 0..3 {
        let hung_up = emulator.call("GET", "/v1/meetings", None);
        assert!(matches!(hung_up, Err(EmulatorError::HungUp)), "{hung_up:?}");
    }
    emulator.stop();
    let stopped = emulator.call("GET", "/v1/meetings", None);
    assert!(matches!(stopped, Err(EmulatorError::Stopped)), "{stopped:?}");
}

#[test]
fn stop_ends_a_call_that_waits() {
    let emulator = emulator();
    let script = json!({ "answers": [{ "pass": true, "delaySeconds": 60 }] });
    emulator.call("POST", "/_emulator/answers", Some(script)).expect("an answer");
    thread::scope(|scope| {
        let waiting = scope.spawn(|| emulator.call("GET", "/v1/meetings", None));
        let arrived = || {
            let log = emulator.call("GET", "/_emulator/requests", None).expect("an answer").1;
            log != Some(json!([]))
        };
        while !arrived() {}
        emulator.stop();
        let ended = waiting.join().expect("no panic");
        assert!(matches!(ended, Err(EmulatorError::Stopped)), "{ended:?}");
    });
}

#[test]
fn debug_shows_no_key() {
    let emulator = emulator();
    assert!(!format!("{emulator:?}").contains("wk_test_"));
}
