//! What core says of itself: nouns (`#[model]`) and verbs (methods of resources).

use std::fs;

use anyhow::{Context, Result};

use crate::paths;

/// Everything the faces are made from.
#[derive(Debug, Default)]
pub struct Schema {
    /// In the order of their files and of their lines.
    pub models: Vec<Model>,
    pub enums: Vec<OpenEnum>,
    pub resources: Vec<Resource>,
    /// Methods of the client itself, as `request`.
    pub client: Vec<Verb>,
    /// Free functions, as `room_link`.
    pub functions: Vec<Verb>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    Response,
    Page,
    Input,
    Options,
}

/// A struct under `#[model]`.
#[derive(Debug)]
pub struct Model {
    pub name: String,
    pub shape: Shape,
    pub docs: String,
    pub fields: Vec<Field>,
    /// Methods that do no I/O, as `Meeting::link`.
    pub methods: Vec<Verb>,
    pub place: String,
}

#[derive(Debug)]
pub struct Field {
    pub name: String,
    /// The key on the wire.
    pub wire: String,
    pub ty: Ty,
    pub docs: String,
}

/// An enum under `#[model]`: variants and their text on the wire. `Other` is left out.
#[derive(Debug)]
pub struct OpenEnum {
    pub name: String,
    pub docs: String,
    pub variants: Vec<Variant>,
}

#[derive(Debug)]
pub struct Variant {
    pub name: String,
    pub wire: String,
    pub docs: String,
}

/// A resource of the API, as `Meetings`.
#[derive(Debug)]
pub struct Resource {
    pub name: String,
    /// The name of its accessor on the client and of its file, as `meetings`.
    pub accessor: String,
    pub docs: String,
    pub verbs: Vec<Verb>,
}

impl Resource {
    /// Its docs with its example in a language: each group of operations has one, which is also run.
    pub fn docs_with(&self, file: &str, language: &str) -> Result<String> {
        let path = paths::root().join(file);
        let code = fs::read_to_string(&path).with_context(|| {
            format!("{file}: there is no example of `{}`; write one, the docs show it", self.accessor)
        })?;
        Ok(format!("{}\n\n```{language}\n{code}```", self.docs))
    }
}

#[derive(Debug)]
pub struct Verb {
    pub name: String,
    pub docs: String,
    pub kind: Kind,
    pub args: Vec<Arg>,
    pub returns: Ty,
    pub fallible: bool,
    pub place: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// `async fn`: I/O.
    Call,
    /// Returns a `Pager`; `returns` is the page.
    List,
    /// Returns a `Batch`; `returns` is what one call gives.
    Batch,
    /// A plain function.
    Plain,
}

#[derive(Debug)]
pub struct Arg {
    pub name: String,
    pub ty: Ty,
}

/// The types that cross a language border.
#[derive(Debug, Clone, PartialEq)]
pub enum Ty {
    Unit,
    Bool,
    U32,
    U64,
    I64,
    F64,
    Text,
    /// `&str`: text of a positional argument.
    Str,
    Option(Box<Ty>),
    Nullable(Box<Ty>),
    Vec(Box<Ty>),
    /// `HashMap<String, String>`.
    Headers,
    /// A model, an open enum, or one of the types that core defines by hand (`check.rs`).
    Named(String),
}

impl Ty {
    /// The type without `Option` and `Nullable` around it.
    pub fn core(&self) -> &Ty {
        match self {
            Self::Option(inner) | Self::Nullable(inner) => inner.core(),
            other => other,
        }
    }

    pub fn optional(&self) -> bool {
        matches!(self, Self::Option(_))
    }

    pub fn is(&self, name: &str) -> bool {
        matches!(self, Self::Named(n) if n == name)
    }

    /// As Rust writes it.
    pub fn rust(&self) -> String {
        match self {
            Self::Unit => "()".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::U32 => "u32".to_owned(),
            Self::U64 => "u64".to_owned(),
            Self::I64 => "i64".to_owned(),
            Self::F64 => "f64".to_owned(),
            Self::Text | Self::Str => "String".to_owned(),
            Self::Option(inner) => format!("Option<{}>", inner.rust()),
            Self::Nullable(inner) => format!("Nullable<{}>", inner.rust()),
            Self::Vec(inner) => format!("Vec<{}>", inner.rust()),
            Self::Headers => "std::collections::HashMap<String, String>".to_owned(),
            Self::Named(name) => name.clone(),
        }
    }
}

impl Schema {
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|m| m.name == name)
    }

    /// The input or options that an argument spreads into keywords, if it is one.
    pub fn spread(&self, arg: &Arg) -> Option<&Model> {
        match &arg.ty {
            Ty::Named(name) => self.model(name).filter(|m| matches!(m.shape, Shape::Input | Shape::Options)),
            _ => None,
        }
    }
}

impl Model {
    /// Options of the client: one that is wrong is a `ConfigError`, one of a call an
    /// `InvalidRequestError`.
    pub fn of_client(&self) -> bool {
        self.shape == Shape::Options && self.place.starts_with("core/src/options.rs")
    }

    /// Fields that must be given first, the others after them.
    pub fn ordered(&self) -> impl Iterator<Item = &Field> {
        let required = |f: &&Field| !f.ty.optional() && f.name != "extra";
        self.fields.iter().filter(required).chain(self.fields.iter().filter(move |f| !required(f)))
    }

    /// Whether all fields may be left out.
    pub fn all_optional(&self) -> bool {
        self.fields.iter().all(|f| f.ty.optional() || f.name == "extra")
    }
}
