//! JSON on one side, typed calls on the other.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use whereby::{Error, ErrorKind, Extra, Json, Page, Pager, Whereby};

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
pub(crate) fn json<T: Serialize>(result: Result<T, Error>) -> Outcome {
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

/// All the items of a list.
pub(crate) async fn gather<P: Page>(pager: Pager<P>, most: Option<Value>) -> Outcome
where
    P::Item: Serialize,
{
    let pager = match most.and_then(|v| v.as_u64()) {
        Some(most) => pager.max_items(most),
        None => pager,
    };
    json(pager.collect().await)
}

/// The escape hatch.
pub async fn request(client: &Whereby, mut args: Map<String, Value>) -> Outcome {
    let query = args.remove("query").and_then(|v| v.as_object().cloned()).map(Extra);
    let body = args.remove("body").map(Json);
    let (method, path) = (text(&mut args, "method"), text(&mut args, "path"));
    json(client.request(&method, &path, query, body).await)
}

/// Functions that need no client.
pub fn free_function(call: &str, mut args: Map<String, Value>) -> Option<Outcome> {
    let time = |value: Option<Value>| value.and_then(|v| v.as_str()?.parse().ok());
    Some(match call {
        "roomLink" => {
            let url = text(&mut args, "url");
            json(whereby::room_link(&url, input(args, &[])))
        }
        "roomPhase" => match time(args.remove("endDate")) {
            Some(end) => json(Ok(whereby::room_phase(end, time(args.remove("at"))))),
            None => Err(Failure::Case(format!("{}: no endDate", ErrorKind::Config.name()))),
        },
        _ => return None,
    })
}
