//! The workers in Rust. A client's file holds how to make the client, and one call of each kind; the
//! loop is here.

mod axum;
mod emulator;
mod prism;
mod raw;
mod reqwest;
mod whereby;

use std::{future::Future, io, sync::Arc, time::Instant};

use anyhow::{Result, bail};
use nix::time::{ClockId, clock_gettime};
use tokio::task::JoinSet;

use crate::program::Figures;

/// A client, and the calls that rows name.
trait Client: Send + Sync + 'static {
    /// Makes a room and reads the answer.
    fn create(&self) -> impl Future<Output = Result<()>> + Send;
    /// Gets a page of 100 rooms and reads all of it.
    fn page(&self) -> impl Future<Output = Result<()>> + Send;
    /// Gets one room.
    fn get(&self) -> impl Future<Output = Result<()>> + Send {
        async { bail!("this worker gets no room") }
    }
    /// Gets a page of ten rooms whose name starts as one in ten does.
    fn filter(&self) -> impl Future<Output = Result<()>> + Send {
        async { bail!("this worker filters no rooms") }
    }
}

#[derive(Clone, Copy)]
enum Call {
    Create,
    Page,
    Get,
    Filter,
}

/// Runs the worker of this name.
pub(crate) fn run(name: &str, arguments: &[String]) -> Result<()> {
    // One thread: the server has the other core.
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match name {
        "whereby" => runtime.block_on(serve(whereby::Ours::new()?)),
        "reqwest" => runtime.block_on(serve(reqwest::Raw::new()?)),
        "nothing" => runtime.block_on(serve(Nothing)),
        "emulator" => runtime.block_on(serve(emulator::start(&arguments)?)),
        "raw" => runtime.block_on(serve(raw::of(&arguments)?)),
        "axum" => runtime.block_on(serve(axum::start()?)),
        "prism" => prism::run(),
        _ => bail!("there is no worker `{name}`"),
    }
}

/// A program that loads nothing.
struct Nothing;

impl Client for Nothing {
    async fn create(&self) -> Result<()> {
        Ok(())
    }

    async fn page(&self) -> Result<()> {
        Ok(())
    }
}

async fn serve(client: impl Client) -> Result<()> {
    let client = Arc::new(client);
    crate::line("ready")?;
    for line in io::stdin().lines() {
        let line = line?;
        let words: Vec<&str> = line.split(' ').collect();
        let (call, calls, in_flight) = match words[..] {
            ["create", calls, in_flight] => (Call::Create, calls, in_flight),
            ["page", calls, in_flight] => (Call::Page, calls, in_flight),
            ["get", calls, in_flight] => (Call::Get, calls, in_flight),
            ["filter", calls, in_flight] => (Call::Filter, calls, in_flight),
            _ => bail!("`{line}` must be create, page, get or filter, how many, and how many at once"),
        };
        let figures = measure(&client, call, calls.parse()?, in_flight.parse()?).await?;
        crate::line(&serde_json::to_string(&figures)?)?;
    }
    Ok(())
}

async fn measure<C: Client>(client: &Arc<C>, call: Call, calls: usize, in_flight: usize) -> Result<Figures> {
    let (start, cpu) = (Instant::now(), cpu_ns()?);
    let mut lanes = JoinSet::new();
    for _ in 0..in_flight {
        lanes.spawn(lane(client.clone(), call, calls / in_flight));
    }
    let mut times = Vec::with_capacity(calls);
    while let Some(lane) = lanes.join_next().await {
        times.extend(lane??);
    }
    let (wall_ns, cpu_ns) = (start.elapsed().as_nanos() as f64, cpu_ns()? - cpu);
    times.sort_unstable();
    let p50_ns = times.get(times.len() / 2).map_or(0.0, |time| *time as f64);
    Ok(Figures { p50_ns, wall_ns, cpu_ns })
}

async fn lane(client: Arc<impl Client>, call: Call, calls: usize) -> Result<Vec<u128>> {
    let mut times = Vec::with_capacity(calls);
    for _ in 0..calls {
        let start = Instant::now();
        match call {
            Call::Create => client.create().await?,
            Call::Page => client.page().await?,
            Call::Get => client.get().await?,
            Call::Filter => client.filter().await?,
        }
        times.push(start.elapsed().as_nanos());
    }
    Ok(times)
}

fn cpu_ns() -> Result<f64> {
    let time = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID)?;
    Ok(time.tv_sec() as f64 * 1e9 + time.tv_nsec() as f64)
}
