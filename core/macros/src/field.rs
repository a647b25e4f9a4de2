//! What the macro knows about one field of a struct.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Error, Expr, ExprLit, Field, Fields, GenericArgument, Ident, ItemStruct, Lit, Meta, PathArguments,
    Result, Type, spanned::Spanned,
};

#[derive(Clone)]
pub struct ModelField {
    pub ident: Ident,
    pub ty: Type,
    /// The key on the wire: camelCase, or what `#[serde(rename = "…")]` says.
    pub wire: String,
    /// The field as it was written, for error messages.
    pub span: proc_macro2::Span,
}

impl ModelField {
    /// The name as other languages write it: without Rust's `r#`.
    pub fn name(&self) -> String {
        self.ident.to_string().trim_start_matches("r#").to_owned()
    }

    pub fn optional(&self) -> bool {
        last_segment(&self.ty).as_deref() == Some("Option")
    }

    pub fn is(&self, name: &str) -> bool {
        last_segment(&self.ty).as_deref() == Some(name)
    }

    pub fn contains(&self, name: &str) -> bool {
        mentions(self.ty.to_token_stream(), name)
    }
}

/// The fields of a wire type, checked for what each of them needs.
pub fn fields(item: &ItemStruct) -> Result<Vec<ModelField>> {
    let fields = named(item)?;
    if !fields.iter().any(|f| f.ident == "extra" && f.is("Extra")) {
        return Err(Error::new_spanned(
            &item.ident,
            "a model ends with `pub extra: Extra`, so that keys this version does not know survive",
        ));
    }
    Ok(fields)
}

/// The fields of a struct, checked for what every language needs.
pub fn named(item: &ItemStruct) -> Result<Vec<ModelField>> {
    let Fields::Named(named) = &item.fields else {
        return Err(Error::new_spanned(item, "`#[model]` takes a struct with named fields"));
    };
    if !item.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &item.generics,
            "`#[model]` takes no generics: they cannot cross a language border; write the concrete type",
        ));
    }
    named.named.iter().map(field).collect()
}

fn field(f: &Field) -> Result<ModelField> {
    let ident = f.ident.clone().ok_or_else(|| Error::new_spanned(f, "fields have names"))?;
    if !matches!(f.vis, syn::Visibility::Public(_)) {
        return Err(Error::new(f.span(), format!("`{ident}` must be `pub`: every language reads it")));
    }
    if !has_doc(&f.attrs) {
        return Err(Error::new(
            f.span(),
            format!("`{ident}` needs a doc comment: it is the help text of every language"),
        ));
    }
    let wire = rename(f)?.unwrap_or_else(|| camel(&ident.to_string()));
    Ok(ModelField { ty: f.ty.clone(), wire, span: f.span(), ident })
}

fn rename(f: &Field) -> Result<Option<String>> {
    let mut name = None;
    for attr in f.attrs.iter().filter(|a| a.path().is_ident("serde")) {
        attr.parse_nested_meta(|meta| {
            if !meta.path.is_ident("rename") {
                return Err(meta.error("only `rename` is known here: `#[model]` writes the rest of serde"));
            }
            let value: Lit = meta.value()?.parse()?;
            if let Lit::Str(s) = value {
                name = Some(s.value());
            }
            Ok(())
        })?;
    }
    Ok(name)
}

pub fn camel(snake: &str) -> String {
    let mut words = snake.trim_start_matches("r#").split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|c| c.to_ascii_uppercase());
        name + &head.into_iter().chain(letters).collect::<String>()
    })
}

pub fn has_doc(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|a| match &a.meta {
        Meta::NameValue(n) => {
            n.path.is_ident("doc") && matches!(&n.value, Expr::Lit(ExprLit { lit: Lit::Str(_), .. }))
        }
        _ => false,
    })
}

/// The type without `Option` and `Nullable` around it.
pub fn bare(ty: &Type) -> &Type {
    match last_segment(ty).as_deref() {
        Some("Option" | "Nullable") => argument(ty).map_or(ty, bare),
        _ => ty,
    }
}

/// The type in the angle brackets.
pub fn argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(args) => match args.args.first() {
            Some(GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(p) => p.path.segments.last().map(|s| s.ident.to_string()),
        _ => None,
    }
}

fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|t| match t {
        proc_macro2::TokenTree::Ident(i) => i == name,
        proc_macro2::TokenTree::Group(g) => mentions(g.stream(), name),
        _ => false,
    })
}
