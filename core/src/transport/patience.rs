//! Waits: time limits that count only the time in which somebody waits, and the random part of pauses.

use std::{
    future::Future,
    hash::{BuildHasher, RandomState},
    pin::pin,
    time::Duration,
};

use tokio::time::{Instant, error::Elapsed, timeout};

/// How many stretches a limit has at least.
const STRETCHES: u32 = 8;
const LONGEST: Duration = Duration::from_secs(1);
/// Timers are only so exact: the end of a shorter stretch may look late though somebody waited.
const SHORTEST: Duration = Duration::from_millis(100);

/// Waits for work, but not for longer than this; returns also how much of the limit it took.
///
/// A call may be left alone: one of a batch is, while the reader of the batch is busy, and a download
/// is, while its callback runs. Its answer may have arrived meanwhile, so the limit is counted in
/// stretches, and one that ends much too late, because nobody looked, does not count.
pub(crate) async fn within<T>(
    limit: Duration,
    work: impl Future<Output = T>,
) -> (Duration, Result<T, Elapsed>) {
    let mut work = pin!(work);
    let stretch = (limit / STRETCHES).clamp(SHORTEST, LONGEST);
    let mut left = limit;
    loop {
        let (began, wait) = (Instant::now(), stretch.min(left));
        match timeout(wait, work.as_mut()).await {
            Ok(done) => return (limit - left + began.elapsed().min(wait), Ok(done)),
            Err(_) if began.elapsed() > wait + stretch => {}
            Err(elapsed) if left <= stretch => return (limit, Err(elapsed)),
            Err(_) => left -= wait,
        }
    }
}

/// A random part of a wait. The thread's own numbers are the program's, which may have seeded them, and a fork
/// copies their state: its children would all come back at the same moments.
pub(crate) fn chance() -> f64 {
    fastrand::Rng::with_seed(RandomState::new().hash_one(std::process::id())).f64()
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, task::Poll};

    use tokio::{
        sync::oneshot,
        task::yield_now,
        time::{Instant, advance},
    };

    use super::*;

    const LIMIT: Duration = Duration::from_secs(15);

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_kept() {
        let start = Instant::now();
        let (took, done) = within(LIMIT, std::future::pending::<()>()).await;
        assert!(took == LIMIT && done.is_err());
        let late = start.elapsed().saturating_sub(LIMIT);
        assert!(start.elapsed() >= LIMIT && late < Duration::from_millis(100), "{late:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_that_is_all_but_gone_is_kept_too() {
        for limit in [Duration::ZERO, Duration::from_nanos(7), Duration::from_millis(3)] {
            let call = within(limit, std::future::pending::<()>());
            assert!(
                timeout(Duration::from_secs(60), call)
                    .await
                    .is_ok_and(|(took, done)| took == limit && done.is_err()),
                "{limit:?}"
            );
        }
    }

    #[test]
    fn chance_leaves_the_numbers_of_the_program_alone() {
        fastrand::seed(7);
        let expected = [fastrand::u64(..), fastrand::u64(..)];
        fastrand::seed(7);
        let first = fastrand::u64(..);
        let drawn = [chance(), chance(), chance()];
        assert_eq!([first, fastrand::u64(..)], expected);
        assert!(drawn.iter().all(|part| (0.0..1.0).contains(part)), "{drawn:?}");
        assert!(drawn[0] != drawn[1] || drawn[1] != drawn[2], "{drawn:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn time_in_which_nobody_waited_does_not_count() {
        let (answer, mut answered) = oneshot::channel();
        let mut call = pin!(within(LIMIT, async {
            // An answer takes a few steps to be read, as from a connection whose task runs first.
            let answered = (&mut answered).await;
            yield_now().await;
            answered
        }));
        let first = poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await;
        assert!(first);
        advance(Duration::from_secs(60)).await;
        tokio::spawn(async move { answer.send(7) });
        let (took, done) = call.await;
        assert_eq!(done.map(Result::ok), Ok(Some(7)));
        assert!(took <= LIMIT / STRETCHES, "{took:?}");
    }
}
