use whereby_macros::model;

/// A struct.
#[model]
pub struct Page<T> {
    /// Items.
    pub results: Vec<T>,
    /// More.
    pub extra: Extra,
}

fn main() {}
