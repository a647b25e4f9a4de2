//! The dispatcher of the Swift test runner: from an operation's name and JSON to the typed call.

use std::fmt::Write;

use anyhow::Result;

use super::{HEAD_SWIFT, names, params};
use crate::generate::{
    parse::camel,
    schema::{Kind, Resource, Schema, Ty, Verb},
};

const FILE: &str = "tests/swift/Tests/WherebyServerTests/Generated/Dispatch.swift";

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!(
        "{HEAD_SWIFT}\nimport WherebyServer\n\n\
         /// Makes the call that a step names and returns the wire form of its result.\n\
         func dispatch(_ operation: String, _ client: Whereby, _ args: Arguments) async throws -> JSON {{\n    \
         switch operation {{\n"
    );
    for r in &schema.resources {
        for verb in r.verbs.iter().filter(|v| v.kind != Kind::Batch) {
            writeln!(out, "    case \"{}.{}\":", r.accessor, camel(&verb.name))?;
            call(&mut out, schema, r, verb)?;
        }
    }
    out.push_str("    default:\n        throw UnknownOperation(name: operation)\n    }\n}\n");
    Ok((FILE.to_owned(), out))
}

fn call(out: &mut String, schema: &Schema, r: &Resource, verb: &Verb) -> Result<()> {
    let all = params(schema, verb);
    let given = all.iter().map(|p| {
        let (label, key) = (names::name(p.name), camel(p.name));
        match p.ty {
            Ty::Str => format!("try args.required(\"{key}\")"),
            Ty::Option(inner) if matches!(**inner, Ty::Nullable(_)) => {
                format!("{label}: try args.nullable(\"{key}\")")
            }
            _ if p.ty.is("Extra") => format!("{label}: try args.optional(\"{key}\") ?? [:]"),
            _ if p.optional => format!("{label}: try args.optional(\"{key}\")"),
            _ => format!("{label}: try args.required(\"{key}\")"),
        }
    });
    let mut given: Vec<_> = given.collect();
    if verb.kind == Kind::List {
        given.push("maxItems: try args.optional(\"maxItems\")".to_owned());
    }
    let call = format!(
        "client.{}.{}(\n            {})",
        names::name(&r.accessor),
        names::name(&verb.name),
        given.join(",\n            ")
    );
    match (verb.kind, &verb.returns) {
        (Kind::List, _) => writeln!(out, "        return try await wire({call}.collect())")?,
        (_, Ty::Unit) => writeln!(out, "        try await {call}\n        return .null")?,
        _ => writeln!(out, "        return try await wire({call})")?,
    }
    Ok(())
}
