//! The client as the TypeScript layer holds it.

use napi::{Either, Env};
use napi_derive::napi;
use whereby::{CallOptions, ClientOptions, Extra, Json, Whereby};

use crate::{
    cancel::{Cancel, run},
    outcome::{Outcome, thrown},
};

/// A client of Whereby's API.
#[napi]
pub struct Client(pub(crate) Whereby);

#[napi]
impl Client {
    /// Builds a client; `runtime` names the version of Node in the `User-Agent`.
    #[napi(constructor)]
    pub fn new(env: Env, options: ClientOptions, runtime: String) -> napi::Result<Self> {
        let client = Whereby::for_runtime(options, &runtime);
        client.map(Self).map_err(|error| thrown(env.raw(), error.into()))
    }

    /// Returns a clone with other options for its calls; connections are shared.
    #[napi]
    pub fn with_options(&self, env: Env, options: CallOptions) -> napi::Result<Self> {
        self.0.with_options(options).map(Self).map_err(|error| thrown(env.raw(), error.into()))
    }

    /// Sends a request that this library has no method for.
    #[napi(ts_return_type = "Promise<Json | undefined>")]
    pub async fn request(
        &self,
        method: String,
        path: String,
        query: Option<Extra>,
        body: Option<Json>,
        cancel: Option<&Cancel>,
    ) -> napi::Result<Outcome<Either<Json, ()>>> {
        // No body is undefined: null would be the JSON of one.
        let request = async {
            let json = self.0.request(&method, &path, query, body).await?;
            Ok(json.map_or(Either::B(()), Either::A))
        };
        Ok(run(request, cancel).await)
    }
}
