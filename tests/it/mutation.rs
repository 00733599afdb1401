//! What scenarios would not notice is told, and the scenario that is missing would notice it.

use std::path::Path;

use zeren::{
    Lang, MutationChange, MutationOptions, MutationReport, Policy, ScenarioOptions, Survivor,
};

use crate::coverage::ferries;

fn mutated(policy: &Policy) -> MutationReport {
    let mut options = MutationOptions::default();
    options.threads = 2;
    let trial = policy.trial(&ScenarioOptions::default()).unwrap();
    trial.mutation(&options, |_, _| ()).unwrap()
}

fn with(scenarios: &str) -> Policy {
    Policy::compile([("ferries.zeren", ferries(scenarios))]).unwrap()
}

fn survivors<'r>(report: &'r MutationReport, name: &str) -> Vec<&'r Survivor> {
    let all = report.survivors.iter();
    all.filter(|one| &*one.at.name == name).collect()
}

/// Everything that the scenarios of the ferries can notice, the lenient reading apart.
const STRICT: &str = r#"
scenario "at the bound" upon quiet { East { boats 10 } expect { target fleet at East met } }
scenario "one short" upon quiet {
  East { boats 9 }
  expect { target fleet at East breached; trigger missed fired; finding harbour at East { duty keep_safe } }
}
scenario "dark" upon quiet { East { lit false } expect { target fleet at East not applicable } }
scenario "the last day" upon quiet { as of 2024-12-31 expect { target fleet at East not due } }
scenario "the day after" upon quiet { as of 2025-01-01 expect { target fleet at East met } }
scenario "oil" upon quiet {
  East { spill s1 { day 2024-05-03; oil true } }
  expect { trigger spilt fired }
}
"#;

#[test]
fn the_shipped_policies_have_no_survivors() {
    for name in ["clinics", "kongtong"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
        let policy = Policy::load(folder.join(name)).unwrap();
        let report = mutated(&policy);
        assert!(report.killed.of > 20, "{name}: {:?}", report.killed);
        assert!(report.passed(), "{name}\n{}", report.to_text(Lang::Zh));
    }
}

#[test]
fn a_bound_is_missed_until_both_sides_of_it_are_seen() {
    let far = r#"
    scenario "many" upon quiet { expect { target fleet at East met } }
    scenario "few" upon quiet { East { boats 2 } expect { target fleet at East breached } }
    "#;
    let report = mutated(&with(far));
    let survivors = survivors(&report, "fleet");
    let words = |change| {
        let of = survivors.iter().filter(|one| one.change == change);
        let strict = of.filter(|one| one.readings.is_empty());
        strict.map(|one| one.words.zh.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        words(MutationChange::BoundDown),
        ["将“不低于 10”改为“不低于 9”"]
    );
    assert_eq!(
        words(MutationChange::BoundUp),
        ["将“不低于 10”改为“不低于 11”"]
    );
    assert_eq!(
        words(MutationChange::Inclusion),
        ["将“不低于 10”改为“高于 10”"]
    );
    // That the requirement is met by many and missed by few is seen.
    assert_eq!(words(MutationChange::Negation), [] as [&str; 0]);
}

#[test]
fn what_stands_under_another_choice_is_changed_under_it() {
    let report = mutated(&with(STRICT));
    let own = report
        .survivors
        .iter()
        .filter(|one| one.readings.is_empty());
    let own: Vec<&str> = own.map(|one| one.words.en.as_str()).collect();
    assert!(own.is_empty(), "{own:#?}");
    let lenient = survivors(&report, "fleet");
    let readings = [("reading".into(), "lenient".into())];
    assert!(lenient.iter().all(|one| one.readings == readings));
    let inclusion = lenient
        .iter()
        .find(|one| one.change == MutationChange::Inclusion);
    assert_eq!(
        inclusion.unwrap().words.en,
        "`more than 5` changed to `at least 5`"
    );
    let both = r#"
    scenario "lenient: just above" upon quiet {
      take reading = lenient East { boats 6 } expect { target fleet at East met }
    }
    scenario "lenient: at the bound" upon quiet {
      take reading = lenient East { boats 5 } expect { target fleet at East breached }
    }
    "#;
    let report = mutated(&with(&format!("{STRICT}{both}")));
    assert!(report.passed(), "{}", report.to_text(Lang::En));
}

#[test]
fn the_missing_scenario_notices_what_the_others_did_not() {
    let far = r#"
    scenario "many" upon quiet { expect { target fleet at East met } }
    scenario "few" upon quiet { East { boats 2 } expect { target fleet at East breached } }
    "#;
    let before = mutated(&with(far));
    assert!(before.survivors.len() >= 8, "{}", before.to_text(Lang::En));
    for lang in [Lang::Zh, Lang::En] {
        for survivor in &before.survivors {
            // The ferries hide nothing that could not be found.
            let text = survivor.skeleton.text.get(lang);
            assert!(survivor.skeleton.proven, "{}\n{text}", survivor.words.en);
            let policy = with(&format!("{far}{text}"));
            let after = mutated(&policy);
            let report = policy.run_scenarios(&ScenarioOptions::default());
            assert!(report.passed(), "{text}");
            let same =
                |one: &&Survivor| one.words == survivor.words && one.at.name == survivor.at.name;
            assert!(!after.survivors.iter().any(|one| same(&one)), "{text}");
        }
    }
}

#[test]
fn a_beginning_is_written_where_no_facts_are_found() {
    // A count of records is nothing that the search for facts knows how to reach.
    let counted = r#"
    metric spills { level port measured in number computed as count(spill) }
    trigger again on safety {
      for each port if spills more than 3
      consequence answering
      cite interpretation reading
    }
    scenario "none" upon quiet { expect { trigger again not fired } }
    "#;
    let report = mutated(&with(counted));
    let open = survivors(&report, "again");
    let open = open.iter().find(|one| !one.skeleton.proven).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        // It can be read as it is; what is still to be written is said in it.
        let text = open.skeleton.text.get(lang);
        let policy = with(&format!("{counted}{text}"));
        assert_eq!(policy.scenarios().len(), 2, "{text}");
        assert!(text.contains("// "), "{text}");
    }
}

#[test]
fn a_scenario_that_fails_notices_nothing() {
    let wrong = r#"scenario "wrong" upon quiet { expect { target fleet at East breached } }"#;
    let report = mutated(&with(wrong));
    assert_eq!(report.killed.covered, 0);
}

#[test]
fn duties_without_a_scenario_are_dropped_unnoticed() {
    let quiet = r#"scenario "quiet" upon quiet { expect { no finding } }"#;
    let report = mutated(&with(quiet));
    let dropped = survivors(&report, "keep_safe");
    assert_eq!(dropped.len(), 1);
    assert_eq!(dropped[0].change, MutationChange::DutyDropped);
    assert_eq!(dropped[0].words.zh, "删去该责任");
}

#[test]
fn the_same_is_told_on_any_number_of_threads() {
    let policy = with(STRICT);
    let trial = policy.trial(&ScenarioOptions::default()).unwrap();
    let told = |threads| {
        let mut options = MutationOptions::default();
        options.threads = threads;
        trial.mutation(&options, |_, _| ()).unwrap().to_json()
    };
    assert_eq!(told(1), told(3));
}

#[test]
fn the_page_tells_what_is_missed() {
    let quiet = r#"scenario "quiet" upon quiet { expect { target fleet at East met } }"#;
    let report = mutated(&with(quiet));
    insta::assert_snapshot!(format!(
        "{}\n{}",
        report.to_text(Lang::Zh),
        report.to_text(Lang::En)
    ));
}
