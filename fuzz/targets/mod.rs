//! What is run on each input, and what must hold of it. Each target says where its inputs come from.
//!
//! Nothing here knows who makes the inputs, so that what was found once is replayed by the ordinary tests.

mod answers;
mod assessment;
mod check;
pub mod dictionary;
mod evaluate;
mod explain;
mod facts;
mod format;
mod ndjson;
mod pantry;
mod parse;
mod recipe;
mod stock;
#[cfg(feature = "xlsx")]
mod xlsx;

/// A kind of input, with what must hold of it.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    /// Made from what the repository holds: from all of it, or from every so manieth piece.
    pub seeds: fn(usize) -> Vec<Vec<u8>>,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target {
        name: "parse",
        run: parse::run,
        seeds: parse::seeds,
    },
    Target {
        name: "check",
        run: check::run,
        seeds: check::seeds,
    },
    Target {
        name: "format",
        run: format::run,
        seeds: format::seeds,
    },
    Target {
        name: "facts",
        run: facts::run,
        seeds: facts::seeds,
    },
    Target {
        name: "ndjson",
        run: ndjson::run,
        seeds: ndjson::seeds,
    },
    Target {
        name: "evaluate",
        run: evaluate::run,
        seeds: evaluate::seeds,
    },
    Target {
        name: "explain",
        run: explain::run,
        seeds: explain::seeds,
    },
    Target {
        name: "assessment",
        run: assessment::run,
        seeds: assessment::seeds,
    },
    #[cfg(feature = "xlsx")]
    Target {
        name: "xlsx",
        run: xlsx::run,
        seeds: xlsx::seeds,
    },
];
