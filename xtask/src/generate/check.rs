//! What must hold before generated code is worth anything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::{
    Files, MANIFEST,
    schema::{Schema, Ty},
};

/// Names that core defines by hand.
const BUILT_IN: &[&str] =
    &["Timestamp", "Span", "Secret", "Extra", "Json", "Picture", "FilePath", "Progress"];

/// Every type that is named is defined.
pub fn names(schema: &Schema) -> Result<()> {
    let known: BTreeSet<&str> = BUILT_IN
        .iter()
        .copied()
        .chain(schema.models.iter().map(|m| m.name.as_str()))
        .chain(schema.enums.iter().map(|e| e.name.as_str()))
        .collect();
    let check = |ty: &Ty, place: &str| match innermost(ty) {
        Ty::Named(name) if !known.contains(name.as_str()) => {
            bail!("{place}: `{name}` is no type that every language has; put it under `#[model]`")
        }
        _ => Ok(()),
    };
    for model in &schema.models {
        model.fields.iter().try_for_each(|f| check(&f.ty, &model.place))?;
    }
    let verbs = schema.resources.iter().flat_map(|r| &r.verbs).chain(&schema.client).chain(&schema.functions);
    for verb in verbs.chain(schema.models.iter().flat_map(|m| &m.methods)) {
        verb.args.iter().try_for_each(|a| check(&a.ty, &verb.place))?;
        check(&verb.returns, &verb.place)?;
    }
    Ok(())
}

fn innermost(ty: &Ty) -> &Ty {
    match ty.core() {
        Ty::Vec(inner) => innermost(inner),
        other => other,
    }
}

/// The first line of each verb's docs stands in each face that is written: in one of a face's files
/// that have the resource's name, however the language spells it.
pub fn docs_arrived(schema: &Schema, files: &Files) -> Result<()> {
    for resource in &schema.resources {
        let mut faces: BTreeMap<_, String> = BTreeMap::new();
        for (path, text) in files {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            if stem.replace('_', "").eq_ignore_ascii_case(&resource.name) {
                faces.entry(path.components().next()).or_default().push_str(text);
            }
        }
        for (face, text) in faces {
            for verb in &resource.verbs {
                let first = verb.docs.lines().next().unwrap_or_default();
                if !spelled(&text).contains(&spelled(first)) {
                    let face = face.map(|f| f.as_os_str().to_string_lossy()).unwrap_or_default();
                    bail!(
                        "{}: the docs of `{}` ({}) did not arrive in {face}",
                        resource.name,
                        verb.name,
                        verb.place
                    );
                }
            }
        }
    }
    Ok(())
}

/// Text in which names are the same in every language: `room_name` and `roomName`.
fn spelled(text: &str) -> String {
    text.replace('_', "").to_lowercase()
}

/// Files on disk are what would be written.
pub fn fresh(root: &Path, files: &Files) -> Result<()> {
    let stale = files
        .iter()
        .filter(|(path, text)| fs::read_to_string(root.join(path)).ok().as_deref() != Some(text.as_str()));
    let stale: Vec<_> = stale.map(|(path, _)| path.clone()).chain(left_over(root, files)?).collect();
    if stale.is_empty() {
        return Ok(());
    }
    let list = stale.iter().map(|p| format!("\n  {}", p.display())).collect::<String>();
    bail!("generated files are stale; run `cargo xtask gen` and commit:{list}")
}

/// Files of an earlier run that nothing writes any more.
pub fn left_over(root: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let earlier = fs::read_to_string(root.join(MANIFEST)).unwrap_or_default();
    let gone = earlier.lines().filter(|l| !l.starts_with('#')).map(PathBuf::from);
    Ok(gone.filter(|path| !files.contains_key(path) && root.join(path).exists()).collect())
}
