//! The dispatcher of the Rust test runner: from an operation's name and JSON to the typed call.

use std::fmt::Write;

use anyhow::Result;

use super::{
    HEAD,
    parse::camel,
    schema::{Kind, Model, Resource, Schema, Shape, Ty, Verb},
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut arms = String::new();
    for resource in &schema.resources {
        for verb in &resource.verbs {
            arm(&mut arms, schema, resource, verb)?;
        }
    }
    let text = format!(
        "{HEAD}\
        use serde_json::{{Map, Value}};\n\
        use whereby::Whereby;\n\n\
        use crate::typed::{{Outcome, gather, input, many, option, picture, text, wire}};\n\n\
        /// Makes the call that a step names. `None`: no such operation.\n\
        pub async fn dispatch(client: &Whereby, call: &str, mut args: Map<String, Value>) -> Option<Outcome> {{\n\
            Some(match call {{\n{arms}        _ => return None,\n    }})\n}}\n"
    );
    Ok(vec![("tests/rust/src/generated.rs".to_owned(), text)])
}

fn arm(out: &mut String, schema: &Schema, resource: &Resource, verb: &Verb) -> Result<()> {
    let (accessor, name) = (&resource.accessor, &verb.name);
    writeln!(out, "\"{accessor}.{}\" => {{", camel(name))?;
    if verb.kind == Kind::List {
        writeln!(out, "let most = args.remove(\"maxItems\");")?;
    }
    // What is left after the options is the input.
    for (arg, model) in verb.args.iter().filter_map(|a| Some((a, schema.spread(a)?))) {
        if model.shape == Shape::Options {
            writeln!(out, "let {} = whereby::{} {{ {} }};", arg.name, model.name, options(model))?;
        }
    }
    let mut given = Vec::new();
    for arg in &verb.args {
        match (&arg.ty, schema.spread(arg)) {
            (Ty::Str, _) => {
                writeln!(out, "let {} = text(&mut args, \"{}\");", arg.name, camel(&arg.name))?;
                given.push(format!("&{}", arg.name));
            }
            (_, Some(model)) if model.shape == Shape::Options => given.push(arg.name.clone()),
            (ty, _) if ty.is("Picture") => {
                given.push(format!("picture(args.remove(\"{}\"))", camel(&arg.name)))
            }
            (ty, _) if ty.is("FilePath") => {
                given.push(format!("text(&mut args, \"{}\").into()", camel(&arg.name)))
            }
            (_, Some(model)) => given.push(format!("input(args, &[{}])", renames(model))),
            _ => given.push(format!("option(args.remove(\"{}\")).unwrap_or_default()", camel(&arg.name))),
        }
    }
    let call = format!("client.{accessor}().{name}({})", given.join(", "));
    match verb.kind {
        Kind::List => writeln!(out, "gather({call}, most).await }}")?,
        Kind::Batch => writeln!(out, "many({call}).await }}")?,
        _ => writeln!(out, "wire({call}.await) }}")?,
    }
    Ok(())
}

/// The fields of options. Functions cannot stand in a case.
fn options(model: &Model) -> String {
    let fields = model.fields.iter().map(|f| match &f.ty {
        ty if ty.core().is("Progress") => format!("{}: None", f.name),
        ty if ty.core().is("Span") => {
            format!(
                "{}: option(args.remove(\"{}\")).map(whereby::Span::from_seconds)",
                f.name,
                camel(&f.name)
            )
        }
        _ => format!("{}: option(args.remove(\"{}\"))", f.name, camel(&f.name)),
    });
    fields.collect::<Vec<_>>().join(", ")
}

/// Fields whose name is not the key on the wire.
fn renames(model: &Model) -> String {
    let renamed = model.fields.iter().filter(|f| camel(&f.name) != f.wire);
    renamed.map(|f| format!("({:?}, {:?})", camel(&f.name), f.wire)).collect::<Vec<_>>().join(", ")
}
