//! A resource: its class and its asynchronous twin.

use anyhow::{Result, bail};

use super::{Way, doc, parameters::Parameters};
use crate::generate::schema::{Arg, Kind, Model, Resource, Schema, Verb};

const MAX_ITEMS: (&str, &str, &str) = ("max_items", "u64", "How many to list at most. Default: all.");

pub fn code(schema: &Schema, resource: &Resource) -> Result<String> {
    let mut code = "use pyo3::prelude::*;\nuse whereby::*;\n\n".to_owned();
    let has = |kind| resource.verbs.iter().any(|v| v.kind == kind);
    let telling = resource.verbs.iter().any(|v| Parameters::new(schema, v).callback().is_some());
    let returns_nothing = resource.verbs.iter().any(|v| v.kind == Kind::Call && v.returns.rust() == "()");
    for (used, what) in [
        (has(Kind::Batch), "batch::{AsyncBatch, Batch}"),
        (has(Kind::List), "pager::{AsyncPager, Pager}"),
        (has(Kind::Call), "coroutine::Coroutine"),
        (returns_nothing, "coroutine::Nothing"),
        (has(Kind::Call), "runtime::{block, spawn}"),
        (telling, "runtime::{block_telling, spawn_telling}"),
    ] {
        if used {
            code += &format!("use crate::{what};\n");
        }
    }
    for way in Way::BOTH {
        let class = way.class(&resource.name);
        let verbs = resource.verbs.iter().map(|verb| method(schema, &class, verb, way));
        let verbs = verbs.collect::<Result<Vec<_>>>()?.join("\n");
        code += &format!(
            "{}#[pyclass(frozen, module = \"whereby\", name = \"{class}\")]\n\
             pub struct {class}(pub(crate) whereby::{});\n\n\
             #[pymethods]\nimpl {class} {{\n{verbs}}}\n\n",
            doc(&docs(resource, way)?),
            resource.name,
        );
    }
    Ok(code)
}

/// The example is of the synchronous class; its twin has the same names.
fn docs(resource: &Resource, way: Way) -> Result<String> {
    match way {
        Way::Sync => resource.docs_with(&format!("examples/{}.py", resource.accessor), "python"),
        Way::Async => Ok(resource.docs.clone()),
    }
}

fn method(schema: &Schema, class: &str, verb: &Verb, way: Way) -> Result<String> {
    let parameters = Parameters::new(schema, verb);
    match verb.kind {
        Kind::List => list(parameters, verb, way),
        Kind::Call => Ok(call(&parameters, class, verb, way)),
        Kind::Batch => Ok(batch(&parameters, verb, way)),
        Kind::Plain => bail!("{}: `{}` does no I/O; a resource holds only calls", verb.place, verb.name),
    }
}

fn call(parameters: &Parameters<'_>, class: &str, verb: &Verb, way: Way) -> String {
    let function = way.function(class, verb, parameters, "self.0");
    let callback = parameters.callback().map(|name| told(name, way)).unwrap_or_default();
    format!(
        "{}#[pyo3(signature = {})]\n{function}",
        doc(&parameters.docs(&format!("{}{callback}", verb.docs))),
        parameters.signature()
    )
}

/// How a callable is told, which core leaves to the language.
fn told(name: &str, way: Way) -> String {
    let place = match way {
        Way::Sync => "on the thread of the call",
        Way::Async => "in the event loop of the call",
    };
    format!(
        "\n\n`{name}` is called {place} with the newest numbers, and once more before the call returns. If it \
         raises, the call ends with that exception."
    )
}

fn batch(parameters: &Parameters<'_>, verb: &Verb, way: Way) -> String {
    let make = way.class("Batch");
    let inputs = parameters.plain().map(|arg| format!("`{}`", arg.name)).collect::<Vec<_>>().join(" and ");
    let docs = format!(
        "{}\n\n{inputs} may be any iterable, which is read to its end before the first call.",
        verb.docs
    );
    format!(
        "{docs}#[pyo3(signature = {signature})]\n\
         fn {name}(&self, py: Python<'_>, {rust}) -> PyResult<{make}<{item}>> {{\n{bindings}\
         {make}::new(py, self.0.{name}({call})?)\n}}\n",
        docs = doc(&parameters.docs(&docs)),
        signature = parameters.signature(),
        name = verb.name,
        rust = parameters.rust(),
        item = verb.returns.rust(),
        bindings = parameters.bindings(),
        call = parameters.call(),
    )
}

fn list(parameters: Parameters<'_>, verb: &Verb, way: Way) -> Result<String> {
    let cursor = |(_, model): &(&Arg, &Model)| model.fields.iter().any(|f| f.name == "cursor");
    let Some((input, _)) = parameters.models().find(cursor) else {
        bail!(
            "{}: `{}` has no input with a `cursor`, so nothing leads to its next page",
            verb.place,
            verb.name
        );
    };
    let clones = verb.args.iter().map(|arg| {
        let mutable = if arg.name == input.name { "mut " } else { "" };
        format!("let {mutable}{0} = {0}.clone();\n", arg.name)
    });
    let clones: String = clones.collect();
    let added = [MAX_ITEMS];
    let parameters = parameters.with(&added);
    let make = way.class("Pager");
    Ok(format!(
        "{docs}#[pyo3(signature = {signature})]\n\
         fn {name}(&self, py: Python<'_>, {rust}) -> PyResult<{make}<{page}>> {{\n{bindings}\
         let (api, start) = (self.0.clone(), {input}.cursor.clone());\n\
         {make}::new(py, start, max_items, move |cursor| {{\nlet api = api.clone();\n{clones}\
         {input}.cursor = cursor;\n\
         async move {{ api.{name}_page({call}).await }}\n}})\n}}\n",
        docs = doc(&parameters.docs(&verb.docs)),
        signature = parameters.signature(),
        name = verb.name,
        rust = parameters.rust(),
        page = verb.returns.rust(),
        bindings = parameters.bindings(),
        input = input.name,
        call = parameters.call(),
    ))
}
