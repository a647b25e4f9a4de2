//! One call, described before anything is sent.

use std::borrow::Cow;

use bytes::Bytes;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use reqwest::Method;
use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;

use super::{
    decide::Class,
    upload::{self, Upload},
};
use crate::{
    check,
    error::{Error, Result},
    model::Picture,
};

/// An endpoint: what the errors call it, what a repeat may do, method and path (`{}` = a segment).
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub name: &'static str,
    pub class: Class,
    pub method: Method,
    pub path: &'static str,
}

/// An endpoint with its arguments.
#[derive(Debug)]
pub(crate) struct Call {
    pub name: Cow<'static, str>,
    pub class: Class,
    pub method: Method,
    pub path: Cow<'static, str>,
    pub query: Vec<(String, String)>,
    pub body: Option<Body>,
}

/// The body of a request.
#[derive(Debug)]
pub(crate) enum Body {
    Json(Bytes),
    /// One file of a form.
    File {
        field: &'static str,
        name: String,
        mime: &'static str,
        bytes: Vec<u8>,
    },
}

/// What may stand in a path segment as it is: everything else is percent-encoded.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Endpoint {
    pub(crate) fn call(&self) -> Call {
        Call {
            name: self.name.into(),
            class: self.class,
            method: self.method.clone(),
            path: self.path.into(),
            query: Vec::new(),
            body: None,
        }
    }

    /// The same endpoint under the name of another verb.
    pub(crate) fn named(&self, name: &'static str) -> Call {
        Call { name: name.into(), ..self.call() }
    }
}

impl Call {
    /// Puts an id into the next `{}` of the path.
    pub(crate) fn segment(self, field: &str, id: &str) -> Result<Self> {
        check::id(field, id)?;
        Ok(self.put(id))
    }

    /// Puts the name of a room into the next `{}` of the path, without its leading slash (contract
    /// §2.8, form A).
    pub(crate) fn room(self, room_name: &str) -> Result<Self> {
        let name = room_name.strip_prefix('/').unwrap_or(room_name);
        check::segment("room_name", name)?;
        Ok(self.put(name))
    }

    fn put(mut self, text: &str) -> Self {
        let encoded: Cow<'_, str> = utf8_percent_encode(text, SEGMENT).into();
        self.path = self.path.replacen("{}", &encoded, 1).into();
        self
    }

    /// Adds the fields of an input as query parameters: lists with commas, no nested objects.
    pub(crate) fn query(mut self, params: &impl Serialize) -> Result<Self> {
        for (key, value) in object(params)? {
            if let Some(text) = scalar(&value) {
                self.query.push((key, text));
            }
        }
        Ok(self)
    }

    /// Sets the JSON body.
    pub(crate) fn json(mut self, body: &impl Serialize) -> Result<Self> {
        self.body = Some(Body::Json(written(body)?.into()));
        Ok(self)
    }

    /// Sets a picture as the body: a form with one file.
    pub(crate) async fn image(
        mut self,
        field: &'static str,
        image: &Picture,
        most: Option<u64>,
    ) -> Result<Self> {
        let Upload { name, mime, bytes } = upload::read(field, image, most).await?;
        self.body = Some(Body::File { field, name, mime, bytes });
        Ok(self)
    }

    pub(crate) fn url(&self, base: &Url) -> Url {
        let mut url = base.clone();
        url.set_path(&format!("{}{}", base.path().trim_end_matches('/'), self.path));
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        url
    }
}

/// An input as JSON text. An error says what its `extra` must not hold.
fn written(input: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(input).map_err(|e| Error::invalid(e.to_string()))
}

fn object(params: &impl Serialize) -> Result<Map<String, Value>> {
    serde_json::from_slice(&written(params)?)
        .map_err(|e| Error::invalid("the parameters cannot be written as a query").because(e))
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => Some(items.iter().filter_map(scalar).collect::<Vec<_>>().join(",")),
        other => Some(other.to_string()),
    }
}
