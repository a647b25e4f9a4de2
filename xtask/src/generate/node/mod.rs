//! Node: the native addon's glue in Rust, the TypeScript that users see, and a table for the tests.

mod cases;
mod inputs;
mod models;
mod names;
mod native;
mod resources;
mod text;
mod types;

use anyhow::Result;

use super::schema::Schema;

pub fn emit(schema: &Schema) -> Result<Vec<(String, String)>> {
    let mut files = native::emit(schema)?;
    files.push(types::header(schema)?);
    files.push(types::exports(schema));
    files.push(cases::emit(schema)?);
    files.push(inputs::emit(schema)?);
    files.push(models::emit(schema)?);
    files.push(names::emit(schema));
    files.extend(resources::emit(schema)?);
    Ok(files)
}
