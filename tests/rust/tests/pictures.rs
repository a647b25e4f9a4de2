//! Files that are no pictures: what is special is neither waited for nor read without end.
#![cfg(unix)]

use std::{path::Path, process::Command};

use tempfile::TempDir;
use whereby::{ClientOptions, ErrorKind, Picture, Secret, Whereby};

async fn refusal(path: &Path) -> String {
    let client = Whereby::new(ClientOptions {
        api_key: Some(Secret::new("wk_test_picture")),
        base_url: Some("http://127.0.0.1:9/v1".to_owned()),
        max_tries: Some(1),
        ..ClientOptions::default()
    })
    .expect("a client");
    let error = client.rooms().set_logo("a", Picture::File(path.into())).await.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    error.message.clone()
}

#[tokio::test]
async fn a_pipe_is_not_waited_for() {
    let folder = TempDir::new().expect("a folder");
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    assert!(refusal(&pipe).await.contains("image: "));
    assert!(refusal(&pipe).await.contains("regular file"));
}

#[tokio::test]
async fn a_device_and_a_folder_are_not_read() {
    assert!(refusal(Path::new("/dev/zero")).await.contains("regular file"));
    assert!(refusal(Path::new("/")).await.contains("regular file"));
}
