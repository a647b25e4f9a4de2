//! Options of this library itself: named in every language, never on the wire.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ItemStruct, Result, parse_quote};

use crate::{field, input};

pub fn expand(mut item: ItemStruct) -> Result<TokenStream> {
    let fields = field::named(&item)?;
    for f in &fields {
        if !f.optional() {
            return Err(Error::new(
                f.span,
                format!("`{}` must be an `Option`: every option has a default", f.ident),
            ));
        }
    }
    for (f, known) in item.fields.iter_mut().zip(&fields) {
        f.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(default = None))]));
        f.attrs.push(match ["HashMap", "Secret", "Progress"].iter().any(|ty| known.contains(ty)) {
            true => parse_quote!(#[cfg_attr(feature = "cli", arg(skip))]),
            false => input::argument(known),
        });
    }
    Ok(quote! {
        #[cfg_attr(feature = "node", napi_derive::napi(object, object_to_js = false))]
        #[cfg_attr(feature = "swift", derive(uniffi::Record))]
        #[cfg_attr(feature = "cli", derive(clap::Args))]
        #[derive(Debug, Clone, Default, PartialEq)]
        #item
    })
}
