//! What does no I/O: functions of the module, and methods of models.

use anyhow::Result;

use super::{doc, parameters::Parameters};
use crate::generate::{
    formatted,
    schema::{Model, Schema, Verb},
};

/// The file of the macro, in core, since only the crate of a type may add to it.
pub const CLASS: &str = "core/src/generated/python.rs";

pub fn functions(schema: &Schema) -> String {
    let functions = schema.functions.iter().map(|verb| {
        let parameters = Parameters::new(schema, verb);
        format!(
            "{}#[pyfunction]\n#[pyo3(signature = {})]\npub fn {}({}) -> PyResult<{}> {{\n{}{}\n}}\n\n",
            doc(&parameters.docs(&verb.docs)),
            parameters.signature(),
            verb.name,
            parameters.rust(),
            verb.returns.rust(),
            parameters.bindings(),
            result(verb, &format!("whereby::{}", verb.name), "", &parameters),
        )
    });
    format!(
        "use pyo3::prelude::*;\nuse whereby::{{Extra, Given, Keyword as _, RoomLink, RoomPhase, Timestamp}};\n\n{}",
        functions.collect::<String>()
    )
}

/// The macro that makes one block of methods for a class: of those that `#[model]` gives to every model,
/// and of the model's own. More blocks would need pyo3's `multiple-pymethods`, by which each of them is a
/// function that runs when the library is loaded.
pub fn class(schema: &Schema) -> Result<String> {
    let own = schema.models.iter().filter(|m| !m.methods.is_empty()).map(|model| {
        let methods: String = model.methods.iter().map(|verb| method(schema, model, verb)).collect();
        // Formatted here, since rustfmt passes over macros.
        let block = formatted(CLASS, &format!("impl {} {{\n{methods}}}", model.name))?;
        let methods = block.lines().skip(1).take_while(|line| *line != "}");
        let methods: String =
            methods.map(|line| format!("            {line}").trim_end().to_owned() + "\n").collect();
        Ok(arm(&model.name, &format!("\n{methods}")))
    });
    let own = own.collect::<Result<String>>()?;
    Ok(format!("macro_rules! class {{\n{own}{}}}\npub(crate) use class;\n", arm("$model:ident", "")))
}

fn arm(model: &str, methods: &str) -> String {
    format!(
        "    ({model} {{ $($common:tt)* }}) => {{\n        const _: () = {{\n            \
         use pyo3::prelude::*;\n\n            use crate::*;\n\n            #[pymethods]\n            \
         impl {} {{\n                $($common)*\n{methods}            }}\n        }};\n    }};\n",
        model.trim_end_matches(":ident")
    )
}

fn method(schema: &Schema, model: &Model, verb: &Verb) -> String {
    let parameters = Parameters::new(schema, verb);
    format!(
        "{}#[pyo3(name = \"{name}\", signature = {})]\nfn python_{name}(&self, {}) -> PyResult<{}> {{\n{}{}\n}}\n\n",
        doc(&parameters.docs(&verb.docs)),
        parameters.signature(),
        parameters.rust(),
        verb.returns.rust(),
        parameters.bindings(),
        result(verb, &format!("{}::{}", model.name, verb.name), "self, ", &parameters),
        name = verb.name,
    )
}

/// `receiver` stands before the arguments.
fn result(verb: &Verb, path: &str, receiver: &str, parameters: &Parameters<'_>) -> String {
    let call = format!("{path}({receiver}{})", parameters.call());
    match verb.fallible {
        true => format!("{call}.map_err(Into::into)"),
        false => format!("Ok({call})"),
    }
}
