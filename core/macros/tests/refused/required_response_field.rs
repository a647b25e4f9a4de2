use whereby_macros::model;

/// A struct.
#[model]
pub struct Thing {
    /// When.
    pub at: Timestamp,
    /// More.
    pub extra: Extra,
}

fn main() {}
