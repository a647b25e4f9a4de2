//! An emulator and a client that talks to it.

use std::sync::Once;

use reqwest::{Method, Response, Result};
use serde_json::{Value, json};
use whereby_emulator::{Emulator, EmulatorOptions};

pub const FAR: &str = "2099-01-01T00:00:00.000Z";

pub struct Client {
    pub emulator: Emulator,
    http: reqwest::Client,
}

/// What came back, read to its end.
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no header {name}"));
        value.to_str().expect("a readable header")
    }

    /// Asserts a status and `{"error": …}` with these words in it.
    #[track_caller]
    pub fn refused(&self, status: u16, words: &str) {
        assert_eq!(self.status, status, "{}", self.text);
        let error = self.json()["error"].as_str().expect("an error text").to_owned();
        assert!(error.contains(words), "{error}");
    }
}

pub fn start() -> Client {
    start_with(EmulatorOptions::default())
}

pub fn start_with(options: EmulatorOptions) -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        rustls::crypto::ring::default_provider().install_default().expect("the only provider");
    });
    Client {
        emulator: Emulator::start(options).expect("a started emulator"),
        http: reqwest::Client::builder().no_proxy().build().expect("a client"),
    }
}

impl Client {
    /// Sends a request as the default key; the path starts at the root.
    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Result<Answer> {
        let key = self.emulator.api_key().to_owned();
        self.send_as(&key, method, path, body).await
    }

    pub async fn send_as(
        &self,
        key: &str,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Answer> {
        let mut request = self.http.request(method, self.url(path)).bearer_auth(key);
        if let Some(body) = body {
            request = request.json(&body);
        }
        read(request.send().await?).await
    }

    pub fn raw(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, self.url(path))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.emulator.base_url().trim_end_matches("/v1"))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await.expect("an answer")
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await.expect("an answer")
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await.expect("an answer")
    }

    /// Creates a room that ends far away, with these keys besides.
    pub async fn room(&self, mut body: Value) -> Value {
        body["endDate"] = FAR.into();
        let answer = self.post("/v1/meetings", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PUT, path, Some(body)).await.expect("an answer")
    }

    /// Plays a session in the room `/x`, unless the script names another.
    pub async fn play(&self, mut script: Value) -> Value {
        if script["roomName"].is_null() {
            script["roomName"] = "/x".into();
        }
        let answer = self.post("/_emulator/sessions", script).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()
    }

    /// The results of a list.
    pub async fn results(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let page = answer.json();
        page["results"].as_array().expect("results").clone()
    }

    /// Walks through all pages of a list and gives one key of each row.
    pub async fn walk(&self, path: &str, key: &str) -> Vec<Value> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("{path}&cursor={cursor}")).await.json();
            found.extend(page["results"].as_array().expect("results").iter().map(|row| row[key].clone()));
            match page["cursor"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => return found,
            }
        }
    }

    pub async fn settings(&self, settings: Value) {
        assert_eq!(self.post("/_emulator/settings", settings).await.status, 200);
    }

    /// Sends a form with one picture; the path starts at the root.
    pub async fn put_picture(&self, path: &str, part: &str, picture: &[u8]) -> Answer {
        let head = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"a.png\"\r\n\
             Content-Type: image/png\r\n\r\n"
        );
        let body = [head.as_bytes(), picture, b"\r\n--frontier--\r\n"].concat();
        self.put_raw(path, "multipart/form-data; boundary=frontier", body).await
    }

    pub async fn put_raw(&self, path: &str, content_type: &str, body: Vec<u8>) -> Answer {
        let request = self.raw(Method::PUT, path).bearer_auth(self.emulator.api_key());
        let request = request.header("content-type", content_type).body(body);
        read(request.send().await.expect("an answer")).await.expect("a body")
    }

    pub async fn script(&self, answers: Value) {
        let body = json!({ "answers": answers });
        assert_eq!(self.post("/_emulator/answers", body).await.status, 200);
    }

    pub async fn advance(&self, seconds: u32) {
        let body = json!({ "advance": seconds });
        assert_eq!(self.post("/_emulator/clock", body).await.status, 200);
    }
}

pub async fn read(response: Response) -> Result<Answer> {
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.text().await?,
    })
}

/// First of the ids that a played session names.
pub fn first<'a>(session: &'a Value, key: &str) -> &'a str {
    session[key][0].as_str().unwrap_or_else(|| panic!("no `{key}` in {session}"))
}

/// Path of a room.
pub fn path_of(meeting: &Value) -> String {
    format!("/v1/meetings/{}", text(meeting, "meetingId"))
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}
