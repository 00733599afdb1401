//! The same work on many values: on several cores where the feature `parallel` is on, else one after another.
//!
//! The results stand in the order of the values either way, so that nothing else depends on it.

/// What the work makes of each value.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(values: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
    match values {
        [] | [_] => values.iter().map(work).collect(),
        _ => values.par_iter().map(work).collect(),
    }
}

/// What the work makes of each value.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(values: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    values.iter().map(work).collect()
}
