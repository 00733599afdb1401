//! The same work on many values: on several cores where the feature `parallel` is on, else one after another.
//!
//! The results stand in the order of the values either way, so that nothing else depends on it.

/// What the work makes of each value.
///
/// The thread that asks works as well: one that only waited would leave its core, and the one woken for it is not
/// always given that core at once.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, R: Send>(values: &[T], work: impl Fn(&T) -> R + Send + Sync) -> Vec<R> {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicUsize, Ordering};

    let cores = rayon::current_num_threads().min(values.len());
    if cores < 2 {
        return values.iter().map(work).collect();
    }
    let size = values.len().div_ceil(cores * SHARES_OF_A_CORE);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    // Whoever is done with a share takes the next, so that nobody waits for the slower.
    let shares = || {
        let mut own = Vec::new();
        loop {
            let share = next.fetch_add(1, Ordering::Relaxed);
            let Some(values) = values.chunks(size).nth(share) else {
                break;
            };
            own.push((share, values.iter().map(&work).collect::<Vec<R>>()));
        }
        done.lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .append(&mut own);
    };
    rayon::in_place_scope(|scope| {
        for _ in 1..cores {
            scope.spawn(|_| shares());
        }
        shares();
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_unstable_by_key(|(share, _)| *share);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

/// Into how many shares the values are cut for each core, so that a core that is done can take over from another.
#[cfg(feature = "parallel")]
const SHARES_OF_A_CORE: usize = 16;

/// What the work makes of each value.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(values: &[T], work: impl Fn(&T) -> R) -> Vec<R> {
    values.iter().map(work).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    /// The digits of a number written so many times over: work that differs from value to value.
    fn long(count: &usize) -> String {
        count.to_string().repeat(*count % 97)
    }

    #[test]
    fn results_stand_in_the_order_of_the_values() {
        for count in [0, 1, 2, 3, 31, 32, 33, 1000] {
            let values: Vec<usize> = (0..count).rev().collect();
            let one_by_one: Vec<String> = values.iter().map(long).collect();
            assert_eq!(map(&values, long), one_by_one, "{count} values");
        }
    }

    #[test]
    fn work_may_share_out_work_of_its_own() {
        let table = |rows: usize| -> Vec<usize> { (0..rows).collect() };
        let sums = map(&table(50), |row| {
            map(&table(*row), |column| row * column)
                .iter()
                .sum::<usize>()
        });
        let expected: Vec<usize> = (0..50).map(|row| (0..row).map(|c| row * c).sum()).collect();
        assert_eq!(sums, expected);
    }

    #[cfg(feature = "parallel")]
    #[test]
    fn a_pool_of_any_size_gives_the_same() {
        let values: Vec<usize> = (0..500).collect();
        let one_by_one: Vec<String> = values.iter().map(long).collect();
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let pool = pool.expect("threads can be had");
            assert_eq!(pool.install(|| map(&values, long)), one_by_one);
        }
    }
}
