//! Swift beside the calls that UniFFI writes: accessors, pagers, batches, and paths as URLs.

use std::fmt::Write;

use anyhow::Result;

use super::{HEAD_SWIFT, Param, batches, documented, names, params, sources::DIR};
use crate::generate::{
    parse::{camel, upper_first},
    schema::{Kind, Resource, Schema, Ty, Verb},
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    schema.resources.iter().map(|r| Ok((format!("{DIR}/{}.swift", r.name), resource(schema, r)?))).collect()
}

fn resource(schema: &Schema, r: &Resource) -> Result<String> {
    let (name, accessor) = (&r.name, names::name(&r.accessor));
    let mut out = format!(
        "{HEAD_SWIFT}\nimport Foundation\n\nextension Whereby {{\n{}    public var {accessor}: {name} {{ {name}(client: self) }}\n}}\n",
        names::docs(&r.docs, "    ")
    );
    let mut each = Vec::new();
    for verb in &r.verbs {
        let all = params(schema, verb);
        match verb.kind {
            Kind::List => each.push(list(verb, &all)?),
            Kind::Batch => each.push(batch(verb, &all)?),
            _ if all.iter().any(|p| p.ty.is("FilePath")) => each.push(with_url(verb, &all)?),
            _ => {}
        }
    }
    if !each.is_empty() {
        writeln!(out, "\nextension {name} {{\n{}}}", each.join("\n"))?;
    }
    Ok(out)
}

/// A list that pages by itself, over the call for one page, which has the same parameters.
fn list(verb: &Verb, all: &[Param]) -> Result<String> {
    let mut out = names::docs(&documented(&verb.docs, all), "    ");
    let more = "maxItems: UInt32? = nil";
    writeln!(
        out,
        "    /// - Parameter maxItems: How many items the list has at most. Default: all.\n    \
         public func {}({}) -> Pager<{}> {{\n        \
         Pager(cursor: cursor, maxItems: maxItems) {{ cursor in\n            \
         try await self.{}Page({})\n        }}\n    }}",
        names::name(&verb.name),
        declared(all.iter().map(Param::declared).chain([more.to_owned()])),
        verb.returns.rust(),
        camel(&verb.name),
        given(all, |name| name.to_owned())
    )?;
    Ok(out)
}

/// Many calls, over the object that has them under way.
fn batch(verb: &Verb, all: &[Param]) -> Result<String> {
    let mut out = names::docs(&documented(&verb.docs, all), "    ");
    let parameters = all.iter().map(|p| match p.ty {
        Ty::Vec(each) => format!("_ {}: some Sequence<{}>", names::name(p.name), names::ty(each)),
        _ => p.declared(),
    });
    let many = all.iter().find(|p| p.positional).map(|p| names::name(p.name)).unwrap_or_default();
    let labelled = all.iter().map(|p| format!("{0}: {0}", names::name(p.name))).collect::<Vec<_>>();
    writeln!(
        out,
        "    public func {}({}) -> Batch<{}> {{\n        \
         let {many} = Array({many})\n        \
         return Batch {{\n            \
         let batch = try self.core{}({})\n            \
         return {{ try await batch.next().map {{ try {}($0.index, $0.value, $0.error) }} }}\n        }}\n    }}",
        names::name(&verb.name),
        declared(parameters),
        names::ty(&verb.returns),
        upper_first(&camel(&verb.name)),
        labelled.join(", "),
        batches::RESULT,
    )?;
    Ok(out)
}

/// The same call with the URL of a file for its path.
fn with_url(verb: &Verb, all: &[Param]) -> Result<String> {
    let mut out = names::docs(&documented(&verb.docs, all), "    ");
    let parameters = all.iter().map(|p| match p.ty.is("FilePath") {
        true => format!("{}: URL", names::name(p.name)),
        false => p.declared(),
    });
    let paths: Vec<_> = all.iter().filter(|p| p.ty.is("FilePath")).map(|p| names::name(p.name)).collect();
    writeln!(
        out,
        "    public func {0}({1}) async throws -> {2} {{\n        \
         try await {0}({3})\n    }}",
        names::name(&verb.name),
        declared(parameters),
        names::ty(&verb.returns),
        given(all, |name| if paths.iter().any(|p| p == name) {
            format!("path(of: {name})")
        } else {
            name.to_owned()
        })
    )?;
    Ok(out)
}

fn declared(each: impl Iterator<Item = String>) -> String {
    let list = each.map(|p| format!("        {p}")).collect::<Vec<_>>().join(",\n");
    format!("\n{list}\n    ")
}

fn given(all: &[Param], value: impl Fn(&str) -> String) -> String {
    all.iter().map(|p| p.given(&value(&names::name(p.name)))).collect::<Vec<_>>().join(", ")
}
