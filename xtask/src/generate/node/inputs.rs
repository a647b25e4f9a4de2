//! What callers may give, as a table: `ts/check.ts` reads it.

use std::fmt::Write;

use anyhow::{Result, bail};

use super::super::{
    HEAD,
    parse::camel,
    schema::{Field, Schema, Shape, Ty},
};

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!("{HEAD}import type {{ Shape }} from '../check.js'\n\n");
    out.push_str("const made = () => ({\n");
    for model in schema.models.iter().filter(|m| matches!(m.shape, Shape::Input | Shape::Options)) {
        writeln!(out, "  {}: {{", model.name)?;
        for field in &model.fields {
            writeln!(out, "    {}: {},", camel(&field.name), rule(schema, field, &model.place)?)?;
        }
        writeln!(out, "  }},")?;
    }
    out.push_str(
        "} as const satisfies Record<string, Shape>)\n\nlet shapes: ReturnType<typeof made> | undefined\n\n\
         /**\n * The fields of each input and of each set of options. They are made when they are first asked for: \
         a\n * program that only loads this package does not wait for them.\n */\n\
         export const inputs = (): ReturnType<typeof made> => (shapes ??= made())\n",
    );
    Ok(("bindings-node/ts/generated/inputs.ts".to_owned(), out))
}

fn rule(schema: &Schema, field: &Field, place: &str) -> Result<String> {
    let required = !field.ty.optional() && field.name != "extra";
    of(schema, &field.ty, required).map_err(|other| {
        anyhow::anyhow!(
            "{place}: `{}` is `{other}`, which inputs of Node do not have; teach it to check.ts",
            field.name
        )
    })
}

/// The rule for a value of this type; the type's name if there is none.
pub fn of(schema: &Schema, ty: &Ty, required: bool) -> Result<String, String> {
    let mut notes = String::new();
    if required {
        notes.push_str(", required: true");
    }
    let mut inner = ty;
    loop {
        inner = match inner {
            Ty::Option(inner) => inner,
            Ty::Nullable(inner) => {
                notes.push_str(", nullable: true");
                inner
            }
            Ty::Vec(inner) => {
                notes.push_str(", list: true");
                inner
            }
            _ => break,
        };
    }
    let is = match inner {
        Ty::Bool => "boolean",
        Ty::U32 => "count",
        Ty::U64 => "count",
        Ty::I64 | Ty::F64 => "number",
        Ty::Text | Ty::Str => "string",
        Ty::Headers => "headers",
        Ty::Named(name) => match name.as_str() {
            "Timestamp" => "date",
            "Span" => "number",
            "Secret" => "string",
            "Extra" => "object",
            "Json" => "json",
            "Picture" => "picture",
            "FilePath" => "path",
            "Progress" => "function",
            name if schema.enums.iter().any(|e| e.name == name) => "string",
            name if schema.model(name).is_some_and(|m| m.shape == Shape::Input) => name,
            name => return Err(name.to_owned()),
        },
        other => return Err(format!("{other:?}")),
    };
    Ok(format!("{{ is: '{is}'{notes} }}"))
}

/// The rule for an argument.
pub fn argument(schema: &Schema, name: &str, ty: &Ty, place: &str) -> Result<String> {
    match of(schema, ty, !ty.optional()) {
        Ok(rule) => Ok(rule),
        Err(other) => bail!("{place}: `{name}` is `{other}`, which arguments in Node cannot be"),
    }
}
