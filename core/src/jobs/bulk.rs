//! Deleting by ids, however many.

use std::future::Future;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{Result, Sent};

/// How many ids one call deletes; the vendor publishes no limit.
const CHUNK: usize = 100;

/// Ids under the key that an operation wants.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct Ids(Map<String, Value>);

/// Deletes by as many calls as it takes, one after the other.
pub(crate) async fn delete<F>(key: &str, ids: &[String], call: impl Fn(Ids) -> F) -> Result<()>
where
    F: Future<Output = Result<()>>,
{
    let mut deleted = 0;
    for chunk in ids.chunks(CHUNK) {
        let done = call(Ids(Map::from_iter([(key.to_owned(), chunk.into())]))).await;
        done.map_err(|e| match deleted {
            0 => e,
            _ => e.with(|d| {
                let total = ids.len();
                d.message = format!("the first {deleted} of {total} are deleted; {}", d.message);
                d.sent = Sent::Unknown;
            }),
        })?;
        deleted += chunk.len();
    }
    Ok(())
}
