//! A verb's arguments as Python has them: what must be given first by position, inputs and options
//! spread into keywords.

use std::fmt::Write;

use super::super::schema::{Arg, Field, Model, Schema, Shape, Ty, Verb};

pub struct Parameters<'a> {
    schema: &'a Schema,
    args: &'a [Arg],
    /// Keywords that the binding adds: name, Rust type inside of `Given`, docs.
    added: &'a [(&'a str, &'a str, &'a str)],
}

impl<'a> Parameters<'a> {
    pub fn new(schema: &'a Schema, verb: &'a Verb) -> Self {
        Self { schema, args: &verb.args, added: &[] }
    }

    pub fn of(schema: &'a Schema, args: &'a [Arg]) -> Self {
        Self { schema, args, added: &[] }
    }

    pub fn with(mut self, added: &'a [(&'a str, &'a str, &'a str)]) -> Self {
        self.added = added;
        self
    }

    /// `(meeting_id, *, fields = None)`.
    pub fn signature(&self) -> String {
        let mut parts: Vec<String> =
            self.plain().filter(|a| !a.ty.optional()).map(|a| a.name.clone()).collect();
        let plain = self.plain().filter(|a| a.ty.optional()).map(|a| format!("{} = None", a.name));
        let spread = self.models().flat_map(|(_, model)| model.ordered()).map(keyword);
        let added = self.added.iter().map(|(name, ..)| format!("{name} = None"));
        let keywords: Vec<String> = spread.chain(plain).chain(added).collect();
        if !keywords.is_empty() {
            parts.push("*".to_owned());
        }
        parts.extend(keywords);
        format!("({})", parts.join(", "))
    }

    /// The parameters of the Rust function, in the order of the signature.
    pub fn rust(&self) -> String {
        let required = self.plain().filter(|a| !a.ty.optional()).map(|a| given(&a.name, &a.ty));
        let optional = self.plain().filter(|a| a.ty.optional()).map(|a| given(&a.name, &a.ty));
        let spread = self.models().flat_map(|(_, model)| model.ordered());
        let spread = spread.map(|f| match f.name.as_str() {
            "extra" => "extra: Option<Given<Extra>>".to_owned(),
            name => given(name, &f.ty),
        });
        let added = self.added.iter().map(|(name, ty, _)| format!("{name}: Option<Given<{ty}>>"));
        required.chain(spread).chain(optional).chain(added).collect::<Vec<_>>().join(", ")
    }

    /// Statements that check the parameters and bind each argument of the verb to its name.
    pub fn bindings(&self) -> String {
        let mut code = String::new();
        for arg in self.plain() {
            let _ = writeln!(code, "let {0} = {0}.named(\"{0}\")?;", arg.name);
        }
        if let Some(name) = self.callback() {
            let _ = writeln!(code, "let {name} = {name}.option(\"{name}\")?;");
        }
        for (arg, model) in self.models() {
            if model.shape == Shape::Input {
                let fields = model.fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
                let _ = writeln!(code, "let {} = {}::from_keywords({fields})?;", arg.name, model.name);
                continue;
            }
            let check = if model.of_client() { "option" } else { "named" };
            let fields = model.ordered().map(|f| match f.name.as_str() {
                name if is_callback(f) => format!("{name}: {name}.as_ref().map(Callback::progress)"),
                name => format!("{name}: {name}.{check}(\"{name}\")?"),
            });
            let fields = fields.collect::<Vec<_>>().join(", ");
            let _ = writeln!(code, "let {} = {} {{ {fields} }};", arg.name, model.name);
        }
        for (name, ..) in self.added {
            let _ = writeln!(code, "let {name} = {name}.named(\"{name}\")?;");
        }
        code
    }

    /// The arguments of the call.
    pub fn call(&self) -> String {
        let pass = |arg: &Arg| match arg.ty {
            Ty::Str => format!("&{}", arg.name),
            _ => arg.name.clone(),
        };
        self.args.iter().map(pass).collect::<Vec<_>>().join(", ")
    }

    /// What stands below the docs of a function: its keywords, one by one.
    pub fn docs(&self, docs: &str) -> String {
        let spread = self.models().flat_map(|(_, model)| model.ordered());
        let spread = spread.map(|f| {
            let unit = if f.ty.core().is("Span") { " In seconds, or a `timedelta`." } else { "" };
            (f.name.as_str(), format!("{}{unit}", f.docs))
        });
        let added = self.added.iter().map(|(name, _, docs)| (*name, (*docs).to_owned()));
        let lines = spread
            .chain(added)
            .map(|(name, docs)| format!("    {name}: {}\n", docs.replace('\n', "\n        ")));
        let lines: String = lines.collect();
        match lines.is_empty() {
            true => docs.to_owned(),
            false => format!("{docs}\n\nArgs:\n{lines}"),
        }
    }

    /// Arguments with a model whose fields are keywords.
    pub fn models(&self) -> impl Iterator<Item = (&'a Arg, &'a Model)> {
        self.args.iter().filter_map(|arg| Some((arg, self.schema.spread(arg)?)))
    }

    /// The keyword that takes a callable, which the call tells how far it is.
    pub fn callback(&self) -> Option<&'a str> {
        self.models().flat_map(|(_, model)| model.ordered()).find(|f| is_callback(f)).map(|f| f.name.as_str())
    }

    /// The others.
    pub fn plain(&self) -> impl Iterator<Item = &'a Arg> {
        self.args.iter().filter(|arg| self.schema.spread(arg).is_none())
    }
}

fn keyword(field: &Field) -> String {
    match &field.ty {
        Ty::Option(inner) if matches!(**inner, Ty::Nullable(_)) => {
            format!("{} = ThreeStates::Absent", field.name)
        }
        Ty::Option(_) => format!("{} = None", field.name),
        _ if field.name == "extra" => "extra = None".to_owned(),
        _ => field.name.clone(),
    }
}

fn is_callback(field: &Field) -> bool {
    field.ty.core().is("Progress")
}

fn given(name: &str, ty: &Ty) -> String {
    let bare = if ty.core().is("Progress") { "Callback".to_owned() } else { ty.core().rust() };
    match ty {
        Ty::Vec(item) => format!("{name}: Many<{}>", item.rust()),
        Ty::Option(inner) if matches!(**inner, Ty::Nullable(_)) => {
            format!("{name}: ThreeStates<Given<{bare}>>")
        }
        Ty::Option(_) => format!("{name}: Option<Given<{bare}>>"),
        _ => format!("{name}: Given<{bare}>"),
    }
}
