//! A class per answer: `instanceof`, methods, secrets masked, the wire form for JSON.

use std::fmt::Write;

use anyhow::{Result, bail};

use super::{
    super::{
        HEAD,
        parse::{camel, lower_first, upper_first},
        schema::{Arg, Field, Model, Schema, Shape, Ty, Verb},
    },
    inputs, text,
};

pub fn emit(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!(
        "{HEAD}import {{ checked, field }} from '../check.js'\nimport {{ sync }} from '../raise.js'\n\
         import {{ Model, type Face }} from '../model.js'\nimport type {{ Tape }} from '../tape.js'\nimport {{ library }} from '../library.js'\n\
         import type * as types from './types.js'\n\n"
    );
    for function in &schema.functions {
        let name = camel(&function.name);
        writeln!(
            out,
            "{}export function {name}{}\n",
            text::doc(&function.docs, ""),
            helper(schema, None, function, "")?
        )?;
    }
    for model in schema.models.iter().filter(|m| answer(m)) {
        class(&mut out, schema, model)?;
    }
    Ok(("bindings-node/ts/generated/models.ts".to_owned(), out))
}

pub fn answer(model: &Model) -> bool {
    matches!(model.shape, Shape::Response | Shape::Page)
}

fn class(out: &mut String, schema: &Schema, model: &Model) -> Result<()> {
    let name = &model.name;
    writeln!(out, "{}export class {name} extends Model {{", text::doc(&model.docs, ""))?;
    face(out, model)?;
    for field in &model.fields {
        let optional = if field.ty.optional() { "?" } else { "" };
        let (name, ty) = (camel(&field.name), declared(schema, &field.ty));
        writeln!(out, "{}  declare readonly {name}{optional}: {ty}\n", text::doc(&field.docs, "  "))?;
    }
    out.push_str("  /** @internal */\n  constructor(tape: Tape) {\n    super()\n");
    for field in &model.fields {
        let place = format!("{}: `{}`", model.place, field.name);
        let set = format!("this.{} = {}", camel(&field.name), made(schema, field.ty.core(), &place)?);
        match field.ty.optional() {
            true => writeln!(out, "    if (tape.flag()) {set}")?,
            false => writeln!(out, "    {set}")?,
        }
    }
    out.push_str("  }\n");
    for method in &model.methods {
        let body = helper(schema, Some(model), method, "  ")?;
        writeln!(out, "\n{}  {}{body}", text::doc(&method.docs, "  "), camel(&method.name))?;
    }
    out.push_str("}\n\n");
    Ok(())
}

/// What the class knows of its fields beyond their names, if there is anything.
fn face(out: &mut String, model: &Model) -> Result<()> {
    let list = |show: &dyn Fn(&Field) -> Option<String>| -> String {
        model.fields.iter().filter_map(show).collect::<Vec<_>>().join(", ")
    };
    let secrets = list(&|f| secret(f).then(|| format!("'{}'", camel(&f.name))));
    let renamed = list(&|f| {
        (f.name != "extra" && f.wire != camel(&f.name)).then(|| format!("{}: '{}'", camel(&f.name), f.wire))
    });
    if secrets.is_empty() && renamed.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "  /** @internal */\n  static override readonly face: Face = {{ secrets: [{secrets}], renamed: {{{renamed}}} }}\n"
    )?;
    Ok(())
}

fn secret(field: &Field) -> bool {
    field.ty.core().is("Secret")
}

/// The class of an answer, or of a list of answers.
pub fn class_of<'a>(schema: &'a Schema, ty: &Ty) -> Option<&'a str> {
    match ty.core() {
        Ty::Vec(inner) => class_of(schema, inner),
        Ty::Named(name) => schema.model(name).filter(|m| answer(m)).map(|m| m.name.as_str()),
        _ => None,
    }
}

/// How a value is read from what Rust wrote (`core/src/model/tape.rs`).
pub fn made(schema: &Schema, ty: &Ty, place: &str) -> Result<String> {
    Ok(match ty {
        Ty::Option(inner) => format!("(tape.flag() ? {} : undefined)", made(schema, inner, place)?),
        Ty::Vec(inner) => format!("tape.list(() => {})", made(schema, inner, place)?),
        Ty::Bool => "tape.flag()".to_owned(),
        Ty::U32 => "tape.number()".to_owned(),
        Ty::U64 | Ty::I64 | Ty::F64 => "tape.json()".to_owned(),
        Ty::Text => "tape.text()".to_owned(),
        Ty::Named(name) => match name.as_str() {
            "Secret" => "tape.text()".to_owned(),
            "Timestamp" => "tape.date()".to_owned(),
            "Extra" => "tape.extra()".to_owned(),
            "Json" => "tape.json()".to_owned(),
            name if schema.enums.iter().any(|e| e.name == name) => "tape.text()".to_owned(),
            name if schema.model(name).is_some_and(answer) => format!("new {name}(tape)"),
            name => bail!("{place} is `{name}`, which answers in Node do not have; teach it to tape.ts"),
        },
        other => bail!("{place} is `{other:?}`, which answers in Node do not have; teach it to tape.ts"),
    })
}

/// The type of a field, where types that are no classes come from `types.ts`.
fn declared(schema: &Schema, ty: &Ty) -> String {
    match ty.core() {
        Ty::Vec(inner) => format!("{}[]", declared(schema, inner)),
        Ty::Named(name) if text::ty(ty.core()) == *name && class_of(schema, ty).is_none() => {
            format!("types.{name}")
        }
        other => text::ty(other),
    }
}

/// Arguments and body of a function that does no I/O.
fn helper(schema: &Schema, owner: Option<&Model>, verb: &Verb, indent: &str) -> Result<String> {
    let mut taken = Vec::new();
    let mut given: Vec<_> = owner.map(|_| "this".to_owned()).into_iter().collect();
    for arg in &verb.args {
        let (declared, checked) = argument(schema, arg, verb)?;
        taken.push(declared);
        given.push(checked);
    }
    let native = match owner {
        Some(model) => format!("{}{}", lower_first(&model.name), upper_first(&camel(&verb.name))),
        None => camel(&verb.name),
    };
    let returns = match &verb.returns {
        Ty::Named(name) if schema.enums.iter().any(|e| e.name == *name) => format!("types.{name}"),
        Ty::Named(name) if schema.model(name).is_some() => {
            bail!("{}: `{}` returns a model; teach it to models.rs", verb.place, verb.name)
        }
        other => text::ty(other),
    };
    // What is none in Rust is null from napi, and undefined like any field that is none.
    let none = if verb.returns.optional() { " ?? undefined" } else { "" };
    Ok(format!(
        "({}): {returns} {{\n{indent}  return sync(() => library().{native}({})){none}\n{indent}}}",
        taken.join(", "),
        given.join(", ")
    ))
}

/// An argument as it is declared, and as it is handed on.
pub fn argument(schema: &Schema, arg: &Arg, verb: &Verb) -> Result<(String, String)> {
    let name = argument_name(schema, arg);
    if let Some(model) = schema.spread(arg) {
        let default = if model.all_optional() { " = {}" } else { "" };
        let ty = &model.name;
        return Ok((format!("{name}: types.{ty}{default}"), format!("checked('{ty}', {name})")));
    }
    let rule = inputs::argument(schema, &name, &arg.ty, &verb.place)?;
    let declared = match &arg.ty {
        Ty::Option(inner) => format!("{name}?: {}", text::argument(inner)),
        other => format!("{name}: {}", text::argument(other)),
    };
    Ok((declared, format!("field('{name}', {rule}, {name})")))
}

/// The name of an argument. `DownloadOptions` of a verb are `download`: `options` are those of the call.
pub fn argument_name(schema: &Schema, arg: &Arg) -> String {
    match schema.spread(arg) {
        Some(model) if model.shape == Shape::Options => lower_first(model.name.trim_end_matches("Options")),
        _ => camel(&arg.name),
    }
}
