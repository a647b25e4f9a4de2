//! One thread does the I/O of the whole process: it has little to do, since the API takes few calls a
//! second, and JavaScript has one thread as well.

use std::{future::pending, io, sync::LazyLock, thread};

use tokio::runtime::{Builder, Handle};

/// The runtime, which begins with the first call and is there until the process ends.
pub fn handle() -> napi::Result<&'static Handle> {
    static RUNTIME: LazyLock<io::Result<Handle>> = LazyLock::new(start);
    RUNTIME.as_ref().map_err(|error| napi::Error::from_reason(format!("no thread for calls: {error}")))
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let drive = move || runtime.block_on(pending::<()>());
    thread::Builder::new().name("whereby".to_owned()).spawn(drive)?;
    Ok(handle)
}
