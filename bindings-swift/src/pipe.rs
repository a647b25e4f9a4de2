//! A peer that closes its connection must not end the process.
//!
//! Writing to a closed socket raises SIGPIPE where the system has no other way to say so, and a Swift
//! program ends by it. Rust's own programs, Python and Node ignore the signal; here it is ignored when
//! the first client or emulator is made, unless the program has a handler of its own.

#[cfg(unix)]
pub fn survive() {
    use std::sync::Once;

    use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ignore = SigAction::new(SigHandler::SigIgn, SaFlags::empty(), SigSet::empty());
        #[expect(unsafe_code, reason = "there is no safe way to set what a signal does")]
        // SAFETY: to ignore a signal runs no code of ours; an earlier handler is put back as it was.
        unsafe {
            match sigaction(Signal::SIGPIPE, &ignore) {
                Ok(earlier) if !matches!(earlier.handler(), SigHandler::SigDfl) => {
                    // The program has decided for itself.
                    let _ = sigaction(Signal::SIGPIPE, &earlier);
                }
                _ => {}
            }
        }
    });
}

#[cfg(not(unix))]
pub fn survive() {}
