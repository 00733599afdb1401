//! Progress on anything that takes over a second, shown on standard error where that is a terminal.

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;
use crate::lang::Lang;

/// Nothing is shown of what is done sooner.
const AFTER: Duration = Duration::from_secs(1);

/// How far something has come.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    what: String,
}

impl Progress {
    /// `what` says what is being done.
    pub(super) fn new(console: Console, what: &str) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            let target = ProgressDrawTarget::stderr_with_hz(4);
            ProgressBar::with_draw_target(None, target)
        } else {
            ProgressBar::hidden()
        };
        let left = match console.lang {
            Lang::Zh => "{msg} {bar:24} {pos}/{len} 尚需 {eta_precise}",
            Lang::En => "{msg} {bar:24} {pos}/{len} left {eta_precise}",
        };
        if let Ok(style) = ProgressStyle::with_template(left) {
            bar.set_style(style);
        }
        let what = what.to_owned();
        Self { bar, what }
    }

    /// So many steps of so many are done.
    pub(super) fn reached(&self, done: usize, of: usize) {
        if self.bar.elapsed() >= AFTER {
            let count = |steps| u64::try_from(steps).unwrap_or(u64::MAX);
            // A bar draws itself whenever it is told something, so that it is told nothing before.
            if self.bar.length().is_none() {
                self.bar.set_message(self.what.clone());
            }
            self.bar.set_length(count(of));
            self.bar.set_position(count(done));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
