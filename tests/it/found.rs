//! The fuzz targets without the fuzzer: what was found once stays repaired, and the seeds hold what they must.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/targets/mod.rs"]
mod targets;

use targets::{TARGETS, Target, dictionary};

/// Every so manieth piece of what seeds are made of; the fuzzer takes them all.
const SOME: usize = 29;

fn run(target: &Target, inputs: impl IntoIterator<Item = Vec<u8>>) {
    inputs.into_iter().for_each(|input| (target.run)(&input));
}

/// Each input lies in the folder of its target, under a name that says what it shows.
#[test]
fn what_was_found_stays_repaired() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/found");
    for folder in fs::read_dir(found).unwrap() {
        let folder = folder.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap();
        // The targets that a feature brings are run with that feature.
        let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
            assert_eq!(name, "xlsx");
            continue;
        };
        let files = fs::read_dir(&folder).unwrap();
        run(
            target,
            files.map(|file| fs::read(file.unwrap().path()).unwrap()),
        );
    }
}

#[test]
fn every_target_holds_on_some_of_its_seeds() {
    for target in TARGETS {
        let seeds = (target.seeds)(SOME);
        assert!(seeds.len() >= 4, "{}: {}", target.name, seeds.len());
        run(target, seeds);
    }
}

#[test]
fn the_dictionary_knows_the_words_of_both_languages() {
    let dictionary = dictionary::text();
    let entries: Vec<&str> = dictionary.lines().collect();
    let duty: String = "责任"
        .bytes()
        .map(|byte| format!("\\x{byte:02X}"))
        .collect();
    for word in ["duty", "regulation", &duty] {
        assert!(entries.contains(&&*format!("\"{word}\"")), "{word}");
    }
    // libFuzzer takes words of up to 64 bytes.
    let longest = entries.iter().map(|entry| entry.len()).max();
    assert!(entries.len() > 600 && longest < Some(200), "{longest:?}");
}
