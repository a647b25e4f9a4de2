//! Options of this library itself: named in every language, never on the wire.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ItemStruct, Result, parse_quote};

use crate::field;

pub fn expand(mut item: ItemStruct) -> Result<TokenStream> {
    for f in field::named(&item)? {
        if !f.optional() {
            return Err(Error::new(
                f.span,
                format!("`{}` must be an `Option`: every option has a default", f.ident),
            ));
        }
    }
    for f in &mut item.fields {
        f.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(default = None))]));
    }
    Ok(quote! {
        #[cfg_attr(feature = "node", napi_derive::napi(object, object_to_js = false))]
        #[cfg_attr(feature = "swift", derive(uniffi::Record))]
        #[derive(Debug, Clone, Default, PartialEq)]
        #item
    })
}
