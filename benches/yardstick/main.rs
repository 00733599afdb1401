//! The yardstick: how much slower the engine decides than the same rules written by hand, and how it grows.
//!
//! ```text
//! cargo bench -p zeren-yardstick                     every row
//! cargo bench -p zeren-yardstick -- json decide      the rows whose name holds one of the words
//! cargo bench -p zeren-yardstick -- --quick          fewer rounds
//! cargo bench -p zeren-yardstick -- --markdown       the two tables as the README shows them
//! ```
//!
//! The workload (`workload.rs`) is a charter of an invented regulation with seven triggers, and documents of about
//! 650 bytes, of which 15% fire. The floor (`by_hand.rs`) is what a good programmer would write for it: plain structs
//! that `serde_json` fills, and rules over them. Before anything is timed, both must name the same triggers for every
//! document. Memory and allocations are counted by an allocator, not estimated, in a program of their own (`counted.rs`),
//! for counting would slow whatever is timed. Freeing a compiled policy is no part of
//! compiling it, which somebody does once.
//!
//! A figure that depends on no machine: deciding a document on prepared facts takes 632 instructions, 90 for each of the
//! seven triggers; by hand it is 153 and 22 (Rust 1.95, x86-64, the workspace's release profile). To count them:
//!
//! ```text
//! cargo bench -p zeren-yardstick --no-run            names the program
//! valgrind --tool=callgrind --toggle-collect='*rows*Prepared*decide*' PROGRAM --bench --quick '7 triggers ÷'
//! ```
//!
//! and divide what was collected by the calls of `Prepared::look_at`, one for each document.

#![expect(clippy::print_stdout, reason = "the benchmark reports to the terminal")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark whose workload is broken must stop"
)]

mod asked;
mod by_hand;
mod growth;
mod harness;
mod rows;
mod table;
mod villages;
mod workload;

use asked::{Asked, asked};
use table::{Row, print_rows, short};

fn main() {
    let asked = asked();
    let rows = rows::measure(&asked);
    print_rows(&rows, asked.markdown);
    let growth = growth::measure(&asked);
    print_growth(&growth, asked.markdown);
}

fn print_growth(growth: &[growth::Growth], markdown: bool) {
    if growth.is_empty() {
        return;
    }
    if markdown {
        println!("\n| growth | ×1 | ×10 | ×100 | ×100 ÷ ×1 |\n|---|--:|--:|--:|--:|");
    }
    for row in growth {
        let [one, ten, hundred] = row.seconds.map(time);
        let factor = short(row.seconds[2] / row.seconds[0]);
        if markdown {
            println!("| {} | {one} | {ten} | {hundred} | {factor} |", row.name);
        } else {
            println!(
                "{:<72} {one:>10} {ten:>10} {hundred:>10}  ×{factor}",
                row.name
            );
        }
    }
}

fn time(seconds: f64) -> String {
    match seconds {
        seconds if seconds < 1e-6 => format!("{:.0} ns", seconds * 1e9),
        seconds if seconds < 1e-3 => format!("{} µs", short(seconds * 1e6)),
        seconds if seconds < 1.0 => format!("{} ms", short(seconds * 1e3)),
        seconds => format!("{} s", short(seconds)),
    }
}
