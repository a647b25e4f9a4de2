use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::support::start;

/// Sends a create as it stands from the framing of its body on, and gives the first line of what comes back.
fn first_line(framing: &str) -> String {
    let client = start();
    let head =
        "POST /v1/meetings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wk_test_a\r\nConnection: close\r\n";
    let authority = client.emulator.base_url().trim_start_matches("http://").trim_end_matches("/v1");
    let mut stream = TcpStream::connect(authority).expect("a connection");
    stream.write_all(format!("{head}{framing}").as_bytes()).expect("a sent request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_body_whose_framing_is_broken_gets_400() {
    let answer = first_line("Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
    assert_eq!(answer, "HTTP/1.1 400 Bad Request");
}

#[test]
fn a_body_that_says_that_it_is_far_too_large_is_not_waited_for() {
    let answer = first_line("Content-Length: 99999999999\r\n\r\n");
    assert_eq!(answer, "HTTP/1.1 413 Payload Too Large");
}
