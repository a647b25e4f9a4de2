//! A bare axum handler that answers what the emulator answered once, byte by byte.

use std::{net::TcpListener, thread};

use anyhow::{Context, Result};
use axum::{
    Router,
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    routing::get,
    serve::ListenerExt,
};
use tokio::runtime::Builder;

use super::{emulator, raw::Raw};

/// So many rooms as the emulator beside it has: more than a page.
const FEW: &str = "200";

type Answer = (StatusCode, HeaderMap, Bytes);

pub(super) fn start() -> Result<Raw> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let router = thread::spawn(move || runtime.block_on(recorded()))
        .join()
        .ok()
        .context("the recording broke off")??;

    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let url = format!("http://{}", listener.local_addr()?);
    // As the emulator: a thread of its own, with one runtime.
    let runtime = Builder::new_current_thread().enable_all().build()?;
    thread::spawn(move || {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|stream| {
                let _ = stream.set_nodelay(true);
            });
            axum::serve(listener, router).await
        })
    });
    Raw::new(&url, "bench-key", 1)
}

async fn recorded() -> Result<Router> {
    let emulator = emulator::start(&[FEW])?;
    let create = answer(emulator.create_answer().await?)?;
    let one = answer(emulator.send("GET", "/100000001", "").await?)?;
    let page = answer(emulator.send("GET", "", "").await?)?;
    Ok(Router::new()
        .route("/v1/meetings", get(async move || page.clone()).post(async move |_: Bytes| create.clone()))
        .route("/v1/meetings/{id}", get(async move || one.clone())))
}

fn answer(raw: Vec<u8>) -> Result<Answer> {
    let end = raw.windows(4).position(|four| four == b"\r\n\r\n").context("an answer has a head")?;
    let mut lines = str::from_utf8(&raw[..end])?.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).context("a head has a status")?;
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        headers.insert(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    headers.remove(header::CONTENT_LENGTH);
    Ok((status.parse()?, headers, raw[end + 4..].to_vec().into()))
}
