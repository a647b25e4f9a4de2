//! The programs that are measured, and how to talk to them.
//!
//! Each is started with `WHEREBY_BASE_URL`, `WHEREBY_API_KEY` and `SSL_CERT_FILE` (what our packages
//! read anyway) and `WHEREBY_BENCHES` (this program's file), loads its library, makes its client and prints
//! `ready`. Then it obeys lines of the form `<call> <how many> <how many at once>`, as in `create 400 1`, and
//! answers each with one line of JSON: [`Figures`]. It ends when its standard input does.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

use anyhow::{Context, Result, bail};
use nix::unistd::{SysconfVar, sysconf};
use serde::{Deserialize, Serialize};

use crate::{goals::Port, serve::Addresses};

/// Where what is measured is installed; `cargo xtask bench` fills it.
pub(crate) const INSTALLED: &str = "target/bench";

/// What a program says of the calls that it made.
#[derive(Serialize, Deserialize)]
pub(crate) struct Figures {
    /// The median time of one call.
    pub(crate) p50_ns: f64,
    /// How long all took.
    pub(crate) wall_ns: f64,
    /// The processor's time for all, of all threads, system included.
    pub(crate) cpu_ns: f64,
}

/// Which cores programs and server share.
#[derive(Clone, Copy)]
pub(crate) struct Cores(pub(crate) u32);

impl Cores {
    /// Pins to the last cores: the first ones are interrupted most. Where there is no `taskset`,
    /// nothing is pinned.
    fn command(self, program: &Path) -> Command {
        let all = std::thread::available_parallelism().map_or(1, |n| n.get() as u32);
        if self.0 >= all || !cfg!(target_os = "linux") {
            return Command::new(program);
        }
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", &format!("{}-{}", all - self.0, all - 1)]).arg(program);
        command
    }
}

/// A running program.
pub(crate) struct Program {
    child: Child,
    lines: BufReader<ChildStdout>,
    words: String,
}

impl Program {
    /// Starts a program of `goals.json` and waits for `ready`.
    pub(crate) fn start(words: &str, cores: Cores, server: &Server, port: Port) -> Result<Self> {
        let mut program = Self::launch(words, cores, server, port)?;
        match program.line()?.as_str() {
            "ready" => Ok(program),
            other => bail!("`{words}` must say `ready` first, and said `{other}`"),
        }
    }

    /// Starts a program of `goals.json`: `<language>/<file> <argument>…`.
    pub(crate) fn launch(words: &str, cores: Cores, server: &Server, port: Port) -> Result<Self> {
        let mut split = words.split(' ');
        let name = split.next().unwrap_or_default();
        let file = Path::new("tests/benches").join(name);
        let installed = Path::new(INSTALLED);
        let mut command = match name.split_once('/') {
            Some(("node", _)) => {
                let mut node = cores.command(Path::new("node"));
                node.arg(file);
                node
            }
            Some(("python", _)) => {
                let mut python = cores.command(&installed.join("python/bin/python"));
                python.arg(file);
                python
            }
            Some(("swift", _)) => cores.command(&installed.join(name)),
            Some(("rust" | "prism", worker)) => {
                let mut own = cores.command(&env::current_exe()?);
                own.args(["work", worker]);
                own
            }
            _ => bail!("`{words}` names no language that the bench can start"),
        };
        command.args(split);
        command.env("WHEREBY_BASE_URL", server.url(port)).env("WHEREBY_API_KEY", "bench-key");
        command.env("SSL_CERT_FILE", &server.ca).env("WHEREBY_BENCHES", env::current_exe()?);
        Self::spawn(words, command)
    }

    fn spawn(words: &str, mut command: Command) -> Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start `{words}`"))?;
        let out = child.stdout.take().with_context(|| format!("`{words}` has no output"))?;
        Ok(Self { child, lines: BufReader::new(out), words: words.to_owned() })
    }

    /// Has it make calls.
    pub(crate) fn calls(&mut self, call: &str, calls: u32, in_flight: u32) -> Result<Figures> {
        let input = self.child.stdin.as_mut().context("its input is closed")?;
        writeln!(input, "{call} {calls} {in_flight}")?;
        let answer = self.line()?;
        serde_json::from_str(&answer).with_context(|| format!("`{}` said `{answer}`", self.words))
    }

    /// How much memory it holds now, in bytes: its resident set, on Linux.
    pub(crate) fn memory(&self) -> Result<f64> {
        let file = format!("/proc/{}/statm", self.child.id());
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
        let pages: f64 = text.split(' ').nth(1).context("statm has a second number")?.parse()?;
        let page = sysconf(SysconfVar::PAGE_SIZE)?.context("no page size")?;
        Ok(pages * page as f64)
    }

    /// Its next line.
    pub(crate) fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        match self.lines.read_line(&mut line)? {
            0 => bail!("`{}` ended with {}; above is what it said", self.words, self.child.wait()?),
            _ => Ok(line.trim().to_owned()),
        }
    }
}

impl Drop for Program {
    /// Ends its input, and waits for it to go.
    fn drop(&mut self) {
        self.child.stdin.take();
        let _ = self.child.wait();
    }
}

/// The running server.
pub(crate) struct Server {
    _program: Program,
    addresses: Addresses,
    ca: PathBuf,
}

impl Server {
    pub(crate) fn start(cores: Cores) -> Result<Self> {
        let ca = env::current_dir()?.join(INSTALLED).join("ca.pem");
        let mut command = cores.command(&env::current_exe()?);
        command.arg("serve").arg(&ca);
        let mut program = Program::spawn("the server", command)?;
        let addresses = serde_json::from_str(&program.line()?)?;
        Ok(Self { _program: program, addresses, ca })
    }

    fn url(&self, port: Port) -> &str {
        match port {
            Port::Http1 => &self.addresses.http1,
            Port::Http1Tls => &self.addresses.http1_tls,
            Port::Http2Tls => &self.addresses.http2_tls,
        }
    }
}
