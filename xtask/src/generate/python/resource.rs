//! A resource: its class and its asynchronous twin.

use anyhow::{Result, bail};

use super::{Way, doc, parameters::Parameters};
use crate::generate::schema::{Arg, Kind, Model, Resource, Schema, Verb};

const MAX_ITEMS: (&str, &str, &str) = ("max_items", "u64", "How many to list at most. Default: all.");

pub fn code(schema: &Schema, resource: &Resource) -> Result<String> {
    let mut code = "use pyo3::prelude::*;\nuse whereby::*;\n\n\
                    use crate::{pager::{AsyncPager, Pager}, runtime::{block, spawn}};\n\n"
        .to_owned();
    for way in Way::BOTH {
        let class = way.class(&resource.name);
        let verbs =
            resource.verbs.iter().filter(|v| v.kind != Kind::Batch).map(|verb| method(schema, verb, way));
        let verbs = verbs.collect::<Result<Vec<_>>>()?.join("\n");
        code += &format!(
            "{}#[pyclass(frozen, module = \"whereby\", name = \"{class}\")]\n\
             pub struct {class}(pub(crate) whereby::{});\n\n\
             #[pymethods]\nimpl {class} {{\n{verbs}}}\n\n",
            doc(&resource.docs),
            resource.name,
        );
    }
    Ok(code)
}

fn method(schema: &Schema, verb: &Verb, way: Way) -> Result<String> {
    let parameters = Parameters::new(schema, verb);
    match verb.kind {
        Kind::List => list(parameters, verb, way),
        Kind::Call => Ok(call(&parameters, verb, way)),
        Kind::Batch | Kind::Plain => {
            bail!("{}: `{}` does no I/O; a resource holds only calls", verb.place, verb.name)
        }
    }
}

fn call(parameters: &Parameters<'_>, verb: &Verb, way: Way) -> String {
    let before = format!("{}let api = self.0.clone();\n", parameters.bindings());
    let call = format!("api.{}({})", verb.name, parameters.call());
    let function = way.function(&verb.name, &parameters.rust(), &verb.returns.rust(), &before, &call);
    format!(
        "{}#[pyo3(signature = {})]\n{function}",
        doc(&parameters.docs(&verb.docs)),
        parameters.signature()
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
         fn {name}(&self, py: Python<'_>, {rust}) -> PyResult<{make}<<{page} as Page>::Item>> {{\n{bindings}\
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
