//! Prism, the usual mock server of OpenAPI files, with a file of the API's operations.
//!
//! The file has no more than paths, methods and statuses. The vendor's has 90 kB and makes no difference
//! to the start, so it need not be there.

use std::{
    env, fs, io,
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::program::INSTALLED;

const OPERATIONS: &str = "tests/conformance.json";

#[derive(Deserialize)]
struct Operation {
    method: String,
    path: String,
    statuses: Vec<u16>,
}

/// Starts it, says `ready` when it accepts a connection, and ends it when standard input ends.
pub(super) fn run() -> Result<()> {
    let file = env::current_dir()?.join(INSTALLED).join("prism/openapi.json");
    fs::write(&file, openapi()?.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    // Whoever takes the port in between makes it fail, not lie.
    let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut prism = Prism(
        Command::new("node")
            .arg(file.with_file_name("node_modules/@stoplight/prism-cli/dist/index.js"))
            .args(["mock", "--port", &address.port().to_string()])
            .arg(&file)
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start node")?,
    );
    while TcpStream::connect(address).is_err() {
        if let Some(status) = prism.0.try_wait()? {
            bail!("Prism ended with {status}");
        }
        thread::sleep(Duration::from_millis(1));
    }
    crate::line("ready")?;
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

struct Prism(Child);

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn openapi() -> Result<Value> {
    let text = fs::read_to_string(OPERATIONS).with_context(|| format!("cannot read {OPERATIONS}"))?;
    let mut paths = Map::new();
    for Operation { method, path, statuses } in serde_json::from_str::<Vec<Operation>>(&text)? {
        let ids = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameters: Vec<Value> = ids
            .map(|id| json!({ "name": id, "in": "path", "required": true, "schema": { "type": "string" } }))
            .collect();
        let responses = statuses.iter().map(|status| (status.to_string(), json!({ "description": "" })));
        let responses = Value::Object(responses.collect());
        let methods = paths.entry(path).or_insert_with(|| json!({}));
        methods[method.to_lowercase()] = json!({ "parameters": parameters, "responses": responses });
    }
    Ok(json!({ "openapi": "3.0.3", "info": { "title": "Operations", "version": "1" }, "paths": paths }))
}
