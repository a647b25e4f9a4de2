//! What the server answers: tolerant decoding, nothing lost.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Ident, ItemStruct, Result, parse_quote};

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
    let decoded = fields.iter().map(|f| {
        let (ident, wire) = (&f.ident, &f.wire);
        Ok(match (ident.to_string().as_str(), f.optional()) {
            ("extra", _) => quote!(extra: crate::model::Extra(map)),
            ("unreadable", _) if shape == Shape::Page => quote!(unreadable),
            ("results", _) if shape == Shape::Page => quote!(results),
            ("cursor", _) if shape == Shape::Page => {
                quote!(cursor: crate::model::decode::cursor(&mut map, #wire)?)
            }
            (_, true) => quote!(#ident: crate::model::decode::take(&mut map, #wire)),
            (_, false) if f.is("Vec") => {
                quote!(#ident: crate::model::decode::take(&mut map, #wire).unwrap_or_default())
            }
            (_, false) if f.is("String") => quote!(#ident: crate::model::decode::id(&mut map, #wire)?),
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
    let items = (shape == Shape::Page)
        .then(|| quote!(let (results, unreadable) = crate::model::decode::items(&mut map, "results")?;));
    let paged = match shape {
        Shape::Page => page(name, &fields)?,
        Shape::Object => TokenStream::new(),
    };
    let (python, node) = (python::methods(name, &fields), node::json(name, &fields));
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
    Ok(quote! {
        #[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, from_py_object, module = "whereby"))]
        #[cfg_attr(feature = "node", napi_derive::napi(object, object_to_js = false))]
        #[cfg_attr(feature = "swift", derive(uniffi::Record))]
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #item

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut map = crate::model::decode::object(deserializer)?;
                #items
                Ok(Self { #(#decoded),* })
            }
        }

        #paged

        #python

        #node
    })
}

/// What makes a page one of a list: its items and the way to the next page.
fn page(name: &Ident, fields: &[ModelField]) -> Result<TokenStream> {
    let results = fields.iter().find(|f| f.ident == "results").and_then(|f| field::argument(&f.ty));
    let Some(item) = results else {
        return Err(Error::new_spanned(name, "a page has `pub results: Vec<…>`"));
    };
    Ok(quote! {
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
    })
}
