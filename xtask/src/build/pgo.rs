//! Profile-guided optimization of Python's module and Node's library: a build with counters runs everyday
//! programs, and the build after it lays out and inlines what they ran as they ran it.
//!
//! A call passes some thousand functions in turn with an interpreter's own, and the processor's caches hold
//! neither whole.

use std::{
    collections::HashSet,
    env,
    fmt::{self, Display, Formatter},
    fs,
    path::{Path, PathBuf},
    process::Command,
    slice,
};

use anyhow::Result;

use super::{node, python};
use crate::{bench, paths, sh, stamp, tools};

/// Whether rustc's linker takes an order of functions.
const LLD: bool = cfg!(all(target_os = "linux", target_arch = "x86_64"));

/// What the compiler is told beside what Cargo.toml says.
pub(crate) enum Profile {
    /// Nothing: this is for tests.
    None,
    /// To count.
    Counting,
    /// What was counted.
    Counted(PathBuf),
}

impl Profile {
    /// Tells cargo, which a tool for packages calls.
    pub(crate) fn tell(&self, command: &mut Command) -> Result<()> {
        let mut flags = match self {
            Self::None => return Ok(()),
            // With the time of each function's first call, too.
            Self::Counting => vec!["-Cprofile-generate".into(), llvm("pgo-temporal-instrumentation")],
            // LLVM's own bounds, 99 % and 3000, would cost 0.3 MB.
            Self::Counted(file) => vec![
                format!("-Cprofile-use={}", file.display()),
                llvm("profile-summary-cutoff-hot=950000"),
                llvm("hot-callsite-threshold=400"),
            ],
        };
        // LLVM would inline before it counts, in what is to be small too.
        flags.push(llvm("disable-preinline"));
        if let (Self::Counted(file), true) = (self, LLD) {
            flags.push(format!("-Clink-arg=-Wl,--symbol-ordering-file={}", order(file).display()));
            flags.push("-Clink-arg=-Wl,--no-warn-symbol-ordering".into());
        }
        let theirs = env::var("RUSTFLAGS").unwrap_or_default();
        let all: Vec<&str> = theirs.split_whitespace().chain(flags.iter().map(String::as_str)).collect();
        command.env("CARGO_ENCODED_RUSTFLAGS", all.join("\u{1f}"));
        Ok(())
    }
}

impl Display for Profile {
    /// What stands behind the name of a step.
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::None => "",
            Self::Counting => ", with counters",
            Self::Counted(_) => ", by what was counted",
        })
    }
}

/// Builds Python's packages for users; returns the wheel.
pub(crate) fn python() -> Result<PathBuf> {
    let wheel = python::wheel(&python::venv()?, &Profile::Counting, &dir("python")?.join("counting"))?;
    python::build(&profile("python", slice::from_ref(&wheel), || bench::install_python(&wheel))?)
}

/// Builds Node's packages for users; returns both tarballs, the main one first.
pub(crate) fn node() -> Result<[PathBuf; 2]> {
    let tarballs = node::tarballs(&Profile::Counting, &dir("node")?.join("counting"))?;
    node::build(&profile("node", &tarballs, || bench::install_node(&tarballs))?)
}

/// What everyday programs in a language count in the packages, once these are installed; they run again when a
/// package, they or this file have changed.
fn profile(language: &str, packages: &[PathBuf], install: impl FnOnce() -> Result<()>) -> Result<Profile> {
    let program = bench::program()?;
    let mut of = paths::with_suffix(&paths::root().join("tests/benches").join(language), "")?;
    of.retain(|file| file.is_file());
    of.extend_from_slice(packages);
    of.extend([program.clone(), paths::root().join(file!())]);
    // The name tells cargo, too, that it has changed.
    let file = dir(language)?.join(format!("{}.profdata", stamp::digest(&of)?));
    if !file.exists() {
        install()?;
        let raw = dir(language)?.join("raw");
        paths::empty(&raw)?;
        let mut run = sh::cmd(program);
        run.args(["everyday", language]).env("LLVM_PROFILE_FILE", raw.join("%p.profraw"));
        sh::quiet(&format!("{language}: run everyday programs"), run)?;
        merge(&raw, &file)?;
    }
    Ok(Profile::Counted(file))
}

/// Writes one file of all counts, what never ran included, and one of the order of functions.
fn merge(raw: &Path, file: &Path) -> Result<()> {
    let whole = file.with_extension("part");
    let mut merge = tools::llvm::profdata(&["merge", "--output"])?;
    // Their names are numbers of processes: by these, in the order in which the programs ran.
    let mut counts = paths::with_suffix(raw, ".profraw")?;
    counts.sort_by_key(|file| file.as_os_str().len());
    merge.arg(&whole).args(counts);
    sh::quiet("add up the counts", merge)?;
    let mut traces = tools::llvm::profdata(&["show", "--temporal-profile-traces"])?;
    traces.arg(&whole);
    fs::write(order(file), first_runs(&sh::capture(traces)?))?;
    Ok(fs::rename(whole, file)?)
}

/// The functions in the order in which the programs, one after another, ran them first: what a start and a first
/// call run, as the first program does, lies in one place.
fn first_runs(traces: &str) -> String {
    let mut seen = HashSet::new();
    // Functions of one file stand behind its name.
    let functions = traces.lines().filter_map(|line| line.strip_prefix("    ")?.rsplit(';').next());
    functions.filter(|function| seen.insert(*function)).flat_map(|function| [function, "\n"]).collect()
}

/// Which functions the linker is to put first, so that what programs run lies together: the system brings a
/// library into memory in pieces of 16 pages.
fn order(profile: &Path) -> PathBuf {
    profile.with_extension("order")
}

fn llvm(option: &str) -> String {
    format!("-Cllvm-args=-{option}")
}

fn dir(language: &str) -> Result<PathBuf> {
    let dir = paths::target()?.join("pgo").join(language);
    fs::create_dir_all(&dir)?;
    Ok(dir)
}

#[cfg(test)]
mod tests {
    use super::first_runs;

    #[test]
    fn functions_are_in_the_order_of_their_first_runs() {
        let traces = "Total functions: 4\nTemporal Profile Traces (samples=2 seen=2):\n  \
            Temporal Profile Trace 0 (weight=1 count=2):\n    init\n    a-cgu.0;call\n  \
            Temporal Profile Trace 1 (weight=1 count=3):\n    init\n    page\n    a-cgu.0;call\n";
        assert_eq!(first_runs(traces), "init\ncall\npage\n");
    }
}
