//! What can be typed after a subcommand.

use anyhow::{Result, bail};

use super::{
    super::{
        parse::camel,
        schema::{Arg, Kind, Model, Resource, Schema, Ty, Verb},
    },
    comment, pascal, takes,
};

/// The variant of a verb.
pub(super) fn variant(schema: &Schema, resource: &Resource, verb: &Verb) -> Result<String> {
    let mut docs = verb.docs.clone();
    let mut fields = verb.args.iter().map(|arg| field(schema, verb, arg)).collect::<Result<String>>()?;
    if verb.kind == Kind::List {
        let page = resource.verbs.iter().find(|v| v.name == format!("{}_page", verb.name));
        docs += &page.map(|page| format!("\n\nEach page: {}", page.docs)).unwrap_or_default();
        fields += "/// How many items to list at most. Default: all.\n#[arg(long)]\nmax_items: Option<u64>,";
    }
    if takes(verb, "SweepOptions") {
        docs += "\n\nOn a terminal it asks before it deletes; elsewhere it needs `yes`.";
        fields += "/// Delete without asking.\n#[arg(long)]\nyes: bool,";
    }
    Ok(format!("{}{} {{ {fields} }},", comment(&docs), pascal(&verb.name)))
}

fn field(schema: &Schema, verb: &Verb, arg: &Arg) -> Result<String> {
    let name = &arg.name;
    if let Some(input) = schema.spread(arg) {
        return Ok(format!("#[command(flatten)]\n{name}: Box<whereby::{}>,", input.name));
    }
    let spoken = name.replace('_', " ");
    Ok(match &arg.ty {
        Ty::Str => format!("/// The {spoken}.\n{name}: String,"),
        Ty::Named(ty) if ty == "FilePath" => format!(
            "/// Where the file goes: its path, or a folder, where it gets its own name.\n{name}: whereby::{ty},"
        ),
        Ty::Named(ty) if ty == "Picture" => {
            format!("/// The path of the picture, a PNG or JPEG file.\n{name}: whereby::{ty},")
        }
        Ty::Vec(item) if **item == Ty::Text => format!(
            "/// The {spoken}. @FILE takes them from a file, - from standard input, one a line.
            #[arg(required = true, value_parser = crate::ids::read({:?}))]
            {name}: Vec<crate::ids::Ids>,",
            camel(name.trim_end_matches('s'))
        ),
        Ty::Vec(item) => match schema.models.iter().find(|model| item.is(&model.name)) {
            Some(model) => format!(
                "/// The {spoken} as JSON, with the API's keys: one a line, or an array. @FILE takes them
                /// from a file, - from standard input.
                ///
                /// {}
                {name}: whereby::cli::Many<whereby::{}>,",
                example(model),
                model.name
            ),
            None => bail!("{}: `{name}` has no form on the command line", verb.place),
        },
        _ => bail!("{}: `{name}` has no form on the command line; put it into the input", verb.place),
    })
}

/// What must be given of a model, and how times are written there.
fn example(model: &Model) -> String {
    let given = model.fields.iter().filter(|f| !f.ty.optional() && f.name != "extra");
    let given = given.map(|f| match f.ty.is("Timestamp") {
        true => format!("{:?}:\"2030-01-31T12:00:00Z\"", f.wire),
        false => format!("{:?}:…", f.wire),
    });
    let given = given.collect::<Vec<_>>().join(",");
    format!("As in '{{{given}}}'. Times are ISO 8601 here; +1h is for options only.")
}
