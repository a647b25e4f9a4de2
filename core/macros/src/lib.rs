//! `#[model]`: a wire type is written once and gets a face in every language.
//!
//! See `field.rs` for what it knows about a field, and one file per shape: `response.rs`,
//! `input.rs`, `open_enum.rs`. What Python adds to every struct is in `python.rs`, how Node reads
//! an answer in `node.rs`.

mod field;
mod input;
mod node;
mod open_enum;
mod options;
mod python;
mod response;

use proc_macro::TokenStream;
use syn::{Item, parse_macro_input};

/// Makes a wire type out of a struct or an enum.
///
/// - `#[model]` on a struct: what the server answers. Decoding is tolerant: `null` equals missing,
///   a value of the wrong type moves to `extra` under its own key, unknown keys stay in `extra`.
///   Every field is an `Option` but ids (`String`, numbers accepted) and `extra: Extra`.
/// - `#[model(page)]`: a page of a list. `results` must be an array; an item that cannot be read
///   goes to `unreadable` and does not sink the page. Its class of Python is a struct of its own,
///   `Python` and the name.
/// - `#[model(input)]` on a struct: what a caller sends. `Option<Nullable<T>>` is a field with three
///   states: absent, null, value.
/// - `#[model(options)]` on a struct: options of this library; every field is an `Option`.
/// - `#[model]` on a field-less enum: an **open** enum. It gets a variant `Other(String)` that keeps
///   a value this version does not know.
///
/// With the features `python`, `node`, `swift` and `cli` the type is also a Python class, a
/// TypeScript interface, a Swift struct or enum, and a set of command-line arguments.
#[proc_macro_attribute]
pub fn model(args: TokenStream, item: TokenStream) -> TokenStream {
    let args = args.to_string();
    let expanded = match (parse_macro_input!(item as Item), args.as_str()) {
        (Item::Struct(s), "") => response::expand(s, response::Shape::Object),
        (Item::Struct(s), "page") => response::expand(s, response::Shape::Page),
        (Item::Struct(s), "input") => input::expand(s),
        (Item::Struct(s), "options") => options::expand(s),
        (Item::Enum(e), "") => open_enum::expand(e),
        (Item::Struct(_) | Item::Enum(_), other) => Err(syn::Error::new(
            proc_macro2::Span::call_site(),
            format!(
                "`#[model({other})]` is not known here: structs take `page`, `input` or `options`, enums take nothing"
            ),
        )),
        (other, _) => Err(syn::Error::new_spanned(other, "`#[model]` takes a struct or an enum")),
    };
    expanded.unwrap_or_else(|e| e.to_compile_error()).into()
}
