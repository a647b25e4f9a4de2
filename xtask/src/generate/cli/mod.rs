//! The command line: one enum of subcommands for each resource.
//!
//! What the options of an input look like is decided in `core/macros/src/input.rs`.

mod calls;
mod options;
mod shown;

use std::fmt::Write as _;

use anyhow::Result;

use super::{
    HEAD,
    parse::upper_first,
    schema::{Kind, Resource, Schema, Verb},
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
    let secrets = shown::secrets(schema);
    Ok(format!(
        "{HEAD}
        {modules}
        use clap::Subcommand;
        use crate::{{failure::Failure, session::Session}};

        /// Keys whose values open doors, as they stand on the wire.
        pub(crate) const SECRETS: &[&str] = &{secrets:?};

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
    let (mut tables, mut variants, mut arms) = (String::new(), String::new(), String::new());
    for verb in resource.verbs.iter().filter(|verb| !pages(resource, verb)) {
        variants += &options::variant(schema, resource, verb)?;
        arms += &calls::arm(schema, verb)?;
        let table = shown::table(schema, verb)?.unwrap_or_default();
        if !tables.contains(&table) {
            tables += &table;
        }
    }
    Ok(format!(
        "{HEAD}
        use clap::Subcommand;
        use crate::{{failure::Failure, session::Session}};

        {tables}
        {}#[derive(Debug, Subcommand)]
        pub(crate) enum {name} {{ {variants} }}

        impl {name} {{
            pub(crate) async fn run(self, session: &Session) -> Result<(), Failure> {{
                let api = session.client().{accessor}();
                match self {{ {arms} }}
            }}
        }}",
        comment(docs)
    ))
}

/// Whether the verb is one page of a list, which pages by itself here, or does no I/O.
fn pages(resource: &Resource, verb: &Verb) -> bool {
    let list = |v: &Verb| v.kind == Kind::List && format!("{}_page", v.name) == verb.name;
    verb.kind == Kind::Plain || resource.verbs.iter().any(list)
}

/// Whether the verb takes these options of core.
fn takes(verb: &Verb, options: &str) -> bool {
    verb.args.iter().any(|arg| arg.ty.is(options))
}

fn comment(docs: &str) -> String {
    docs.lines().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

fn pascal(snake: &str) -> String {
    snake.split('_').map(upper_first).collect()
}
