//! Downloads: the link is asked for with the key, the file is fetched without it.

use std::{future::Future, path::Path, time::Duration};

use reqwest::{
    Client, Response, StatusCode,
    header::{CONTENT_RANGE, ETAG, IF_RANGE, RANGE},
};
use tokio::{fs, time::sleep};
use url::Url;

use super::{
    download_file::{Part, check, resolved, safe},
    download_options::{DownloadOptions, Downloaded},
};
use crate::{
    client::is_loopback,
    error::{Error, ErrorKind, Result, Sent},
    model::Extra,
    resources::AccessLink,
    transport::{Transport, chance, masked, within},
};

const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// What is downloaded: how to get a link to it, and its name where that is needed.
pub(crate) struct Source<'a, L, N> {
    pub operation: &'static str,
    pub id: &'a str,
    pub link: L,
    pub filename: N,
}

/// Why a try ended before the file was whole.
enum Stop {
    /// Another try may go on where this one ended.
    Broken(Error),
    /// Another try would end the same way.
    Final(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Final(error)
    }
}

pub(crate) async fn run<L, LF, N, NF>(
    transport: &Transport,
    source: Source<'_, L, N>,
    to: &Path,
    options: &DownloadOptions,
) -> Result<Downloaded>
where
    L: Fn() -> LF,
    LF: Future<Output = Result<AccessLink>>,
    N: Fn() -> NF,
    NF: Future<Output = Result<Option<String>>>,
{
    let mut target = to.to_owned();
    if fs::metadata(&target).await.is_ok_and(|there| there.is_dir()) {
        target.push(safe((source.filename)().await?.as_deref().unwrap_or(source.id)));
    }
    check(&target, options.overwrite == Some(true)).await?;
    let target = resolved(target).await;
    let mut url = location(source.operation, &(source.link)().await?)?;
    let client = transport.http.files(&url)?;
    let mut part = Part::open(source.operation, target, source.id).await?;
    // A storage that goes back to the first byte again and again makes no progress by reaching old ones.
    let (mut failures, mut etag, mut furthest) = (0, None, part.length);
    loop {
        let fetch = Fetch { transport, client: &client, operation: source.operation, options };
        match fetch.go_on(&url, &mut part, &mut etag).await {
            Ok(()) => break,
            Err(Stop::Final(error)) => return Err(error),
            Err(Stop::Broken(error)) => {
                part.flush().await?;
                failures = if part.length > furthest { 1 } else { failures + 1 };
                furthest = furthest.max(part.length);
                if failures >= transport.options.max_tries {
                    return Err(error.with(|d| d.attempts = failures));
                }
            }
        }
        sleep(FIRST_PAUSE.saturating_mul(1 << failures.min(5)).mul_f64(chance())).await;
        url = location(source.operation, &(source.link)().await?)?;
    }
    let size_in_bytes = i64::try_from(part.length).ok();
    let resumed_at = i64::try_from(part.resumed_at).ok();
    let path = part.finish().await?.to_string_lossy().into_owned();
    Ok(Downloaded { path, size_in_bytes, resumed_at, extra: Extra::default() })
}

/// A link that can be fetched: TLS, or this machine.
fn location(operation: &str, link: &AccessLink) -> Result<Url> {
    let url = link.access_link.as_ref().and_then(|l| Url::parse(l.reveal()).ok());
    url.filter(|url| url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))).ok_or_else(
        || {
            let message = format!("{operation}: the server gave no link that can be fetched by https");
            failure(ErrorKind::Decode, operation, message, None)
        },
    )
}

struct Fetch<'a> {
    transport: &'a Transport,
    client: &'a Client,
    operation: &'a str,
    options: &'a DownloadOptions,
}

impl Fetch<'_> {
    /// Fetches what is missing.
    async fn go_on(&self, url: &Url, part: &mut Part, etag: &mut Option<String>) -> Result<(), Stop> {
        let mut request = self.client.get(url.clone());
        if part.length > 0 {
            request = request.header(RANGE, format!("bytes={}-", part.length));
            if let Some(etag) = etag.as_deref() {
                request = request.header(IF_RANGE, etag);
            }
        }
        let mut response = self.patiently(request.send()).await?;
        let tag = response.headers().get(ETAG).and_then(|e| e.to_str().ok()).map(str::to_owned);
        let known = etag.take();
        let other = known.is_some() && tag.is_some() && known != tag;
        let total = self.begin(&response, part, other).await?;
        self.tell(part.length, total);
        if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
            return Ok(());
        }
        *etag = tag;
        while let Some(bytes) = self.patiently(response.chunk()).await? {
            part.write(&bytes).await?;
            self.tell(part.length, total);
        }
        match total {
            Some(total) if total != part.length => Err(Stop::Broken(self.broken("ended early"))),
            _ => Ok(()),
        }
    }

    /// Looks at the head of the answer, brings the file to where its body begins, and says how large
    /// the whole is. `other`: it is of another file than the bytes that are there.
    async fn begin(&self, response: &Response, part: &mut Part, other: bool) -> Result<Option<u64>, Stop> {
        let range = response.headers().get(CONTENT_RANGE).and_then(|v| v.to_str().ok());
        let (first, total) = range.and_then(content_range).unwrap_or_default();
        match response.status() {
            StatusCode::OK => {
                part.restart().await?;
                Ok(response.content_length())
            }
            StatusCode::PARTIAL_CONTENT if first == Some(part.length) && !other => Ok(total),
            // All of it was there already.
            StatusCode::RANGE_NOT_SATISFIABLE if total == Some(part.length) => Ok(total),
            StatusCode::PARTIAL_CONTENT | StatusCode::RANGE_NOT_SATISFIABLE => {
                part.restart().await?;
                Err(Stop::Broken(self.broken("is not the same as before")))
            }
            status => {
                let message =
                    format!("{}: {}: the storage refused the file", self.operation, status.as_u16());
                let kind = ErrorKind::of_status(status.as_u16());
                let error = failure(kind, self.operation, message, Some(status.as_u16()));
                let again = status.is_server_error() || matches!(status.as_u16(), 403 | 408 | 429);
                Err(if again { Stop::Broken(error) } else { Stop::Final(error) })
            }
        }
    }

    /// Waits for bytes, but not for ever.
    async fn patiently<T>(&self, step: impl Future<Output = reqwest::Result<T>>) -> Result<T, Stop> {
        match within(self.transport.options.timeout, step).await.1 {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(e)) => Err(Stop::Broken(self.broken("could not be fetched").because(masked(e)))),
            Err(elapsed) => {
                let message = format!("{}: no byte arrived in time", self.operation);
                let error = failure(ErrorKind::Timeout, self.operation, message, None);
                Err(Stop::Broken(error.because(elapsed)))
            }
        }
    }

    fn broken(&self, what: &str) -> Error {
        let message = format!("{}: the file {what}; the next call goes on where it broke", self.operation);
        failure(ErrorKind::Connection, self.operation, message, None)
    }

    fn tell(&self, received: u64, total: Option<u64>) {
        if let Some(progress) = &self.options.progress {
            progress.tell(received, total);
        }
    }
}

/// `bytes 100-199/500` and `bytes */500`: the first byte and how many there are.
fn content_range(text: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    Some((range.split('-').next().and_then(|first| first.parse().ok()), total.parse().ok()))
}

pub(super) fn failure(kind: ErrorKind, operation: &str, message: String, status: Option<u16>) -> Error {
    Error::new(kind, message).with(|d| {
        d.operation = Some(operation.to_owned());
        d.status = status;
        d.sent = if status.is_some() { Sent::Refused } else { Sent::Unknown };
        d.attempts = 1;
    })
}

#[cfg(test)]
mod tests {
    use super::content_range;
    use crate::fuzz::json::Bytes;

    #[test]
    fn ranges_are_read() {
        assert_eq!(content_range("bytes 100-199/500"), Some((Some(100), Some(500))));
        assert_eq!(content_range("bytes */500"), Some((None, Some(500))));
        assert_eq!(content_range("bytes 0-9/*"), Some((Some(0), None)));
        assert_eq!(content_range("items 0-9/10"), None);
    }
    #[test]
    fn any_text_is_a_range_or_none() {
        fuzz!(|bytes: &[u8]| {
            let _ = content_range(&String::from_utf8_lossy(bytes));
            let mut bytes = Bytes(bytes);
            let range = format!("bytes {}-{}/{}", bytes.next(), bytes.text(), bytes.text());
            let read = content_range(&range);
            assert!(read.is_some_and(|(first, _)| first.is_some()), "{range}");
        });
    }
}
