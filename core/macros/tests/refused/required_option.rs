use whereby_macros::model;

/// Options.
#[model(options)]
pub struct Options {
    /// A name.
    pub name: String,
}

fn main() {}
