//! Stopping what runs: the host says when, the work looks at bounded intervals.
//!
//! There is no clock here. A budget of time is the host's, who asks its own clock in a hook, or sets a flag from
//! another thread.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops the work of a policy: compiling, reading facts, evaluating, deciding, explaining, running scenarios.
///
/// Clones are one token. Give it to [`PolicyOptions::cancel`](crate::PolicyOptions::cancel) or, for one request on a
/// policy that many share, to [`Policy::cancelled_by`](crate::Policy::cancelled_by). Once it says stop it stays so.
///
/// ```
/// use std::time::{Duration, Instant};
///
/// let policy = zeren::Policy::compile([("clinic.zeren", r#"
///     regulation "Charter" { effective 2024-01-01 }
///     level clinic
/// "#)])?;
/// let facts = policy.read_facts(
///     r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units": []}"#,
/// )?;
/// let end = Instant::now() + Duration::from_secs(60);
/// let within_a_minute = zeren::Cancel::when(move || Instant::now() > end);
/// assert!(policy.cancelled_by(&within_a_minute).evaluate(&facts).is_ok());
///
/// let stopped = zeren::Cancel::new();
/// stopped.cancel();
/// let result = policy.cancelled_by(&stopped).evaluate(&facts);
/// assert_eq!(result.err(), Some(zeren::EvaluateError::Cancelled));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Cancel(Arc<Inner>);

#[derive(Default)]
struct Inner {
    stopped: AtomicBool,
    hook: Option<Hook>,
}

type Hook = Box<dyn Fn() -> bool + Send + Sync>;

impl Cancel {
    /// A token that [`cancel`](Self::cancel) stops, from any thread.
    pub fn new() -> Self {
        Self::default()
    }

    /// A token that a hook stops, too: it is asked at bounded intervals, from whichever thread works, and answers
    /// true when the work is to stop.
    pub fn when(hook: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(Inner {
            stopped: AtomicBool::new(false),
            hook: Some(Box::new(hook)),
        }))
    }

    /// Stops the work that looks at this token.
    pub fn cancel(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether the work is to stop.
    pub fn is_cancelled(&self) -> bool {
        if self.0.stopped.load(Ordering::Relaxed) {
            return true;
        }
        let stop = self.0.hook.as_ref().is_some_and(|hook| hook());
        if stop {
            self.cancel();
        }
        stop
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stopped = self.0.stopped.load(Ordering::Relaxed);
        f.debug_struct("Cancel").field("stopped", &stopped).finish()
    }
}

/// The work was told to stop, so that it has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;
