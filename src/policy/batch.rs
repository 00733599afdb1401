//! Facts in streams: one JSON document after another, each with its own result.
//!
//! A document is read when its result is asked for, and what reading needs is used again for the next, so that a
//! stream without end takes no more memory than its largest document. What is wrong with one document says nothing
//! about the others.

use super::{Decider, Policy};
use crate::assessment::Assessment;
use crate::error::BatchError;
use crate::eval::TriggerStatus;
use crate::facts::Desk;

/// So many documents are taken ahead where several are evaluated at once, unless they are so long together.
#[cfg(feature = "parallel")]
const AHEAD: usize = 1_024;
#[cfg(feature = "parallel")]
const BYTES_AHEAD: usize = 16 * 1024 * 1024;

impl Policy {
    /// Evaluates documents one after another; each comes back with its assessment, in their order.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 }
    ///     level clinic
    /// "#)])?;
    /// let good = r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024", "units": []}"#;
    /// let results: Vec<_> = policy.evaluate_batch([good, "{", good]).collect();
    /// assert!(matches!(results.as_slice(), [(_, Ok(_)), ("{", Err(_)), (_, Ok(_))]));
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn evaluate_batch<T: AsRef<str>>(
        &self,
        documents: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (T, Result<Assessment, BatchError>)> {
        let mut desk = Desk::default();
        let documents = documents.into_iter();
        documents.map(move |document| {
            let result = self.evaluate_text(document.as_ref(), &mut desk);
            (document, result)
        })
    }

    /// Decides documents one after another; each comes back with the statuses of the triggers, in the order in which
    /// they are declared.
    ///
    /// To allocate nothing for the results, use [`Decider::decide_json`].
    pub fn decide_batch<T: AsRef<str>>(
        &self,
        documents: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (T, Result<Vec<TriggerStatus>, BatchError>)> {
        let mut decider = self.decider();
        let documents = documents.into_iter();
        documents.map(move |document| {
            let result = statuses(&mut decider, document.as_ref());
            (document, result)
        })
    }

    /// As [`evaluate_batch`](Self::evaluate_batch), several documents at once: the same results in the same order.
    ///
    /// It runs on the `rayon` pool around it, and takes at most 1,024 documents, or 16 MiB of them and one more, ahead
    /// of the one whose result is asked for.
    #[cfg(feature = "parallel")]
    pub fn evaluate_batch_parallel<T: AsRef<str> + Send>(
        &self,
        documents: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (T, Result<Assessment, BatchError>)> {
        self.assessed_in_parallel(documents, |_, result| result)
    }

    /// As [`evaluate_batch_parallel`](Self::evaluate_batch_parallel), with what is made of each document and its result on
    /// its core.
    #[cfg(feature = "parallel")]
    pub(crate) fn assessed_in_parallel<T: AsRef<str> + Send, R: Send>(
        &self,
        documents: impl IntoIterator<Item = T>,
        make: impl Fn(&str, Result<Assessment, BatchError>) -> R + Sync + Send,
    ) -> impl Iterator<Item = (T, R)> {
        in_parallel(documents, Desk::default, move |desk, text| {
            make(text, self.evaluate_text(text, desk))
        })
    }

    /// As [`decide_batch`](Self::decide_batch), several documents at once: the same results in the same order.
    #[cfg(feature = "parallel")]
    pub fn decide_batch_parallel<T: AsRef<str> + Send>(
        &self,
        documents: impl IntoIterator<Item = T>,
    ) -> impl Iterator<Item = (T, Result<Vec<TriggerStatus>, BatchError>)> {
        in_parallel(documents, || self.decider(), statuses)
    }

    fn evaluate_text(&self, json: &str, desk: &mut Desk) -> Result<Assessment, BatchError> {
        let facts = self.read_on(json, desk)?;
        Ok(self.evaluate(&facts)?)
    }
}

fn statuses(decider: &mut Decider<'_>, json: &str) -> Result<Vec<TriggerStatus>, BatchError> {
    Ok(decider.decide_json(json)?.statuses().to_vec())
}

/// Works on some documents at once, again and again; `scratch` makes what one thread uses for one after another.
#[cfg(feature = "parallel")]
fn in_parallel<T: AsRef<str> + Send, S, R: Send>(
    documents: impl IntoIterator<Item = T>,
    scratch: impl Fn() -> S + Sync + Send,
    work: impl Fn(&mut S, &str) -> R + Sync + Send,
) -> impl Iterator<Item = (T, R)> {
    use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

    let mut documents = documents.into_iter();
    let mut done = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if done.len() == 0 {
            let some = ahead(&mut documents);
            let results = some
                .into_par_iter()
                .map_init(&scratch, |scratch, document| {
                    let result = work(scratch, document.as_ref());
                    (document, result)
                });
            done = results.collect::<Vec<_>>().into_iter();
        }
        done.next()
    })
}

/// The documents that are evaluated at once: at least one, if there is any.
#[cfg(feature = "parallel")]
fn ahead<T: AsRef<str>>(documents: &mut impl Iterator<Item = T>) -> Vec<T> {
    let (mut some, mut bytes) = (Vec::new(), 0);
    while some.len() < AHEAD
        && bytes < BYTES_AHEAD
        && let Some(document) = documents.next()
    {
        bytes += document.as_ref().len();
        some.push(document);
    }
    some
}
