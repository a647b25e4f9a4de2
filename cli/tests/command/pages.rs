//! Man pages and completions.

use crate::whereby::run;

#[test]
fn every_subcommand_has_a_man_page() {
    let dir = tempfile::tempdir().expect("a folder");
    let to = dir.path().join("new/man");
    assert_eq!(run(&["man", "--dir", &to.display().to_string()]).code, 0);
    let page = |name: &str| std::fs::read_to_string(to.join(name)).expect(name);
    assert!(page("whereby-recordings-delete-all.1").contains("\\-\\-older\\-than"));
    assert!(page("whereby-meetings-create-many.1").contains("JSON"));
    let first = page("whereby.1");
    assert_eq!(first, run(&["man"]).out);
    for words in [".SH \"EXIT CODES\"", ".SH EXAMPLES", "whereby\\-insights(1)"] {
        assert!(first.contains(words), "{words}: {first}");
    }
    assert!(!first.contains("\\-help(1)"), "a page that is not made: {first}");
}

#[test]
fn a_folder_that_cannot_be_is_told() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let ran = run(&["man", "--dir", &file.path().display().to_string()]);
    assert!(ran.code == 1 && ran.err.contains("man pages"), "{ran:?}");
}

#[test]
fn completions_know_the_subcommands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(&["completions", shell]).out;
        assert!(script.contains("access-link") && script.contains("older-than"), "{shell}");
    }
}

#[test]
fn switches_are_completed_without_a_word_behind_them() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]).out;
        assert!(script.contains("is-locked") && script.contains("human-short"), "{shell}");
        // The last of a switch's two values, as each of these scripts has it.
        for value in ["false\"", "false)", "false\t"] {
            assert!(!script.contains(value), "{shell}");
        }
    }
}
