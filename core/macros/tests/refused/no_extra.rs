use whereby_macros::model;

/// A struct.
#[model]
pub struct Thing {
    /// A name.
    pub name: Option<String>,
}

fn main() {}
