//! The binary that libFuzzer drives. `ZEREN_FUZZ` names the target, so that the engine is linked once for all of them;
//! with `ZEREN_FUZZ_SEEDS` it writes the target's seeds into that folder, the dictionary beside it, and ends.

#![no_main]
#![allow(
    clippy::disallowed_methods,
    reason = "what is to be run is said in the environment, and the seeds are made from the files of the repository"
)]

#[path = "../targets/mod.rs"]
mod targets;

use std::path::Path;
use std::sync::OnceLock;
use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use targets::{TARGETS, Target, dictionary};

static TARGET: OnceLock<&Target> = OnceLock::new();

fuzz_target!(
    init: start(),
    |data: &[u8]| {
        if let Some(target) = TARGET.get() {
            (target.run)(data);
        }
    }
);

fn start() {
    let name = env::var("ZEREN_FUZZ").unwrap_or_default();
    let Some(target) = TARGETS.iter().find(|target| target.name == name) else {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        eprintln!("ZEREN_FUZZ must name a target: {}", names.join(" "));
        process::exit(2);
    };
    if let Some(folder) = env::var_os("ZEREN_FUZZ_SEEDS") {
        let written = write(target, Path::new(&folder));
        if let Err(error) = &written {
            eprintln!("{error}");
        }
        process::exit(i32::from(written.is_err()));
    }
    let _ = TARGET.set(target);
}

fn write(target: &Target, folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for (number, seed) in (target.seeds)(1).into_iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:04}")), seed)?;
    }
    fs::write(folder.with_extension("dict"), dictionary::text())
}
