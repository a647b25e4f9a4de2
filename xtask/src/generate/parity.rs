//! The same names in every language: what core has, each toolkit's own stub shows.

use std::fs;

use super::{
    parse::{self, camel},
    schema::{Kind, Schema, Shape},
};
use crate::paths;

const PYTHON: &str = "bindings-python/python/whereby/_whereby.pyi";
const NODE: &str = "bindings-node/native.d.ts";
const SWIFT_TYPES: &str = "bindings-swift/Sources/WherebyServer/Generated/CoreTypes.swift";
const SWIFT_CALLS: &str = "bindings-swift/Sources/WherebyServer/Generated/Calls.swift";

fn read(path: &str) -> String {
    fs::read_to_string(paths::root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn schema() -> Schema {
    parse::schema(&paths::root().join("core")).expect("core is readable")
}

/// The lines from the one that begins with `start` to the next that is not indented.
fn block(text: &str, start: &str, path: &str) -> String {
    let begins =
        |line: &&str| line.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let from = text.lines().skip_while(|l| !begins(l));
    let lines: Vec<_> = from
        .clone()
        .take(1)
        .chain(from.skip(1).take_while(|l| l.starts_with(' ') || l.trim().is_empty()))
        .collect();
    assert!(!lines.is_empty(), "{path} has no `{start}`");
    lines.join("\n")
}

#[test]
fn every_operation_is_in_every_stub() {
    let (python, node, swift) = (read(PYTHON), read(NODE), read(SWIFT_CALLS));
    for resource in &schema().resources {
        let classes = [&resource.name, &format!("Async{}", resource.name)];
        for verb in &resource.verbs {
            for class in classes {
                let has = block(&python, &format!("class {class}"), PYTHON)
                    .contains(&format!("def {}(", verb.name));
                assert!(has, "{PYTHON}: {class}.{} ({}) is missing", verb.name, verb.place);
            }
            let call = camel(&verb.name);
            if verb.kind == Kind::Call {
                let native = camel(&format!("{}_{}", resource.accessor, verb.name));
                assert!(
                    node.contains(&format!("  {native}(")),
                    "{NODE}: {native} ({}) is missing",
                    verb.place
                );
                assert!(
                    swift.contains(&format!("func {call}(")),
                    "{SWIFT_CALLS}: {call} ({}) is missing",
                    verb.place
                );
                continue;
            }
            // Pagers are the hosts' own, over the call for one page.
            for face in ["bindings-node/ts/generated", "bindings-swift/Sources/WherebyServer/Generated"] {
                let extension = if face.contains("node") { "ts" } else { "swift" };
                let name = if extension == "ts" { resource.accessor.clone() } else { resource.name.clone() };
                let path = format!("{face}/{name}.{extension}");
                assert!(read(&path).contains(&format!("{call}(")), "{path}: {call} is missing");
            }
        }
    }
}

#[test]
fn every_field_is_in_every_stub() {
    let (python, node, swift) = (read(PYTHON), read(NODE), read(SWIFT_TYPES));
    for model in schema().models.iter().filter(|m| m.shape != Shape::Options) {
        let py = block(&python, &format!("class {}", model.name), PYTHON);
        for field in &model.fields {
            let has = py.contains(&format!("def {}(self", field.name));
            assert!(has, "{PYTHON}: {}.{} ({}) is missing", model.name, field.name, model.place);
        }
        // Inputs that are spread into arguments, and errors, are no types of Node or Swift.
        for (text, path, start, after) in [
            (&node, NODE, format!("export interface {}", model.name), ["?:", ":"]),
            (&swift, SWIFT_TYPES, format!("public struct {}", model.name), [":", "`:"]),
        ] {
            if !text.contains(&format!("{start} ")) && !text.contains(&format!("{start}:")) {
                assert!(model.shape == Shape::Input, "{path}: {} is missing", model.name);
                continue;
            }
            let body = block(text, &start, path);
            for field in &model.fields {
                let name = camel(&field.name);
                let has = after.iter().any(|a| body.contains(&format!("{name}{a}")));
                assert!(has, "{path}: {}.{name} ({}) is missing", model.name, model.place);
            }
        }
    }
}
