//! Files of earlier versions, which every later one must read to the same result: see `tests/corpus`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use zeren::{LogChain, Policy, Record, Verifier};

/// The folder of every version, in order.
fn versions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(root).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The files of a version whose names end so, with what stands before the end.
fn files(folder: &Path, end: &str) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        Some((name.strip_suffix(end)?.to_owned(), path.clone()))
    };
    let mut files: Vec<_> = entries.filter_map(named).collect();
    files.sort();
    files
}

/// An assessment without the engine that wrote it.
fn result(json: &str) -> Value {
    let mut value: Value = serde_json::from_str(json).unwrap();
    value.as_object_mut().unwrap().remove("engine").unwrap();
    value
}

#[test]
fn policies_and_facts_come_to_the_same_assessments() {
    let mut read = 0;
    for folder in versions() {
        for (name, path) in files(&folder, ".assessment.json") {
            let facts = fs::read_to_string(folder.join(format!("{name}.facts.json"))).unwrap();
            let was = fs::read_to_string(&path).unwrap();
            let policy = Policy::load(folder.join(&name)).unwrap();
            let is = policy
                .evaluate(&policy.read_facts(&facts).unwrap())
                .unwrap();
            let stored = zeren::Assessment::from_json(&was).unwrap();
            assert_eq!(stored.to_json(), was, "{}", path.display());
            match stored.engine() == is.engine() {
                true => assert_eq!(is.to_json(), was, "{}", path.display()),
                false => assert_eq!(result(&is.to_json()), result(&was), "{}", path.display()),
            }
            read += 1;
        }
    }
    assert!(read >= 2);
}

#[test]
fn records_are_accepted_and_come_out_again() {
    let mut read = 0;
    for folder in versions() {
        for (_, path) in files(&folder, ".record.json") {
            let record = Record::read(fs::read(&path).unwrap()).unwrap();
            let verification = record.verify().unwrap();
            assert!(
                verification.is_same_result(),
                "{}: {verification:?}",
                path.display()
            );
            read += 1;
        }
    }
    assert!(read >= 2);
}

#[test]
fn logs_are_followed_and_come_out_again() {
    let mut read = 0;
    let mut verifier = Verifier::default();
    for folder in versions() {
        for (_, path) in files(&folder, ".log") {
            let (mut chain, text) = (LogChain::new(), fs::read_to_string(&path).unwrap());
            for line in text.lines() {
                let entry = chain.follow(line).unwrap();
                let verification = verifier.verify(entry.record()).unwrap();
                assert!(
                    verification.is_same_result(),
                    "{}: {verification:?}",
                    path.display()
                );
                read += 1;
            }
        }
    }
    assert!(read >= 4);
}

#[cfg(feature = "sign")]
#[test]
fn signatures_hold_and_are_those_that_openssl_makes() {
    let mut read = 0;
    for folder in versions() {
        for (name, path) in files(&folder, ".signature.hex") {
            let key = fs::read_to_string(folder.join("signer.pub.pem")).unwrap();
            let key = zeren::PublicKey::from_pem(&key).unwrap();
            let record = fs::read(folder.join(format!("{name}.record.json"))).unwrap();
            let record = Record::read(record).unwrap();
            assert_eq!(record.check_signature(&key), Ok(()));
            let signature = fs::read_to_string(path).unwrap();
            assert_eq!(record.signature().unwrap().value, signature.trim());
            read += 1;
        }
    }
    assert!(read >= 1);
}

#[test]
fn everything_in_it_is_valid_under_the_published_schemas() {
    for (kind, end) in [
        ("facts", ".facts.json"),
        ("assessment", ".assessment.json"),
        ("record", ".record.json"),
        ("log", ".log"),
    ] {
        let schema = crate::schemas::validator(kind);
        for path in versions().iter().flat_map(|folder| files(folder, end)) {
            let text = fs::read_to_string(&path.1).unwrap();
            let documents = if kind == "log" {
                text.lines().collect()
            } else {
                vec![&*text]
            };
            for document in documents {
                let value: Value = serde_json::from_str(document).unwrap();
                assert!(schema.is_valid(&value), "{}", path.1.display());
            }
        }
    }
}
