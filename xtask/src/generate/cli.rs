//! The command line: one enum of subcommands for each resource.
//!
//! What the options of an input look like is decided in `core/macros/src/input.rs`.

use std::fmt::Write as _;

use anyhow::{Result, bail};

use super::{
    HEAD,
    parse::upper_first,
    schema::{Arg, Kind, Model, Resource, Schema, Shape, Ty, Verb},
};

const FOLDER: &str = "cli/src/generated";

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![(format!("{FOLDER}/mod.rs"), index(schema)?)];
    for resource in &schema.resources {
        files.push((format!("{FOLDER}/{}.rs", resource.accessor), file(schema, resource)?));
    }
    Ok(files)
}

/// The enum of all resources.
fn index(schema: &Schema) -> Result<String> {
    let (mut modules, mut variants, mut arms) = (String::new(), String::new(), String::new());
    for Resource { name, accessor, docs, .. } in &schema.resources {
        writeln!(modules, "mod {accessor};")?;
        writeln!(variants, "{}#[command(subcommand)]\n{name}({accessor}::{name}),", comment(docs))?;
        writeln!(arms, "Self::{name}(verb) => verb.run(session).await,")?;
    }
    Ok(format!(
        "{HEAD}
        {modules}
        use clap::Subcommand;
        use crate::{{failure::Failure, session::Session}};

        /// The resources of the API.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Resource {{ {variants} }}

        impl Resource {{
            pub(crate) async fn run(self, session: &Session) -> Result<(), Failure> {{
                match self {{ {arms} }}
            }}
        }}"
    ))
}

/// The subcommands of one resource.
fn file(schema: &Schema, resource: &Resource) -> Result<String> {
    let Resource { name, accessor, docs, .. } = resource;
    let (mut variants, mut arms) = (String::new(), String::new());
    let mut shown: Vec<&Model> = Vec::new();
    for verb in resource.verbs.iter().filter(|verb| !pages(resource, verb)) {
        let model = match &verb.returns {
            Ty::Unit => None,
            returns => Some(result(schema, verb, returns)?),
        };
        shown.extend(model.filter(|m| !shown.iter().any(|s| s.name == m.name)));
        variants += &variant(schema, resource, verb)?;
        arms += &arm(schema, accessor, verb, model)?;
    }
    let shapes = shown.iter().map(|model| shape(schema, model)).collect::<String>();
    let shape = if shown.is_empty() { "" } else { "output::Shape, " };
    Ok(format!(
        "{HEAD}
        use clap::Subcommand;
        use crate::{{failure::Failure, {shape}session::Session}};

        {shapes}
        {}#[derive(Debug, Subcommand)]
        pub(crate) enum {name} {{ {variants} }}

        impl {name} {{
            pub(crate) async fn run(self, session: &Session) -> Result<(), Failure> {{
                let {accessor} = session.client().{accessor}();
                match self {{ {arms} }}
            }}
        }}",
        comment(docs)
    ))
}

/// Whether the verb is one page of a list, which pages by itself here, or does no I/O.
fn pages(resource: &Resource, verb: &Verb) -> bool {
    let list = |v: &Verb| v.kind == Kind::List && format!("{}_page", v.name) == verb.name;
    matches!(verb.kind, Kind::Plain | Kind::Batch) || resource.verbs.iter().any(list)
}

fn variant(schema: &Schema, resource: &Resource, verb: &Verb) -> Result<String> {
    let mut docs = verb.docs.clone();
    let mut fields = String::new();
    for arg in &verb.args {
        match (schema.spread(arg), &arg.ty) {
            (Some(input), _) => {
                writeln!(fields, "#[command(flatten)]\n{}: Box<whereby::{}>,", arg.name, input.name)?
            }
            (None, Ty::Vec(_)) => {
                writeln!(fields, "/// The {}.\n{}: Vec<String>,", arg.name.replace('_', " "), arg.name)?
            }
            (None, Ty::Named(name)) => {
                writeln!(fields, "/// The {}.\n{}: whereby::{name},", arg.name.replace('_', " "), arg.name)?
            }
            (None, Ty::Str) => {
                writeln!(fields, "/// The {}.\n{}: String,", arg.name.replace('_', " "), arg.name)?
            }
            _ => {
                bail!("{}: `{}` has no form on the command line; put it into the input", verb.place, arg.name)
            }
        }
    }
    if verb.kind == Kind::List {
        let page = resource.verbs.iter().find(|v| v.name == format!("{}_page", verb.name));
        docs += &page.map(|page| format!("\n\nEach page: {}", page.docs)).unwrap_or_default();
        fields += "/// How many items to list at most. Default: all.\n#[arg(long)]\nmax_items: Option<u64>,";
    }
    Ok(format!("{}{} {{ {fields} }},", comment(&docs), pascal(&verb.name)))
}

fn arm(schema: &Schema, accessor: &str, verb: &Verb, model: Option<&Model>) -> Result<String> {
    let names = verb.args.iter().map(|a| format!("{}, ", a.name)).collect::<String>();
    let passed = verb.args.iter().map(|a| match schema.spread(a) {
        Some(_) => format!("*{}, ", a.name),
        None => format!("&{}, ", a.name),
    });
    let call = format!("{accessor}.{}({})", verb.name, passed.collect::<String>());
    let name = pascal(&verb.name);
    let shape = model.map(|m| screaming(&m.name)).unwrap_or_default();
    Ok(match (verb.kind, model) {
        (Kind::List, _) => format!(
            "Self::{name} {{ {names} max_items }} => session.list(&{shape}, {call}, max_items).await,"
        ),
        (_, Some(_)) => format!("Self::{name} {{ {names} }} => session.show(&{shape}, &{call}.await?),"),
        (_, None) => {
            let ids =
                verb.args.iter().filter(|a| is_id(a)).map(|a| format!("&{}, ", a.name)).collect::<String>();
            let done = if verb.name == "delete" { "deleted" } else { "done" };
            format!("Self::{name} {{ {names} }} => {{ {call}.await?; session.done(\"{done}\", &[{ids}]) }}")
        }
    })
}

fn is_id(arg: &Arg) -> bool {
    arg.ty == Ty::Str
}

/// The model that is shown: of a list, its items.
fn result<'a>(schema: &'a Schema, verb: &Verb, returns: &Ty) -> Result<&'a Model> {
    let model = match returns {
        Ty::Named(name) => schema.model(name),
        Ty::Vec(item) => return result(schema, verb, item),
        _ => None,
    };
    let items = |page: &'a Model| {
        page.fields.iter().find(|f| f.name == "results").and_then(|f| match &f.ty {
            Ty::Vec(item) => result(schema, verb, item).ok(),
            _ => None,
        })
    };
    let shown = match model {
        Some(page) if page.shape == Shape::Page => items(page),
        other => other,
    };
    match shown {
        Some(model) => Ok(model),
        None => bail!("{}: `{}` returns no model, which the command line cannot show", verb.place, verb.name),
    }
}

fn shape(schema: &Schema, model: &Model) -> String {
    let columns =
        model.fields.iter().filter(|f| f.name != "extra").map(|f| f.wire.as_str()).collect::<Vec<_>>();
    let mut secrets = Vec::new();
    collect_secrets(schema, model, &mut secrets);
    format!(
        "const {}: Shape = Shape {{ columns: &{columns:?}, secrets: &{secrets:?} }};\n",
        screaming(&model.name)
    )
}

/// The keys of secrets, in this model and in those inside it.
fn collect_secrets<'a>(schema: &'a Schema, model: &'a Model, secrets: &mut Vec<&'a str>) {
    for field in &model.fields {
        let ty = match field.ty.core() {
            Ty::Vec(item) => item.core(),
            other => other,
        };
        match ty {
            Ty::Named(name) if name == "Secret" => secrets.push(&field.wire),
            Ty::Named(name) => {
                schema.model(name).into_iter().for_each(|inner| collect_secrets(schema, inner, secrets));
            }
            _ => {}
        }
    }
}

fn comment(docs: &str) -> String {
    docs.lines().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

fn pascal(snake: &str) -> String {
    snake.split('_').map(upper_first).collect()
}

fn screaming(pascal: &str) -> String {
    super::parse::snake(pascal).to_uppercase()
}
