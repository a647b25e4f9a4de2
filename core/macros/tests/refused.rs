//! What `#[model]` refuses, and with which words.

#[test]
fn mistakes_are_named() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
