//! Batches: what comes of many documents is what comes of each alone, in their order, without hoarding them.

use std::cell::Cell;
use std::path::Path;

use zeren::{Assessment, BatchError, Policy, TriggerStatus};

fn policy() -> Policy {
    Policy::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/clinics")).unwrap()
}

/// The clinics' sample with one figure after another changed, and documents with something wrong between them.
fn documents() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/clinics/facts/sample.json");
    let sample = std::fs::read_to_string(path).unwrap();
    let mut documents = Vec::new();
    for seen in (300..400).step_by(7) {
        documents.push(sample.replace("352", &seen.to_string()));
        documents.push(sample.replace("\"4.1%\"", &format!("\"{}.5%\"", seen % 9)));
        match seen % 3 {
            0 => documents.push(sample.replace("urgent_patients", "urgent_patient")),
            1 => documents.push(sample.chars().take(seen).collect()),
            _ => documents.push(String::new()),
        }
    }
    documents
}

fn alone(policy: &Policy, json: &str) -> Result<Assessment, BatchError> {
    Ok(policy.evaluate(&policy.read_facts(json)?)?)
}

/// The assessment, or what is wrong, as text.
fn shown(result: &Result<Assessment, BatchError>) -> String {
    match result {
        Ok(assessment) => assessment.to_json(),
        Err(error) => error.to_string(),
    }
}

fn statuses(assessment: &Assessment) -> Vec<TriggerStatus> {
    assessment
        .triggers()
        .iter()
        .map(|trigger| trigger.status)
        .collect()
}

#[test]
fn each_document_has_the_result_it_has_alone() {
    let (policy, documents) = (policy(), documents());
    let results: Vec<_> = policy.evaluate_batch(&documents).collect();
    assert_eq!(results.len(), documents.len());
    assert!(results.iter().any(|(_, result)| result.is_err()));
    for ((document, result), expected) in results.iter().zip(&documents) {
        assert_eq!(*document, expected);
        assert_eq!(shown(result), shown(&alone(&policy, expected)));
    }
}

#[test]
fn decisions_are_those_of_the_assessments() {
    let (policy, documents) = (policy(), documents());
    for (document, decided) in policy.decide_batch(&documents) {
        match (decided, alone(&policy, document)) {
            (Ok(decided), Ok(assessment)) => assert_eq!(decided, statuses(&assessment)),
            (Err(found), Err(expected)) => assert_eq!(found.to_string(), expected.to_string()),
            (decided, _) => panic!("{document}: {decided:?}"),
        }
    }
}

#[test]
fn nothing_is_taken_ahead() {
    let (policy, taken) = (policy(), Cell::new(0));
    let endless = std::iter::repeat_with(|| {
        taken.set(taken.get() + 1);
        "{}"
    });
    for (at, (_, result)) in policy.evaluate_batch(endless).take(5).enumerate() {
        assert!(result.is_err());
        assert_eq!(taken.get(), at + 1);
    }
}

#[cfg(feature = "parallel")]
mod parallel {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// More than are taken ahead at once.
    fn many() -> Vec<String> {
        documents().into_iter().cycle().take(2_500).collect()
    }

    #[test]
    fn several_at_once_give_the_same_in_the_same_order() {
        let (policy, documents) = (policy(), many());
        let serial = policy.evaluate_batch(&documents);
        let parallel = policy.evaluate_batch_parallel(&documents);
        for ((one, first), (other, second)) in serial.zip(parallel) {
            assert!(std::ptr::eq(one, other));
            assert_eq!(shown(&first), shown(&second));
        }
        let serial = policy
            .decide_batch(&documents)
            .map(|(_, result)| result.ok());
        let parallel = policy
            .decide_batch_parallel(&documents)
            .map(|(_, result)| result.ok());
        assert!(serial.eq(parallel));
    }

    #[test]
    fn a_bounded_number_is_taken_ahead() {
        let (policy, taken) = (policy(), AtomicUsize::new(0));
        let endless = std::iter::repeat_with(|| {
            taken.fetch_add(1, Ordering::Relaxed);
            "{}"
        });
        for (at, _) in policy
            .evaluate_batch_parallel(endless)
            .take(3_000)
            .enumerate()
        {
            assert!(taken.load(Ordering::Relaxed) <= at + 1_024);
        }
    }
}
