//! A token is asked at bounded intervals, and whatever it stops has no result; products of duties and causes end in
//! the limit on steps before they fill memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::assessment::Rules;
use crate::cancel::{Cancel, Cancelled};
use crate::error::{BatchError, EvaluateError};
use crate::eval::{INTERVAL, PART, Sizes};
use crate::explain::{ExplainError, Question};
use crate::policy::{Facts, Policy, PolicyOptions};
use crate::workbench::{MutationOptions, ScenarioOptions};

const CHARTER: &str = r#"
regulation "Charter of the Dykes" { effective 2019-03-01 }
interpretation reading { question "how?" choice plain "so" choice wide "widely" take plain because "an example" }
level province { cite interpretation reading }
level town within province { cite interpretation reading }
organ council { level town cite interpretation reading }
matter dykes { cite interpretation reading }
borne kind direct { cite interpretation reading }
pursued kind leadership { cite interpretation reading }
mapping direct -> leadership { cite interpretation reading }
consequence answering { pursue leadership level by level cite interpretation reading }
metric height { level town measured in % cite interpretation reading }
record leaks { level town field day: date as act date field sure: truth cite interpretation reading }
trigger low on dykes {
  for each town if height less than 90% and not any leaks where not sure consequence answering
  cite interpretation reading
}
trigger leaking on dykes { for each leaks where sure consequence answering cite interpretation reading }
scenario "low" {
  as of 2025-01-10 period 2024
  province P { town T { height 5% leaks none } }
  expect { trigger low fired }
}
"#;

/// Duties of the council, all for the same matter.
fn charter(duties: usize) -> String {
    let duty = |n| {
        format!(
            "duty d{n} {{ holder council bears direct for dykes cite interpretation reading }}\n"
        )
    };
    CHARTER.to_owned() + &(0..duties).map(duty).collect::<String>()
}

fn policy(duties: usize) -> Policy {
    Policy::compile([("dykes.zeren", charter(duties))]).unwrap()
}

/// So many towns with as many leaks each.
fn document(towns: usize, leaks: usize) -> String {
    let leak = |n| format!(r#"{{"day": "2024-05-{:02}", "sure": true}}"#, n % 28 + 1);
    let leaks = (0..leaks).map(leak).collect::<Vec<_>>().join(",");
    let town =
        |n| format!(r#"{{"level": "town", "name": "T{n}", "height": "5%", "leaks": [{leaks}]}}"#);
    let towns = (0..towns).map(town).collect::<Vec<_>>().join(",");
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024",
            "units": [{{"level": "province", "name": "P", "units": [{towns}]}}]}}"#
    )
}

/// A token that stops when it is asked for the so-manieth time, and how often it was asked.
fn after(asked: u64) -> (Cancel, Arc<AtomicU64>) {
    let count = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&count);
    let cancel = Cancel::when(move || counted.fetch_add(1, Ordering::Relaxed) >= asked);
    (cancel, count)
}

/// How often a token that never stops it is asked.
fn asked<T>(policy: &Policy, run: impl Fn(&Policy) -> T) -> u64 {
    let (never, count) = after(u64::MAX);
    run(&policy.cancelled_by(&never));
    count.load(Ordering::Relaxed)
}

fn whole(policy: &Policy, facts: &Facts) -> Result<(), EvaluateError> {
    policy.evaluate_whole(facts).map(|_| ())
}

#[test]
fn an_evaluation_is_stopped_wherever_the_token_says_so() {
    let policy = policy(3);
    let facts = policy.read_facts(&document(40, 10)).unwrap();
    let checks = asked(&policy, |policy| whole(policy, &facts));
    let machine = policy.machine(&facts);
    policy.run(&machine).unwrap();
    assert!(machine.taken() > 20 * INTERVAL, "{}", machine.taken());
    assert!(checks >= machine.taken() / INTERVAL / 2, "{checks}");
    for stop in 0..checks {
        let (cancel, _) = after(stop);
        let stopped = whole(&policy.cancelled_by(&cancel), &facts);
        assert_eq!(stopped, Err(EvaluateError::Cancelled), "{stop}");
    }
    let (cancel, _) = after(checks);
    assert_eq!(whole(&policy.cancelled_by(&cancel), &facts), Ok(()));
}

#[test]
fn what_may_still_be_written_after_a_token_was_last_asked_is_little() {
    let policy = policy(3);
    let facts = policy.read_facts(&document(40, 200)).unwrap();
    let (never, count) = after(u64::MAX);
    let assessment = policy.cancelled_by(&never).evaluate(&facts).unwrap();
    let during = count.load(Ordering::Relaxed);
    assert!(during > 100, "all of it is done at once: {during}");
    assert_eq!(
        assessment.to_json(),
        policy.evaluate(&facts).unwrap().to_json()
    );
}

#[test]
fn everything_that_is_done_with_a_policy_heeds_its_token() {
    let policy = policy(2);
    let text = document(2, 2);
    let facts = policy.read_facts(&text).unwrap();
    let stopped = Cancel::new();
    let policy = policy.cancelled_by(&stopped);
    assert!(policy.read_facts(&text).is_ok() && policy.flip(&facts, "f1").is_ok());
    stopped.cancel();
    assert!(policy.read_facts(&text).unwrap_err().is_cancelled());
    let mut decider = policy.decider();
    let decided = decider.decide(&facts).map(|_| ());
    assert_eq!(decided, Err(EvaluateError::Cancelled));
    let evaluated = policy.evaluate(&facts).map(|_| ());
    assert_eq!(evaluated, Err(EvaluateError::Cancelled));
    let explained = policy.explain(&facts, "f1").map(|_| ());
    assert_eq!(explained, Err(ExplainError::Cancelled));
    let all = policy.explain_all(&facts).map(|_| ());
    assert_eq!(all, Err(ExplainError::Cancelled));
    assert_eq!(
        policy.flip(&facts, "f1").map(|_| ()),
        Err(ExplainError::Cancelled)
    );
    let why = policy.why_not(&facts, &Question::Trigger { trigger: "low" });
    assert_eq!(why.map(|_| ()), Err(ExplainError::Cancelled));
    assert!(
        policy
            .under([("reading", "wide")])
            .unwrap_err()
            .is_cancelled()
    );
    let report = policy.run_scenarios(&ScenarioOptions::default());
    assert!(report.cancelled && !report.passed() && report.scenarios.is_empty());
    assert!(policy.trial(&ScenarioOptions::default()).is_err());
    for (_, result) in policy.evaluate_batch([&text, &text]) {
        let error = result.unwrap_err();
        assert!(
            matches!(error, BatchError::Evaluate(EvaluateError::Cancelled)),
            "{error}"
        );
    }
    for (_, result) in policy.decide_batch([&text]) {
        let error = result.unwrap_err();
        assert!(
            matches!(error, BatchError::Evaluate(EvaluateError::Cancelled)),
            "{error}"
        );
    }
    let options = PolicyOptions {
        cancel: Some(stopped),
        ..PolicyOptions::default()
    };
    let compiled = Policy::compile_with([("dykes.zeren", charter(1))], options);
    assert!(compiled.unwrap_err().is_cancelled());
}

#[test]
fn a_search_and_the_tries_of_mutants_are_stopped_on_the_way() {
    let policy = policy(1);
    let facts = policy.read_facts(&document(3, 3)).unwrap();
    let checks = asked(&policy, |policy| policy.flip(&facts, "f1").map(|_| ()));
    for stop in [0, 1, checks / 2, checks - 1] {
        let (cancel, _) = after(stop);
        let stopped = policy.cancelled_by(&cancel).flip(&facts, "f1");
        assert_eq!(
            stopped.map(|_| ()),
            Err(ExplainError::Cancelled),
            "{stop} of {checks}"
        );
    }
    let mutants = |policy: &Policy| {
        let trial = policy.trial(&ScenarioOptions::default())?;
        trial
            .mutation(&MutationOptions::default(), |_, _| ())
            .map(|_| ())
    };
    let checks = asked(&policy, mutants);
    for stop in [1, checks / 2, checks - 1] {
        let (cancel, _) = after(stop);
        assert_eq!(
            mutants(&policy.cancelled_by(&cancel)),
            Err(Cancelled),
            "{stop} of {checks}"
        );
    }
}

#[test]
fn the_documents_of_a_stream_after_the_token_said_stop_have_no_result() {
    let policy = policy(1);
    let text = document(1, 1);
    let (cancel, _) = after(asked(&policy, |policy| {
        policy.evaluate_batch([&text]).count()
    }));
    let policy = policy.cancelled_by(&cancel);
    let results: Vec<bool> = policy
        .evaluate_batch([&text, &text, &text])
        .map(|(_, result)| result.is_ok())
        .collect();
    assert_eq!(results, [true, false, false]);
}

/// Each finding counts as many steps, so that their number is bounded as work is.
#[test]
fn many_duties_times_many_causes_end_in_the_limit_on_steps() {
    let steps = |duties: usize, leaks: usize| {
        let policy = policy(duties);
        let facts = policy.read_facts(&document(1, leaks)).unwrap();
        let machine = policy.machine(&facts);
        let (_, attribution) = policy.run(&machine).unwrap();
        (machine.taken(), attribution.findings.len() as u64)
    };
    let (one, findings) = steps(30, 30);
    assert_eq!(findings, 30 * 31);
    assert!(one >= 100 * findings, "{one}");
    let (twice, findings) = steps(60, 60);
    assert_eq!(findings, 60 * 61);
    assert!(twice >= 100 * findings && twice < 5 * one, "{one} {twice}");
    let mut options = PolicyOptions::default();
    options.evaluation.steps = twice - 1;
    let policy = Policy::compile_with([("dykes.zeren", charter(60))], options).unwrap();
    let facts = policy.read_facts(&document(1, 60)).unwrap();
    let limit = twice - 1;
    let evaluated = policy.evaluate(&facts).map(|_| ());
    assert_eq!(evaluated, Err(EvaluateError::Steps { limit }));
}

/// A regulation under which every holder at every level has duties for what lies below.
const COUNTY: &str = r#"
regulation "Charter of the Wells" { effective 2019-03-01 }
interpretation reading { question "how?" choice plain "so" choice wide "widely" take plain because "an example" }
level county { cite interpretation reading }
level parish within county { cite interpretation reading }
level hamlet within parish { cite interpretation reading }
organ board { level county, parish, hamlet cite interpretation reading }
matter wells { cite interpretation reading }
borne kind direct { cite interpretation reading }
pursued kind leadership { cite interpretation reading }
mapping direct -> leadership { cite interpretation reading }
consequence answering { pursue leadership level by level cite interpretation reading }
metric depth { level hamlet measured in % cite interpretation reading }
metric houses { level hamlet measured in % cite interpretation reading }
record spills { level hamlet field day: date as act date cite interpretation reading }
target deep { for each hamlet require depth at least 40% due continuously matter wells cite interpretation reading }
target served { for each hamlet require houses at least 90% due period end matter wells cite interpretation reading }
duty keeping { holder board bears direct for wells targets deep, served cite interpretation reading }
trigger missing on wells { for each target deep, served if breached consequence answering cite interpretation reading }
trigger spilling on wells { for each spills consequence answering cite interpretation reading }
"#;

/// So many hamlets in each of so many parishes; of what a hamlet says, the first may be left out.
fn county(parishes: usize, hamlets: usize, first: &str) -> String {
    let hamlet = |at: usize, said: &str| {
        format!(r#"{{"level": "hamlet", "name": "H{at}", {said} "houses": "95%", "spills": []}}"#)
    };
    let parish = |n: usize| {
        let all: Vec<String> = (0..hamlets)
            .map(|at| {
                hamlet(
                    at,
                    if n + at == 0 {
                        first
                    } else {
                        r#""depth": "50%","#
                    },
                )
            })
            .collect();
        let all = all.join(",");
        format!(r#"{{"level": "parish", "name": "P{n}", "units": [{all}]}}"#)
    };
    let parishes: Vec<String> = (0..parishes).map(parish).collect();
    format!(
        r#"{{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024",
            "units": [{{"level": "county", "name": "C", "units": [{}]}}], "reports": [], "discharges": []}}"#,
        parishes.join(",")
    )
}

/// What the facts hold everywhere is not thought missing, and holders are not thought to answer for more than lies below.
#[test]
fn parts_of_an_assessment_of_many_complete_units_may_wait() {
    let mut policy = Policy::compile([("wells.zeren", COUNTY)]).unwrap();
    for (first, causes) in [(r#""depth": "50%","#, 0), (r#""depth": "5%","#, 1)] {
        let facts = policy.read_facts(&county(20, 60, first)).unwrap();
        let machine = policy.machine(&facts);
        let (evaluation, _) = policy.run(&machine).unwrap();
        assert_eq!(evaluation.triggers[0].causes.len(), causes);
        policy.options.evaluation.steps = machine.taken() * 2;
        assert!(policy.may_wait(&facts), "{causes}");
    }
    // One figure that is missing anywhere may be missing everywhere.
    let most = |first: &str| {
        let facts = policy.read_facts(&county(20, 60, first)).unwrap();
        let Rules { model, program, .. } = &*policy.rules;
        policy.most_steps(&Sizes::of(model, &program.layout, facts.store()), &[])
    };
    assert!(most("") > most(r#""depth": "50%","#) + 20 * 60 * PART);
}

/// Who looks for units that the facts do not list looks only below itself.
#[test]
fn units_that_list_no_others_cost_as_many_steps_as_there_are() {
    let policy = Policy::compile([("wells.zeren", COUNTY)]).unwrap();
    let taken = |parishes: usize| {
        let text = county(parishes, 0, "").replace(r#", "units": []"#, "");
        let facts = policy.read_facts(&text).unwrap();
        let machine = policy.machine(&facts);
        policy.run(&machine).unwrap();
        machine.taken()
    };
    let (few, many) = (taken(50), taken(500));
    assert!(many < 12 * few, "{few} {many}");
}
