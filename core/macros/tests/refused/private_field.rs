use whereby_macros::model;

/// A struct.
#[model]
pub struct Thing {
    /// Hidden.
    name: Option<String>,
    /// More.
    pub extra: Extra,
}

fn main() {}
