//! Python: one class per resource and way of calling, keywords spread from the inputs.
//!
//! `parameters.rs` turns a verb's arguments into keywords; the other files write one kind of code each.

mod client;
mod exports;
mod helpers;
mod parameters;
mod resource;

use anyhow::Result;

use self::parameters::Parameters;
use super::{
    HEAD,
    schema::{Schema, Verb},
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        generated("client", client::code(schema)?),
        generated("functions", helpers::functions(schema)),
        generated("module", exports::module(schema)),
        generated("mod", exports::files(schema)),
        (helpers::CLASS.to_owned(), format!("{HEAD}{}", helpers::class(schema)?)),
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

    /// The code of a function that makes a call of a verb: `on` is what has the verb.
    fn function(self, class: &str, verb: &Verb, parameters: &Parameters<'_>, on: &str) -> String {
        let (name, rust, returns) = (&verb.name, parameters.rust(), verb.returns.rust());
        let bindings = parameters.bindings();
        let before = format!("{bindings}let api = {on}.clone();\n");
        let call = format!("async move {{ api.{name}({}).await }}", parameters.call());
        match (self, parameters.callback()) {
            (Self::Sync, None) => format!(
                "fn {name}(&self, py: Python<'_>, {rust}) -> PyResult<{returns}> {{\n{before}block(py, {call})\n}}\n"
            ),
            (Self::Sync, Some(callback)) => format!(
                "fn {name}(&self, py: Python<'_>, {rust}) -> PyResult<{returns}> {{\n{before}\
                 block_telling(py, {callback}.as_ref(), {call})\n}}\n"
            ),
            (Self::Async, callback) => {
                let spawn = match callback {
                    None => format!("spawn({call})"),
                    Some(callback) => format!("spawn_telling({callback}, {call})"),
                };
                let returns = if returns == "()" { "Nothing" } else { &returns };
                format!(
                    "fn {name}(&self, {rust}) -> Coroutine<{returns}> {{\nlet api = {on}.clone();\n\
                     Coroutine::new(\"{class}.{name}\", async move {{\n{bindings}{spawn}.await\n}})\n}}\n"
                )
            }
        }
    }
}
