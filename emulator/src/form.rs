//! Forms (`multipart/form-data`), which carry pictures.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request};
use axum::http::header;
use axum::http::request::Parts;
use serde_json::{Value, json};

use crate::problem::Problem;

/// The parts of a form, or none if it cannot be read.
#[derive(Debug, Clone)]
pub(crate) struct Form(Option<Vec<Part>>);

/// One part of a form.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    name: String,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Bytes,
}

impl Form {
    /// Gives none when the request says that it is something else.
    pub(crate) async fn read(parts: &Parts, body: &Bytes) -> Option<Self> {
        let content_type = parts.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        if !content_type.trim_start().to_ascii_lowercase().starts_with("multipart/form-data") {
            return None;
        }
        let mut request = Request::from_parts(parts.clone(), Body::from(body.clone()));
        DefaultBodyLimit::disable().apply(&mut request);
        Some(Self(read_parts(request).await))
    }

    /// The part of that name.
    pub(crate) fn part(&self, name: &str) -> Result<&Part, Problem> {
        let parts = self.0.as_ref().ok_or_else(|| {
            Problem::bad_request(
                "The form cannot be read: let the HTTP library write Content-Type, with its boundary",
            )
        })?;
        parts
            .iter()
            .find(|part| part.name == name)
            .ok_or_else(|| Problem::bad_request(format!("The form must have a part named {name}")))
    }

    /// What the log shows; none if the form cannot be read.
    pub(crate) fn shown(&self) -> Option<Value> {
        let parts = self.0.as_ref()?.iter().map(|part| (part.name.clone(), part.shown()));
        Some(Value::Object(parts.collect()))
    }
}

impl Part {
    pub(crate) fn shown(&self) -> Value {
        json!({
            "filename": self.filename,
            "contentType": self.content_type,
            "bytes": self.bytes.len(),
        })
    }
}

async fn read_parts(request: Request) -> Option<Vec<Part>> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let mut parts = Vec::new();
    while let Some(field) = form.next_field().await.ok()? {
        parts.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            filename: field.file_name().map(str::to_owned),
            content_type: field.content_type().map(str::to_owned),
            bytes: field.bytes().await.ok()?,
        });
    }
    Some(parts)
}
