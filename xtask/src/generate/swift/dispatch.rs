//! The dispatcher of the Swift test runner: from an operation's name and JSON to the typed call.

use std::fmt::Write;

use anyhow::Result;

use super::{HEAD_SWIFT, Param, names, params};
use crate::generate::{
    parse::camel,
    schema::{Kind, Resource, Schema, Ty, Verb},
};

/// Where the files of the tests are.
pub const DIR: &str = "tests/swift/Tests/WherebyServerTests/Generated";

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!(
        "{HEAD_SWIFT}\nimport WherebyServer\n\n\
         /// Makes the call that a step names and returns the wire form of its result.\n\
         func dispatch(_ operation: String, _ client: Whereby, _ args: Arguments) async throws -> JSON {{\n    \
         switch operation {{\n"
    );
    for r in &schema.resources {
        for verb in &r.verbs {
            writeln!(out, "    case \"{}.{}\":", r.accessor, camel(&verb.name))?;
            call(&mut out, schema, r, verb)?;
        }
    }
    out.push_str("    default:\n        throw UnknownOperation(name: operation)\n    }\n}\n");
    Ok((format!("{DIR}/Dispatch.swift"), out))
}

fn call(out: &mut String, schema: &Schema, r: &Resource, verb: &Verb) -> Result<()> {
    let all = params(schema, verb);
    // A case is data, and has no functions.
    let data = all.iter().filter(|p| !p.ty.core().is("Progress"));
    let mut given: Vec<_> = data.map(|p| p.given(&value(p))).collect();
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
        (Kind::Batch, _) => writeln!(out, "        return try await many({call})")?,
        (Kind::List, _) => writeln!(out, "        return try await wire({call}.collect())")?,
        (_, Ty::Unit) => writeln!(out, "        try await {call}\n        return .null")?,
        _ => writeln!(out, "        return try await wire({call})")?,
    }
    Ok(())
}

/// The value of a parameter, from the arguments of a step.
fn value(p: &Param) -> String {
    let key = camel(p.name);
    match p.ty {
        Ty::Option(inner) if matches!(**inner, Ty::Nullable(_)) => format!("try args.nullable(\"{key}\")"),
        _ if p.ty.is("Extra") => format!("try args.optional(\"{key}\") ?? [:]"),
        _ if p.ty.is("Picture") => format!("try args.picture(\"{key}\")"),
        _ if p.optional => format!("try args.optional(\"{key}\")"),
        // These parameters are of more than one type.
        Ty::Vec(each) if matches!(**each, Ty::Named(_)) => {
            format!("try args.inputs(\"{key}\") as {}", names::ty(p.ty))
        }
        Ty::Vec(_) => format!("try args.required(\"{key}\") as {}", names::ty(p.ty)),
        _ if p.ty.is("FilePath") => format!("try args.required(\"{key}\") as String"),
        _ => format!("try args.required(\"{key}\")"),
    }
}
