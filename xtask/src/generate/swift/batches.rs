//! Rust for UniFFI, which knows no generics: what has many calls under way, once for each type they give.

use std::{collections::BTreeMap, fmt::Write};

use anyhow::Result;

use super::{documented, glue, params};
use crate::generate::{
    HEAD,
    schema::{Kind, Resource, Schema, Ty, Verb},
};

/// What the package shows of an item.
pub const RESULT: &str = "BatchResult";

/// The class of those that give this type.
fn class(returns: &Ty) -> String {
    match returns {
        Ty::Named(name) => format!("Core{name}Batch"),
        other => format!("Core{}Batch", other.rust()),
    }
}

pub fn emit(schema: &Schema) -> Result<String> {
    let mut out = format!("{HEAD}\nuse whereby::*;\n\nuse crate::{{WherebyError, batch::Running}};\n\n");
    let verbs = schema.resources.iter().flat_map(|r| &r.verbs).filter(|v| v.kind == Kind::Batch);
    let classes: BTreeMap<_, _> = verbs.map(|v| (class(&v.returns), v.returns.rust())).collect();
    for (class, value) in classes {
        writeln!(
            out,
            "/// Many calls, a few at a time. The package shows it as `Batch`.\n\
             #[derive(uniffi::Object)]\npub struct {class}(pub(crate) Running<{value}>);\n\n\
             /// How one of them ended. The package shows it as `{RESULT}`.\n\
             #[derive(uniffi::Record)]\npub struct {class}Item {{\n\
             /// Which of the inputs it was.\npub index: u64,\n\
             /// The answer.\npub value: Option<{value}>,\n\
             /// The error, where there is no answer.\npub error: Option<WherebyError>,\n}}\n\n\
             #[uniffi::export(async_runtime = \"tokio\")]\nimpl {class} {{\n\
             /// How the next call ended; nothing when all have.\n\
             pub async fn next(&self) -> Result<Option<{class}Item>, WherebyError> {{\n\
             let item = self.0.next().await;\n\
             Ok(item.map(|(index, value, error)| {class}Item {{ index, value, error }}))\n}}\n}}\n"
        )?;
    }
    Ok(out)
}

/// The ways of a resource to begin one.
pub fn methods(schema: &Schema, r: &Resource) -> Result<String> {
    let verbs: Vec<&Verb> = r.verbs.iter().filter(|v| v.kind == Kind::Batch).collect();
    let mut out = String::new();
    if verbs.is_empty() {
        return Ok(out);
    }
    writeln!(out, "#[uniffi::export]\nimpl {} {{", r.name)?;
    for verb in verbs {
        let (all, class) = (params(schema, verb), class(&verb.returns));
        writeln!(
            out,
            "{}pub fn core_{}(&self, {}) -> Result<crate::generated::{class}, WherebyError> {{\n\
             Ok(crate::generated::{class}(self.0.{}({})?.into()))\n}}\n",
            glue::docs(&documented(&verb.docs, &all)),
            verb.name,
            glue::signature(&all),
            verb.name,
            glue::given(schema, verb)
        )?;
    }
    out.push_str("}\n");
    Ok(out)
}
