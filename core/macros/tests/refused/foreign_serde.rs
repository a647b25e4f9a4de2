use whereby_macros::model;

/// A struct.
#[model(input)]
pub struct Thing {
    /// A name.
    #[serde(flatten)]
    pub name: Option<String>,
    /// More.
    pub extra: Extra,
}

fn main() {}
