//! What is asked for on the command line.

use std::time::Duration;

use crate::harness::Effort;

/// What was asked for on the command line.
pub struct Asked {
    pub effort: Effort,
    pub quick: bool,
    pub markdown: bool,
    words: Vec<String>,
}

impl Asked {
    /// Whether a row is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }
}

/// Reads the command line.
pub fn asked() -> Asked {
    let (flags, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.starts_with("--"));
    let has = |flag: &str| flags.iter().any(|found| found == flag);
    let quick = has("--quick");
    let (rounds, millis) = if quick { (7, 4) } else { (31, 20) };
    Asked {
        effort: Effort {
            rounds,
            least: Duration::from_millis(millis),
        },
        quick,
        markdown: has("--markdown"),
        words,
    }
}
