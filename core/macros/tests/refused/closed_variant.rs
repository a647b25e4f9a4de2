use whereby_macros::model;

/// An enum.
#[model]
pub enum Mode {
    /// Carries something.
    Normal(u32),
}

fn main() {}
