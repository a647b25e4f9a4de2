//! For the tests of Swift's models: of each a wire form that has all its fields.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::{HEAD_SWIFT, dispatch::DIR, structs};
use crate::generate::schema::{Model, Schema, Shape, Ty};

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!("{HEAD_SWIFT}\nimport WherebyServer\n\nlet samples: [Sample] = [\n");
    for model in structs(schema) {
        out.push_str(&format!("    Sample({}.self, #\"{}\"#),\n", model.name, sample(schema, model)?));
    }
    out.push_str("]\n");
    Ok((format!("{DIR}/Samples.swift"), out))
}

fn sample(schema: &Schema, model: &Model) -> Result<Value> {
    let mut all = Map::new();
    for field in &model.fields {
        match field.name.as_str() {
            "extra" => all.insert("tomorrow".to_owned(), json!({ "a": [1, 2.5, "x", true, null] })),
            // What could not be read stands among the results.
            "unreadable" if model.shape == Shape::Page => None,
            _ => all.insert(field.wire.clone(), value(schema, &field.ty, &model.place)?),
        };
    }
    Ok(all.into())
}

fn value(schema: &Schema, ty: &Ty, place: &str) -> Result<Value> {
    Ok(match ty.core() {
        Ty::Bool => json!(true),
        Ty::U32 | Ty::U64 => json!(7),
        Ty::I64 => json!(1_769_860_800_000_i64),
        Ty::F64 => json!(2.5),
        Ty::Text | Ty::Str => json!("text"),
        Ty::Vec(each) => json!([value(schema, each, place)?]),
        Ty::Named(name) => match name.as_str() {
            "Timestamp" => json!("2026-01-31T12:00:00.000Z"),
            "Secret" => json!("SESAME"),
            "Json" => json!({ "any": [null] }),
            name => match schema.model(name) {
                Some(model) => sample(schema, model)?,
                None => word(schema, name).with_context(|| format!("{place}: `{name}` has no sample"))?,
            },
        },
        other => anyhow::bail!("{place}: `{}` has no sample", other.rust()),
    })
}

/// The last text of an open enum.
fn word(schema: &Schema, name: &str) -> Option<Value> {
    let found = schema.enums.iter().find(|e| e.name == name)?;
    Some(json!(found.variants.last()?.wire))
}
