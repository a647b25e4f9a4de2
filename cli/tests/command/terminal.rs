//! What is different on a terminal.

use std::{
    fs::File,
    io::{Read, Write},
    process::{Child, Command},
};

use nix::{
    pty::{Winsize, openpty},
    sys::signal::Signal,
};

use crate::{streams::send, whereby::Whereby};

/// A program in a terminal, and what it has shown so far.
struct Terminal {
    child: Child,
    screen: File,
    shown: String,
}

impl Terminal {
    fn start(mut command: Command, columns: u16) -> Self {
        let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        let pty = openpty(&size, None).expect("a terminal");
        let file = || File::from(pty.slave.try_clone().expect("a terminal"));
        command.stdin(file()).stdout(file()).stderr(file()).env("TERM", "xterm");
        let child = command.spawn().expect("it runs");
        Self { child, screen: File::from(pty.master), shown: String::new() }
    }

    /// Reads on until these words are there, or to the end.
    fn until(&mut self, words: &str) -> &str {
        let mut bytes = [0; 1024];
        while !self.shown.contains(words) {
            // When the program has gone, Linux says so by an error.
            match self.screen.read(&mut bytes) {
                Ok(count) if count > 0 => self.shown.push_str(&String::from_utf8_lossy(&bytes[..count])),
                _ => break,
            }
        }
        assert!(self.shown.contains(words), "{words}: {}", self.shown);
        &self.shown
    }

    fn end(mut self) -> (String, Option<i32>) {
        let mut rest = Vec::new();
        // As above.
        let _ = self.screen.read_to_end(&mut rest);
        let code = self.child.wait().expect("an end").code();
        (self.shown + &String::from_utf8_lossy(&rest), code)
    }
}

const ALL: [&str; 4] = ["recordings", "delete-all", "--room-prefix", "clinic-"];

#[test]
fn delete_all_asks_and_takes_a_no() {
    for (answer, code, left) in [("n\n", 1, 2), ("\n", 1, 2), ("yes\n", 0, 0)] {
        let (whereby, _) = Whereby::after_a_session(2);
        let mut terminal = Terminal::start(whereby.command(&ALL), 80);
        terminal.until("Delete 2? They cannot be brought back. [y/N]");
        terminal.screen.write_all(answer.as_bytes()).expect("it listens");
        let (shown, ended) = terminal.end();
        assert_eq!((ended, whereby.lines(&["recordings", "list"]).len()), (Some(code), left), "{shown}");
        assert_eq!(shown.contains("nothing was deleted"), code != 0, "{shown}");
    }
}

#[test]
fn what_came_after_the_question_stays() {
    let (whereby, _) = Whereby::after_a_session(1);
    let mut terminal = Terminal::start(whereby.command(&ALL), 80);
    terminal.until("Delete 1?");
    whereby.session(1);
    terminal.screen.write_all(b"yes\n").expect("it listens");
    let (shown, code) = terminal.end();
    assert_eq!((code, whereby.lines(&["recordings", "list"]).len()), (Some(0), 1), "{shown}");
    assert!(shown.contains("deleted "), "{shown}");
}

#[test]
fn a_question_ends_with_ctrl_c() {
    let (whereby, _) = Whereby::after_a_session(2);
    let mut terminal = Terminal::start(whereby.command(&ALL), 80);
    terminal.until("[y/N]");
    send(&terminal.child, Signal::SIGINT);
    assert_eq!(terminal.end().1, Some(130));
    assert_eq!(whereby.lines(&["recordings", "list"]).len(), 2);
}

#[test]
fn who_stops_it_after_a_yes_is_told() {
    let (whereby, _) = Whereby::after_a_session(2);
    let mut terminal = Terminal::start(whereby.command(&ALL), 80);
    terminal.until("[y/N]");
    whereby.script(serde_json::json!([{"silent": true}]));
    let before = whereby.requests().len();
    terminal.screen.write_all(b"yes\n").expect("it listens");
    while whereby.requests().len() == before {
        std::thread::yield_now();
    }
    send(&terminal.child, Signal::SIGINT);
    let (shown, code) = terminal.end();
    assert!(code == Some(130) && shown.contains("some may be deleted by now"), "{shown}");
}

#[test]
fn nothing_to_delete_is_no_question_and_yes_is_none_either() {
    let (whereby, _) = Whereby::after_a_session(1);
    let other = ["recordings", "delete-all", "--room-prefix", "other-"];
    let mut terminal = Terminal::start(whereby.command(&other), 80);
    // Should it ask all the same, it gets the end of input, and does not wait for ever.
    terminal.screen.write_all(b"\x04").expect("it listens");
    let (shown, code) = terminal.end();
    assert!(code == Some(0) && shown.contains("nothing matches") && !shown.contains('?'), "{shown}");
    let (shown, code) = Terminal::start(whereby.command(&[&ALL[..], &["--yes"]].concat()), 80).end();
    assert!(code == Some(0) && shown.starts_with("deleted ") && !shown.contains('?'), "{shown}");
}

#[test]
fn a_person_is_told_how_to_see_a_secret() {
    let whereby = Whereby::start();
    let create = ["meetings", "create", "--end-date", "+1h", "--field", "hostRoomUrl"];
    let (shown, _) = Terminal::start(whereby.command(&create), 80).end();
    assert!(shown.contains("***") && shown.contains("--reveal shows it"), "{shown}");
    let (shown, _) = Terminal::start(whereby.command(&[&create[..], &["--reveal"]].concat()), 80).end();
    assert!(shown.contains("roomKey=") && !shown.contains("--reveal"), "{shown}");
    let (shown, _) = Terminal::start(whereby.command(&[&create[..], &["--json"]].concat()), 80).end();
    assert!(shown.contains("***") && !shown.contains("--reveal"), "{shown}");
}

#[test]
fn a_table_that_is_too_wide_becomes_records() {
    let (whereby, _) = Whereby::after_a_session(2);
    let list = || whereby.command(&["recordings", "list"]);
    let (wide, _) = Terminal::start(list(), 300).end();
    assert_eq!(wide.lines().count(), 3, "{wide}");
    let (narrow, _) = Terminal::start(list(), 60).end();
    assert!(narrow.lines().filter(|line| line.starts_with("recordingId ")).count() == 2, "{narrow}");
    assert!(narrow.contains("\r\n\r\n"), "{narrow}");
    let (help, _) = Terminal::start(whereby.command(&["recordings", "download", "--help"]), 40).end();
    assert!(help.contains("--overwrite"), "{help}");
    assert!(help.lines().all(|line| line.chars().filter(|c| !c.is_control()).count() <= 80), "{help}");
}

#[test]
fn a_download_shows_how_far_it_is() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let dir = tempfile::tempdir().expect("a folder");
    let to = dir.path().join("clinic.mp4").display().to_string();
    whereby.script(serde_json::json!([{"file": true, "cut": 5000}, {"file": true, "silent": true}]));
    let mut terminal = Terminal::start(whereby.command(&["recordings", "download", id, &to]), 100);
    terminal.until(" of 97.66 KiB");
    send(&terminal.child, Signal::SIGINT);
    let (shown, code) = terminal.end();
    assert!(code == Some(130) && shown.contains(".part file"), "{shown}");
}
