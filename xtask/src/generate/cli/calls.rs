//! What a subcommand does.

use std::fmt::Write as _;

use anyhow::Result;

use super::{
    super::schema::{Arg, Kind, Schema, Ty, Verb},
    pascal, shown, takes,
};

/// The arm of a verb.
pub(super) fn arm(schema: &Schema, verb: &Verb) -> Result<String> {
    let name = pascal(&verb.name);
    let mut names = verb.args.iter().map(|a| format!("{}, ", a.name)).collect::<String>();
    let mut before = String::new();
    if verb.name == "create" {
        before += "session.if_cut_off(crate::session::UNKNOWN);";
    }
    if verb.name == "bulk_delete" {
        before += "session.if_cut_off(crate::session::SOME_DELETED);";
    }
    if takes(verb, "WaitOptions") {
        before += "session.if_cut_off(crate::session::WAITING);";
    }
    for options in verb.args.iter().filter(|a| progress(schema, a)) {
        names = names.replace(&format!("{}, ", options.name), &format!("mut {}, ", options.name));
        writeln!(before, "{}.progress = session.progress();", options.name)?;
    }
    let passed = verb.args.iter().map(|arg| passed(schema, arg)).collect::<String>();
    let call = format!("api.{}({passed})", verb.name);
    let columns = shown::columns(schema, verb)?;
    let body = match (verb.kind, &verb.returns) {
        (Kind::List, _) => {
            names += "max_items";
            format!("session.list({columns}, {call}, max_items).await")
        }
        (Kind::Batch, _) => format!("session.batch({:?}, {columns}, {call}?).await", done(&verb.name)),
        (_, Ty::Unit) => {
            // Before the call, which takes some of them with it.
            let ids = verb.args.iter().filter_map(ids).collect::<Vec<_>>().join(", ");
            format!(
                "let done = session.done({:?}, &[{ids}]); {call}.await?; session.note(&done)",
                done(&verb.name)
            )
        }
        _ if takes(verb, "SweepOptions") => {
            names += "yes";
            let call = call.replace("*options", "options");
            format!("session.sweep(*options, yes, |options| {call}, |ids| api.bulk_delete(ids)).await")
        }
        (_, Ty::Vec(_)) => format!("session.all({columns}, {call}.await?)"),
        _ => format!("session.show(&{call}.await?)"),
    };
    Ok(format!("Self::{name} {{ {names} }} => {{ {before} {body} }}"))
}

fn passed(schema: &Schema, arg: &Arg) -> String {
    let name = &arg.name;
    match (schema.spread(arg), &arg.ty) {
        (Some(_), _) => format!("*{name}, "),
        (None, Ty::Str) => format!("&{name}, "),
        (None, Ty::Vec(item)) if **item == Ty::Text => format!("crate::ids::all({name}), "),
        (None, Ty::Vec(_)) => format!("{name}.0, "),
        (None, _) => format!("{name}, "),
    }
}

/// Whether these options take a function that is told how far the call is.
fn progress(schema: &Schema, arg: &Arg) -> bool {
    let told = |model: &super::super::schema::Model| {
        model.fields.iter().any(|f| f.name == "progress" && f.ty.core().is("Progress"))
    };
    schema.spread(arg).is_some_and(told)
}

fn ids(arg: &Arg) -> Option<String> {
    match &arg.ty {
        Ty::Str => Some(format!("&{}", arg.name)),
        Ty::Vec(item) if **item == Ty::Text => Some(format!("&crate::ids::spoken(&{})", arg.name)),
        _ => None,
    }
}

/// What is said when it has worked: `deleted`, `set logo`.
fn done(verb: &str) -> String {
    match verb.split('_').collect::<Vec<_>>()[..] {
        // The server says yes at once and does it later.
        ["bulk", "delete"] => "deleting".to_owned(),
        [first, ..] if first.ends_with('e') => format!("{first}d"),
        ref words => words.join(" "),
    }
}
