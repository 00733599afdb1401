//! What scenarios have seen of a policy is told truly.

use zeren::{
    ConditionCoverage, Lang, Policy, ScenarioCoverage, ScenarioOptions, ThresholdCoverage,
};

/// An invented regulation; `{}` at its end stands for its scenarios.
const FERRIES: &str = r#"
regulation "Ferry Rules" { effective 2024-01-01 }
level port
organ harbour { level port }
matter safety
borne kind direct { cite interpretation reading }
pursued kind blame { cite interpretation reading }
mapping direct -> blame { cite interpretation reading }
metric boats { level port measured in number }
metric lit { level port measured in truth }
record spill { level port field day: date as act date field oil: truth field who: actor }
target fleet {
  for each port where lit
  given reading = strict { require boats at least 10 }
  given reading = lenient { require boats more than 5 }
  due period end
  matter safety
  cite interpretation reading
}
duty keep_safe { holder harbour bears direct for safety targets fleet cite interpretation reading }
trigger missed on safety {
  for each target
  consequence answering
  cite interpretation reading
}
trigger spilt on safety {
  for each spill where oil
  consequence answering
  cite interpretation reading
}
consequence answering { pursue blame level by level shall gate presumed cite interpretation reading }
interpretation reading {
  question "how strict?" choice strict "strict" choice lenient "lenient" take strict because "as told"
}
background quiet {
  as of 2025-02-01 period 2024
  port East { boats 12; lit true; spill none }
  person none; determined none; discharged none; reported none
}
{}
"#;

/// The regulation with scenarios.
pub(crate) fn ferries(scenarios: &str) -> String {
    FERRIES.replace("{}", scenarios)
}

fn covered(scenarios: &str) -> ScenarioCoverage {
    let policy = Policy::compile([("ferries.zeren", ferries(scenarios))]).unwrap();
    let trial = policy.trial(&ScenarioOptions::default()).unwrap();
    assert!(trial.report().passed(), "{:#?}", trial.report());
    trial.coverage()
}

fn condition<'c>(coverage: &'c ScenarioCoverage, text: &str) -> &'c ConditionCoverage {
    let mut all = coverage.conditions.iter();
    all.find(|one| &*one.text == text).unwrap()
}

fn threshold<'c>(coverage: &'c ScenarioCoverage, text: &str) -> &'c ThresholdCoverage {
    let mut all = coverage.thresholds.iter();
    all.find(|one| &*one.text == text).unwrap()
}

#[test]
fn a_condition_is_seen_as_what_it_came_to() {
    let coverage = covered(
        r#"
        scenario "enough" upon quiet { expect { target fleet at East met } }
        scenario "nobody knows" upon quiet { East { boats unknown } expect { target fleet at East undetermined } }
        "#,
    );
    let one = condition(&coverage, "boats at least 10");
    assert_eq!((one.yes, one.no, one.unknown), (1, 0, 1));
    let one = condition(&coverage, "lit");
    assert_eq!((one.yes, one.no, one.unknown), (2, 0, 0));
}

#[test]
fn a_requirement_that_does_not_apply_is_not_seen() {
    let coverage = covered(
        r#"scenario "dark" upon quiet { East { lit false } expect { target fleet at East not applicable } }"#,
    );
    assert_eq!(condition(&coverage, "lit").no, 1);
    let one = condition(&coverage, "boats at least 10");
    assert_eq!((one.yes, one.no, one.unknown), (0, 0, 0));
    assert_eq!(threshold(&coverage, "boats at least 10").above, 0);
}

#[test]
fn a_bound_is_seen_from_each_side() {
    let coverage = covered(
        r#"
        scenario "at" upon quiet { East { boats 10 } expect { target fleet at East met } }
        scenario "one short" upon quiet { East { boats 9 } expect { target fleet at East breached } }
        scenario "many short" upon quiet { East { boats 3 } expect { target fleet at East breached } }
        scenario "enough" upon quiet { expect { target fleet at East met } }
        "#,
    );
    let one = threshold(&coverage, "boats at least 10");
    assert_eq!((one.below, one.at, one.above), (2, 1, 1));
    assert_eq!((one.one_step_below, one.one_step_above), (1, 0));
    assert_eq!(one.step.en, "1");
}

#[test]
fn what_stands_under_another_choice_is_seen_by_the_scenarios_that_take_it() {
    let own = r#"scenario "enough" upon quiet { expect { target fleet at East met } }"#;
    let coverage = covered(own);
    let other = condition(&coverage, "boats more than 5");
    assert_eq!((other.yes, other.no, other.unknown), (0, 0, 0));
    let other = r#"scenario "lenient" upon quiet {
        take reading = lenient
        East { boats 6 }
        expect { target fleet at East met }
    }"#;
    let coverage = covered(&format!("{own}\n{other}"));
    assert_eq!(condition(&coverage, "boats more than 5").yes, 1);
    assert_eq!(condition(&coverage, "boats at least 10").yes, 1);
    assert_eq!(threshold(&coverage, "boats more than 5").one_step_above, 1);
}

#[test]
fn a_trigger_that_waits_for_nobody_need_not_be_seen_waiting() {
    let coverage = covered(
        r#"
        scenario "spilt" upon quiet {
          East { spill s1 { day 2024-05-03; oil true } }
          expect { trigger spilt fired }
        }
        "#,
    );
    let spilt = coverage
        .triggers
        .iter()
        .find(|one| &*one.trigger == "spilt");
    let spilt = spilt.unwrap();
    assert_eq!(
        (spilt.fired, spilt.not_fired, spilt.undetermined),
        (1, 0, 0)
    );
    assert_eq!(spilt.awaiting_determination, None);
    // Three outcomes of each of two triggers; one fired, the other did not.
    assert_eq!(coverage.totals.triggers.of, 6);
    assert_eq!(coverage.totals.triggers.covered, 2);
}

#[test]
fn a_scenario_that_fails_has_seen_what_it_has_seen() {
    let failing = r#"scenario "wrong" upon quiet { expect { target fleet at East breached } }"#;
    let policy = Policy::compile([("ferries.zeren", ferries(failing))]).unwrap();
    let trial = policy.trial(&ScenarioOptions::default()).unwrap();
    assert_eq!(trial.report().totals.failed, 1);
    assert_eq!(condition(&trial.coverage(), "boats at least 10").yes, 1);
}

#[test]
fn the_page_tells_what_was_not_seen() {
    let coverage =
        covered(r#"scenario "enough" upon quiet { expect { target fleet at East met } }"#);
    insta::assert_snapshot!(format!(
        "{}\n{}",
        coverage.to_text(Lang::Zh),
        coverage.to_text(Lang::En)
    ));
}

#[test]
fn clauses_are_reached_by_what_is_expected_to_come_out() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/clinics");
    let policy = Policy::load(folder).unwrap();
    let mut options = ScenarioOptions::default();
    options.filter = Some("whether the harm".to_owned());
    let coverage = policy.trial(&options).unwrap().coverage();
    let reached = |article: &str| {
        let clauses = coverage.clauses.iter();
        let of = clauses.filter(|one| one.clause.article.as_deref() == Some(article));
        of.map(|one| one.scenarios).sum::<usize>()
    };
    // Medicines are misused, and the trigger waits; that nobody answers yet rests on no duty.
    assert_eq!(reached("5"), 1);
    assert_eq!(reached("3"), 0);
}
