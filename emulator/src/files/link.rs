//! Access links: signed, and valid for a time by the tenant's clock.

use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::call::{Call, Outcome, written};
use crate::keys::Signer;

const MAX_SECONDS: u32 = 43_200;
const USUAL_SECONDS: u32 = 3600;

/// What a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Recording,
    Transcription,
}

/// What a token says.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) tenant: i64,
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) expires_ms: i64,
}

/// Answers with a link; the call says for how long it is valid.
pub(crate) fn access_link(call: &Call, kind: Kind, id: &str) -> Outcome {
    let seconds = call.query.whole("validForSeconds", MAX_SECONDS, USUAL_SECONDS)?;
    let expires_ms = call.tenant.clock.now_ms() + 1000 * i64::from(seconds);
    let link = Link { tenant: call.tenant.id, kind, id: id.to_owned(), expires_ms };
    // The name by which the client reaches us may be another than our own address.
    let host = call.headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.filter(|host| host.parse::<Authority>().is_ok()).unwrap_or(&call.app.origin);
    let link = format!("http://{host}/_files/{}", link.token(&call.app.signer));
    written(StatusCode::OK, &json!({ "accessLink": link, "expires": expires_ms }))
}

impl Link {
    fn token(&self, signer: &Signer) -> String {
        let kind = match self.kind {
            Kind::Recording => 'r',
            Kind::Transcription => 't',
        };
        let text = format!("{}/{kind}/{}/{}", self.tenant, self.id, self.expires_ms);
        let tag = tag(signer, &text);
        format!("{}.{tag:016x}", URL_SAFE_NO_PAD.encode(text))
    }

    /// Gives none for a token that is not ours.
    pub(super) fn read(signer: &Signer, token: &str) -> Option<Self> {
        let (text, signature) = token.split_once('.')?;
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        if u64::from_str_radix(signature, 16).ok()? != tag(signer, &text) {
            return None;
        }
        let mut parts = text.split('/');
        let tenant = parts.next()?.parse().ok()?;
        let kind = match parts.next()? {
            "r" => Kind::Recording,
            _ => Kind::Transcription,
        };
        let id = parts.next()?.to_owned();
        Some(Self { tenant, kind, id, expires_ms: parts.next()?.parse().ok()? })
    }
}

fn tag(signer: &Signer, text: &str) -> u64 {
    signer.tag(format!("file/{text}").as_bytes())
}
