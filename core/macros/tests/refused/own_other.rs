use whereby_macros::model;

/// An enum.
#[model]
pub enum Mode {
    /// Written by hand.
    Other,
}

fn main() {}
