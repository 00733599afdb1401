//! Asking why, on facts made by a recipe: every finding is explained as itself, and every question has an answer or a
//! reason why there is none.

use zeren::{
    Assessment, ExplainError, Facts, Lang, Policy, render_explanation, render_flip, render_why_not,
};

use super::recipe;

/// So many findings and questions at most, so that one input is fast.
const MOST: usize = 6;

pub fn run(data: &[u8]) {
    let Some(made) = recipe::make(data) else {
        return;
    };
    let policy = &made.ready.policy;
    let Ok(facts) = policy.read_facts(&made.json.to_string()) else {
        return;
    };
    let Ok(assessment) = policy.evaluate(&facts) else {
        return;
    };
    findings(policy, &facts, &assessment);
    for asked in questions(&assessment) {
        match policy.why_not(&facts, &policy.question(&asked)) {
            Ok(answer) => {
                for lang in [Lang::Zh, Lang::En] {
                    assert!(!render_why_not(&answer, lang).is_empty());
                }
                assert!(serde_json::to_string(&answer).is_ok());
            }
            // A unit that is named in the results is known, by its path.
            Err(ExplainError::Unknown { name, .. }) => {
                panic!("`{name}` of `{asked}` is not known\n{}", made.json)
            }
            Err(_) => {}
        }
    }
}

fn findings(policy: &Policy, facts: &Facts, assessment: &Assessment) {
    let all = policy.explain_all(facts);
    let found = assessment.findings();
    if let Ok(all) = &all {
        let explained: Vec<_> = all.iter().map(|one| one.finding.id()).collect();
        let expected: Vec<_> = found.iter().map(|one| one.id()).collect();
        assert_eq!(explained, expected);
    }
    for (index, finding) in found.iter().enumerate().take(MOST) {
        let explained = policy.explain(facts, finding.id());
        if let (Ok(all), Ok(one)) = (&all, &explained) {
            assert_eq!(all.get(index), Some(one), "alone and among all");
        }
        if let Ok(one) = explained {
            assert_eq!(one.finding, *finding, "another finding is explained");
            for lang in [Lang::Zh, Lang::En] {
                assert!(!render_explanation(&one, lang).is_empty());
            }
        }
        if let Ok(flip) = policy.flip(facts, finding.id()) {
            assert_eq!(&*flip.finding, finding.id());
            assert!(flip.changes.len() <= 3, "{flip:?}");
            for lang in [Lang::Zh, Lang::En] {
                assert!(!render_flip(&flip, lang).is_empty());
            }
        }
    }
    let beyond = format!("f{}", found.len() + 1);
    assert!(matches!(
        policy.explain(facts, &beyond),
        Err(ExplainError::NoSuchFinding | ExplainError::Steps { .. })
    ));
}

/// Questions about whatever the results name.
fn questions(assessment: &Assessment) -> Vec<String> {
    let triggers = assessment
        .triggers()
        .iter()
        .map(|row| row.trigger.to_string());
    let json: serde_json::Value = serde_json::from_str(&assessment.to_json()).unwrap_or_default();
    let pairs = |list: &str, name: &str| {
        let rows = json[list].as_array().cloned().unwrap_or_default();
        let pair = |row: &serde_json::Value| {
            Some(format!("{}@{}", row[name].as_str()?, row["unit"].as_str()?))
        };
        rows.iter().filter_map(pair).take(MOST).collect::<Vec<_>>()
    };
    let mut all: Vec<String> = triggers.take(MOST).collect();
    all.extend(pairs("targets", "target"));
    let parties = assessment.accountable().take(MOST);
    for party in parties {
        all.extend(party.names().map(str::to_owned));
        all.extend(
            party
                .organ
                .zip(party.unit())
                .map(|(organ, unit)| format!("{organ}@{unit}")),
        );
    }
    all
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    recipe::seeds(every)
}
