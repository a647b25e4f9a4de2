//! Tips that clap has not.

use crate::whereby::run;

#[test]
fn what_has_no_place_has_a_tip_where_there_is_a_way() {
    for (args, tip) in [
        (&["meetings", "create", "--is-locked", "true"][..], "tip: write --is-locked=true\n"),
        (&["link", "https://a.whereby.com/b", "--audio", "false"], "tip: write --audio=false\n"),
        (&["--json", "meetings", "create", "--is-locked", "true"], "tip: write --is-locked=true\\n"),
        (&["meetings", "delete", "A", "B"], "tip: delete-many takes more than one\n"),
        (&["recordings", "delete", "A", "B"], "tip: bulk-delete takes more than one\n"),
    ] {
        let ran = run(args);
        assert!(ran.code == 2 && ran.err.contains(tip), "{ran:?}");
    }
    for args in
        [&["meetings", "create", "x"][..], &["meetings", "get", "A", "B"], &["meetings", "delete", "A", "-x"]]
    {
        let ran = run(args);
        assert!(ran.code == 2 && !ran.err.contains("takes more") && !ran.err.contains("write"), "{ran:?}");
    }
}

#[test]
fn what_is_no_number_is_told_in_plain_words() {
    for (args, flag) in [
        (["meetings", "list", "--page-size", "abc"], "--page-size"),
        (["meetings", "list", "--max-items", ""], "--max-items"),
        (["emulator", "--host", "::1", "--port=x"], "--port"),
    ] {
        let ran = run(&args);
        assert!(ran.code == 2 && ran.err.contains(flag), "{ran:?}");
        assert!(ran.err.contains("must be a whole number, 0 or more\n"), "{ran:?}");
    }
    assert!(run(&["meetings", "list", "--page-size", "99999999999999999999"]).err.contains("too large"));
}

#[test]
fn a_value_below_nothing_is_told_with_its_option() {
    for (args, words) in [
        (&["meetings", "list", "--page-size", "-1"][..], "'--page-size <PAGE_SIZE>': -1 is not in 0.."),
        (
            &["meetings", "list", "--max-items", "-1"],
            "'--max-items <MAX_ITEMS>': must be a whole number, 0 or more",
        ),
        (&["recordings", "delete-all", "--older-than", "-5m"], "'--older-than <SPAN>': a span of time is"),
        (&["meetings", "list", "--timeout", "-5m"], "'--timeout <SPAN>': a span of time is"),
        (&["emulator", "--port", "-1"], "'--port <PORT>': -1 is not in 0..=65535"),
        (&["meetings", "delete", "-1"], "unexpected argument '-1'"),
    ] {
        let ran = run(args);
        assert!(ran.code == 2 && ran.err.contains(words), "{ran:?}");
    }
}
