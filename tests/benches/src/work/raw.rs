//! Requests that are written once and sent as they are: next to nothing is the client's own time.

use std::{
    net::SocketAddr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::Client;

const ROOM: &str =
    r#"{"endDate":"2099-01-01T00:00:00.000Z","roomNamePrefix":"clinic-","fields":["hostRoomUrl"]}"#;
/// The emulator's first.
const FIRST_ID: u32 = 100_000_001;
/// Rooms are got in an order that jumps about: a prime that divides no count of rooms here.
const STRIDE: u32 = 7919;

/// Talks to a server that a program in another language has started: its base URL, its key, its rooms.
pub(super) fn of(arguments: &[&str]) -> Result<Raw> {
    match arguments {
        [base_url, key, rooms] => Raw::new(base_url, key, rooms.parse()?),
        _ => bail!("`{}` must be a base URL, a key and a number of rooms", arguments.join(" ")),
    }
}

/// Talks to a server, of this process if it is [`Raw::with`] it.
pub(super) struct Raw {
    address: SocketAddr,
    key: String,
    /// How many rooms there are to get.
    rooms: u32,
    next: AtomicU32,
    idle: Mutex<Vec<TcpStream>>,
    #[expect(dead_code, reason = "it is kept alive")]
    server: Option<Box<dyn Send + Sync>>,
}

impl Raw {
    pub(super) fn new(base_url: &str, key: &str, rooms: u32) -> Result<Self> {
        let address = base_url.trim_start_matches("http://").trim_end_matches("/v1").parse()?;
        Ok(Self {
            address,
            key: key.to_owned(),
            rooms,
            next: AtomicU32::new(0),
            idle: Mutex::default(),
            server: None,
        })
    }

    /// Holds on to what must live as long.
    pub(super) fn with(self, server: impl Send + Sync + 'static) -> Self {
        Self { server: Some(Box::new(server)), ..self }
    }

    /// Makes a room and gives the whole answer.
    pub(super) async fn create_answer(&self) -> Result<Vec<u8>> {
        self.send("POST", "", ROOM).await
    }

    /// Sends a request and gives the whole answer, head included.
    pub(super) async fn send(&self, method: &str, path: &str, body: &str) -> Result<Vec<u8>> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut stream = match idle {
            Some(stream) => stream,
            None => TcpStream::connect(self.address).await?,
        };
        let request = format!(
            "{method} /v1/meetings{path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.key,
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        let answer = read(&mut stream).await?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
        match answer.get(9) {
            Some(b'2') => Ok(answer),
            _ => bail!("{}", String::from_utf8_lossy(&answer)),
        }
    }
}

async fn read(stream: &mut TcpStream) -> Result<Vec<u8>> {
    let mut answer = Vec::with_capacity(32 * 1024);
    loop {
        if stream.read_buf(&mut answer).await? == 0 {
            bail!("the server has hung up");
        }
        let end = answer.windows(4).take(1024).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else { continue };
        let head = str::from_utf8(&answer[..end])?;
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.context("an answer has a length")?.parse()?;
        if answer.len() >= end + 4 + length {
            return Ok(answer);
        }
    }
}

impl Client for Raw {
    async fn create(&self) -> Result<()> {
        self.create_answer().await.map(drop)
    }

    async fn page(&self) -> Result<()> {
        self.send("GET", "", "").await.map(drop)
    }

    async fn get(&self) -> Result<()> {
        let place = self.next.fetch_add(STRIDE, Ordering::Relaxed) % self.rooms;
        self.send("GET", &format!("/{}", FIRST_ID + place), "").await.map(drop)
    }

    async fn filter(&self) -> Result<()> {
        self.send("GET", "?limit=10&roomName%5BstartsWith%5D=%2Fclinic-", "").await.map(drop)
    }
}
