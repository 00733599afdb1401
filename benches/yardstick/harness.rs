//! Contestants take turns in one run, so that whatever slows the machine slows all of them; what counts is the median
//! of the ratios within a round.

use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// One way of doing the work.
pub struct Contestant<'c> {
    work: Box<dyn FnMut() + 'c>,
    settle: Box<dyn FnMut() + 'c>,
}

impl<'c> Contestant<'c> {
    /// The work of one pass; its result is kept from being optimised away.
    pub fn new<T>(mut pass: impl FnMut() -> T + 'c) -> Self {
        Self {
            work: Box::new(move || {
                black_box(pass());
            }),
            settle: Box::new(|| ()),
        }
    }

    /// The work of one pass, whose result somebody keeps: freeing it is not measured.
    pub fn kept<T: 'c>(mut pass: impl FnMut() -> T + 'c) -> Self {
        let kept = Rc::new(RefCell::new(Vec::new()));
        let made = Rc::clone(&kept);
        Self {
            work: Box::new(move || made.borrow_mut().push(pass())),
            settle: Box::new(move || kept.borrow_mut().clear()),
        }
    }
}

/// How long and how often to measure.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Rounds in which each contestant is measured once.
    pub rounds: usize,
    /// A contestant repeats its pass until a measurement takes at least so long.
    pub least: Duration,
}

/// The median, the smallest and the largest of what was measured.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub median: f64,
    pub least: f64,
    pub most: f64,
}

impl Spread {
    /// One number, measured once.
    pub fn exactly(value: f64) -> Self {
        Self {
            median: value,
            least: value,
            most: value,
        }
    }

    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        let last = values.len().saturating_sub(1);
        Self {
            median: at(last / 2),
            least: at(0),
            most: at(last),
        }
    }

    /// The same in another unit.
    pub fn times(self, factor: f64) -> Self {
        Self {
            median: self.median * factor,
            least: self.least * factor,
            most: self.most * factor,
        }
    }
}

/// Seconds a pass of each contestant, round by round.
pub struct Times(Vec<Vec<f64>>);

impl Times {
    /// Measures contestants in turns.
    pub fn measure(effort: Effort, mut contestants: Vec<Contestant<'_>>) -> Self {
        let repeats: Vec<u32> = contestants
            .iter_mut()
            .map(|it| repeats(it, effort.least))
            .collect();
        let rounds = (0..effort.rounds).map(|_| {
            let pairs = contestants.iter_mut().zip(&repeats);
            pairs
                .map(|(contestant, repeats)| time(contestant, *repeats))
                .collect()
        });
        Self(rounds.collect())
    }

    /// How many times as long one takes as another.
    pub fn ratio(&self, of: usize, to: usize) -> Spread {
        let at = |round: &Vec<f64>, index: usize| round.get(index).copied().unwrap_or(f64::NAN);
        Spread::of(
            self.0
                .iter()
                .map(|round| at(round, of) / at(round, to))
                .collect(),
        )
    }

    /// Seconds of one pass.
    pub fn seconds(&self, of: usize) -> Spread {
        Spread::of(
            self.0
                .iter()
                .filter_map(|round| round.get(of).copied())
                .collect(),
        )
    }
}

/// How often a pass fits into a measurement; the first pass also warms the caches up.
fn repeats(contestant: &mut Contestant<'_>, least: Duration) -> u32 {
    time(contestant, 1);
    let once = time(contestant, 1).max(1e-9);
    let wanted = (least.as_secs_f64() / once).ceil();
    if wanted > 1e6 {
        1_000_000
    } else {
        (wanted as u32).max(1)
    }
}

fn time(contestant: &mut Contestant<'_>, repeats: u32) -> f64 {
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
    let start = Instant::now();
    for _ in 0..repeats {
        (contestant.work)();
    }
    let passed = start.elapsed();
    (contestant.settle)();
    passed.as_secs_f64() / f64::from(repeats)
}
