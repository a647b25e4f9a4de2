//! `cargo xtask test`.

use anyhow::Result;

use crate::{Part, build, conformance, contract, paths, report::Report, sh};

/// Tests all parts, or one. What users install is tested as installed, not in the source tree. Then
/// looks at what the shared cases sent and got.
pub(crate) fn run(part: Option<Part>) -> Result<()> {
    // The command's own tests are among Rust's.
    let all = vec![Part::Rust, Part::Python, Part::Node, Part::Swift];
    let parts = part.map_or(all, |part| vec![part]);
    let mut report = Report::default();
    for part in &parts {
        report.part(part.name(), &format!("Test {}", part.name()), || {
            conformance::forget(*part)?;
            match part {
                Part::Rust => rust(),
                Part::Python => python(),
                Part::Node => node(),
                Part::Swift => swift(),
                Part::Cli => sh::stream(sh::cargo(&["test", "--package", "whereby-cli"])),
            }
        });
    }
    if parts.iter().any(|part| !conformance::languages(*part).is_empty()) {
        report.part("conformance", "Documented answers", || conformance::check(&parts));
        report.part("contract", "The vendor's OpenAPI file", || contract::check(&parts));
    }
    report.end("test")
}

fn rust() -> Result<()> {
    sh::stream(sh::cargo(&["test"]))?;
    sh::stream(sh::cargo(&["test", "--package", "whereby-benches"]))
}

fn python() -> Result<()> {
    let venv = build::python::install()?;
    let mut pytest = sh::cmd(venv.bin("pytest"));
    pytest.arg("tests/python");
    sh::stream(pytest)?;

    let types = "tests/types/python";
    let mut mypy = sh::cmd(venv.bin("mypy"));
    mypy.args(["--strict", "--warn-unused-ignores", types, "examples", "demo"]);
    sh::quiet("python: mypy --strict", mypy)?;
    let mut pyright = sh::cmd(venv.bin("pyright"));
    pyright.args(["--project", types]).arg("--pythonpath").arg(venv.bin("python"));
    sh::quiet("python: pyright", pyright)?;
    let mut stubtest = sh::cmd(venv.bin("stubtest"));
    stubtest.arg("whereby");
    sh::quiet("python: stubs against the module", stubtest)
}

fn node() -> Result<()> {
    let clean = build::node::install()?;
    let mut tests = sh::cmd("node");
    tests.arg("--test").args(paths::with_suffix(&paths::root().join("tests/node"), ".test.mjs")?);
    sh::stream(tests)?;

    let mut tsc = sh::cmd(clean.join("node_modules/.bin/tsc"));
    tsc.args(["--project", "tests/types/node"]);
    sh::quiet("node: tsc --strict", tsc)
}

fn swift() -> Result<()> {
    sh::stream(sh::cargo(&["test", "--package", "whereby-swift"]))?;
    let package = build::swift::build()?;
    let tests = paths::root().join("tests/swift");
    let args = ["test", "-Xswiftc", "-warnings-as-errors"];
    sh::stream(package.swift.linking(&package.library, &tests, &args)?)?;

    // The compiler checks what the comments in these files expect: each error, and no other.
    let types = paths::root().join("tests/types/swift");
    let args = ["-frontend", "-typecheck", "-verify", "-verify-ignore-unknown", "-warnings-as-errors"];
    let mut check = package.swift.command(&types, &args);
    check.args(["-swift-version", "6", "-I", "../../swift/.build/debug/Modules", "-Xcc"]);
    check.arg("-fmodule-map-file=../../../dist/swift/whereby/Sources/WherebyFFI/module.modulemap");
    if cfg!(target_os = "macos") {
        let mut sdk = sh::cmd("xcrun");
        sdk.arg("--show-sdk-path");
        check.arg("-sdk").arg(sh::capture(sdk)?);
    }
    check.args(paths::with_suffix(&types, ".swift")?);
    sh::quiet("swift: types", check)
}
