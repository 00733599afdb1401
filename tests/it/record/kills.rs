//! A tool killed in the middle of appending to a log: every entry whose answer was printed is there, and nothing that
//! was there before is touched.
//!
//! To kill it more often: `ZEREN_KILLS=1000 cargo test --all-features --test it kills -- --nocapture`.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{ExitStatus, Stdio};

use zeren::LogChain;

use super::POLICY;
use super::tool::folder;
use crate::cli::{run, tool};

/// Kilobytes of the facts that are sent at a time; a long entry is more easily met in its middle.
const SENT: [usize; 6] = [1, 3, 240, 2, 30, 1];
/// After so many kills a new log is begun.
const KILLS_PER_LOG: usize = 20;

/// Numbers that look drawn by lot, the same in every run.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        let (factor, step) = (6_364_136_223_846_793_005, 1_442_695_040_888_963_407);
        self.0 = self.0.wrapping_mul(factor).wrapping_add(step);
        (self.0 >> 33) as usize % bound
    }
}

fn facts(kilobytes: usize) -> String {
    let note = "注".repeat(kilobytes * 1024 / 3);
    format!(
        r#"{{"format":"zeren.facts/1","as_of":"2025-01-10","period":"2024","note":"{note}","units":[]}}"#
    )
}

/// Runs the tool until the log is so long, and kills it; gives how many answers it printed, and how it ended.
fn killed(args: &[&str], log: &str, length: usize) -> (usize, ExitStatus) {
    let mut tool = tool();
    let mut child = tool.args(args).stdout(Stdio::piped()).spawn().unwrap();
    let is_long = || fs::metadata(log).is_ok_and(|it| it.len() >= length as u64);
    while !is_long() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let status = child.wait().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    // The last line may be broken off.
    let whole = |line: &Vec<u8>| line.ends_with(b"}}");
    (
        out.split(b'\n').map(Result::unwrap).filter(whole).count(),
        status,
    )
}

#[test]
fn kills_lose_at_most_the_entry_being_written() {
    let kills = std::env::var("ZEREN_KILLS").ok();
    let kills = kills.map_or(24, |kills| kills.parse().unwrap());
    let folder = folder("kills");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (policy, input, log) = (path("a.zeren"), path("in.ndjson"), path("log"));
    fs::write(&policy, POLICY).unwrap();
    let stream: String = SENT.iter().map(|size| facts(*size) + "\n").collect();
    fs::write(&input, &stream).unwrap();
    let args = [
        "eval", &policy, "--facts", &input, "--ndjson", "--log", &log,
    ];
    let (mut lot, mut survived, mut unfinished, mut entries) = (Lot(2), 0, 0, 0);
    let (mut before, mut chain) = (Vec::new(), LogChain::new());
    while survived < kills {
        if survived % KILLS_PER_LOG == 0 {
            drop(fs::remove_file(&log));
            (before, chain) = (Vec::new(), LogChain::new());
        }
        let length = before.len() + lot.below(stream.len());
        let (printed, status) = killed(&args, &log, length);
        let mut now = fs::read(&log).unwrap_or_default();
        assert!(now.starts_with(&before), "what was there stays as it was");
        let end = now
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        unfinished += usize::from(end < now.len());
        now.truncate(end);
        let added: Vec<&[u8]> = now[before.len()..]
            .split_inclusive(|byte| *byte == b'\n')
            .collect();
        for line in &added {
            chain.follow(&line[..line.len() - 1]).unwrap();
        }
        assert!(
            added.len() >= printed,
            "{printed} answers, {} entries",
            added.len()
        );
        entries += added.len();
        before = now;
        // One that had ended already was not killed.
        survived += usize::from(status.code().is_none());
    }
    // Whoever comes next finds it whole.
    let next = run(&args);
    assert_eq!(next.code, Some(0), "{}", next.err);
    assert_eq!(
        run(&["verify", "--log", &log, "--chain-only"]).code,
        Some(0)
    );
    println!(
        "{survived} kills survived: {entries} entries kept, {unfinished} left unfinished and cut off"
    );
}
