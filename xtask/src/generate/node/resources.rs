//! A class per resource, with the methods that users call.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::{
    super::{
        HEAD,
        parse::{camel, upper_first},
        schema::{Kind, Model, Resource, Schema, Ty, Verb},
    },
    models, text,
};

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = schema.resources.iter().map(|r| resource(schema, r)).collect::<Result<Vec<_>>>()?;
    files.push(client(schema)?);
    Ok(files)
}

/// The base class of the client: it has the resources.
fn client(schema: &Schema) -> Result<(String, String)> {
    let mut out = format!("{HEAD}import type {{ Client }} from '../../native.js'\n");
    for Resource { name, accessor, .. } in &schema.resources {
        writeln!(out, "import {{ {name} }} from './{accessor}.js'")?;
    }
    out.push_str("\n/** The resources of the API. */\nexport abstract class Resources {\n");
    for Resource { name, accessor, docs, .. } in &schema.resources {
        writeln!(out, "{}  readonly {}: {name}", text::doc(docs, "  "), camel(accessor))?;
    }
    out.push_str("\n  /** @internal */\n  constructor(client: Client) {\n");
    for Resource { name, accessor, .. } in &schema.resources {
        writeln!(out, "    this.{} = new {name}(client)", camel(accessor))?;
    }
    out.push_str("  }\n}\n");
    Ok(("bindings-node/ts/generated/client.ts".to_owned(), out))
}

fn resource(schema: &Schema, resource: &Resource) -> Result<(String, String)> {
    let Resource { name, accessor, .. } = resource;
    let docs = resource.docs_with(&format!("examples/{accessor}.mjs"), "js")?;
    let mut body = format!(
        "{}export class {name} {{\n  readonly #client: Client\n\n  /** @internal */\n  \
         constructor(client: Client) {{\n    this.#client = client\n  }}\n",
        text::doc(&docs, "")
    );
    let mut classes = Vec::new();
    for verb in &resource.verbs {
        write!(body, "\n{}", text::doc(&verb.docs, "  "))?;
        match verb.kind {
            Kind::List => list(&mut body, &mut classes, schema, verb)?,
            Kind::Batch => batch(&mut body, &mut classes, schema, accessor, verb)?,
            _ => call(&mut body, &mut classes, schema, accessor, verb)?,
        }
    }
    body.push_str("}\n");
    classes.sort();
    classes.dedup();
    let mut out = HEAD.to_owned();
    if body.contains("Batch<") {
        out.push_str("import { Batch } from '../batch.js'\n");
    }
    let own: Vec<_> = ["make", "nothing"].into_iter().filter(|f| body.contains(f)).collect();
    writeln!(out, "import {{ {}, type RequestOptions }} from '../call.js'", own.join(", "))?;
    let used: Vec<_> = ["checked", "field"].into_iter().filter(|f| body.contains(&format!("{f}("))).collect();
    if !used.is_empty() {
        writeln!(out, "import {{ {} }} from '../check.js'", used.join(", "))?;
    }
    if body.contains("Pager<") {
        out.push_str("import { Pager, type ListLimit } from '../pager.js'\n");
    }
    if body.contains("told(") {
        out.push_str("import { told } from '../progress.js'\n");
    }
    out.push_str("import type { Client } from '../../native.js'\n");
    if !classes.is_empty() {
        writeln!(out, "import {{ {} }} from './models.js'", classes.join(", "))?;
    }
    if body.contains("types.") {
        out.push_str("import type * as types from './types.js'\n");
    }
    Ok((format!("bindings-node/ts/generated/{accessor}.ts"), format!("{out}\n{body}")))
}

fn call(
    out: &mut String,
    classes: &mut Vec<String>,
    schema: &Schema,
    accessor: &str,
    verb: &Verb,
) -> Result<()> {
    let name = camel(&verb.name);
    let (taken, given) = arguments(schema, verb)?;
    let returns = text::ty(&verb.returns);
    writeln!(out, "  {name}({taken}options?: RequestOptions): Promise<{returns}> {{")?;
    let given = match verb.args.iter().find(|a| schema.spread(a).is_some_and(tells)) {
        Some(arg) => {
            let (_, checked) = models::argument(schema, arg, verb)?;
            given.replace(&checked, &format!("told(call, {checked})"))
        }
        None => given,
    };
    let read = match verb.returns {
        Ty::Unit => "nothing".to_owned(),
        _ => format!("(tape) => {}", models::made(schema, &verb.returns, &verb.place)?),
    };
    classes.extend(models::class_of(schema, &verb.returns).map(str::to_owned));
    writeln!(
        out,
        "    return make(this.#client, options, {read}, (client, call) =>\n      \
         client.{}{}(call.id, {}),\n    )\n  }}",
        camel(accessor),
        upper_first(&name),
        given.trim_end_matches(", "),
    )?;
    Ok(())
}

/// Whether one of these options is told how far the call is.
fn tells(options: &Model) -> bool {
    options.fields.iter().any(|f| f.ty.core().is("Progress"))
}

/// Many calls.
fn batch(
    out: &mut String,
    classes: &mut Vec<String>,
    schema: &Schema,
    accessor: &str,
    verb: &Verb,
) -> Result<()> {
    let (name, accessor, value) = (camel(&verb.name), camel(accessor), text::ty(&verb.returns));
    let (taken, given) = arguments(schema, verb)?;
    classes.extend(models::class_of(schema, &verb.returns).map(str::to_owned));
    writeln!(
        out,
        "  {name}({taken}options?: RequestOptions): Batch<{value}> {{\n    \
         return new Batch(this.#client, options, (tape) => {}, (client) =>\n      \
         client.{accessor}{}({}),\n    )\n  }}",
        models::made(schema, &verb.returns, &verb.place)?,
        upper_first(&name),
        given.trim_end_matches(", ")
    )?;
    Ok(())
}

/// The arguments as they are declared, and as they are handed on.
fn arguments(schema: &Schema, verb: &Verb) -> Result<(String, String)> {
    let args = verb.args.iter().map(|a| models::argument(schema, a, verb)).collect::<Result<Vec<_>>>()?;
    let taken = args.iter().map(|(declared, _)| format!("{declared}, ")).collect();
    Ok((taken, args.iter().map(|(_, checked)| format!("{checked}, ")).collect()))
}

/// A pager over the verb `…_page`, which takes the same arguments.
fn list(out: &mut String, classes: &mut Vec<String>, schema: &Schema, verb: &Verb) -> Result<()> {
    let page =
        model(schema, &verb.returns).with_context(|| format!("{}: a list returns pages", verb.place))?;
    let results = page.fields.iter().find(|f| f.name == "results").map(|f| f.ty.core());
    let item = match results {
        Some(Ty::Vec(item)) => text::ty(item),
        _ => anyhow::bail!("{}: a page has `results: Vec<…>`", page.place),
    };
    classes.extend([page.name.clone(), item.clone()]);
    let params = verb.args.last().and_then(|a| Some((camel(&a.name), schema.spread(a)?)));
    let (last, input) =
        params.with_context(|| format!("{}: a list takes an input with `cursor`", verb.place))?;
    let front = verb.args.split_last().map_or(&[][..], |(_, front)| front);
    let mut taken = String::new();
    for arg in front {
        write!(taken, "{}, ", models::argument(schema, arg, verb)?.0)?;
    }
    let given: String = front.iter().map(|a| format!("{}, ", camel(&a.name))).collect();
    let default = if input.all_optional() { " = {}" } else { "" };
    writeln!(
        out,
        "  {}({taken}{last}: types.{} & ListLimit{default}, options?: RequestOptions): Pager<{item}, {}> {{\n    \
         return new Pager({last}, ({last}) => this.{}Page({given}{last}, options))\n  }}",
        camel(&verb.name),
        input.name,
        page.name,
        camel(&verb.name),
    )?;
    Ok(())
}

/// The answer, or that of which this is a list.
fn model<'a>(schema: &'a Schema, ty: &Ty) -> Option<&'a Model> {
    match ty {
        Ty::Vec(item) => model(schema, item),
        Ty::Named(name) => schema.model(name).filter(|m| models::answer(m)),
        _ => None,
    }
}
