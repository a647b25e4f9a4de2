//! What can go wrong around the server; what it answers is in `problem`.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why an emulator did not start or did not take a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum EmulatorError {
    /// An option breaks a rule.
    Option {
        /// Name of the option.
        name: &'static str,
        /// What it must be.
        rule: &'static str,
    },
    /// The address cannot be listened on.
    Listen {
        /// Address asked for.
        address: SocketAddr,
        /// Why the system refused.
        source: io::Error,
    },
    /// The data file cannot be used.
    Data {
        /// File asked for; none for state in memory.
        path: Option<PathBuf>,
        /// What is wrong and what to do.
        reason: String,
    },
    /// The system gave no thread or event loop.
    Thread(io::Error),
    /// The method, path or key of a call is no HTTP.
    Call(String),
    /// The server refused a call of [`crate::Emulator::control`], or of what is made of it.
    Refused {
        /// Method of the call.
        method: String,
        /// Path of the call.
        path: String,
        /// Status of the answer: 400 or more.
        status: u16,
        /// What the server said.
        why: String,
    },
    /// A scripted answer closed the connection or stays silent, so there is no answer to give.
    HungUp,
    /// The emulator has been stopped.
    Stopped,
    /// This is a fork of the process that started the emulator; only that one can call it
    /// without a network. The base URL works here too.
    Forked,
}

impl fmt::Display for EmulatorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option { name, rule } => write!(f, "option `{name}` {rule}"),
            Self::Listen { address, source } => {
                write!(f, "cannot listen on {address}: {source}; choose another port, or 0 for a free one")
            }
            Self::Data { path, reason } => match path {
                Some(path) => write!(f, "data file {}: {reason}", path.display()),
                None => write!(f, "state in memory: {reason}"),
            },
            Self::Thread(source) => write!(f, "cannot start the emulator's thread: {source}"),
            Self::Call(reason) => write!(f, "the call cannot be sent: {reason}"),
            Self::Refused { method, path, why, .. } => write!(f, "{method} {path}: {why}"),
            Self::HungUp => f.write_str("a scripted answer closes the connection or stays silent"),
            Self::Stopped => f.write_str("the emulator has been stopped; start a new one"),
            Self::Forked => f.write_str(
                "the emulator was started before this process forked; \
                 use its base URL, or start another one here",
            ),
        }
    }
}

impl std::error::Error for EmulatorError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen { source, .. } | Self::Thread(source) => Some(source),
            _ => None,
        }
    }
}
