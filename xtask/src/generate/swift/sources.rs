//! Swift beside what UniFFI writes: open enums, helpers of models, wire forms.

use std::fmt::Write;

use anyhow::Result;

use super::{HEAD_SWIFT, names, structs};
use crate::generate::{
    parse::{camel, lower_first, upper_first},
    schema::{Model, OpenEnum, Schema, Shape, Ty, Verb},
};

pub const DIR: &str = "bindings-swift/Sources/WherebyServer/Generated";

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    Ok(vec![
        (format!("{DIR}/Enums.swift"), enums(schema)?),
        (format!("{DIR}/Functions.swift"), functions(schema)?),
        (format!("{DIR}/Wire.swift"), wire(schema)?),
    ])
}

/// Open enums by their text.
fn enums(schema: &Schema) -> Result<String> {
    let mut out = HEAD_SWIFT.to_owned();
    for e in &schema.enums {
        open_enum(&mut out, e)?;
    }
    Ok(out)
}

fn open_enum(out: &mut String, e: &OpenEnum) -> Result<()> {
    let read = e
        .variants
        .iter()
        .map(|v| format!("        case {:?}: self = .{}\n", v.wire, names::variant(&v.name)));
    let write =
        e.variants.iter().map(|v| format!("        case .{}: {:?}\n", names::variant(&v.name), v.wire));
    writeln!(
        out,
        "\nextension {}: RawRepresentable, Codable {{\n    \
         /// The value with this text on the wire; `.other` if this version does not know it.\n    \
         public init(rawValue: String) {{\n        switch rawValue {{\n{}        \
         default: self = .other(rawValue)\n        }}\n    }}\n\n    \
         /// The text on the wire.\n    \
         public var rawValue: String {{\n        switch self {{\n{}        \
         case .other(let text): text\n        }}\n    }}\n}}",
        e.name,
        read.collect::<String>(),
        write.collect::<String>()
    )?;
    if e.variants.iter().any(|v| v.name == "None") {
        // With it the compiler warns where `.none` is written for an optional, and would mean `nil`.
        writeln!(
            out,
            "\nextension {} {{\n    \
             /// Write `.nothing`: it is `none` on the wire, and `.none` would be read as `nil`.\n    \
             @available(*, unavailable, renamed: \"nothing\")\n    \
             public static var none: Self {{ .nothing }}\n}}",
            e.name
        )?;
    }
    Ok(())
}

/// Helpers of models, and free functions.
fn functions(schema: &Schema) -> Result<String> {
    let mut out = format!("{HEAD_SWIFT}\nimport Foundation\n");
    for model in schema.models.iter().filter(|m| !m.methods.is_empty()) {
        writeln!(out, "\nextension {} {{", model.name)?;
        let each = model.methods.iter().map(|verb| {
            let callee = format!("core{}{}", model.name, upper_first(&camel(&verb.name)));
            function(schema, verb, &callee, "this: self", "    ")
        });
        writeln!(out, "{}}}", each.collect::<Vec<_>>().join("\n"))?;
    }
    for verb in &schema.functions {
        let callee = format!("core{}", upper_first(&camel(&verb.name)));
        writeln!(out, "\n{}", function(schema, verb, &callee, "", "").trim_end())?;
    }
    Ok(out)
}

fn function(schema: &Schema, verb: &Verb, callee: &str, this: &str, indent: &str) -> String {
    let declared = verb.args.iter().map(|arg| {
        let model = schema.spread(arg);
        let (name, ty) = (names::name(&arg.name), names::ty(&arg.ty));
        // What a call is about goes without a label, as Swift does it.
        let label = if arg.ty == Ty::Str || model.is_some() { "_ " } else { "" };
        let optional = arg.ty.optional() || model.is_some_and(Model::all_optional);
        let default = if optional { format!(" = {}", names::default(&arg.ty)) } else { String::new() };
        format!("{label}{name}: {ty}{default}")
    });
    let declared = declared.collect::<Vec<_>>().join(", ");
    let given = verb.args.iter().map(|arg| format!("{0}: {0}", names::name(&arg.name)));
    let given = (!this.is_empty()).then(|| this.to_owned()).into_iter().chain(given);
    let given = given.collect::<Vec<_>>().join(", ");
    let (throws, attempt) = if verb.fallible { (" throws", "try ") } else { ("", "") };
    format!(
        "{}{indent}public func {}({declared}){throws} -> {} {{\n{indent}    {attempt}{callee}({given})\n{indent}}}\n",
        names::docs(&verb.docs, indent),
        names::name(&verb.name),
        names::ty(&verb.returns)
    )
}

/// `Codable` by core's own reading and writing, so that a model has one wire form.
fn wire(schema: &Schema) -> Result<String> {
    let mut out = HEAD_SWIFT.to_owned();
    for model in structs(schema) {
        let (name, plain) = (&model.name, lower_first(&model.name));
        writeln!(
            out,
            "\nextension {name}: Codable {{\n    \
             /// Reads the wire form, as tolerantly as answers are read.\n    \
             public init(from decoder: any Decoder) throws {{\n        \
             self = try decoded(decoder, {plain}FromJson)\n    }}\n\n    \
             /// Writes the wire form, secrets included.\n    \
             public func encode(to encoder: any Encoder) throws {{\n        \
             try {plain}ToJson(value: self).encode(to: encoder)\n    }}\n}}"
        )?;
        if model.shape == Shape::Page {
            writeln!(out, "\nextension {name}: Page {{}}")?;
        }
    }
    Ok(out)
}
