//! JSON on one side, typed calls on the other.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use whereby::{Batch, BatchItem, Error, ErrorKind, Extra, Json, Page, Pager, Picture, Whereby};

/// What a call gave: its JSON, or its error.
pub type Outcome = Result<Value, Failure>;

/// An error of the client, or of the case itself.
#[derive(Debug)]
pub enum Failure {
    /// The client's.
    Client(Box<Error>),
    /// The case gives arguments that no type takes.
    Case(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Client(Box::new(error))
    }
}

/// The JSON of a result.
pub(crate) fn wire<T: Serialize>(result: Result<T, Error>) -> Outcome {
    serde_json::to_value(result?).map_err(|e| Failure::Case(e.to_string()))
}

/// A positional argument.
pub(crate) fn text(args: &mut Map<String, Value>, key: &str) -> String {
    args.remove(key).and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// An input from named arguments; `renames` leads from names to keys on the wire.
pub(crate) fn input<T: DeserializeOwned>(mut args: Map<String, Value>, renames: &[(&str, &str)]) -> T {
    for (name, wire) in renames {
        if let Some(value) = args.remove(*name) {
            args.insert((*wire).to_owned(), value);
        }
    }
    if let Some(Value::Object(extra)) = args.remove("extra") {
        args.extend(extra);
    }
    serde_json::from_value(Value::Object(args))
        .unwrap_or_else(|e| panic!("the case does not fit the type: {e}"))
}

/// An option that may be left out.
pub(crate) fn option<T: DeserializeOwned>(given: Option<Value>) -> Option<T> {
    given.map(|v| serde_json::from_value(v).unwrap_or_else(|e| panic!("the case does not fit the type: {e}")))
}

/// A picture of a case: `{"png": 1000}` is so many bytes, `{"pngFile": 1000, "at": …}` a file of them.
pub(crate) fn picture(given: Option<Value>) -> Picture {
    let given = given.unwrap_or_default();
    let size = given["png"].as_u64().or(given["pngFile"].as_u64()).unwrap_or_default();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(usize::try_from(size).unwrap_or_default(), 0);
    match given["at"].as_str() {
        Some(path) => {
            std::fs::write(path, bytes).unwrap_or_else(|e| panic!("{path}: {e}"));
            Picture::File(path.into())
        }
        None => Picture::Bytes(bytes),
    }
}

/// The results of many calls, in the order of their inputs.
pub(crate) async fn many<T: Serialize + Send + 'static>(batch: Result<Batch<T>, Error>) -> Outcome {
    let mut batch = batch?;
    let mut results = Vec::new();
    while let Some(BatchItem { index, result }) = batch.next().await {
        results.push(match result {
            Ok(value) => json!({ "index": index, "value": value }),
            Err(e) => json!({ "index": index, "error": { "kind": e.kind().name(), "status": e.status } }),
        });
    }
    results.sort_by_key(|item| item["index"].as_u64());
    Ok(results.into())
}

/// All the items of a list.
pub(crate) async fn gather<P: Page>(pager: Pager<P>, most: Option<Value>) -> Outcome
where
    P::Item: Serialize,
{
    let pager = match most.and_then(|v| v.as_u64()) {
        Some(most) => pager.max_items(most),
        None => pager,
    };
    wire(pager.collect().await)
}

/// The escape hatch.
pub async fn request(client: &Whereby, mut args: Map<String, Value>) -> Outcome {
    let query = args.remove("query").and_then(|v| v.as_object().cloned()).map(Extra);
    let body = args.remove("body").map(Json);
    let (method, path) = (text(&mut args, "method"), text(&mut args, "path"));
    wire(client.request(&method, &path, query, body).await)
}

/// Functions that need no client.
pub fn free_function(call: &str, mut args: Map<String, Value>) -> Option<Outcome> {
    let time = |value: Option<Value>| value.and_then(|v| v.as_str()?.parse().ok());
    Some(match call {
        "roomLink" => {
            let url = text(&mut args, "url");
            wire(whereby::room_link(&url, input(args, &[])))
        }
        "roomPhase" => match time(args.remove("endDate")) {
            Some(end) => wire(Ok(whereby::room_phase(end, time(args.remove("at"))))),
            None => Err(Failure::Case(format!("{}: no endDate", ErrorKind::Config.name()))),
        },
        _ => return None,
    })
}
