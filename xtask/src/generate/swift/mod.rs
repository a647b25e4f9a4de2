//! The Swift face: Rust glue for UniFFI, Swift beside what UniFFI writes, and the dispatcher of the
//! Swift test runner.

mod dispatch;
mod glue;
mod names;
mod sources;

use std::collections::BTreeSet;

use anyhow::Result;

pub use names::words;

use super::schema::{Arg, Field, Model, Schema, Shape, Ty, Verb};

const HEAD_SWIFT: &str = super::HEAD;

/// The inputs whose fields are keywords of methods: no type of their own in Swift.
const EXCLUDED: &str = "bindings-swift/spread.toml";

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![(EXCLUDED.to_owned(), excluded(schema))];
    files.extend(glue::emit(schema)?);
    files.extend(sources::emit(schema)?);
    files.push(dispatch::emit(schema)?);
    Ok(files)
}

/// What tells UniFFI to leave out the types that are spread into keywords.
fn excluded(schema: &Schema) -> String {
    let names = spread_names(schema);
    let list = names.iter().map(|n| format!("    \"{n}\",\n")).collect::<String>();
    let head = super::HEAD.replacen("//", "#", 1);
    format!("{head}[crates.whereby.bindings.swift]\nexclude = [\n{list}]\n")
}

fn spread_names(schema: &Schema) -> BTreeSet<&str> {
    let verbs = schema.resources.iter().flat_map(|r| &r.verbs).chain(&schema.client);
    let inputs = verbs.flat_map(|v| &v.args).filter_map(|a| schema.spread(a));
    let options = schema.models.iter().filter(|m| m.shape == Shape::Options);
    inputs.chain(options).map(|m| m.name.as_str()).collect()
}

/// The models that Swift has as structs with a wire form.
fn structs(schema: &Schema) -> Vec<&Model> {
    let spread = spread_names(schema);
    schema.models.iter().filter(|m| !spread.contains(m.name.as_str())).collect()
}

/// A parameter of a method, once inputs are spread into keywords.
struct Param<'a> {
    name: &'a str,
    ty: &'a Ty,
    /// What core says of it, where it is a field.
    docs: Option<&'a str>,
    /// Whether it may be left out.
    optional: bool,
}

fn params<'a>(schema: &'a Schema, verb: &'a Verb) -> Vec<Param<'a>> {
    verb.args
        .iter()
        .flat_map(|arg| match schema.spread(arg) {
            Some(model) => model.ordered().map(of_field).collect(),
            None => vec![of_arg(arg)],
        })
        .collect()
}

fn of_field(field: &Field) -> Param<'_> {
    let optional = field.ty.optional() || field.name == "extra";
    Param { name: &field.name, ty: &field.ty, docs: Some(&field.docs), optional }
}

fn of_arg(arg: &Arg) -> Param<'_> {
    Param { name: &arg.name, ty: &arg.ty, docs: None, optional: arg.ty.optional() }
}

/// The docs of a call, and of its parameters in the form that Swift's tools show.
fn documented(docs: &str, params: &[Param]) -> String {
    let each = params
        .iter()
        .filter_map(|p| Some(format!("\n- Parameter {}: {}", p.name, p.docs?.replace('\n', " "))));
    let list = each.collect::<String>();
    if list.is_empty() { docs.to_owned() } else { format!("{docs}\n{list}") }
}
