//! Lists as the API gives them: a sort, a page, a cursor to the next one.

use axum::http::StatusCode;
use serde::Serialize;

use crate::call::{Call, Outcome, written};
use crate::cursor;
use crate::problem::Problem;
use crate::store::{Found, Mark, Sort, Span};

/// A list's name in its cursors, its usual page size, and what it can be sorted by: names on the
/// wire with the store's keys.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listing {
    pub(crate) name: &'static str,
    pub(crate) page_size: u32,
    pub(crate) sorts: &'static [&'static [(&'static str, &'static str)]],
}

#[derive(Serialize)]
struct Page<T> {
    results: Vec<T>,
    cursor: Option<String>,
}

impl Listing {
    /// Gives the page that a call asks for. `filters` are the query's parameters that choose rows.
    pub(crate) fn page<T, S: Serialize>(
        &self,
        call: &Call,
        filters: &[&str],
        find: impl FnOnce(&Span) -> rusqlite::Result<Vec<Found<T>>>,
        show: impl FnMut(T) -> S,
    ) -> Outcome {
        let limit = call.query.limit(self.page_size)?;
        let sort = self.sort(call)?;
        // A cursor holds for the same filters and the same sort only.
        let mut filter = self.name.to_owned();
        for name in filters.iter().chain(&["sortBy"]) {
            filter.push('\n');
            filter.push_str(call.query.get(name).unwrap_or_default());
        }
        let (signer, tenant) = (&call.app.signer, call.tenant.id);
        let after = match call.query.get("cursor") {
            Some(text) => Some(cursor::read_mark(signer, tenant, &filter, text)?),
            None => None,
        };
        // One more than the page, to know whether there is a next one.
        let mut found = find(&Span { sort, after, count: limit + 1 })?;
        let more = found.len() > limit as usize;
        found.truncate(limit as usize);
        let next = found.last().filter(|_| more).map(|last| {
            let mark = Mark { seq: last.mark.seq, value: last.mark.value.clone() };
            cursor::write_mark(signer, tenant, &filter, &mark, sort)
        });
        let page = Page { results: found.into_iter().map(|one| one.item).map(show).collect(), cursor: next };
        written(StatusCode::OK, &page)
    }

    fn sort(&self, call: &Call) -> Result<Sort, Problem> {
        let Some(text) = call.query.get("sortBy") else {
            return Ok(Sort::default());
        };
        let (field, direction) = text.split_once(':').unwrap_or((text, "asc"));
        let key = self.sorts.iter().copied().flatten().find(|(name, _)| *name == field).map(|(_, key)| *key);
        match (key, direction) {
            (Some(key), "asc") => Ok(Sort { key, descending: false }),
            (Some(key), "desc") => Ok(Sort { key, descending: true }),
            _ => {
                let names: Vec<_> = self.sorts.iter().copied().flatten().map(|(name, _)| *name).collect();
                Err(Problem::bad_request(format!(
                    "sortBy must be <field>:asc or <field>:desc, with one of the fields: {}",
                    names.join(", ")
                )))
            }
        }
    }
}
