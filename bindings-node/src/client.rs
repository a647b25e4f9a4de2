//! The client as the TypeScript layer holds it. Its calls are in `generated/calls.rs`.

use napi::Env;
use napi_derive::napi;
use whereby::{CallOptions, ClientOptions, Extra, Json, Whereby};

use crate::{answers::Answers, outcome::Outcome};

/// A client of Whereby's API.
#[napi]
pub struct Client {
    pub(crate) whereby: Whereby,
    pub(crate) answers: Answers,
}

#[napi]
impl Client {
    /// Builds a client; `runtime` names the version of Node in the `User-Agent`.
    #[napi(constructor, catch_unwind)]
    pub fn new(env: Env, options: ClientOptions, runtime: String, answers: &Answers) -> napi::Result<Self> {
        let whereby = Outcome::from(Whereby::for_runtime(options, &runtime)).or_throw(env)?;
        Ok(Self { whereby, answers: answers.clone() })
    }

    /// Returns a clone with other options for its calls; connections are shared.
    #[napi(catch_unwind)]
    pub fn with_options(&self, env: Env, options: CallOptions) -> napi::Result<Self> {
        let whereby = Outcome::from(self.whereby.with_options(options)).or_throw(env)?;
        Ok(Self { whereby, answers: self.answers.clone() })
    }

    /// Sends a request that this library has no method for. The answer is an array: of the JSON of the
    /// body, or empty if there is none, since null would be the JSON of one.
    #[napi(catch_unwind)]
    pub fn request(
        &self,
        env: Env,
        id: u32,
        method: String,
        path: String,
        query: Option<Extra>,
        body: Option<Json>,
    ) -> napi::Result<()> {
        let whereby = self.whereby.clone();
        let call = async move { whereby.request(&method, &path, query, body).await.map(Vec::from_iter) };
        self.answers.call(env, id, call)
    }
}
