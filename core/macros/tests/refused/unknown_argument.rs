use whereby_macros::model;

/// A struct.
#[model(output)]
pub struct Thing {
    /// More.
    pub extra: Extra,
}

fn main() {}
