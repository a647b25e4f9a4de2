//! Every contradiction of the vendor's material has its case, or says why there is nothing to run.

use std::{collections::BTreeSet, fs, path::Path};

use regex::Regex;
use serde_json::Value;

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

/// The numbers before the colon of a name, as in `C1, C2: calls cost what the server says`.
fn numbers(name: &str) -> Vec<String> {
    let named = Regex::new(r"^(C\d+(?:, C\d+)*): ").expect("a pattern").captures(name);
    named.iter().flat_map(|found| found[1].split(", ").map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn each_of_the_50_is_decided_and_run_or_says_why_not() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of tests");
    let mut run = BTreeSet::new();
    for entry in fs::read_dir(tests.join("behaviour")).expect("cases") {
        let file = read(&entry.expect("a file").path());
        for case in file["cases"].as_array().expect("cases") {
            run.extend(numbers(case["name"].as_str().expect("a name")));
        }
    }
    let mut told = BTreeSet::new();
    for vector in read(&tests.join("vectors/quirks.json")).as_array().expect("quirks") {
        let quirk = vector["quirk"].as_str().expect("a number").to_owned();
        assert!(vector["reason"].as_str().is_some_and(|why| why.len() > 20), "{quirk} needs a reason");
        assert!(!run.contains(&quirk), "{quirk} has a case; the reason why it has none can go");
        assert!(told.insert(quirk.clone()), "{quirk} is there twice");
    }
    let all: BTreeSet<_> = (1..=50).map(|number| format!("C{number}")).collect();
    let missing: Vec<_> =
        all.iter().filter(|quirk| !run.contains(*quirk) && !told.contains(*quirk)).collect();
    assert!(missing.is_empty(), "neither a case nor a reason: {missing:?}");
    assert!(run.union(&told).all(|quirk| all.contains(quirk)), "there are 50");
}
