//! Tells the linker that Node provides the symbols of Node-API, and hands on the order of functions that a
//! build of packages asks for.

fn main() {
    napi_build::setup();
    println!("cargo::rerun-if-env-changed=WHEREBY_ORDER");
    if let Ok(script) = std::env::var("WHEREBY_ORDER") {
        println!("cargo::rerun-if-changed={script}");
        println!("cargo::rustc-cdylib-link-arg=-Wl,--script={script}");
    }
}
