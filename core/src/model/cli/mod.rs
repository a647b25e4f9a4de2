//! How values are typed on the command line.

mod json;
mod source;
mod times;
mod typed;
mod word;

pub use json::{JsonText, Many, ManyText};
pub use source::read;
pub(crate) use times::{span, time};
pub use typed::{Fault, Typed};
pub(crate) use typed::{Object, one_value, single};
pub use word::Word;
