//! The Swift face: Rust glue for UniFFI, Swift beside what UniFFI writes, and the dispatcher of the
//! Swift test runner.

mod batches;
mod dispatch;
mod glue;
mod names;
mod resources;
mod samples;
mod sources;

use std::{collections::BTreeSet, path::Path};

use anyhow::Result;

pub use names::{known, words};

use super::{
    parse::{self, camel},
    schema::{Arg, Field, Kind, Model, Schema, Shape, Ty, Verb},
};

const HEAD_SWIFT: &str = super::HEAD;

/// The inputs whose fields are keywords of methods: no type of their own in Swift.
const EXCLUDED: &str = "bindings-swift/spread.toml";

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![(EXCLUDED.to_owned(), excluded(schema))];
    files.extend(glue::emit(schema)?);
    files.extend(sources::emit(schema)?);
    files.extend(resources::emit(schema)?);
    files.push(dispatch::emit(schema)?);
    files.push(samples::emit(schema)?);
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
    let args = || verbs(schema).flat_map(|v| &v.args);
    let inputs = args().filter_map(|a| schema.spread(a));
    let options = schema.models.iter().filter(|m| m.shape == Shape::Options);
    // What a call takes many of is a value.
    let many = |m: &&Model| args().any(|a| matches!(&a.ty, Ty::Vec(each) if each.is(&m.name)));
    inputs.chain(options).filter(|m| !many(m)).map(|m| m.name.as_str()).collect()
}

/// What makes calls.
fn verbs(schema: &Schema) -> impl Iterator<Item = &Verb> {
    schema.resources.iter().flat_map(|r| &r.verbs).chain(&schema.client)
}

/// The beginnings of the calls in UniFFI's Swift whose first argument goes without a label, as in
/// `get(meetingId`.
pub fn unlabelled(root: &Path) -> Result<BTreeSet<String>> {
    let schema = parse::schema(&root.join("core"))?;
    let calls = verbs(&schema).filter(|v| v.kind == Kind::Call);
    let first = calls.filter_map(|v| Some((v, params(&schema, v).into_iter().next()?)));
    Ok(first
        .filter(|(_, p)| p.positional)
        .map(|(v, p)| format!("{}({}", camel(&v.name), camel(p.name)))
        .collect())
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
    /// Whether the call is about it: it is the first and has no label.
    positional: bool,
}

impl Param<'_> {
    /// As a function declares it.
    fn declared(&self) -> String {
        let default = if self.optional { format!(" = {}", names::default(self.ty)) } else { String::new() };
        let label = if self.positional { "_ " } else { "" };
        format!("{label}{}: {}{default}", names::name(self.name), names::ty(self.ty))
    }

    /// As a call gives a value for it.
    fn given(&self, value: &str) -> String {
        if self.positional { value.to_owned() } else { format!("{}: {value}", names::name(self.name)) }
    }
}

fn params<'a>(schema: &'a Schema, verb: &'a Verb) -> Vec<Param<'a>> {
    let each = verb.args.iter().enumerate().flat_map(|(place, arg)| match schema.spread(arg) {
        Some(model) => model.ordered().map(of_field).collect(),
        None => {
            let about = place == 0 && matches!(arg.ty, Ty::Str | Ty::Vec(_));
            vec![Param { positional: about, ..of_arg(arg) }]
        }
    });
    // Where two types are spread, `extra` would stand in the middle.
    let (extra, mut all): (Vec<_>, Vec<_>) = each.partition(|p| p.name == "extra");
    all.extend(extra);
    all
}

fn of_field(field: &Field) -> Param<'_> {
    let optional = field.ty.optional() || field.name == "extra";
    Param { name: &field.name, ty: &field.ty, docs: Some(&field.docs), optional, positional: false }
}

fn of_arg(arg: &Arg) -> Param<'_> {
    Param { name: &arg.name, ty: &arg.ty, docs: None, optional: arg.ty.optional(), positional: false }
}

/// The docs of a call, and of its parameters in the form that Swift's tools show.
fn documented(docs: &str, params: &[Param]) -> String {
    let each = params
        .iter()
        .filter_map(|p| Some(format!("\n- Parameter {}: {}", p.name, p.docs?.replace('\n', " "))));
    let list = each.collect::<String>();
    if list.is_empty() { docs.to_owned() } else { format!("{docs}\n{list}") }
}
