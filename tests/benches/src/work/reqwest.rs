//! reqwest and serde by hand: what no client on reqwest can beat.

use std::{env, fs, hint::black_box, time::Duration};

use anyhow::{Context, Result};
use reqwest::{Certificate, Client as Http, RequestBuilder, header::CONTENT_TYPE};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use whereby::Timestamp;

use super::Client;

pub(super) struct Raw {
    http: Http,
    url: String,
    key: String,
    end: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateMeeting<'a> {
    end_date: &'a str,
    fields: [&'a str; 1],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "they are read from the wire")]
struct Meeting {
    meeting_id: String,
    room_url: String,
    start_date: String,
    end_date: String,
    room_name: String,
    host_room_url: Option<String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read from the wire")]
struct Page {
    results: Vec<Meeting>,
    cursor: Option<String>,
}

impl Raw {
    pub(super) fn new() -> Result<Self> {
        // An error says that there is one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let pem = fs::read(env::var("SSL_CERT_FILE")?)?;
        let http = Http::builder().tls_certs_only([Certificate::from_pem(&pem)?]).build()?;
        let url = env::var("WHEREBY_BASE_URL")?;
        let end = Timestamp::now() + Duration::from_secs(3600);
        Ok(Self { http, url, key: env::var("WHEREBY_API_KEY")?, end: end.to_string() })
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T> {
        let response = request.bearer_auth(&self.key).send().await?.error_for_status()?;
        serde_json::from_slice(&response.bytes().await?).context("the answer cannot be read")
    }
}

impl Client for Raw {
    async fn create(&self) -> Result<()> {
        let room = CreateMeeting { end_date: &self.end, fields: ["hostRoomUrl"] };
        let request = self.http.post(format!("{}/meetings", self.url));
        let request = request.header(CONTENT_TYPE, "application/json").body(serde_json::to_vec(&room)?);
        black_box(self.send::<Meeting>(request).await?);
        Ok(())
    }

    async fn page(&self) -> Result<()> {
        let request = self.http.get(format!("{}/meetings?limit=100", self.url));
        black_box(self.send::<Page>(request).await?);
        Ok(())
    }
}
