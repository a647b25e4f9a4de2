//! What the server answers: tolerant decoding, nothing lost.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Ident, ItemStruct, Result, Type, parse_quote};

use crate::{
    field::{self, ModelField},
    node, python,
};

#[derive(Clone, Copy, PartialEq)]
pub enum Shape {
    Object,
    Page,
}

pub fn expand(mut item: ItemStruct, shape: Shape) -> Result<TokenStream> {
    let fields = field::fields(&item)?;
    let name = &item.ident;
    // `extra` is what is left, so it is taken last and has no key.
    let known: Vec<_> = fields.iter().filter(|f| f.ident != "extra").collect();
    let keys: Vec<_> = known.iter().map(|f| &f.wire).collect();
    let place = |name: &str| known.iter().position(|f| f.ident == name);
    let decoded = known.iter().enumerate().map(|(key, f)| {
        let ident = &f.ident;
        Ok(match (ident.to_string().as_str(), f.optional()) {
            ("results" | "unreadable", _) if shape == Shape::Page => quote!(#ident),
            ("cursor", _) if shape == Shape::Page => quote!(cursor: fields.cursor(#key)?),
            (_, true) => quote!(#ident: fields.take(#key)),
            (_, false) if f.is("Vec") => quote!(#ident: fields.take(#key).unwrap_or_default()),
            (_, false) if f.is("String") => quote!(#ident: fields.id(#key)?),
            _ => {
                return Err(Error::new(
                    f.span,
                    format!(
                        "`{ident}` must be an `Option` or a `Vec`: the server may leave out any field but the id"
                    ),
                ));
            }
        })
    });
    let decoded = decoded.collect::<Result<Vec<_>>>()?;
    let page_item = match shape {
        Shape::Page => Some(item_of(name, &fields)?.clone()),
        Shape::Object => None,
    };
    let (items, read_items, paged) = match &page_item {
        Some(item) => {
            let (results, unreadable) = (place("results"), place("unreadable"));
            (
                quote!(Some((#results, crate::model::decode::Items::<#item>::SHAPE))),
                quote!(let (results, unreadable) = fields.items(#results, #unreadable)?;),
                page(name, item),
            )
        }
        None => (quote!(None), TokenStream::new(), TokenStream::new()),
    };
    let node = node::tape(name, &fields);
    let renamed: Vec<_> = fields.iter().map(|f| f.wire.clone()).collect();
    if let syn::Fields::Named(named) = &mut item.fields {
        for ((f, known), wire) in named.named.iter_mut().zip(&fields).zip(renamed) {
            f.attrs.retain(|a| !a.path().is_ident("serde"));
            if known.ident == "extra" {
                f.attrs.push(parse_quote!(#[serde(flatten)]));
            } else if known.ident == "unreadable" {
                f.attrs.push(parse_quote!(#[serde(skip_serializing_if = "Vec::is_empty")]));
            } else {
                f.attrs.push(parse_quote!(#[serde(rename = #wire)]));
            }
            if known.optional() {
                f.attrs.push(parse_quote!(#[serde(skip_serializing_if = "Option::is_none")]));
                f.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(default = None))]));
            }
        }
    }
    let name = &item.ident;
    let python = match &page_item {
        Some(of) => python::page(&item, &fields, of),
        None => python::methods(name, name, &fields),
    };
    // A page has another struct as its class: `python::page`.
    let class = page_item.is_none().then(|| quote!(#[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "whereby"))]));
    Ok(quote! {
        #class
        #[cfg_attr(feature = "node", napi_derive::napi(object, object_to_js = false))]
        #[cfg_attr(feature = "swift", derive(uniffi::Record))]
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[non_exhaustive]
        #item

        impl crate::model::decode::Model for #name {
            const SHAPE: &'static crate::model::fields::Shape =
                &crate::model::fields::Shape { keys: &[#(#keys),*], items: #items };

            fn read<E: serde::de::Error>(fields: &mut crate::model::fields::Fields<'_>) -> Result<Self, E> {
                #read_items
                Ok(Self { #(#decoded,)* extra: fields.extra() })
            }

            fn from_json(text: &str) -> serde_json::Result<Self> {
                crate::model::json::from_text(text)
            }
        }

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::model::decode::object(deserializer)
            }
        }

        #paged

        #python

        #node
    })
}

/// The type of a page's items.
fn item_of<'a>(page: &Ident, fields: &'a [ModelField]) -> Result<&'a Type> {
    let missing = |what| Error::new_spanned(page, format!("a page has `pub {what}`"));
    if !fields.iter().any(|f| f.ident == "unreadable") {
        return Err(missing("unreadable: Vec<Json>"));
    }
    let results = fields.iter().find(|f| f.ident == "results");
    results.and_then(|f| field::argument(&f.ty)).ok_or_else(|| missing("results: Vec<…>"))
}

/// What makes a page one of a list: its items and the way to the next page.
fn page(name: &Ident, item: &Type) -> TokenStream {
    quote! {
        impl crate::pager::Page for #name {
            type Item = #item;

            fn cursor(&self) -> Option<&str> {
                self.cursor.as_deref()
            }

            fn len(&self) -> usize {
                self.results.len()
            }

            fn into_items(self) -> Vec<#item> {
                self.results
            }
        }
    }
}
