//! Serves a file: whole or in part, to whoever holds a link that is still valid.

use axum::body::{Body, Bytes};
use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::content::made;
use super::link::{Kind, Link};
use super::range::{self, Asked};
use crate::dates;
use crate::gate;
use crate::hex;
use crate::names;
use crate::problem::Problem;
use crate::state::{App, Tenant};

pub(super) async fn serve(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let Some(link) = Link::read(&app.signer, &token) else {
        return refusal(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", "The signature is not ours.");
    };
    let tenant = match app.tenant_of_id(link.tenant) {
        Ok(Some(tenant)) => tenant,
        Ok(None) => return missing(),
        Err(problem) => return problem.into_response(),
    };
    let (parts, _) = request.into_parts();
    let ticket = tenant.log().add(&parts, &uri, &Bytes::new(), None);
    let script = tenant.file_answers().pop_front();
    let flushes = parts.extensions.get().cloned();
    let real = async { answer(&app, &tenant, &link, &parts.headers).unwrap_or_else(Problem::into_response) };
    gate::answer(&tenant, ticket, script, flushes, real).await
}

fn answer(app: &App, tenant: &Tenant, link: &Link, headers: &HeaderMap) -> Result<Response, Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        return Ok(refusal(
            StatusCode::BAD_REQUEST,
            "InvalidArgument",
            "Only one auth mechanism allowed; the link is one, so send no Authorization header.",
        ));
    }
    let now_ms = tenant.clock.now_ms();
    if now_ms >= link.expires_ms {
        return Ok(refusal(StatusCode::FORBIDDEN, "AccessDenied", "Request has expired"));
    }
    let file = match link.kind {
        Kind::Recording => app.store.recording(tenant.id, now_ms, &link.id)?.map(|found| File {
            content_type: "video/mp4",
            filename: names::recording_file(&found),
            modified_ms: found.end_ms,
            length: u64::try_from(found.bytes).unwrap_or_default(),
            tag: Sha256::digest(&found.id).into(),
            bytes: None,
        }),
        Kind::Transcription => app.store.transcription(tenant.id, now_ms, &link.id)?.map(|found| File {
            content_type: "text/markdown; charset=utf-8",
            filename: names::transcription_file(&found),
            modified_ms: found.done_ms,
            length: found.text.len() as u64,
            tag: Sha256::digest(&found.text).into(),
            bytes: Some(found.text.into()),
        }),
    };
    Ok(file.map_or_else(missing, |file| file.answer(&link.id, headers)))
}

struct File {
    content_type: &'static str,
    filename: String,
    modified_ms: i64,
    length: u64,
    tag: [u8; 32],
    /// None for bytes that are made from the id.
    bytes: Option<Bytes>,
}

impl File {
    fn answer(self, id: &str, asked: &HeaderMap) -> Response {
        let etag = format!("\"{}\"", hex::write(&self.tag[..16]));
        let modified = dates::http(self.modified_ms);
        let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let same = text(header::IF_RANGE).is_none_or(|known| known == etag || known == modified);
        let asked = range::read(text(header::RANGE).filter(|_| same), self.length);
        let (status, range) = match asked {
            Asked::All => (StatusCode::OK, 0..self.length),
            Asked::Part(range) => (StatusCode::PARTIAL_CONTENT, range),
            Asked::Nothing => {
                let mut response = refusal(
                    StatusCode::RANGE_NOT_SATISFIABLE,
                    "InvalidRange",
                    "The requested range is not satisfiable",
                );
                insert(&mut response, header::CONTENT_RANGE, format!("bytes */{}", self.length));
                return response;
            }
        };
        let content_range = format!("bytes {}-{}/{}", range.start, range.end.saturating_sub(1), self.length);
        let body = match self.bytes {
            Some(bytes) => Body::from(bytes.slice(range.start as usize..range.end as usize)),
            None => made(id, range),
        };
        let mut response = (status, [(header::CONTENT_TYPE, self.content_type)], body).into_response();
        if status == StatusCode::PARTIAL_CONTENT {
            insert(&mut response, header::CONTENT_RANGE, content_range);
        }
        insert(&mut response, header::ACCEPT_RANGES, "bytes".to_owned());
        insert(&mut response, header::ETAG, etag);
        insert(&mut response, header::LAST_MODIFIED, modified);
        let disposition = format!("attachment; filename=\"{}\"", header_safe(&self.filename));
        insert(&mut response, header::CONTENT_DISPOSITION, disposition);
        response
    }
}

fn insert(response: &mut Response, name: header::HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}

fn header_safe(filename: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || " -_.~:+".contains(c);
    filename.chars().map(|c| if plain(c) { c } else { '_' }).collect()
}

fn missing() -> Response {
    refusal(StatusCode::NOT_FOUND, "NoSuchKey", "The specified key does not exist.")
}

fn refusal(status: StatusCode, code: &str, message: &str) -> Response {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <Error><Code>{code}</Code><Message>{message}</Message></Error>"
    );
    (status, [(header::CONTENT_TYPE, "application/xml")], body).into_response()
}
