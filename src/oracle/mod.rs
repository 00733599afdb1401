//! A second evaluator, for tests: what a policy says of facts, worked out as slowly and plainly as can be.
//!
//! It is written from the meaning of the language, over the syntax tree, so that it can disagree with the engine: it
//! shares no code with `check`, `model`, `program`, `facts`, `eval` and `attribution`, resolves names by itself, reads
//! the facts by itself, and counts days and numbers by itself. It assumes that the policy compiles and that the facts
//! were accepted. Its answers are lines of text; `tests` makes the same lines of an assessment, and compares them on
//! random policies and facts.
//!
//! Not covered: texts and quotations (they decide nothing), what values and bounds look like when shown, the steps
//! of a path, what each status rests on, and numbers too large to be kept.

mod actor;
mod amount;
mod book;
mod cause;
mod commend;
mod count;
mod days;
mod duty;
mod expr;
mod finding;
mod json;
mod many;
mod names;
mod party;
mod pursue;
mod status;
#[cfg(test)]
mod tests;
mod value;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use book::Book;
use party::Ladders;
use world::World;

use crate::syntax::ast::File;

/// The policy and the facts.
struct Judge<'a> {
    book: &'a Book,
    world: &'a World,
    /// Ways up that have been walked.
    ladders: RefCell<Ladders>,
}

/// What the files say of the facts under these choices of interpretations: one line for each thing said, in no order.
fn answer(book: &Book, facts: &str) -> Vec<String> {
    let world = World::read(book, facts);
    let judge = Judge {
        book,
        world: &world,
        ladders: RefCell::default(),
    };
    let mut lines = judge.statuses();
    lines.extend(judge.accountability());
    lines.extend(judge.commendations());
    lines.extend(judge.left_out());
    lines.sort();
    lines
}

/// The policy as written, under these choices of interpretations and else those that it takes.
fn book(files: &[File], chosen: &BTreeMap<String, String>) -> Book {
    Book::new(files, chosen)
}
