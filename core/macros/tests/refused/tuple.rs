use whereby_macros::model;

/// A struct.
#[model]
pub struct Thing(pub String);

fn main() {}
