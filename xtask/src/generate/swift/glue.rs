//! Rust for UniFFI: a class per resource and for the client, and each model's way to and from JSON.

use std::fmt::Write;

use anyhow::Result;

use super::{Param, batches, documented, params, structs};
use crate::generate::{
    HEAD,
    parse::snake,
    schema::{Arg, Kind, Model, Resource, Schema, Shape, Ty, Verb},
};

const DIR: &str = "bindings-swift/src/generated";

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        (format!("{DIR}/batches.rs"), batches::emit(schema)?),
        (format!("{DIR}/client.rs"), client(schema)?),
        (format!("{DIR}/models.rs"), models(schema)?),
        (format!("{DIR}/functions.rs"), functions(schema)?),
    ];
    let mut modules = ["batches", "client", "functions", "models"].map(str::to_owned).to_vec();
    for r in &schema.resources {
        files.push((format!("{DIR}/{}.rs", r.accessor), resource(schema, r)?));
        modules.push(r.accessor.clone());
    }
    modules.sort();
    let list = modules.iter().map(|m| format!("mod {m};\n")).collect::<String>();
    files.push((
        format!("{DIR}/mod.rs"),
        format!("{HEAD}{list}\npub use batches::*;\npub use client::Whereby;\n"),
    ));
    Ok(files)
}

fn resource(schema: &Schema, r: &Resource) -> Result<String> {
    let (name, accessor) = (&r.name, &r.accessor);
    let mut out = format!(
        "{HEAD}\nuse std::sync::Arc;\n\nuse whereby::*;\n\nuse crate::{{Whereby, WherebyError}};\n\n"
    );
    let example = r.docs_with(&format!("tests/swift/Sources/Examples/{name}.swift"), "swift")?;
    // UniFFI takes the indentation from each comment of a line.
    writeln!(out, "/**\n{example}\n*/\n#[derive(uniffi::Object)]\npub struct {name}(whereby::{name});\n")?;
    writeln!(
        out,
        "#[uniffi::export]\nimpl {name} {{\n/// Of a client.\n#[uniffi::constructor]\n\
         pub fn new(client: Arc<Whereby>) -> Self {{ Self(client.0.{accessor}()) }}\n}}\n"
    )?;
    methods(&mut out, schema, name, r.verbs.iter().filter(|v| v.kind == Kind::Call))?;
    Ok(out + &batches::methods(schema, r)?)
}

/// The client itself: what its options are, and its own calls.
fn client(schema: &Schema) -> Result<String> {
    let mut out = format!("{HEAD}\nuse std::sync::Arc;\n\nuse whereby::*;\n\nuse crate::WherebyError;\n\n");
    out.push_str(
        "/// A client of Whereby's API. It may be shared by tasks and threads.\n\
         #[derive(uniffi::Object)]\npub struct Whereby(pub(crate) whereby::Whereby);\n\n#[uniffi::export]\nimpl Whereby {\n",
    );
    for model in schema.models.iter().filter(|m| m.shape == Shape::Options) {
        options(&mut out, model)?;
    }
    out.push_str("}\n\n");
    methods(&mut out, schema, "Whereby", schema.client.iter())?;
    Ok(out)
}

/// `ClientOptions` are the keywords of the initialiser, other options those of a method.
fn options(out: &mut String, model: &Model) -> Result<()> {
    let all: Vec<_> = model.ordered().map(super::of_field).collect();
    let name = &model.name;
    let fields = all.iter().map(|p| p.name).collect::<Vec<_>>().join(", ");
    match name.as_str() {
        "ClientOptions" => writeln!(
            out,
            "{}#[uniffi::constructor({})]\npub fn new({}) -> Result<Self, WherebyError> {{\n\
             crate::pipe::survive();\n\
             let options = {name} {{ {fields} }};\n\
             Ok(Self(whereby::Whereby::for_runtime(options, \"swift\")?))\n}}\n",
            docs(&documented(
                "Makes a client. Errors: `config`, with the option's name and the remedy.",
                &all
            )),
            defaults(&all),
            signature(&all)
        ),
        "CallOptions" => writeln!(
            out,
            "{}#[uniffi::method({})]\npub fn with_options(&self, {}) -> Result<Arc<Self>, WherebyError> {{\n\
             let options = {name} {{ {fields} }};\n\
             Ok(Arc::new(Self(self.0.with_options(options)?)))\n}}\n",
            docs(&documented(
                "Returns a client with other options for its calls; connections are shared.",
                &all
            )),
            defaults(&all),
            signature(&all)
        ),
        // Those of single calls are among their keywords.
        _ => Ok(()),
    }?;
    Ok(())
}

fn methods<'a>(
    out: &mut String,
    schema: &Schema,
    owner: &str,
    verbs: impl Iterator<Item = &'a Verb>,
) -> Result<()> {
    writeln!(out, "#[uniffi::export(async_runtime = \"tokio\")]\nimpl {owner} {{")?;
    for verb in verbs {
        let all = params(schema, verb);
        writeln!(
            out,
            "{}#[uniffi::method({})]\npub async fn {}(&self, {}) -> Result<{}, WherebyError> {{\n\
             Ok(self.0.{}({}).await?)\n}}\n",
            docs(&documented(&verb.docs, &all)),
            defaults(&all),
            verb.name,
            signature(&all),
            verb.returns.rust(),
            verb.name,
            given(schema, verb)
        )?;
    }
    out.push_str("}\n");
    Ok(())
}

/// Helpers of models and free functions, as functions that the Swift package keeps to itself.
fn functions(schema: &Schema) -> Result<String> {
    let mut out = format!("{HEAD}\nuse whereby::*;\n\nuse crate::WherebyError;\n\n");
    for model in &schema.models {
        for verb in &model.methods {
            let name = format!("core_{}_{}", snake(&model.name), verb.name);
            let this = format!("this: {}, ", model.name);
            function(&mut out, &name, &this, &format!("this.{}", verb.name), verb)?;
        }
    }
    for verb in &schema.functions {
        function(&mut out, &format!("core_{}", verb.name), "", &verb.name, verb)?;
    }
    Ok(out)
}

fn function(out: &mut String, name: &str, this: &str, callee: &str, verb: &Verb) -> Result<()> {
    let all: Vec<_> = verb.args.iter().map(super::of_arg).collect();
    let values = verb.args.iter().map(value).collect::<Vec<_>>().join(", ");
    let returns = verb.returns.rust();
    let (returns, body) = match verb.fallible {
        true => (format!("Result<{returns}, WherebyError>"), format!("Ok({callee}({values})?)")),
        false => (returns, format!("{callee}({values})")),
    };
    writeln!(
        out,
        "{}#[uniffi::export]\npub fn {name}({this}{}) -> {returns} {{ {body} }}\n",
        docs(&verb.docs),
        signature(&all)
    )?;
    Ok(())
}

/// Each model to and from its wire form, for `Codable`.
fn models(schema: &Schema) -> Result<String> {
    let mut out = format!("{HEAD}\nuse whereby::*;\n\nuse crate::WherebyError;\n\n");
    for model in structs(schema) {
        let (name, plain) = (&model.name, snake(&model.name));
        writeln!(
            out,
            "/// The wire form of a `{name}`.\n#[uniffi::export]\n\
             pub fn {plain}_to_json(value: {name}) -> Result<Json, WherebyError> {{ crate::wire::write(&value) }}\n\n\
             /// A `{name}` of its wire form.\n#[uniffi::export]\n\
             pub fn {plain}_from_json(json: Json) -> Result<{name}, WherebyError> {{ crate::wire::read(json) }}\n"
        )?;
    }
    Ok(out)
}

fn defaults(all: &[Param]) -> String {
    let optional = all.iter().filter(|p| p.optional).map(|p| match p.ty.optional() {
        true => format!("{} = None", p.name),
        false => p.name.to_owned(),
    });
    let list = optional.collect::<Vec<_>>().join(", ");
    if list.is_empty() { list } else { format!("default({list})") }
}

pub fn signature(all: &[Param]) -> String {
    all.iter().map(|p| format!("{}: {}", p.name, p.ty.rust())).collect::<Vec<_>>().join(", ")
}

pub fn given(schema: &Schema, verb: &Verb) -> String {
    let each = verb.args.iter().map(|arg| match schema.spread(arg) {
        Some(model) => {
            let fields = model.fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
            format!("{} {{ {fields} }}", model.name)
        }
        None => value(arg),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn value(arg: &Arg) -> String {
    match arg.ty {
        Ty::Str => format!("&{}", arg.name),
        _ => arg.name.clone(),
    }
}

pub fn docs(text: &str) -> String {
    text.lines().map(|line| format!("/// {line}\n")).collect()
}
