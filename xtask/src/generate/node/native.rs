//! The addon: one class per resource, and functions for what models can do without I/O.

use std::fmt::Write;

use anyhow::Result;

use super::{
    super::{
        HEAD,
        parse::{camel, snake, upper_first},
        schema::{Kind, Resource, Schema, Ty, Verb},
    },
    text,
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut resources = format!(
        "{HEAD}\n//! The resources of the API.\n\nuse napi_derive::napi;\nuse whereby::*;\n\n\
         use crate::{{batch::{{Calls, Ended}}, cancel::{{Cancel, run}}, client::Client, outcome::Outcome}};\n\n"
    );
    accessors(&mut resources, schema)?;
    for resource in &schema.resources {
        class(&mut resources, resource)?;
    }
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
    let modules = format!("{HEAD}\n//! Glue for what core offers.\n\nmod functions;\nmod resources;\n");
    let path = |name: &str| format!("bindings-node/src/generated/{name}.rs");
    Ok(vec![(path("mod"), modules), (path("resources"), resources), (path("functions"), functions)])
}

fn accessors(out: &mut String, schema: &Schema) -> Result<()> {
    writeln!(out, "#[napi]\nimpl Client {{")?;
    for Resource { name, accessor, docs, .. } in &schema.resources {
        writeln!(out, "/// {}\n#[napi(getter)]", first(docs))?;
        writeln!(out, "pub fn {accessor}(&self) -> Native{name} {{ Native{name}(self.0.{accessor}()) }}\n")?;
    }
    writeln!(out, "}}\n")?;
    Ok(())
}

fn class(out: &mut String, resource: &Resource) -> Result<()> {
    let Resource { name, docs, .. } = resource;
    writeln!(
        out,
        "/// {}\n#[napi]\npub struct Native{name}({name});\n\n#[napi]\nimpl Native{name} {{",
        first(docs)
    )?;
    for verb in &resource.verbs {
        match verb.kind {
            Kind::Call => method(out, verb)?,
            Kind::Batch => starter(out, resource, verb)?,
            Kind::List | Kind::Plain => {}
        }
    }
    writeln!(out, "}}\n")?;
    resource.verbs.iter().filter(|v| v.kind == Kind::Batch).try_for_each(|verb| calls(out, resource, verb))
}

fn method(out: &mut String, verb: &Verb) -> Result<()> {
    let (name, returns) = (&verb.name, verb.returns.rust());
    let (taken, given) = arguments(verb);
    writeln!(
        out,
        "/// {}\n#[napi(ts_return_type = \"Promise<{}>\")]",
        first(&verb.docs),
        text::ty(&verb.returns)
    )?;
    writeln!(
        out,
        "pub async fn {name}(&self, {}cancel: Option<&Cancel>) -> napi::Result<Outcome<{returns}>> {{\
         Ok(run(self.0.{name}({given}), cancel).await) }}\n",
        taken.concat(),
    )?;
    Ok(())
}

/// A method that starts many calls; `calls` says what it returns.
fn starter(out: &mut String, resource: &Resource, verb: &Verb) -> Result<()> {
    let (class, (taken, given)) = (calls_class(resource, verb), arguments(verb));
    writeln!(out, "/// {}\n#[napi(ts_return_type = \"{class}\")]", first(&verb.docs))?;
    writeln!(
        out,
        "pub fn {name}(&self, {}) -> Outcome<{class}> {{ self.0.{name}({given}).map(|batch| {class}(Calls::new(batch))).into() }}\n",
        taken.concat(),
        name = verb.name,
    )?;
    Ok(())
}

/// The class of many calls under way: classes of napi cannot be generic.
fn calls(out: &mut String, resource: &Resource, verb: &Verb) -> Result<()> {
    let (class, ty) = (calls_class(resource, verb), &verb.returns);
    writeln!(
        out,
        "/// The calls of `{}`.\n#[napi]\npub struct {class}(Calls<{ty}>);\n\n\
         #[napi]\nimpl {class} {{\n\
         /// Waits for how the next of them ends; none when all have.\n\
         #[napi(ts_return_type = \"Promise<Ended<{shown}> | null>\")]\n\
         pub async fn next(&self, cancel: Option<&Cancel>) -> napi::Result<Outcome<Option<Ended<{ty}>>>> {{\
         let next = async {{ Ok(self.0.next().await) }}; Ok(run(next, cancel).await) }}\n\n\
         /// Ends those under way, and makes no more.\n\
         #[napi]\npub async fn end(&self) -> napi::Result<()> {{ self.0.end().await; Ok(()) }}\n}}\n",
        camel(&verb.name),
        ty = ty.rust(),
        shown = text::ty(ty),
    )?;
    Ok(())
}

fn calls_class(resource: &Resource, verb: &Verb) -> String {
    format!("{}{}", resource.name, upper_first(&camel(&verb.name)))
}

/// The arguments as they are taken, and as they are given on.
fn arguments(verb: &Verb) -> (Vec<String>, String) {
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
