//! Room keys: HS256 tokens in the vendor's shape. Also signs cursors.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::store::Meeting;

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
/// No key is longer, but for a very long room name.
const KEY_BYTES: usize = 512;
const ISSUER: &str = "https://accounts.srv.whereby.com";

/// What the bearer of a room key may do.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Role {
    Host,
    Viewer,
}

impl Role {
    /// The name on the wire; the viewer's is invented.
    fn name(self) -> &'static str {
        match self {
            Self::Host => "meetingHost",
            Self::Viewer => "meetingViewer",
        }
    }
}

/// Signs with the emulator's secret.
#[derive(Debug, Clone)]
pub(crate) struct Signer {
    mac: Hmac<Sha256>,
    header: String,
}

impl Signer {
    /// Takes the first 64 bytes of the secret.
    pub(crate) fn new(secret: &str) -> Self {
        let mut block = [0; 64];
        block.iter_mut().zip(secret.bytes()).for_each(|(byte, secret)| *byte = secret);
        Self { mac: Hmac::new(&block.into()), header: URL_SAFE_NO_PAD.encode(HEADER) }
    }

    /// Makes the same key each time for the same room and role.
    pub(crate) fn room_key(&self, organization: i64, meeting: &Meeting, role: Role) -> String {
        let Meeting { id, room_name, start_ms } = meeting;
        let (id, organization) = (id.to_string(), organization.to_string());
        let iat = start_ms.div_euclid(1000).to_string();
        // No part of it needs an escape.
        let payload = [
            r#"{"meetingId":""#,
            &id,
            r#"","roomReference":{"roomName":""#,
            room_name,
            r#"","organizationId":""#,
            &organization,
            r#""},"iss":""#,
            ISSUER,
            r#"","iat":"#,
            &iat,
            r#","roomKeyType":""#,
            role.name(),
            r#""}"#,
        ]
        .concat();
        let mut token = String::with_capacity(KEY_BYTES);
        token.push_str(&self.header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(payload, &mut token);
        let signature = self.sign(token.as_bytes());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        token
    }

    /// First eight bytes of the signature: enough to know a cursor as our own.
    pub(crate) fn tag(&self, text: &[u8]) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.sign(text)[..8]);
        u64::from_be_bytes(first)
    }

    fn sign(&self, text: &[u8]) -> [u8; 32] {
        self.mac.clone().chain_update(text).finalize().into_bytes().into()
    }
}
