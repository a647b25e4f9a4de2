//! Ctrl-C and SIGTERM, for as long as a command runs.
//!
//! tokio's handlers stay for the life of the process and call the earlier ones first. Inside Python
//! or Node that is wrong both ways, so the handlers here replace the earlier ones and put them back.

#[cfg(unix)]
pub(crate) use unix::Signals;
#[cfg(not(unix))]
pub(crate) use windows::Signals;

#[cfg(unix)]
mod unix {
    use std::{
        io::{self, Read, Write},
        os::unix::net::UnixStream,
        sync::{
            OnceLock,
            atomic::{AtomicBool, Ordering},
        },
    };

    use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

    /// The handler writes into the first, the command reads from the second. They are never closed,
    /// since a handler may run at any time.
    static WAKE: OnceLock<(UnixStream, UnixStream)> = OnceLock::new();

    /// Whether a command has the signals. A second one, on another thread, does without.
    static TAKEN: AtomicBool = AtomicBool::new(false);

    extern "C" fn note(signal: i32) {
        // A load and a write(2): what a handler may do.
        if let (Some((writer, _)), Ok(number)) = (WAKE.get(), u8::try_from(signal)) {
            let _ = (&*writer).write(&[number]);
        }
    }

    /// The signals, until it is dropped.
    pub(crate) struct Signals {
        earlier: Vec<(Signal, SigAction)>,
        reader: tokio::net::UnixStream,
    }

    impl Signals {
        /// Takes the signals; to be called on a tokio runtime.
        pub(crate) fn take() -> io::Result<Self> {
            let mut reader = wake()?.1.try_clone()?;
            let mut signals = Self { earlier: Vec::new(), reader: reader.try_clone()?.try_into()? };
            if TAKEN.swap(true, Ordering::SeqCst) {
                return Ok(signals);
            }
            // What an earlier command did not read.
            while reader.read(&mut [0; 64]).is_ok_and(|n| n > 0) {}
            // A second Ctrl-C ends the process the ordinary way, should the first not get through.
            let flags = SaFlags::SA_RESTART | SaFlags::SA_RESETHAND;
            let action = SigAction::new(SigHandler::Handler(note), flags, SigSet::empty());
            for signal in [Signal::SIGINT, Signal::SIGTERM] {
                signals.earlier.push((signal, set(signal, &action)?));
            }
            Ok(signals)
        }

        /// Waits for a signal and returns its number.
        pub(crate) async fn next(&self) -> u8 {
            let mut number = [0];
            while !self.earlier.is_empty() && self.reader.readable().await.is_ok() {
                if self.reader.try_read(&mut number).is_ok_and(|n| n == 1) {
                    return number[0];
                }
            }
            std::future::pending().await
        }
    }

    impl Drop for Signals {
        fn drop(&mut self) {
            for (signal, action) in &self.earlier {
                // It was in force before, so it can be set.
                let _ = set(*signal, action);
            }
            if !self.earlier.is_empty() {
                TAKEN.store(false, Ordering::SeqCst);
            }
        }
    }

    fn wake() -> io::Result<&'static (UnixStream, UnixStream)> {
        if WAKE.get().is_none() {
            let (writer, reader) = UnixStream::pair()?;
            writer.set_nonblocking(true)?;
            reader.set_nonblocking(true)?;
            // Another thread may have been quicker; then its pair is used.
            let _ = WAKE.set((writer, reader));
        }
        WAKE.get().ok_or_else(|| io::Error::other("no pipe for signals"))
    }

    #[expect(unsafe_code, reason = "a handler may only do what is safe at any moment; `note` keeps to that")]
    fn set(signal: Signal, action: &SigAction) -> io::Result<SigAction> {
        // SAFETY: `action` is `note`, which is safe at any moment, or was in force before.
        Ok(unsafe { sigaction(signal, action) }?)
    }
}

#[cfg(not(unix))]
mod windows {
    use std::io;

    /// Ctrl-C. Handlers form a list there, so the host's own are not lost.
    pub(crate) struct Signals;

    impl Signals {
        pub(crate) fn take() -> io::Result<Self> {
            Ok(Self)
        }

        /// Waits for Ctrl-C and returns the number of SIGINT.
        pub(crate) async fn next(&self) -> u8 {
            match tokio::signal::ctrl_c().await {
                Ok(()) => 2,
                Err(_) => std::future::pending().await,
            }
        }
    }
}
