//! How values are typed on the command line.

mod json;
mod source;
mod times;
mod word;

pub use json::{JsonText, Many, ManyText};
pub use source::read;
pub(crate) use times::{span, time};
pub use word::Word;
