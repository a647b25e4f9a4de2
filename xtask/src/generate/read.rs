//! Small readings of Rust's syntax: docs, attributes, types.

use anyhow::{Result, bail};
use quote::ToTokens;
use syn::{Attribute, Expr, ExprLit, GenericArgument, Lit, Meta, PathArguments, Type};

use super::schema::Ty;

/// `core/src/resources/meetings.rs:12`.
pub fn place(file: &str, span: proc_macro2::Span) -> String {
    format!("{file}:{}", span.start().line)
}

/// The doc comment, which every public item has.
pub fn docs(attrs: &[Attribute], at: &str, name: &str) -> Result<String> {
    let lines = attrs.iter().filter(|a| a.path().is_ident("doc")).filter_map(|a| match &a.meta {
        Meta::NameValue(n) => match &n.value {
            Expr::Lit(ExprLit { lit: Lit::Str(s), .. }) => {
                Some(s.value().strip_prefix(' ').map_or(s.value(), str::to_owned))
            }
            _ => None,
        },
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n").trim().to_owned();
    match text.is_empty() {
        true => {
            bail!("{at}: `{name}` has no doc comment; write one, it is the documentation of every language")
        }
        false => Ok(text),
    }
}

/// The arguments of `#[model(…)]`, if the attribute is there.
pub fn model_args(attrs: &[Attribute]) -> Option<String> {
    let attr = attrs.iter().find(|a| a.path().is_ident("model"))?;
    Some(match &attr.meta {
        Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    })
}

/// `#[serde(rename = "…")]`.
pub fn renamed(attrs: &[Attribute]) -> Result<Option<String>> {
    let mut name = None;
    for attr in attrs.iter().filter(|a| a.path().is_ident("serde")) {
        attr.parse_nested_meta(|meta| {
            let value: Lit = meta.value()?.parse()?;
            if let (true, Lit::Str(s)) = (meta.path.is_ident("rename"), value) {
                name = Some(s.value());
            }
            Ok(())
        })?;
    }
    Ok(name)
}

/// The last name of a type and its first generic argument.
pub fn generic(ty: &Type) -> (String, Option<Type>) {
    let Type::Path(path) = ty else { return (String::new(), None) };
    let Some(segment) = path.path.segments.last() else { return (String::new(), None) };
    let inner = match &segment.arguments {
        PathArguments::AngleBracketed(args) => args.args.iter().find_map(|a| match a {
            GenericArgument::Type(t) => Some(t.clone()),
            _ => None,
        }),
        _ => None,
    };
    (segment.ident.to_string(), inner)
}

/// A type that can cross a language border.
pub fn ty(given: &Type, at: &str) -> Result<Ty> {
    if let Type::Tuple(t) = given
        && t.elems.is_empty()
    {
        return Ok(Ty::Unit);
    }
    if let Type::Reference(r) = given {
        return match r.elem.to_token_stream().to_string().as_str() {
            "str" => Ok(Ty::Str),
            other => bail!("{at}: `&{other}` cannot cross a language border; take it by value"),
        };
    }
    let (name, inner) = generic(given);
    let boxed = |inner: Option<Type>| match inner {
        Some(inner) => Ok(Box::new(ty(&inner, at)?)),
        None => bail!("{at}: `{name}` needs a type in angle brackets"),
    };
    Ok(match name.as_str() {
        "bool" => Ty::Bool,
        "u32" => Ty::U32,
        "u64" => Ty::U64,
        "i64" => Ty::I64,
        "f64" => Ty::F64,
        "String" => Ty::Text,
        "HashMap" => Ty::Headers,
        "Option" => Ty::Option(boxed(inner)?),
        "Nullable" => Ty::Nullable(boxed(inner)?),
        "Vec" => Ty::Vec(boxed(inner)?),
        "" => bail!("{at}: `{}` cannot cross a language border", given.to_token_stream()),
        _ => Ty::Named(name),
    })
}
