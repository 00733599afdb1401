//! What a crash can leave behind, byte by byte.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::Log;
use crate::cli::report::Failure;
use crate::policy::Policy;
use crate::record::{LogChain, LogEntry, Record};

static POLICY: LazyLock<Policy> = LazyLock::new(|| {
    let text = "regulation \"Charter\" { effective 2024-01-01 }\nlevel clinic\n";
    Policy::compile([("a.zeren", text)]).unwrap()
});

fn record(day: u32) -> Record {
    let facts = format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2025-01-{day}", "period": "2024", "units": []}}"#
    );
    POLICY.record(&facts).unwrap()
}

/// The lines of a log of these days.
fn lines(days: std::ops::Range<u32>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut head = None;
    for day in days {
        let entry = LogEntry::after(head.as_ref(), record(day));
        head = Some(entry.head());
        lines.push(entry.to_line());
    }
    lines
}

fn append(path: &Path, day: u32) -> Result<u64, Failure> {
    let mut log = Log::open(path)?;
    log.append(record(day))?;
    Ok(log.cut)
}

#[test]
fn cut_at_any_byte_of_the_last_entry_a_log_goes_on_with_all_earlier_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    for whole in [0, 2] {
        let all = lines(10..10 + whole + 1);
        let (last, earlier) = all.split_last().unwrap();
        let earlier = earlier.concat();
        let next = lines(10..10 + whole + 1);
        for cut in 0..last.len() {
            let torn = &last.as_bytes()[..cut];
            // A file written over is slower than a new one on some systems.
            drop(fs::remove_file(&path));
            fs::write(&path, [earlier.as_bytes(), torn].concat()).unwrap();
            assert_eq!(append(&path, 10 + whole).unwrap(), cut as u64);
            let found = fs::read_to_string(&path).unwrap();
            assert_eq!(found, next.concat(), "cut after {cut} bytes");
        }
        // With its line break it is there, and the next comes after it.
        fs::write(&path, all.concat()).unwrap();
        assert_eq!(append(&path, 20).unwrap(), 0);
        let found = fs::read_to_string(&path).unwrap();
        let mut chain = LogChain::new();
        assert!(found.starts_with(&all.concat()));
        assert!(found.lines().all(|line| chain.follow(line).is_ok()));
        assert_eq!(chain.head().unwrap().sequence, u64::from(whole) + 2);
    }
}

#[test]
fn nothing_is_cut_off_that_is_no_beginning_of_the_next_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let all = lines(10..13);
    let [first, second, third] = [0, 1, 2].map(|at| all[at].as_str());
    let record = record(10).to_json();
    for text in [
        "notes of somebody",
        "notes\nof somebody\n",
        record.as_str(),
        &format!("{first}notes"),
        &format!("{first}\0\0\0"),
        // An entry that comes after another one.
        &format!("{first}{}", third.trim_end()),
        &format!("{first}{}\n", second.trim_end().replace("2025", "2026")),
        "\n",
    ] {
        fs::write(&path, text).unwrap();
        assert!(matches!(
            append(&path, 11),
            Err(Failure::NoLog(_) | Failure::Record { .. })
        ));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn two_that_have_a_log_open_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut logs = [Log::open(&path).unwrap(), Log::open(&path).unwrap()];
    for day in 10..20 {
        // Now one after the other, now twice the same.
        let log = usize::from(day % 3 == 0);
        logs[log].append(record(day)).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap();
    assert_eq!(found, lines(10..20).concat());
}
