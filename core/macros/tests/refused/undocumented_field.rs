use whereby_macros::model;

/// A struct.
#[model]
pub struct Thing {
    pub name: Option<String>,
    /// More.
    pub extra: Extra,
}

fn main() {}
