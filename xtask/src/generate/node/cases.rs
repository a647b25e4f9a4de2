//! How the flat arguments of the shared cases become those of each method, for `tests/node`.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::Result;

use super::super::{
    HEAD,
    parse::camel,
    schema::{Kind, Model, Schema, Shape, Verb},
};

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = HEAD.to_owned();
    let given = || schema.models.iter().filter(|m| matches!(m.shape, Shape::Input | Shape::Options));
    for (name, ty) in [("dates", "Timestamp"), ("spans", "Span")] {
        let fields: BTreeSet<_> =
            given().flat_map(|m| &m.fields).filter(|f| f.ty.core().is(ty)).map(|f| camel(&f.name)).collect();
        writeln!(out, "export const {name} = {}", list(fields))?;
    }
    out.push_str(
        "\n// Each argument: the name of one that stands alone, the names of options, or null for an input, which\n\
         // gets all that is left.\nexport const operations = {\n",
    );
    for resource in &schema.resources {
        for verb in resource.verbs.iter().filter(|v| v.kind != Kind::Plain) {
            let name = format!("{}.{}", camel(&resource.accessor), camel(&verb.name));
            writeln!(out, "  '{name}': [{}],", arguments(schema, verb))?;
        }
    }
    out.push_str("}\n");
    Ok(("tests/node/lib/operations.mjs".to_owned(), out))
}

fn arguments(schema: &Schema, verb: &Verb) -> String {
    let args = verb.args.iter().map(|arg| match schema.spread(arg) {
        Some(Model { shape: Shape::Options, fields, .. }) => list(fields.iter().map(|f| camel(&f.name))),
        Some(_) => "null".to_owned(),
        None => format!("'{}'", camel(&arg.name)),
    });
    args.collect::<Vec<_>>().join(", ")
}

fn list(names: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", names.into_iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", "))
}
