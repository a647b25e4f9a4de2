//! `whereby link`.

use crate::whereby::{Whereby, run};

const ROOM: &str = "https://example.whereby.com/room?roomKey=abc";

#[test]
fn parameters_are_added_and_the_key_is_kept() {
    let ran = run(&["link", ROOM, "--display-name", "Ann B", "--chat=false", "--people"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, &*format!("{ROOM}&displayName=Ann+B&chat=off&people=on\n")));
    let ran = run(&["link", ROOM, "--json"]);
    assert_eq!(ran.out, format!("{{\"link\":\"{ROOM}\"}}\n"));
}

#[test]
fn the_link_of_a_host_need_not_be_typed() {
    let ran = Whereby::start().run_with(&format!("{ROOM}\n"), &["link", "-", "--group", "a", "--group", "b"]);
    assert_eq!(ran.out, format!("{ROOM}&groups=a%2Cb\n"));
}

#[test]
fn what_is_no_link_is_told() {
    for (args, words) in [(&["room"][..], "<URL>"), (&[ROOM, "--external-id", "a b"], "--external-id")] {
        let ran = run(&[&["link"], args].concat());
        assert!(ran.code == 2 && ran.err.contains(words), "{ran:?}");
    }
}

#[test]
fn the_mask_of_a_link_is_told_with_the_way_to_the_link() {
    let ran = Whereby::start().run_with("***\n", &["link", "-"]);
    assert!(ran.code == 2 && ran.err.contains("<URL>") && ran.err.contains("give --reveal"), "{ran:?}");
}
