//! Enums that stay open: a value of tomorrow survives as its own text.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Fields, Ident, ItemEnum, Lit, Result, parse_quote};

use crate::field;

pub fn expand(mut item: ItemEnum) -> Result<TokenStream> {
    let mut known: Vec<(Ident, String)> = Vec::new();
    for v in &mut item.variants {
        if !matches!(v.fields, Fields::Unit) {
            return Err(Error::new_spanned(
                v,
                "variants of a model carry no fields; `Other` is added by `#[model]`",
            ));
        }
        if v.ident == "Other" {
            return Err(Error::new_spanned(v, "`Other(String)` is added by `#[model]`"));
        }
        if !field::has_doc(&v.attrs) {
            return Err(Error::new_spanned(
                v,
                "a variant needs a doc comment: it is the help text of every language",
            ));
        }
        let mut wire = None;
        for attr in v.attrs.iter().filter(|a| a.path().is_ident("serde")) {
            attr.parse_nested_meta(|meta| match meta.path.is_ident("rename") {
                true => {
                    if let Lit::Str(s) = meta.value()?.parse()? {
                        wire = Some(s.value());
                    }
                    Ok(())
                }
                false => Err(meta.error("only `rename` is known here")),
            })?;
        }
        v.attrs.retain(|a| !a.path().is_ident("serde"));
        if v.ident == "None" {
            // Where Swift expects an optional, `.none` would mean that there is no value.
            v.attrs.push(parse_quote!(#[cfg_attr(feature = "swift", uniffi(name = "Nothing"))]));
        }
        known.push((v.ident.clone(), wire.unwrap_or_else(|| lower_first(&v.ident.to_string()))));
    }
    item.variants.push(parse_quote! {
        /// A value that this version does not know, as the server wrote it.
        Other(String)
    });
    let name = &item.ident;
    let label = name.to_string();
    let (idents, wires): (Vec<_>, Vec<_>) = known.into_iter().unzip();
    Ok(quote! {
        #[cfg_attr(feature = "swift", derive(uniffi::Enum))]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #item

        impl #name {
            /// The values this version knows, as they stand on the wire.
            pub const KNOWN: &'static [&'static str] = &[#(#wires),*];

            /// The value as it stands on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#idents => #wires,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                match text {
                    #(#wires => Self::#idents,)*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        crate::model::open_enum::faces!(#name, #label);
    })
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|c| c.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
