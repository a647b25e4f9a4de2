//! Help: every subcommand has some, in the words of the command line.

use std::collections::BTreeSet;

use crate::whereby::run;

/// The flags of each generated subcommand, beside `--extra`, `--help` and the global ones.
const FLAGS: &[(&str, &str)] = &[
    ("insights participant", "--room-session-id --participant-id"),
    ("insights participants", "--room-session-id --external-id --sort-by --cursor --page-size --max-items"),
    (
        "insights rooms",
        "--room-name --room-name-starts-with --room-name-contains --created-from --created-to --sort-by \
         --cursor --page-size --max-items",
    ),
    ("insights room-sessions", "--room-name --room-session-id --sort-by --cursor --page-size --max-items"),
    (
        "meetings create",
        "--end-date --is-locked --room-mode --room-name-prefix --room-name-pattern --template-type \
         --recording --live-transcription --streaming --field",
    ),
    ("meetings create-many", "--max-concurrency"),
    ("meetings delete", ""),
    ("meetings delete-many", "--max-concurrency"),
    ("meetings get", "--field"),
    ("meetings list", "--cursor --page-size --field --room-name-starts-with --max-items"),
    ("recordings access-link", "--valid-for-seconds"),
    ("recordings bulk-delete", ""),
    ("recordings delete", ""),
    ("recordings delete-all", "--older-than --room-prefix --everything --dry-run --yes"),
    ("recordings download", "--overwrite"),
    ("recordings get", ""),
    ("recordings list", "--room-name --cursor --page-size --sort-by --max-items"),
    ("rooms reset-logo", ""),
    ("rooms set-background", ""),
    ("rooms set-background-preset", "--palette --theme"),
    ("rooms set-knock-page-background", ""),
    ("rooms set-knock-page-background-preset", "--palette --theme"),
    ("rooms set-logo", ""),
    ("rooms set-theme-tokens", "--primary --secondary --focus --tokens-preset"),
    ("summaries create", "--transcription-id --template"),
    ("summaries create-and-wait", "--transcription-id --template --max-wait --poll-interval"),
    ("summaries delete", ""),
    ("summaries get", ""),
    ("summaries list", "--cursor --page-size --sort-by --max-items"),
    ("transcriptions access-link", "--valid-for-seconds"),
    ("transcriptions bulk-delete", ""),
    ("transcriptions create", "--recording-id"),
    ("transcriptions create-and-wait", "--recording-id --max-wait --poll-interval"),
    ("transcriptions delete", ""),
    ("transcriptions delete-all", "--older-than --room-prefix --everything --dry-run --yes"),
    ("transcriptions download", "--overwrite"),
    ("transcriptions get", ""),
    ("transcriptions list", "--room-name --cursor --page-size --sort-by --max-items"),
];

const GLOBAL: [&str; 7] =
    ["--extra", "--help", "--json", "--reveal", "--base-url", "--timeout", "--deadline"];

fn help(path: &str) -> String {
    let ran = run(&[&path.split(' ').collect::<Vec<_>>()[..], &["--help"]].concat());
    assert_eq!(ran.code, 0, "{path}: {}", ran.err);
    ran.out
}

/// The names in a list of subcommands.
fn subcommands(help: &str) -> Vec<String> {
    let lines =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|n| *n != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_subcommand_has_help_that_names_its_flags() {
    for (path, flags) in FLAGS {
        let help = help(path);
        let begins =
            help.lines().map(str::trim).filter(|line| line.starts_with("--") || line.starts_with("-h"));
        let shown: BTreeSet<_> = begins
            .filter_map(|line| line.trim_start_matches("-h, ").split([' ', '[', '=']).next())
            .filter(|flag| !GLOBAL.contains(flag))
            .collect();
        assert_eq!(shown, flags.split_whitespace().collect(), "{path}: {help}");
    }
}

#[test]
fn no_generated_subcommand_is_left_out_here() {
    let own = ["api", "link", "emulator", "completions", "man"];
    let resources =
        subcommands(&run(&["--help"]).out).into_iter().filter(|name| !own.contains(&name.as_str()));
    let found: BTreeSet<String> = resources
        .flat_map(|resource| {
            subcommands(&help(&resource)).into_iter().map(move |verb| format!("{resource} {verb}"))
        })
        .collect();
    assert_eq!(found, FLAGS.iter().map(|(path, _)| (*path).to_owned()).collect());
}

#[test]
fn docs_name_things_as_they_are_typed() {
    let help = FLAGS.iter().map(|(path, _)| help(path)).collect::<String>();
    for words in ["`--overwrite`", "`access-link`", "`<TO>`", "`--dry-run`", "`--max-wait`", "`--timeout`"] {
        assert!(help.contains(words), "{words}");
    }
    for words in ["`NotFoundError` (exit code 5)", "`InvalidRequestError` (exit code 2)"] {
        assert!(help.replace(['\n', ' '], "").contains(&words.replace(' ', "")), "{words}");
    }
    let quoted: Vec<_> = help.split('`').skip(1).step_by(2).filter(|name| name.contains('_')).collect();
    assert!(quoted.is_empty(), "{quoted:?}");
}

#[test]
fn what_is_json_has_an_example() {
    let help = help("meetings create-many");
    assert!(help.contains(r#"'{"endDate":"2030-01-31T12:00:00Z"}'"#) && help.contains("ISO 8601"), "{help}");
}

#[test]
fn the_first_help_tells_all() {
    let help = run(&["--help"]).out;
    for words in ["Examples:", "Values:", "30d", "WHEREBY_API_KEY", "Exit codes:"] {
        assert!(help.contains(words), "{help}");
    }
    assert!(!help.contains('\u{1b}'), "colours where no terminal is");
    assert!(run(&["--version"]).out.contains(env!("CARGO_PKG_VERSION")));
}
