//! The head of the addon's `.d.ts`, with the types that napi does not know; and what of the `.d.ts`
//! users get as it is.

use std::fmt::Write;

use anyhow::Result;

use super::{
    super::{
        HEAD,
        schema::{OpenEnum, Schema, Shape},
    },
    text,
};

const BUILT_IN: &str = "\
/** A moment in time. */
export type Timestamp = Date
/** Text that must not be seen by accident: `console.log` of its owner shows `***`. */
export type Secret = string
/** A span of time in milliseconds. */
export type Span = number
/** Keys beyond the fields that this version knows. */
export type Extra = Record<string, unknown>
/** Any JSON value. */
export type Json = unknown
/** A value, or an explicit `null`. */
export type Nullable<T> = T | null
/** The path of a file: a string, or a URL as in `new URL('logo.png', import.meta.url)`. */
export type FilePath = string | URL
/** A picture: its bytes (a `Buffer` too), or the path of a file, which is read when the call is made. */
export type Picture = Uint8Array | FilePath
/**
 * A function that is told how many bytes have arrived, and how many there are if that is known.
 *
 * It is called on this thread, in order, for the last time before the promise settles. If it throws,
 * the work ends and the promise rejects with what was thrown.
 */
export type Progress = (received: number, total?: number) => void
/** Why a call failed: the name of the class of the error, and the facts. */
export interface Failure { kind: string, details: ErrorDetails }
";

pub fn header(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!("{HEAD}{BUILT_IN}");
    for OpenEnum { name, docs, variants, .. } in &schema.enums {
        let known: Vec<_> =
            variants.iter().map(|v| format!("- `'{}'`: {}", v.wire, v.docs.replace('\n', " "))).collect();
        let note = "Another value of the server stays the text that it is.";
        out.push_str(&text::doc(&format!("{docs}\n\n{}\n\n{note}", known.join("\n")), ""));
        let values: Vec<_> = variants.iter().map(|v| format!("'{}'", v.wire)).collect();
        writeln!(out, "export type {name} = {} | (string & {{}})", values.join(" | "))?;
    }
    Ok(("bindings-node/native-header.d.ts".to_owned(), out))
}

/// Inputs, options, enums, and the classes of resources, which only a client makes; answers are classes
/// (`models.ts`).
pub fn exports(schema: &Schema) -> (String, String) {
    let inputs =
        schema.models.iter().filter(|m| matches!(m.shape, Shape::Input | Shape::Options)).map(|m| &m.name);
    let names: Vec<_> =
        inputs.chain(schema.enums.iter().map(|e| &e.name)).map(|n| format!("  {n},\n")).collect();
    let built_in = "  Extra,\n  FilePath,\n  Nullable,\n  Picture,\n  Progress,\n";
    let resources = schema.resources.iter();
    let resources: String =
        resources.map(|r| format!("export type {{ {} }} from './{}.js'\n", r.name, r.accessor)).collect();
    let text =
        format!("{HEAD}export type {{\n{built_in}{}}} from '../../native.js'\n{resources}", names.concat());
    ("bindings-node/ts/generated/types.ts".to_owned(), text)
}
