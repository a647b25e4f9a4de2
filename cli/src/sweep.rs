//! Deleting all of a kind: nothing goes without a yes.

use std::{
    future::Future,
    io::{self, IsTerminal, Write},
};

use whereby::{SweepOptions, Swept};

use crate::{
    exit,
    failure::Failure,
    session::{SOME_DELETED, Session},
};

impl Session {
    /// Deletes what matches, if that was agreed to, and prints which ids it were.
    pub(crate) async fn sweep<F, D>(
        &self,
        options: SweepOptions,
        yes: bool,
        sweep: impl FnOnce(SweepOptions) -> F,
        delete: impl FnOnce(Vec<String>) -> D,
    ) -> Result<(), Failure>
    where
        F: Future<Output = whereby::Result<Swept>>,
        D: Future<Output = whereby::Result<()>>,
    {
        let dry = options.dry_run == Some(true);
        let swept = if dry || yes {
            if !dry {
                self.if_cut_off(SOME_DELETED);
            }
            let swept = sweep(options).await?;
            self.each(if dry { "would delete" } else { "deleted" }, &swept.matched)?;
            swept
        } else {
            if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
                return Err(unasked());
            }
            let mut swept = sweep(SweepOptions { dry_run: Some(true), ..options }).await?;
            let count = swept.matched.len();
            if count > 0 && !agreed(count).await? {
                return Err(refused(exit::FAULT, "nothing was deleted", ""));
            }
            // By their ids: by now more may match than was agreed to.
            self.if_cut_off(SOME_DELETED);
            delete(swept.matched.clone()).await?;
            self.each("deleted", &swept.matched)?;
            swept.deleted = u32::try_from(count).ok();
            swept
        };
        match swept.matched[..] {
            _ if self.output.json => self.show(&swept),
            [] => crate::output::tell("nothing matches"),
            _ => Ok(()),
        }
    }

    fn each(&self, done: &str, ids: &[String]) -> Result<(), Failure> {
        ids.iter().try_for_each(|id| self.note(&self.done(done, &[id])))
    }
}

/// Asks on the terminal. Another thread waits for the answer, so that Ctrl-C ends the command.
async fn agreed(count: usize) -> Result<bool, Failure> {
    let question = format!("Delete {count}? They cannot be brought back. [y/N] ");
    let asked = tokio::task::spawn_blocking(move || -> io::Result<String> {
        let mut answer = String::new();
        io::stderr().write_all(question.as_bytes())?;
        io::stdin().read_line(&mut answer)?;
        Ok(answer)
    });
    let answer = asked.await.map_err(io::Error::other).flatten();
    let answer = answer.map_err(|e| Failure::fault(format!("cannot ask: {e}")))?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}

fn unasked() -> Failure {
    refused(
        exit::USAGE,
        "nobody can be asked here whether to delete",
        "give --yes to delete without a question, or --dry-run to see what it would be",
    )
}

fn refused(code: u8, message: &str, hint: &str) -> Failure {
    Failure::Other { code, kind: "NotConfirmedError", message: message.to_owned(), hint: hint.to_owned() }
}
