//! The addon: a method of the client for each call, and functions for what models can do without I/O.

use std::fmt::Write;

use anyhow::Result;

use super::{
    super::{
        HEAD,
        parse::snake,
        schema::{Kind, Resource, Schema, Ty, Verb},
    },
    text,
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut calls = format!(
        "{HEAD}\n//! The calls of the API.\n\nuse napi::{{Env, Result}};\nuse napi_derive::napi;\n\
         use whereby::*;\n\n\
         use crate::{{batch::Calls, client::Client, outcome::Outcome}};\n\n#[napi]\nimpl Client {{\n"
    );
    for resource in &schema.resources {
        for verb in &resource.verbs {
            match verb.kind {
                Kind::Call => call(&mut calls, resource, verb)?,
                Kind::Batch => batch(&mut calls, resource, verb)?,
                Kind::List | Kind::Plain => {}
            }
        }
    }
    calls.push_str("}\n");
    let mut functions = format!(
        "{HEAD}\n//! What models and the library can do without I/O.\n\nuse napi_derive::napi;\nuse whereby::*;\n\n\
         use crate::outcome::Outcome;\n\n"
    );
    for verb in &schema.functions {
        function(&mut functions, None, verb)?;
    }
    for model in &schema.models {
        for verb in &model.methods {
            function(&mut functions, Some(&model.name), verb)?;
        }
    }
    let modules = format!("{HEAD}\n//! Glue for what core offers.\n\nmod calls;\nmod functions;\n");
    let path = |name: &str| format!("bindings-node/src/generated/{name}.rs");
    Ok(vec![(path("mod"), modules), (path("calls"), calls), (path("functions"), functions)])
}

/// A method that begins a call.
fn call(out: &mut String, Resource { accessor, .. }: &Resource, verb: &Verb) -> Result<()> {
    let (name, (taken, given)) = (&verb.name, arguments(verb));
    writeln!(
        out,
        "/// {}\n#[napi(catch_unwind)]\n\
         pub fn {accessor}_{name}(&self, env: Env, id: u32, {taken}) -> Result<()> {{\
         let api = self.whereby.{accessor}();\
         self.answers.call(env, id, async move {{ api.{name}({given}).await }}) }}\n",
        first(&verb.docs),
    )?;
    Ok(())
}

/// A method that makes many calls ready.
fn batch(out: &mut String, Resource { accessor, .. }: &Resource, verb: &Verb) -> Result<()> {
    let (name, (taken, given)) = (&verb.name, arguments(verb));
    writeln!(
        out,
        "/// {}\n#[napi(catch_unwind, ts_return_type = \"Calls\")]\n\
         pub fn {accessor}_{name}(&self, {taken}) -> Outcome<Calls> {{\
         let batch = self.whereby.{accessor}().{name}({given});\
         batch.map(|batch| Calls::new(&self.answers, batch)).into() }}\n",
        first(&verb.docs),
    )?;
    Ok(())
}

/// The arguments as they are taken, and as they are given on.
fn arguments(verb: &Verb) -> (String, String) {
    let taken = verb.args.iter().map(|a| format!("{}: {}, ", a.name, a.ty.rust()));
    let given: Vec<_> = verb.args.iter().map(|a| borrowed(&a.name, &a.ty)).collect();
    (taken.collect(), given.join(", "))
}

fn function(out: &mut String, model: Option<&str>, verb: &Verb) -> Result<()> {
    let owner = model.map(|m| (snake(m), m));
    let name = owner.as_ref().map_or(verb.name.clone(), |(own, _)| format!("{own}_{}", verb.name));
    let receiver = owner.as_ref().map(|(own, model)| format!("{own}: {model}"));
    let taken: Vec<_> = receiver
        .into_iter()
        .chain(verb.args.iter().map(|a| format!("{}: {}", a.name, a.ty.rust())))
        .collect();
    let given: Vec<_> = verb.args.iter().map(|a| borrowed(&a.name, &a.ty)).collect();
    let given = given.join(", ");
    let call = match &owner {
        Some((own, _)) => format!("{own}.{}({given})", verb.name),
        None => format!("whereby::{}({given})", verb.name),
    };
    let (returns, call) = match verb.fallible {
        true => (format!("Outcome<{}>", verb.returns.rust()), format!("{call}.into()")),
        false => (verb.returns.rust(), call),
    };
    writeln!(
        out,
        "/// {}\n#[napi(catch_unwind, ts_return_type = \"{}\")]",
        first(&verb.docs),
        text::ty(&verb.returns)
    )?;
    writeln!(out, "pub fn {name}({}) -> {returns} {{ {call} }}\n", taken.join(", "))?;
    Ok(())
}

fn borrowed(name: &str, ty: &Ty) -> String {
    if *ty == Ty::Str { format!("&{name}") } else { name.to_owned() }
}

/// What it does; the rest of the docs is for users and stands in the TypeScript.
fn first(docs: &str) -> String {
    docs.split("\n\n").next().unwrap_or_default().replace('\n', " ")
}
