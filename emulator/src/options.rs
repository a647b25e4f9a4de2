//! What can be chosen when an emulator starts.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::errors::EmulatorError;

/// Choices for [`crate::Emulator::start`].
///
/// The default is a free port of 127.0.0.1, state in memory, 1000 points a minute.
#[derive(Debug, Clone)]
pub struct EmulatorOptions {
    /// Port to listen on. 0, the default, takes a free one.
    pub port: u16,
    /// Address to listen on. Default 127.0.0.1, which other machines cannot reach.
    pub host: IpAddr,
    /// SQLite file that keeps the state. It is made if missing. Default none: memory.
    pub data: Option<PathBuf>,
    /// Points that a key may spend in a minute. Default 1000. With 0 every call is refused.
    pub points_per_minute: u32,
    /// What calls cost in points.
    pub tariff: Tariff,
    /// Hours for which a room is still answered after its end. Default 24.
    pub keep_after_end_hours: u32,
    /// Organisation's part of the room URLs, `https://<subdomain>.whereby.com`. Default `emulator`.
    pub subdomain: String,
}

/// What calls cost in points, by method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// GET. Default 1.
    pub read: u32,
    /// DELETE. Default 2.
    pub delete: u32,
    /// Any other method. Default 3.
    pub write: u32,
}

impl Default for Tariff {
    fn default() -> Self {
        Self { read: 1, delete: 2, write: 3 }
    }
}

impl Default for EmulatorOptions {
    fn default() -> Self {
        Self {
            port: 0,
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            data: None,
            points_per_minute: 1000,
            tariff: Tariff::default(),
            keep_after_end_hours: 24,
            subdomain: "emulator".to_owned(),
        }
    }
}

impl EmulatorOptions {
    /// Reads a [`EmulatorOptions::host`] that came as text.
    ///
    /// # Errors
    /// It is no IP address; the text names the option, the rule and examples.
    pub fn read_host(text: &str) -> Result<IpAddr, &'static str> {
        text.parse().map_err(|_| "host: must be an IP address, as in 127.0.0.1 or ::1")
    }

    pub(crate) fn check(&self) -> Result<(), EmulatorError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.subdomain.is_empty() || !self.subdomain.chars().all(plain) {
            return Err(EmulatorError::Option {
                name: "subdomain",
                rule: "must be lower-case letters, digits and hyphens, such as `acme`",
            });
        }
        if self.data.as_ref().is_some_and(|data| data.as_os_str().is_empty()) {
            return Err(EmulatorError::Option {
                name: "data",
                rule: "must name a file, such as `rooms.db`; leave it out to keep the state in memory",
            });
        }
        Ok(())
    }

    /// What room URLs start with.
    pub(crate) fn room_origin(&self) -> String {
        format!("https://{}.whereby.com", self.subdomain)
    }
}
