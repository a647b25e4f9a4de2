//! UniFFI's generator for Swift. It is a crate of its own so that the library carries none of it.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
