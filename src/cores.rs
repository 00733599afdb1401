//! The same work on many values: on several cores where the feature `parallel` is on, else one after another.
//!
//! The results stand in the order of the values either way, so that nothing else depends on it.

/// What the work makes of each value.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(values: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{
        IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
    };
    match values {
        [] | [_] => values.iter().map(work).collect(),
        _ => {
            let longest = values
                .len()
                .div_ceil(rayon::current_num_threads() * SHARES_OF_A_CORE);
            values.par_iter().with_max_len(longest).map(work).collect()
        }
    }
}

/// Into how many parts the values of each core are cut, so that a core that is done can take over from another.
#[cfg(feature = "parallel")]
const SHARES_OF_A_CORE: usize = 16;

/// What the work makes of each value.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(values: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    values.iter().map(work).collect()
}
