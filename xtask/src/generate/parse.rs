//! Reads core with `syn`.

use std::path::Path;

use anyhow::{Context, Result, bail};
use quote::ToTokens;
use syn::{
    FnArg, ImplItem, ImplItemFn, Item, ItemImpl, Pat, ReturnType, Signature, Type, Visibility,
    spanned::Spanned,
};

use super::{
    read::{docs, model_args, place, renamed, ty},
    schema::{Arg, Field, Kind, Model, OpenEnum, Resource, Schema, Shape, Ty, Variant, Verb},
};

/// Folders of core that hold nouns and verbs, and single files beside them.
const SOURCES: &[&str] = &["error.rs", "options.rs", "jobs", "resources", "rooms", "client.rs"];

pub fn schema(core: &Path) -> Result<Schema> {
    let mut schema = Schema::default();
    let mut impls = Vec::new();
    for source in SOURCES {
        for file in files(&core.join("src").join(source))? {
            let text =
                std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let ast = syn::parse_file(&text).with_context(|| format!("{} is no Rust", file.display()))?;
            let name =
                file.strip_prefix(core.parent().unwrap_or(core)).unwrap_or(&file).display().to_string();
            for item in ast.items {
                read_item(&mut schema, &mut impls, &name, item)?;
            }
        }
    }
    for (file, item) in impls {
        read_impl(&mut schema, &file, item)?;
    }
    Ok(schema)
}

fn files(path: &Path) -> Result<Vec<std::path::PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut files = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "rs"));
    files.sort();
    Ok(files)
}

fn read_item(schema: &mut Schema, impls: &mut Vec<(String, ItemImpl)>, file: &str, item: Item) -> Result<()> {
    match item {
        Item::Struct(s) => {
            let at = place(file, s.ident.span());
            let docs = || docs(&s.attrs, &at, &s.ident.to_string());
            let shape = match model_args(&s.attrs).as_deref() {
                Some("") => Shape::Response,
                Some("page") => Shape::Page,
                Some("input") => Shape::Input,
                Some("options") => Shape::Options,
                Some(other) => bail!("{at}: `#[model({other})]` is not known; use page, input or options"),
                None if s.fields.iter().any(|f| ty_text(&f.ty) == "Transport") && s.ident != "Whereby" => {
                    let name = s.ident.to_string();
                    let accessor = snake(&name);
                    let docs = docs()?;
                    schema.resources.push(Resource { name, accessor, docs, verbs: Vec::new() });
                    return Ok(());
                }
                None => return Ok(()),
            };
            let fields = s.fields.iter().map(|f| field(file, f)).collect::<Result<Vec<_>>>()?;
            let (name, docs) = (s.ident.to_string(), docs()?);
            schema.models.push(Model { name, shape, docs, fields, methods: Vec::new(), place: at });
        }
        Item::Enum(e) if model_args(&e.attrs).is_some() => {
            let at = place(file, e.ident.span());
            let variants = e.variants.iter().map(|v| {
                let name = v.ident.to_string();
                let wire = renamed(&v.attrs)?.unwrap_or_else(|| lower_first(&name));
                Ok(Variant { docs: docs(&v.attrs, &place(file, v.span()), &name)?, name, wire })
            });
            let variants = variants.collect::<Result<Vec<_>>>()?;
            let name = e.ident.to_string();
            schema.enums.push(OpenEnum { docs: docs(&e.attrs, &at, &name)?, name, variants });
        }
        Item::Impl(i) if i.trait_.is_none() => impls.push((file.to_owned(), i)),
        Item::Fn(f) if matches!(f.vis, Visibility::Public(_)) => {
            schema.functions.push(verb(file, &f.sig, &f.attrs)?);
        }
        _ => {}
    }
    Ok(())
}

fn field(file: &str, f: &syn::Field) -> Result<Field> {
    let name =
        f.ident.as_ref().map(|i| i.to_string().trim_start_matches("r#").to_owned()).unwrap_or_default();
    let at = place(file, f.span());
    let wire = renamed(&f.attrs)?.unwrap_or_else(|| camel(&name));
    Ok(Field { ty: ty(&f.ty, &at)?, docs: docs(&f.attrs, &at, &name)?, wire, name })
}

fn read_impl(schema: &mut Schema, file: &str, item: ItemImpl) -> Result<()> {
    let owner = ty_text(&item.self_ty);
    let methods = item.items.into_iter().filter_map(|i| match i {
        ImplItem::Fn(f) if public_method(&f) => Some(f),
        _ => None,
    });
    let verbs = |only_calls: bool| {
        methods
            .filter(|f| !only_calls || f.sig.asyncness.is_some())
            .map(|f| verb(file, &f.sig, &f.attrs))
            .collect::<Result<Vec<_>>>()
    };
    if let Some(resource) = schema.resources.iter_mut().find(|r| r.name == owner) {
        resource.verbs.extend(verbs(false)?);
    } else if let Some(model) =
        schema.models.iter_mut().find(|m| m.name == owner && m.shape == Shape::Response)
    {
        model.methods.extend(verbs(false)?);
    } else if owner == "Whereby" {
        schema.client.extend(verbs(true)?);
    }
    Ok(())
}

/// A documented method with `&self`; constructors and `#[doc(hidden)]` stay in Rust.
fn public_method(f: &ImplItemFn) -> bool {
    matches!(f.vis, Visibility::Public(_))
        && f.sig.receiver().is_some()
        && !f
            .attrs
            .iter()
            .any(|a| a.path().is_ident("doc") && a.to_token_stream().to_string().contains("hidden"))
}

fn verb(file: &str, sig: &Signature, attrs: &[syn::Attribute]) -> Result<Verb> {
    let name = sig.ident.to_string();
    let at = place(file, sig.ident.span());
    let typed = sig.inputs.iter().filter_map(|a| match a {
        FnArg::Typed(t) => Some(t),
        FnArg::Receiver(_) => None,
    });
    let args = typed.map(|t| match &*t.pat {
        Pat::Ident(i) => Ok(Arg { name: i.ident.to_string(), ty: ty(&t.ty, &at)? }),
        _ => bail!("{at}: `{name}` takes a pattern; give the argument a plain name"),
    });
    let args = args.collect::<Result<Vec<_>>>()?;
    let (returns, fallible, kind) = returns(sig, &at)?;
    Ok(Verb { docs: docs(attrs, &at, &name)?, name, kind, args, returns, fallible, place: at })
}

fn returns(sig: &Signature, at: &str) -> Result<(Ty, bool, Kind)> {
    let ReturnType::Type(_, given) = &sig.output else { return Ok((Ty::Unit, false, Kind::Plain)) };
    let (outer, inner) = super::read::generic(given);
    let kind = if sig.asyncness.is_some() { Kind::Call } else { Kind::Plain };
    match (outer.as_str(), inner) {
        ("Result", Some(inner)) if super::read::generic(&inner).0 == "Batch" => {
            let item = super::read::generic(&inner).1;
            let item = item.with_context(|| format!("{at}: `Batch` needs a type in angle brackets"))?;
            Ok((ty(&item, at)?, true, Kind::Batch))
        }
        ("Result", Some(inner)) => Ok((ty(&inner, at)?, true, kind)),
        ("Pager", Some(inner)) => Ok((ty(&inner, at)?, false, Kind::List)),
        _ if kind == Kind::Call => bail!("{at}: `{}` is async and must return `Result<…>`", sig.ident),
        _ => Ok((ty(given, at)?, false, kind)),
    }
}

fn ty_text(ty: &Type) -> String {
    ty.to_token_stream().to_string()
}

pub fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &upper_first(word))
}

pub fn snake(camel: &str) -> String {
    let mut name = String::new();
    for (i, c) in camel.char_indices() {
        if c.is_ascii_uppercase() && i > 0 {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

pub fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

pub fn lower_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
