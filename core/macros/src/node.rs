//! An answer on its way to the Node package: an array of its fields, in their order.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::field::ModelField;

pub fn json(name: &Ident, fields: &[ModelField]) -> TokenStream {
    let count = fields.len();
    let idents = fields.iter().map(|f| &f.ident);
    quote! {
        #[cfg(feature = "node")]
        impl crate::model::NodeJson for #name {
            fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeTuple as _;
                let mut row = to.serialize_tuple(#count)?;
                #(row.serialize_element(&crate::model::ForNode(&self.#idents))?;)*
                row.end()
            }
        }
    }
}
