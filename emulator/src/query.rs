//! Query strings, in every form that clients send.

use url::form_urlencoded;

use crate::problem::Problem;

const MAX_LIMIT: u32 = 100;

/// Decoded pairs. Brackets may come raw or encoded.
#[derive(Debug, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    pub(crate) fn parse(raw: &str) -> Self {
        Self(form_urlencoded::parse(raw.as_bytes()).into_owned().collect())
    }

    /// Last value of a parameter; an empty one counts as absent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// All values of a parameter that takes a comma list and may be repeated.
    pub(crate) fn list<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .flat_map(|(_, value)| value.split(','))
            .map(str::trim)
    }

    /// Page size from 1 to 100.
    pub(crate) fn limit(&self, default: u32) -> Result<u32, Problem> {
        self.whole("limit", MAX_LIMIT, default)
    }

    /// A whole number from 1 to `max`.
    pub(crate) fn whole(&self, name: &str, max: u32, default: u32) -> Result<u32, Problem> {
        let Some((_, text)) = self.0.iter().rev().find(|(key, _)| key == name) else {
            return Ok(default);
        };
        text.parse()
            .ok()
            .filter(|number| (1..=max).contains(number))
            .ok_or_else(|| Problem::bad_request(format!("{name} must be a whole number from 1 to {max}")))
    }

    /// The parameter, or a complaint that it is missing.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Problem> {
        self.get(name).ok_or_else(|| Problem::bad_request(format!("{name} is required")))
    }
}
