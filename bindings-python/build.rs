//! Hands on the order of functions that a build of packages asks for.

fn main() {
    println!("cargo::rerun-if-env-changed=WHEREBY_ORDER");
    if let Ok(script) = std::env::var("WHEREBY_ORDER") {
        println!("cargo::rerun-if-changed={script}");
        println!("cargo::rustc-cdylib-link-arg=-Wl,--script={script}");
    }
}
