//! The server: fixed answers over HTTP/1.1, plain and TLS, and HTTP/2 over TLS, each on a port of its
//! own. A process apart, so that it can be pinned; one thread, so that it takes one core at most.

use std::{convert::Infallible, io, path::Path, sync::Arc};

use anyhow::{Context, Result};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    header::{CONTENT_TYPE, HeaderValue},
    service::service_fn,
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto::Builder,
};
use rustls::ServerConfig;
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

use crate::answers;

/// Where the server listens, as it tells on its first line.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Addresses {
    pub(crate) http1: String,
    pub(crate) http1_tls: String,
    pub(crate) http2_tls: String,
}

/// Serves until standard input ends; the certificate to trust goes into `ca`.
pub(crate) fn run(ca: &Path) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let signed = rcgen::generate_simple_self_signed(["localhost".to_owned(), "127.0.0.1".to_owned()])?;
        std::fs::write(ca, signed.cert.pem()).with_context(|| format!("cannot write {}", ca.display()))?;
        let (http1, http2) = (acceptor(&signed, b"http/1.1")?, acceptor(&signed, b"h2")?);
        let addresses = Addresses {
            http1: listen("http", None).await?,
            http1_tls: listen("https", Some(http1)).await?,
            http2_tls: listen("https", Some(http2)).await?,
        };
        crate::line(&serde_json::to_string(&addresses)?)?;
        tokio::task::spawn_blocking(|| io::copy(&mut io::stdin(), &mut io::sink())).await??;
        Ok(())
    })
}

fn acceptor(signed: &rcgen::CertifiedKey<rcgen::KeyPair>, protocol: &[u8]) -> Result<TlsAcceptor> {
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(signed.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)?;
    config.alpn_protocols.push(protocol.to_vec());
    Ok(Arc::new(config).into())
}

async fn listen(scheme: &str, tls: Option<TlsAcceptor>) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("{scheme}://{}/v1", listener.local_addr()?);
    let answers = Arc::new(Answers::new());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (tls, answers) = (tls.clone(), answers.clone());
            tokio::spawn(async move {
                stream.set_nodelay(true)?;
                match tls {
                    Some(tls) => connection(tls.accept(stream).await?, answers).await,
                    None => connection(stream, answers).await,
                }
                io::Result::Ok(())
            });
        }
    });
    Ok(url)
}

async fn connection(stream: impl AsyncRead + AsyncWrite + Unpin + 'static, answers: Arc<Answers>) {
    let service = service_fn(move |request| answers.clone().answer(request));
    // A client that goes away ends its connection with an error; that is nobody's fault.
    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}

struct Answers {
    meeting: Bytes,
    page: Bytes,
}

impl Answers {
    fn new() -> Self {
        Self { meeting: answers::meeting(), page: answers::page() }
    }

    async fn answer(
        self: Arc<Self>,
        request: Request<Incoming>,
    ) -> Result<Response<Full<Bytes>>, Infallible> {
        let (status, body) = match (request.method(), request.uri().path()) {
            (&Method::POST, "/v1/meetings") => (StatusCode::CREATED, self.meeting.clone()),
            (&Method::GET, "/v1/meetings") => (StatusCode::OK, self.page.clone()),
            (&Method::DELETE, path) if path.starts_with("/v1/meetings/") => {
                (StatusCode::NO_CONTENT, Bytes::new())
            }
            _ => (StatusCode::NOT_FOUND, Bytes::new()),
        };
        // A body that is left unread would cost its connection.
        let _ = request.into_body().collect().await;
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        headers.insert("x-ratelimit-limit", HeaderValue::from_static("1000"));
        headers.insert("x-ratelimit-remaining", HeaderValue::from_static("997"));
        Ok(response)
    }
}
