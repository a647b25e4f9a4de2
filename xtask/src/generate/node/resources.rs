//! A class per resource, with the methods that users call.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::{
    super::{
        HEAD,
        parse::camel,
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
    let Resource { name, accessor, docs, .. } = resource;
    let mut body = format!(
        "{}export class {name} {{\n  readonly #client: Client\n\n  /** @internal */\n  \
         constructor(client: Client) {{\n    this.#client = client\n  }}\n",
        text::doc(docs, "")
    );
    let mut classes = Vec::new();
    for verb in resource.verbs.iter().filter(|v| v.kind != Kind::Batch) {
        write!(body, "\n{}", text::doc(&verb.docs, "  "))?;
        match verb.kind {
            Kind::List => list(&mut body, &mut classes, schema, verb)?,
            _ => call(&mut body, &mut classes, schema, accessor, verb)?,
        }
    }
    body.push_str("}\n");
    classes.sort();
    classes.dedup();
    let mut out = format!("{HEAD}import {{ call, type RequestOptions }} from '../call.js'\n");
    let used: Vec<_> = ["checked", "field"].into_iter().filter(|f| body.contains(&format!("{f}("))).collect();
    if !used.is_empty() {
        writeln!(out, "import {{ {} }} from '../check.js'", used.join(", "))?;
    }
    if body.contains("Pager<") {
        out.push_str("import { Pager, type ListLimit } from '../pager.js'\n");
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
    let args = verb.args.iter().map(|a| models::argument(schema, a, verb)).collect::<Result<Vec<_>>>()?;
    let taken: String = args.iter().map(|(declared, _)| format!("{declared}, ")).collect();
    let given: String = args.iter().map(|(_, checked)| format!("{checked}, ")).collect();
    let answer = model(schema, &verb.returns);
    let returns = answer.map_or_else(|| text::ty(&verb.returns), |m| m.name.clone());
    writeln!(out, "  async {name}({taken}options?: RequestOptions): Promise<{returns}> {{")?;
    let native = format!("client.{}.{name}({given}cancel)", camel(accessor));
    let sent = format!("await call(this.#client, options, (client, cancel) =>\n      {native},\n    )");
    match answer {
        Some(model) => {
            classes.push(model.name.clone());
            writeln!(out, "    const answer = {sent}\n    return new {}(answer)\n  }}", model.name)?;
        }
        None if verb.returns == Ty::Unit => writeln!(out, "    {sent}\n  }}")?,
        None => writeln!(out, "    return {sent}\n  }}")?,
    }
    Ok(())
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

fn model<'a>(schema: &'a Schema, ty: &Ty) -> Option<&'a Model> {
    match ty {
        Ty::Named(name) => schema.model(name).filter(|m| models::answer(m)),
        _ => None,
    }
}
