//! How results are shown.

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use super::super::{
    parse::snake,
    schema::{Kind, Model, Schema, Shape, Ty, Verb},
};

/// The constant with the columns of a verb's table, if it shows one.
pub(super) fn table(schema: &Schema, verb: &Verb) -> Result<Option<String>> {
    let model = if many(verb) { result(schema, verb)? } else { None };
    Ok(model.map(|model| {
        let columns =
            model.fields.iter().filter(|f| f.name != "extra").map(|f| f.wire.as_str()).collect::<Vec<_>>();
        format!("const {}: &[&str] = &{columns:?};\n", screaming(&model.name))
    }))
}

/// The name of that constant, or no columns.
pub(super) fn columns(schema: &Schema, verb: &Verb) -> Result<String> {
    Ok(match result(schema, verb)? {
        Some(model) if many(verb) => screaming(&model.name),
        _ => "&[]".to_owned(),
    })
}

/// Whether it gives more than one of a kind.
fn many(verb: &Verb) -> bool {
    matches!(verb.kind, Kind::List | Kind::Batch) || matches!(verb.returns, Ty::Vec(_))
}

/// The model that is shown: of a list, its items. None for plain text and for nothing.
fn result<'a>(schema: &'a Schema, verb: &Verb) -> Result<Option<&'a Model>> {
    let named = |ty: &Ty| match ty {
        Ty::Named(name) => schema.model(name),
        _ => None,
    };
    let returned = match &verb.returns {
        Ty::Unit | Ty::Text => return Ok(None),
        Ty::Vec(item) => named(item),
        other => named(other),
    };
    let results = |page: &'a Model| page.fields.iter().find(|f| f.name == "results");
    let shown = match returned {
        Some(page) if page.shape == Shape::Page => results(page).and_then(|f| match &f.ty {
            Ty::Vec(item) => named(item),
            _ => None,
        }),
        other => other,
    };
    match shown {
        Some(model) => Ok(Some(model)),
        None => bail!("{}: `{}` returns no model, which the command line cannot show", verb.place, verb.name),
    }
}

/// The keys of all secrets that any model has.
pub(super) fn secrets(schema: &Schema) -> Vec<&str> {
    let fields = schema.models.iter().flat_map(|model| &model.fields);
    let keys = fields.filter(|f| f.ty.core().is("Secret")).map(|f| f.wire.as_str());
    keys.collect::<BTreeSet<_>>().into_iter().collect()
}

fn screaming(pascal: &str) -> String {
    snake(pascal).to_uppercase()
}
