use whereby_macros::model;

/// An enum.
#[model]
pub enum Mode {
    Normal,
}

fn main() {}
