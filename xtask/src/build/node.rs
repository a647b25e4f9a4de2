//! The npm tarballs, and the project with them installed.

use std::{
    fs,
    os::unix,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::pgo::Profile;
use crate::{
    paths, sh, stamp,
    tools::node::{self, npm},
};

/// Builds the tarballs of the main package and of this platform's; returns both, main first.
pub(crate) fn build(profile: &Profile) -> Result<[PathBuf; 2]> {
    tarballs(profile, &paths::dist("node")?)
}

/// The tarballs without a profile, built once in a run.
pub(crate) fn plain() -> Result<[PathBuf; 2]> {
    static BUILT: OnceLock<[PathBuf; 2]> = OnceLock::new();
    super::once(&BUILT, || build(&Profile::None))
}

/// Builds the tarballs into an empty folder.
pub(crate) fn tarballs(profile: &Profile, dist: &Path) -> Result<[PathBuf; 2]> {
    node::check()?;
    let source = paths::root().join("bindings-node");
    node::install("the tools of bindings-node", &source)?;
    for old in paths::with_suffix(&source, ".node")? {
        fs::remove_file(old)?;
    }
    let mut build = npm(&source, &["run", "build"]);
    profile.tell(&mut build)?;
    sh::quiet(&format!("node: build the library{profile}"), build)?;

    let [library] = &paths::with_suffix(&source, ".node")?[..] else {
        bail!("`npm run build` in bindings-node must leave one file `whereby.<platform>.node`");
    };
    let platform = platform_of(library)?;
    let manifest: Value = read_json(&source.join("package.json"))?;
    let stage = paths::target()?.join("xtask/npm");
    paths::empty(&stage)?;
    let main = stage_main(&source, &manifest, &platform, &stage)?;
    let native = stage_native(library, &manifest, &platform, &stage)?;

    paths::empty(dist)?;
    Ok([pack(&main, dist)?, pack(&native, dist)?])
}

/// Builds the tarballs and installs them, apart from the source tree, beside the tools for their
/// tests. `tests`, `demo` and `examples` see them through a link named `node_modules`.
pub(crate) fn install() -> Result<PathBuf> {
    let clean = paths::clean("node");
    install_beside("tests/node/package.json", &plain()?, &clean, &["tests", "demo", "examples"])?;
    Ok(clean)
}

/// Installs the tarballs in `clean`, beside what a package.json asks for; users get a link to all of it.
pub(crate) fn install_beside(
    tools: &str,
    tarballs: &[PathBuf; 2],
    clean: &Path,
    users: &[&str],
) -> Result<()> {
    let root = paths::root();
    let tools = root.join(tools);
    fs::create_dir_all(clean)?;
    let [main, native] = tarballs;
    let key = stamp::digest(&[tools.clone(), main.clone(), native.clone()])?;
    stamp::once(&clean.join("installed.stamp"), &key, || {
        paths::empty(clean)?;
        paths::copy(&tools, &clean.join("package.json"))?;
        let mut install = npm(clean, &["install", "--no-audit", "--no-fund"]);
        install.args(tarballs);
        sh::quiet("node: install the tarballs in a clean project", install)
    })?;
    for user in users {
        let link = root.join(user).join("node_modules");
        if link.is_symlink() {
            fs::remove_file(&link)?;
        }
        if link.parent().is_some_and(Path::exists) {
            unix::fs::symlink(clean.join("node_modules"), &link)?;
        }
    }
    Ok(())
}

/// `linux-x64-gnu` of `whereby.linux-x64-gnu.node`.
fn platform_of(library: &Path) -> Result<String> {
    let name = library.file_name().unwrap_or_default().to_string_lossy();
    let platform = name.strip_suffix(".node").and_then(|name| name.split_once('.'));
    Ok(platform.with_context(|| format!("{name} does not name a platform"))?.1.to_owned())
}

/// The files that package.json names, with the dependency on this platform's package added: the
/// others are not built here.
fn stage_main(source: &Path, manifest: &Value, platform: &str, stage: &Path) -> Result<PathBuf> {
    let dir = stage.join("main");
    fs::create_dir_all(&dir)?;
    let files = manifest["files"].as_array().context("bindings-node/package.json has no `files`")?;
    for file in files.iter().filter_map(Value::as_str).chain(["README.md"]) {
        let (from, to) = (source.join(file), dir.join(file));
        if from.is_dir() {
            paths::copy_dir(&from, &to)?;
        } else {
            fs::create_dir_all(to.parent().unwrap_or(&dir))?;
            paths::copy(&from, &to)?;
        }
    }
    let mut manifest = manifest.clone();
    manifest["optionalDependencies"] = json!({ format!("whereby-{platform}"): manifest["version"] });
    manifest["scripts"] = json!({});
    add_licences(&mut manifest, &dir)?;
    fs::write(dir.join("package.json"), serde_json::to_string_pretty(&manifest)?)?;
    Ok(dir)
}

/// A package of one file that npm installs on its own platform only.
fn stage_native(library: &Path, main: &Value, platform: &str, stage: &Path) -> Result<PathBuf> {
    let dir = stage.join("native");
    fs::create_dir_all(&dir)?;
    let name = library.file_name().unwrap_or_default();
    paths::copy(library, &dir.join(name))?;
    let mut words = platform.split('-');
    let mut manifest = json!({
        "name": format!("whereby-{platform}"),
        "version": main["version"],
        "description": format!("The library of whereby for {platform}"),
        "license": main["license"],
        "repository": main["repository"],
        "engines": main["engines"],
        "main": name.to_string_lossy(),
        "files": [name.to_string_lossy()],
        "os": words.next().map(|os| [os]),
        "cpu": words.next().map(|cpu| [cpu]),
    });
    match words.next() {
        Some("gnu") => manifest["libc"] = json!(["glibc"]),
        Some("musl") => manifest["libc"] = json!(["musl"]),
        _ => {}
    }
    add_licences(&mut manifest, &dir)?;
    fs::write(dir.join("package.json"), serde_json::to_string_pretty(&manifest)?)?;
    Ok(dir)
}

fn add_licences(manifest: &mut Value, dir: &Path) -> Result<()> {
    let files = manifest["files"].as_array_mut().context("a package.json has no `files`")?;
    for name in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        paths::copy(&paths::root().join(name), &dir.join(name))?;
        files.push(name.into());
    }
    Ok(())
}

fn pack(dir: &Path, dist: &Path) -> Result<PathBuf> {
    let mut pack = npm(dir, &["pack", "--silent", "--pack-destination"]);
    pack.arg(dist);
    Ok(dist.join(sh::capture(pack)?))
}

fn read_json(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| format!("no {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))
}
