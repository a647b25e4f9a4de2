//! Python: one class per resource and way of calling, keywords spread from the inputs.
//!
//! `parameters.rs` turns a verb's arguments into keywords; the other files write one kind of code each.

mod client;
mod exports;
mod helpers;
mod parameters;
mod resource;

use anyhow::Result;

use super::{HEAD, schema::Schema};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        generated("client", client::code(schema)?),
        generated("functions", helpers::functions(schema)),
        generated("module", exports::module(schema)),
        generated("mod", exports::files(schema)),
        ("core/src/generated/python.rs".to_owned(), format!("{HEAD}{}", helpers::methods(schema))),
        ("bindings-python/python/whereby/__init__.py".to_owned(), exports::package(schema)),
    ];
    for resource in &schema.resources {
        files.push(generated(&resource.accessor, resource::code(schema, resource)?));
    }
    Ok(files)
}

fn generated(name: &str, code: String) -> (String, String) {
    (format!("bindings-python/src/generated/{name}.rs"), format!("{HEAD}{code}"))
}

/// A doc comment.
fn doc(text: &str) -> String {
    text.lines().map(|line| format!("/// {line}").trim_end().to_owned() + "\n").collect()
}

/// How calls are made.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Sync,
    Async,
}

impl Way {
    const BOTH: [Self; 2] = [Self::Sync, Self::Async];

    /// The name of a class.
    fn class(self, name: &str) -> String {
        match self {
            Self::Sync => name.to_owned(),
            Self::Async => format!("Async{name}"),
        }
    }

    /// The code of a function that makes a call: `call` is a Rust expression to await.
    fn function(self, name: &str, parameters: &str, returns: &str, before: &str, call: &str) -> String {
        match self {
            Self::Sync => format!(
                "fn {name}(&self, py: Python<'_>, {parameters}) -> PyResult<{returns}> {{\n{before}\
                 block(py, async move {{ {call}.await }})\n}}\n"
            ),
            Self::Async => format!(
                "async fn {name}(&self, {parameters}) -> PyResult<{returns}> {{\n{before}\
                 spawn(async move {{ {call}.await }}).await\n}}\n"
            ),
        }
    }
}
