//! The wire below a download: redirects, ranges, storages that behave badly.

use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use tempfile::TempDir;
use whereby::{
    CallOptions, ClientOptions, DownloadOptions, Downloaded, ErrorKind, Progress, Secret, Sent, Span, Whereby,
};

/// A server that answers each request by its number and head, and closes the connection, unless the
/// answer ends in `STALL`.
struct Place {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

/// The connection stays open after what stands before it.
const STALL: &str = "(stalls)";

impl Place {
    fn new(answer: impl Fn(usize, &str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://127.0.0.1:{}", listener.local_addr().expect("an address").port());
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = heads.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a client");
                let head = head(&mut stream);
                let answer = answer(seen.lock().expect("heads").len(), &head);
                seen.lock().expect("heads").push(head);
                let _ = stream.write_all(answer.trim_end_matches(STALL).as_bytes());
                if answer.ends_with(STALL) {
                    thread::spawn(move || stream.read(&mut [0]));
                }
            }
        });
        Self { address, heads }
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("heads").clone()
    }
}

fn head(stream: &mut impl Read) -> String {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        seen.push(byte[0]);
    }
    String::from_utf8_lossy(&seen).to_lowercase()
}

fn answer(status: &str, headers: &str, length: usize, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n{body}")
}

fn redirect(to: &str) -> String {
    answer("302 Found", &format!("location: {to}\r\n"), 0, "")
}

/// A client of an API that knows one recording, whose link leads to `link`.
fn client(link: &str) -> Whereby {
    let link = format!(r#"{{"accessLink": "{link}", "expires": 1}}"#);
    let api = Place::new(move |_, _| answer("200 OK", "", link.len(), &link));
    Whereby::new(ClientOptions {
        api_key: Some(Secret::new("wk_test_download")),
        base_url: Some(format!("{}/v1", api.address)),
        max_tries: Some(3),
        ..ClientOptions::default()
    })
    .expect("a client")
}

fn impatient(client: &Whereby) -> Whereby {
    let timeout = Some(Span::from(Duration::from_millis(200)));
    client
        .with_options(CallOptions { timeout, max_tries: Some(1), ..CallOptions::default() })
        .expect("options")
}

async fn download(client: &Whereby, to: &Path) -> whereby::Result<Downloaded> {
    client.recordings().download("r1", to.into(), DownloadOptions::default()).await
}

fn content(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[tokio::test]
async fn a_redirect_is_followed_and_told_neither_the_key_nor_where_it_came_from() {
    let folder = TempDir::new().expect("a folder");
    let there = Place::new(|_, _| answer("200 OK", "", 5, "hello"));
    let to = format!("{}/file", there.address);
    let here = Place::new(move |_, _| redirect(&to));
    let client = client(&format!("{}/file?signature=s3cret", here.address));
    let file = folder.path().join("a");
    download(&client, &file).await.expect("a file");
    assert_eq!(content(&file), "hello");
    for head in [here.heads(), there.heads()].concat() {
        assert!(head.starts_with("get /file") && head.contains("user-agent"), "{head}");
        assert!(!head.contains("authorization") && !head.contains("referer"), "{head}");
    }
    assert!(!there.heads().concat().contains("s3cret"));
}

#[cfg(unix)]
#[tokio::test]
async fn what_a_link_leads_to_is_replaced_and_what_is_open_is_not() {
    use std::os::{fd::AsRawFd, unix::fs::symlink};

    let folder = TempDir::new().expect("a folder");
    let there = Place::new(|_, _| answer("200 OK", "", 5, "hello"));
    let recordings = client(&format!("{}/file", there.address)).recordings();
    let [file, link] = ["a", "b"].map(|name| folder.path().join(name));
    fs::write(&file, "old").expect("a file");
    symlink(&file, &link).expect("a link");
    let overwrite = DownloadOptions { overwrite: Some(true), ..DownloadOptions::default() };
    let to = |path: &Path| recordings.download("r1", path.into(), overwrite.clone());
    to(&link).await.expect("a file");
    assert!(link.is_symlink() && content(&file) == "hello");
    // As `/dev/stdout` leads to what a shell has opened.
    let open = fs::File::create(folder.path().join("c")).expect("a file");
    let error = to(Path::new(&format!("/dev/fd/{}", open.as_raw_fd()))).await.expect_err("a refusal");
    assert!(error.message.contains("is no regular file"), "{error}");
}

#[tokio::test]
async fn a_redirect_to_plain_http_elsewhere_is_not_followed() {
    let folder = TempDir::new().expect("a folder");
    for to in ["http://192.0.2.1/file", "ftp://127.0.0.1/file"] {
        let here = Place::new(move |_, _| redirect(to));
        let client = client(&format!("{}/file?signature=s3cret", here.address));
        let error = download(&client, &folder.path().join("a")).await.expect_err("a refusal");
        assert_eq!((error.kind(), error.attempts), (ErrorKind::Connection, 3), "{to}: {error}");
        assert!(!format!("{error:?}").contains("s3cret"));
        assert!(!folder.path().join("a").exists());
    }
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let folder = TempDir::new().expect("a folder");
    let here = Place::new(|_, _| redirect("/file"));
    let client = impatient(&client(&format!("{}/file", here.address)));
    download(&client, &folder.path().join("a")).await.expect_err("an end");
    assert!(here.heads().len() < 10, "{}", here.heads().len());
}

#[tokio::test]
async fn a_file_that_changed_in_between_is_fetched_from_its_first_byte() {
    // The storage looks at `If-Range` and sends all of the new file.
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|number, _| match number {
        0 => answer("200 OK", "etag: \"a\"\r\n", 10, "aaaaa"),
        _ => answer("200 OK", "etag: \"b\"\r\n", 8, "bbbbbbbb"),
    });
    let file = folder.path().join("a");
    let got = download(&client(&format!("{}/file", storage.address)), &file).await.expect("a file");
    assert_eq!((content(&file).as_str(), got.size_in_bytes), ("bbbbbbbb", Some(8)));
    fs::write(folder.path().join("c.r1.part"), "ccc").expect("a part");
    let got = download(&client(&format!("{}/file", storage.address)), &folder.path().join("c")).await;
    assert_eq!(got.expect("a file").resumed_at, Some(0), "nothing of it was of use");
    let second = &storage.heads()[1];
    assert!(second.contains("range: bytes=5-") && second.contains("if-range: \"a\""), "{second}");

    // It does not, and sends the rest of another file.
    let storage = Place::new(|number, _| match number {
        0 => answer("200 OK", "etag: \"a\"\r\n", 10, "aaaaa"),
        1 => answer("206 Partial Content", "etag: \"b\"\r\ncontent-range: bytes 5-9/10\r\n", 5, "bbbbb"),
        _ => answer("200 OK", "etag: \"b\"\r\n", 10, "bbbbbbbbbb"),
    });
    let file = folder.path().join("b");
    download(&client(&format!("{}/file", storage.address)), &file).await.expect("a file");
    assert_eq!(content(&file), "bbbbbbbbbb");
    assert!(!storage.heads()[2].contains("range"));
}

#[tokio::test]
async fn a_range_that_was_not_asked_for_is_not_taken() {
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|number, _| match number {
        0 => answer("200 OK", "", 10, "aaaaa"),
        1 => answer("206 Partial Content", "content-range: bytes 3-9/10\r\n", 7, "aabbbbb"),
        _ => answer("200 OK", "", 10, "aaaaabbbbb"),
    });
    let file = folder.path().join("a");
    download(&client(&format!("{}/file", storage.address)), &file).await.expect("a file");
    assert_eq!(content(&file), "aaaaabbbbb");
}

#[tokio::test]
async fn a_file_that_was_whole_already_is_not_fetched_again() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("a.r1.part"), "hello").expect("a part");
    let storage =
        Place::new(|_, _| answer("416 Range Not Satisfiable", "content-range: bytes */5\r\n", 0, ""));
    let file = folder.path().join("a");
    let got = download(&client(&format!("{}/file", storage.address)), &file).await.expect("a file");
    assert_eq!((content(&file).as_str(), got.resumed_at), ("hello", Some(5)));
}

#[tokio::test]
async fn a_storage_that_falls_silent_is_given_up_and_what_came_is_kept() {
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|number, _| match number {
        0 => answer("200 OK", "", 10, "aaaaa") + STALL,
        1 => STALL.to_owned(),
        _ => answer("206 Partial Content", "content-range: bytes 5-9/10\r\n", 5, "bbbbb"),
    });
    let patient = client(&format!("{}/file", storage.address));
    let client = impatient(&patient);
    let file = folder.path().join("a");
    for _ in ["a body that stalls", "a head that does not come"] {
        let error = download(&client, &file).await.expect_err("silence");
        assert_eq!((error.kind(), error.attempts), (ErrorKind::Timeout, 1), "{error}");
        assert!(!file.exists() && content(&folder.path().join("a.r1.part")) == "aaaaa");
    }
    let got = download(&patient, &file).await.expect("the rest");
    assert_eq!((content(&file).as_str(), got.resumed_at), ("aaaaabbbbb", Some(5)));
    assert!(!folder.path().join("a.r1.part").exists());
}

#[tokio::test]
async fn progress_is_told_to_the_end() {
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|number, _| match number {
        0 => answer("200 OK", "", 10, "aaaaa"),
        _ => answer("206 Partial Content", "content-range: bytes 5-9/10\r\n", 5, "bbbbb"),
    });
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = told.clone();
    let progress = Progress::new(move |received, total| sink.lock().expect("told").push((received, total)));
    let options = DownloadOptions { progress: Some(progress), ..DownloadOptions::default() };
    let client = client(&format!("{}/file", storage.address));
    client.recordings().download("r1", folder.path().join("a").into(), options).await.expect("a file");
    let told = told.lock().expect("told").clone();
    assert!(told.iter().all(|(_, total)| *total == Some(10)) && told.is_sorted(), "{told:?}");
    assert_eq!((told.first(), told.last()), (Some(&(0, Some(10))), Some(&(10, Some(10)))));
}

#[tokio::test]
async fn two_downloads_do_not_write_one_file() {
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|_, _| answer("200 OK", "", 10, "aaaaa") + STALL);
    let client = client(&format!("{}/file", storage.address));
    let file = folder.path().join("a");
    let (began, begun) = tokio::sync::oneshot::channel();
    let began = Mutex::new(Some(began));
    let progress = Progress::new(move |_, _| {
        if let Some(began) = began.lock().expect("a sender").take() {
            let _ = began.send(());
        }
    });
    let options = DownloadOptions { progress: Some(progress), ..DownloadOptions::default() };
    let (first, to) = (client.clone(), file.clone());
    let first = tokio::spawn(async move { first.recordings().download("r1", to.into(), options).await });
    begun.await.expect("a beginning");
    let error = download(&client, &file).await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    first.abort();
    assert!(first.await.is_err() && !file.exists());
}

#[tokio::test]
async fn a_target_that_cannot_become_a_file_is_refused_before_anything_is_fetched() {
    let storage = Place::new(|_, _| answer("200 OK", "", 5, "hello"));
    let client = client(&format!("{}/file", storage.address));
    let folder = TempDir::new().expect("a folder");
    let slash = folder.path().join("new/");
    for to in [Path::new(""), slash.as_path()] {
        let error = download(&client, to).await.expect_err("a refusal");
        assert_eq!((error.kind(), &error.sent), (ErrorKind::InvalidRequest, &Sent::Never), "{to:?}: {error}");
    }
    assert!(storage.heads().is_empty(), "{:?}", storage.heads());
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_no_regular_file_is_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let folder = TempDir::new().expect("a folder");
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    let storage = Place::new(|_, _| answer("200 OK", "", 5, "hello"));
    let client = client(&format!("{}/file", storage.address));
    let options = DownloadOptions { overwrite: Some(true), ..DownloadOptions::default() };
    let result = client.recordings().download("r1", socket.as_path().into(), options).await;
    assert_eq!(result.expect_err("a refusal").kind(), ErrorKind::InvalidRequest);
    assert!(fs::metadata(&socket).expect("it is still there").file_type().is_socket());
}

#[tokio::test]
async fn a_storage_that_never_comes_further_is_given_up() {
    // Each answer is of another file than the one before, and breaks off.
    let folder = TempDir::new().expect("a folder");
    let storage = Place::new(|number, _| match number {
        0..12 if number.is_multiple_of(2) => answer("200 OK", "", 10, "aaaaa"),
        0..12 => answer("206 Partial Content", "content-range: bytes 0-9/10\r\n", 10, "aaaaa"),
        _ => answer("200 OK", "", 10, "aaaaaaaaaa"),
    });
    let client = client(&format!("{}/file", storage.address));
    let error = download(&client, &folder.path().join("a")).await.expect_err("an end");
    assert_eq!((error.kind(), error.attempts), (ErrorKind::Connection, 3), "{error}");
}

/// A full disk, by a device that takes no byte.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_says_that_the_next_call_goes_on() {
    let folder = TempDir::new().expect("a folder");
    let range = "content-range: bytes 0-4/5\r\n"; // which leaves the length of the device alone
    let place = Place::new(|_, _| answer("206 Partial Content", range, 5, "hello"));
    let file = folder.path().join("a");
    std::os::unix::fs::symlink("/dev/full", folder.path().join("a.r1.part")).expect("a link");
    let error = download(&client(&place.address), &file).await.expect_err("no room");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.operation.as_deref(), Some("recordings.download"));
    assert_eq!((error.sent.clone(), error.attempts), (Sent::Unknown, 1));
    assert!(
        error.message.contains("a.r1.part` cannot be written") && error.message.contains("goes on"),
        "{error}"
    );
    assert!(!file.exists());
}
