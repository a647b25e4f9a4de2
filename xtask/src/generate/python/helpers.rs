//! What does no I/O: functions of the module, and methods of models. The methods are written into
//! core, since only the crate of a type may add to it.

use super::{doc, parameters::Parameters};
use crate::generate::schema::{Model, Schema, Verb};

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

pub fn methods(schema: &Schema) -> String {
    let blocks = schema.models.iter().filter(|m| !m.methods.is_empty()).map(|model| {
        let methods: String = model.methods.iter().map(|verb| method(schema, model, verb)).collect();
        format!("#[pymethods]\nimpl {} {{\n{methods}}}\n\n", model.name)
    });
    format!("use pyo3::prelude::*;\n\nuse crate::*;\n\n{}", blocks.collect::<String>())
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
