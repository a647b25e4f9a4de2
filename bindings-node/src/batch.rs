//! Many calls at once, on their way to JavaScript.

use napi::{
    Env, Error, Result, Status,
    bindgen_prelude::{JsObjectValue, Object, ToNapiValue},
    sys,
};
use tokio::sync::Mutex;
use whereby::{Batch, BatchItem};

use crate::outcome::Failure;

/// The calls, until they are over or ended.
pub struct Calls<T>(Mutex<Option<Batch<T>>>);

impl<T: Send + 'static> Calls<T> {
    pub fn new(batch: Batch<T>) -> Self {
        Self(Mutex::new(Some(batch)))
    }

    pub async fn next(&self) -> Option<Ended<T>> {
        let mut batch = self.0.lock().await;
        batch.as_mut()?.next().await.map(Ended)
    }

    pub async fn end(&self) {
        self.0.lock().await.take();
    }
}

/// How one of the calls ended: an object with `index` and either `value` or `failure`.
pub struct Ended<T>(BatchItem<T>);

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl<T: ToNapiValue> ToNapiValue for Ended<T> {
    unsafe fn to_napi_value(env: sys::napi_env, Self(item): Self) -> Result<sys::napi_value> {
        let index = u32::try_from(item.index)
            .map_err(|_| Error::new(Status::GenericFailure, "too many calls to count"))?;
        let mut object = Object::new(&Env::from_raw(env))?;
        object.set_named_property("index", index)?;
        match item.result {
            Ok(value) => object.set_named_property("value", value)?,
            Err(error) => object.set_named_property("failure", Failure::from(error))?,
        }
        // SAFETY: the caller's promise about `env` is handed on.
        unsafe { Object::to_napi_value(env, object) }
    }
}
