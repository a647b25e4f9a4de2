use whereby_macros::model;

/// A function.
#[model]
pub fn thing() {}

fn main() {}
