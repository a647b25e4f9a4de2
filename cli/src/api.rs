//! `whereby api`: what this command has no words for.

use clap::Args;
use url::form_urlencoded::Serializer;
use whereby::Json;

use crate::{
    failure::Failure,
    session::{self, Session},
};

/// A request of one's own.
#[derive(Debug, Args)]
pub(crate) struct ApiArgs {
    /// GET, POST, PUT, PATCH or DELETE.
    method: String,
    /// Where, below the base URL, as in '/meetings?limit=1'.
    path: String,
    /// The body: JSON, @FILE for what a file holds, - for standard input.
    #[arg(long, value_name = "JSON")]
    data: Option<Json>,
    /// A parameter of the query; give it again for more.
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    query: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("a parameter is KEY=VALUE, as in limit=1"),
    }
}

pub(crate) async fn run(args: ApiArgs, session: &Session) -> Result<(), Failure> {
    let ApiArgs { method, mut path, data, query } = args;
    if !query.is_empty() {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(&Serializer::new(String::new()).extend_pairs(query).finish());
    }
    if !method.eq_ignore_ascii_case("GET") {
        session.if_cut_off(session::UNKNOWN);
    }
    match session.client().request(&method, &path, None, data).await? {
        Some(answer) => session.output.json(answer.0),
        None => Ok(()),
    }
}
