//! What a caller sends: built by name in every language, three states where the contract needs them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Ident, ItemStruct, Result, parse_quote};

use crate::{field, python};

pub fn expand(mut item: ItemStruct) -> Result<TokenStream> {
    let fields = field::fields(&item)?;
    let python = python::methods(&item.ident, &item.ident, &fields);
    let constructor = constructor(&item.ident, &fields);
    let serialize = serialize(&item.ident, &fields);
    let typed = typed(&item.ident, &fields);
    if let syn::Fields::Named(named) = &mut item.fields {
        for (f, known) in named.named.iter_mut().zip(&fields) {
            let wire = &known.wire;
            f.attrs.retain(|a| !a.path().is_ident("serde"));
            f.attrs.push(match known.ident == "extra" {
                true => parse_quote!(#[serde(flatten)]),
                false => parse_quote!(#[serde(rename = #wire)]),
            });
            if known.contains("Nullable") {
                f.attrs.push(parse_quote!(#[serde(default, deserialize_with = "crate::model::nullable::three_states")]));
            } else if known.optional() {
                f.attrs.push(parse_quote!(#[serde(default)]));
            }
            if known.optional() {
                f.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(default = None))]));
            } else if known.ident == "extra" {
                f.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(default))]));
                // The Node package fills it in and makes it `extra?: Extra`.
                f.attrs
                    .push(parse_quote!(#[cfg_attr(feature = "node", napi(ts_type = "Extra | undefined"))]));
            }
            f.attrs.push(argument(known));
        }
    }
    let name = &item.ident;
    Ok(quote! {
        #[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "whereby"))]
        #[cfg_attr(feature = "node", napi_derive::napi(object, object_to_js = false))]
        #[cfg_attr(feature = "swift", derive(uniffi::Record))]
        #[cfg_attr(feature = "cli", derive(clap::Args))]
        #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
        #item

        #constructor

        #serialize

        #typed

        /// As an option: JSON.
        #[cfg(feature = "cli")]
        impl clap::builder::ValueParserFactory for #name {
            type Parser = crate::model::cli::JsonText<Self>;

            fn value_parser() -> Self::Parser {
                crate::model::cli::JsonText::new()
            }
        }

        #python
    })
}

/// The fields that are given, and behind them `extra`, which must not repeat one of them.
fn serialize(name: &Ident, fields: &[field::ModelField]) -> TokenStream {
    let known: Vec<_> = fields.iter().filter(|f| f.ident != "extra").collect();
    let given = known.iter().map(|f| {
        let (ident, key) = (&f.ident, &f.wire);
        match f.optional() {
            true => quote!(#key => self.#ident.is_some()),
            false => quote!(#key => true),
        }
    });
    let entries = known.iter().map(|f| {
        let (ident, key) = (&f.ident, &f.wire);
        match f.optional() {
            true => quote!(if let Some(value) = &self.#ident { map.serialize_entry(#key, value)?; }),
            false => quote!(map.serialize_entry(#key, &self.#ident)?;),
        }
    });
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                #(#entries)*
                self.extra.behind(&mut map, |key| match key {
                    #(#given,)*
                    _ => false,
                })?;
                map.end()
            }
        }
    }
}

/// On the command line a key that is no field is a mistake, and what this version does not know comes in `extra`.
fn typed(name: &Ident, fields: &[field::ModelField]) -> TokenStream {
    let keys = fields.iter().map(|f| &f.wire);
    let taken = fields.iter().map(|f| {
        let (ident, key) = (&f.ident, &f.wire);
        match () {
            () if f.ident == "extra" => quote!(#ident: object.optional(#key)?.unwrap_or_default()),
            () if f.contains("Nullable") => quote!(#ident: object.three_states(#key)?),
            () if f.optional() => quote!(#ident: object.optional(#key)?),
            () => quote!(#ident: object.required(#key)?),
        }
    });
    quote! {
        #[cfg(feature = "cli")]
        impl crate::model::cli::Typed for #name {
            fn typed(value: serde_json::Value) -> Result<Self, crate::model::cli::Fault> {
                let mut object = crate::model::cli::Object::new(value, &[#(#keys),*])?;
                Ok(Self { #(#taken),* })
            }
        }
    }
}

/// In Rust, `new` with what must be given; an input without such fields derives `Default`.
fn constructor(name: &Ident, fields: &[field::ModelField]) -> TokenStream {
    let (given, others): (Vec<_>, Vec<_>) =
        fields.iter().partition(|f| !f.optional() && f.ident != "extra" && !f.is("Vec"));
    if given.is_empty() {
        return TokenStream::new();
    }
    let params = given.iter().map(|f| {
        let (ident, ty) = (&f.ident, &f.ty);
        match f.is("String") {
            true => quote!(#ident: impl Into<String>),
            false => quote!(#ident: #ty),
        }
    });
    let given = given.iter().map(|f| {
        let ident = &f.ident;
        match f.is("String") {
            true => quote!(#ident: #ident.into()),
            false => quote!(#ident),
        }
    });
    let others = others.iter().map(|f| &f.ident);
    quote! {
        impl #name {
            /// With what must be given, and all defaults.
            pub fn new(#(#params),*) -> Self {
                Self { #(#given,)* #(#others: Default::default(),)* }
            }
        }
    }
}

/// The flag of the command line: `--end-date`, lists one by one (`--field a --field b`).
pub fn argument(f: &field::ModelField) -> syn::Attribute {
    let long = f.name().replace('_', "-");
    if f.contains("Timestamp") {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #long, value_name = "TIME", allow_hyphen_values = true, value_parser = crate::model::cli::time))])
    } else if f.contains("Span") {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #long, value_name = "SPAN", value_parser = crate::model::cli::span))])
    } else if f.contains("Vec") {
        let single = long.strip_suffix('s').unwrap_or(&long);
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #single, alias = #long, value_delimiter = ','))])
    } else if f.contains("bool") {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #long, num_args = 0..=1, require_equals = true, default_missing_value = "true"))])
    } else if f.ident == "extra" {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = "extra", value_name = "JSON", default_value = "{}", hide_default_value = true))])
    } else if f.contains("Nullable") {
        // Only in nested objects, which the command line takes as JSON.
        parse_quote!(#[cfg_attr(feature = "cli", arg(skip))])
    } else if f.ty.to_token_stream().to_string().contains("Settings") {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #long, value_name = "JSON"))])
    } else {
        parse_quote!(#[cfg_attr(feature = "cli", arg(long = #long))])
    }
}
