//! An answer on its way to the Node package: its fields, in their order.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use crate::field::ModelField;

pub fn tape(name: &Ident, fields: &[ModelField]) -> TokenStream {
    let idents = fields.iter().map(|f| &f.ident);
    quote! {
        #[cfg(feature = "node")]
        impl crate::model::OnTape for #name {
            fn write(&self, tape: &mut crate::model::Tape) {
                #(crate::model::OnTape::write(&self.#idents, tape);)*
            }
        }
    }
}
