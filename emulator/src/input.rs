//! Reads JSON bodies: `null` is as good as absent, unknown keys pass, wrong types do not.

use serde_json::{Map, Value};

use crate::problem::Problem;

/// The object of a request's body.
#[derive(Debug)]
pub(crate) struct Input(Map<String, Value>);

impl Input {
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Problem> {
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => Ok(Self(object)),
            _ => Err(Problem::bad_request("The body must be a JSON object")),
        }
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Problem> {
        self.typed(name, "a string", Value::as_str)
    }

    pub(crate) fn required_text(&self, name: &str) -> Result<&str, Problem> {
        let text = self.text(name)?.filter(|text| !text.is_empty());
        text.ok_or_else(|| Problem::bad_request(format!("{name} is required")))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Problem> {
        self.typed(name, "true or false", Value::as_bool)
    }

    pub(crate) fn object(&self, name: &str) -> Result<Option<&Map<String, Value>>, Problem> {
        self.typed(name, "an object", Value::as_object)
    }

    pub(crate) fn list(&self, name: &str) -> Result<&[Value], Problem> {
        let list = self.typed(name, "an array", Value::as_array)?;
        Ok(list.map(Vec::as_slice).unwrap_or_default())
    }

    /// An array that must be there.
    pub(crate) fn array(&self, name: &str) -> Result<&[Value], Problem> {
        let list = self.typed(name, "an array", Value::as_array)?;
        list.map(Vec::as_slice).ok_or_else(|| Problem::bad_request(format!("{name} is required")))
    }

    /// Position of the text in `allowed`.
    pub(crate) fn choice(&self, name: &str, allowed: &[&str]) -> Result<Option<usize>, Problem> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        match allowed.iter().position(|one| *one == text) {
            None => Err(Problem::bad_request(format!("{name} must be one of: {}", allowed.join(", ")))),
            found => Ok(found),
        }
    }

    fn typed<'a, T>(
        &'a self,
        name: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match read(value) {
                None => Err(Problem::bad_request(format!("{name} must be {kind}"))),
                found => Ok(found),
            },
        }
    }
}
