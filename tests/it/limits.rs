//! Every limit is an option with a default far above what a real regulation uses, and is kept to the unit: at the limit
//! it passes, one past it an error names the option in both languages.

use std::fs;
use std::path::Path;

use zeren::{
    Diagnostics, EvaluateError, ExplainError, Lang, Policy, PolicyOptions, ScenarioOptions,
};

/// A line of the table of `docs/limits.md`.
struct Row {
    option: String,
    default: u64,
    /// What the regulation uses; nothing where it has no fault to be listed.
    used: Option<u64>,
    times: Option<u64>,
}

fn table() -> Vec<Row> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md");
    let page = fs::read_to_string(page).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<Row> = rows
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let number = |cell: &str| cell.replace(',', "").parse().ok();
            Row {
                option: cells[1].trim_matches('`').to_owned(),
                default: number(cells[3]).unwrap(),
                used: number(cells[4]),
                times: number(cells[5]),
            }
        })
        .collect();
    assert_eq!(rows.len(), 17);
    rows
}

/// Puts another value in place of an option's, and says which it had.
fn put(options: &mut PolicyOptions, name: &str, value: u64) -> u64 {
    let (syntax, facts) = (&mut options.syntax, &mut options.facts);
    let evaluation = &mut options.evaluation;
    let size = match name {
        "syntax.source_bytes" => &mut syntax.source_bytes,
        "syntax.files" => &mut syntax.files,
        "syntax.total_bytes" => &mut syntax.total_bytes,
        "syntax.tokens" => &mut syntax.tokens,
        "syntax.nesting" => &mut syntax.nesting,
        "syntax.name_chars" => &mut syntax.name_chars,
        "syntax.declarations" => &mut syntax.declarations,
        "syntax.formula_depth" => &mut syntax.formula_depth,
        "syntax.diagnostics" => &mut syntax.diagnostics,
        "facts.bytes" => &mut facts.bytes,
        "facts.depth" => &mut facts.depth,
        "facts.nodes" => &mut facts.nodes,
        "facts.lookups" => &mut facts.lookups,
        "facts.errors" => &mut facts.errors,
        "evaluation.explanation_nodes" => &mut evaluation.explanation_nodes,
        "evaluation.flip_tries" => &mut evaluation.flip_tries,
        "evaluation.steps" => return std::mem::replace(&mut evaluation.steps, value),
        other => panic!("{other}"),
    };
    std::mem::replace(size, usize::try_from(value).unwrap()) as u64
}

type Files = Vec<(String, String)>;

fn kongtong() -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/kongtong");
    let mut files = Files::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is = |kind| path.extension().is_some_and(|found| found == kind);
            if path.is_dir() {
                folders.push(path);
            } else if is("zeren") || is("txt") {
                let name = path.strip_prefix(&root).unwrap().display().to_string();
                files.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

fn year() -> String {
    let path = "policies/kongtong/facts/2017.json";
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn compiled(files: &Files, options: PolicyOptions) -> Result<Policy, Diagnostics> {
    Policy::compile_with(files.iter().cloned(), options).map_err(|error| error.diagnostics)
}

/// The limits of a group, each as large as what is used.
fn as_used(group: &str) -> PolicyOptions {
    let mut options = PolicyOptions::default();
    for row in table() {
        if let (true, Some(used)) = (row.option.starts_with(group), row.used) {
            put(&mut options, &row.option, used);
        }
    }
    options
}

fn in_group(group: &str) -> Vec<(String, u64)> {
    let rows = table().into_iter();
    rows.filter(|row| row.option.starts_with(group))
        .filter_map(|row| Some((row.option.clone(), row.used?)))
        .collect()
}

/// Whether a diagnostic names an option in both languages.
fn names(found: &Diagnostics, option: &str) -> bool {
    let option = option.rsplit('.').next().unwrap();
    let named = format!("`{option}`");
    let says = |lang: Lang| {
        found.iter().any(|one| {
            let texts = [&one.message].into_iter().chain(&one.help);
            let mut texts = texts.map(|text| text.get(lang));
            texts.any(|text| text.contains(&named))
        })
    };
    says(Lang::Zh) && says(Lang::En)
}

#[test]
fn the_page_gives_every_default_and_how_far_above_real_use_it_is() {
    let shown = format!("{:?}", PolicyOptions::default());
    let mut options = PolicyOptions::default();
    for row in table() {
        let field = row.option.rsplit('.').next().unwrap().to_owned();
        assert!(
            shown.contains(&format!("{field}: {}", row.default)),
            "{}",
            row.option
        );
        assert_eq!(
            put(&mut options, &row.option, 0),
            row.default,
            "{}",
            row.option
        );
        let times = row.used.map(|used| row.default / used);
        assert_eq!(times, row.times, "{}", row.option);
        assert!(times.is_none_or(|times| times >= 4), "{}", row.option);
    }
    // No option is left out of the table.
    let fields = shown.matches(": ").count() - shown.matches("Limits {").count();
    assert_eq!(
        fields,
        table().len() + 2,
        "interpretations and cancel apart: {shown}"
    );
}

#[test]
fn the_regulation_compiles_at_the_limits_that_it_uses_and_one_less_is_an_error() {
    let files = kongtong();
    assert!(compiled(&files, as_used("syntax.")).is_ok());
    for (option, used) in in_group("syntax.") {
        let mut options = PolicyOptions::default();
        put(&mut options, &option, used - 1);
        let found = compiled(&files, options).map(|_| ()).unwrap_err();
        assert!(names(&found, &option), "{option}");
    }
}

#[test]
fn its_facts_are_read_at_the_limits_that_they_use_and_one_less_is_an_error() {
    let (files, json) = (kongtong(), year());
    let policy = compiled(&files, as_used("facts.")).unwrap();
    assert!(policy.read_facts(&json).is_ok());
    for (option, used) in in_group("facts.") {
        let mut options = PolicyOptions::default();
        put(&mut options, &option, used - 1);
        let policy = compiled(&files, options).unwrap();
        let found = policy.read_facts(&json).unwrap_err();
        assert!(names(&found.diagnostics, &option), "{option}");
    }
}

#[test]
fn it_is_evaluated_at_the_limits_that_it_uses_and_one_less_is_an_error() {
    let (files, json) = (kongtong(), year());
    let used = as_used("evaluation.");
    let with = |set: &dyn Fn(&mut PolicyOptions)| {
        let mut options = PolicyOptions::default();
        set(&mut options);
        let policy = compiled(&files, options).unwrap();
        let facts = policy.read_facts(&json).unwrap();
        (policy, facts)
    };
    let limit = used.evaluation.steps;
    let (policy, facts) = with(&|options| options.evaluation.steps = limit);
    assert!(policy.evaluate(&facts).is_ok());
    let limit = limit - 1;
    let (policy, facts) = with(&|options| options.evaluation.steps = limit);
    let evaluated = policy.evaluate(&facts).map(|_| ());
    assert_eq!(evaluated, Err(EvaluateError::Steps { limit }));

    let (nodes, tries) = (
        used.evaluation.explanation_nodes,
        used.evaluation.flip_tries,
    );
    let (policy, facts) = with(&|options| {
        options.evaluation.explanation_nodes = nodes;
        options.evaluation.flip_tries = tries;
    });
    assert!(policy.explain_all(&facts).is_ok());
    let flip = policy.flip(&facts, "f1").unwrap();
    assert!(flip.search.tries <= tries && !flip.changes.is_empty());
    let limit = nodes - 1;
    let (policy, facts) = with(&|options| options.evaluation.explanation_nodes = limit);
    let explained = policy.explain_all(&facts).map(|_| ());
    assert_eq!(explained, Err(ExplainError::TooLarge { limit }));
}

const CHARTER: &str = r#"
regulation "Charter of the Ferries" { effective 2020-01-01 }
interpretation reading { question "how?" choice plain "so" choice wide "widely" take plain because "an example" }
level pier { cite interpretation reading }
organ harbour { level pier cite interpretation reading }
matter safety { cite interpretation reading }
borne kind direct { cite interpretation reading }
pursued kind leadership { cite interpretation reading }
mapping direct -> leadership { cite interpretation reading }
duty care { holder harbour bears direct for safety cite interpretation reading }
consequence answering { pursue leadership cite interpretation reading }
metric boats { level pier measured in number cite interpretation reading }
"#;

fn charter(more: &str) -> Result<Policy, Diagnostics> {
    let files = vec![("ferries.zeren".to_owned(), format!("{CHARTER}{more}"))];
    compiled(&files, PolicyOptions::default())
}

fn trigger(condition: &str) -> String {
    format!(
        "trigger few on safety {{ for each pier if {condition} consequence answering \
         cite interpretation reading }}\n"
    )
}

/// What would outgrow the stack if it were not refused: long chains, and names that read one another.
#[test]
fn what_nests_too_deep_is_refused_however_it_nests() {
    let sum = |terms: usize| trigger(&format!("{} less than 5", vec!["boats"; terms].join(" + ")));
    let definitions = |count: usize| {
        let first = "define d0 for pier = boats + 1 { cite interpretation reading }\n".to_owned();
        let next = |n: usize| {
            let last = n - 1;
            format!("define d{n} for pier = d{last} + 1 {{ cite interpretation reading }}\n")
        };
        let all = (1..count).map(next).fold(first, |all, one| all + &one);
        all + &trigger(&format!("d{} less than 5", count - 1))
    };
    let metrics = |count: usize| {
        let one = |n: usize| {
            let last = if n == 0 {
                "boats".to_owned()
            } else {
                format!("m{}", n - 1)
            };
            format!(
                "metric m{n} {{ level pier measured in number computed as {last} + 1 \
                 cite interpretation reading }}\n"
            )
        };
        (0..count).map(one).collect::<String>() + &trigger(&format!("m{} less than 5", count - 1))
    };
    let statuses = |count: usize| {
        let one = |n: usize| {
            let last = n.saturating_sub(1);
            let looks = format!("where any target labelled l{last} where breached");
            format!(
                "target t{n} {{ for each pier {} require boats at least 5 due period end label l{n} \
                 cite interpretation reading }}\n",
                if n == 0 { "" } else { &looks }
            )
        };
        (0..count).map(one).collect::<String>() + &trigger("boats less than 5")
    };
    for (shape, few, many) in [
        (&sum as &dyn Fn(usize) -> String, 190, 20_000),
        (&definitions, 90, 5_000),
        (&metrics, 60, 3_000),
        (&statuses, 60, 2_000),
    ] {
        let policy =
            charter(&shape(few)).unwrap_or_else(|found| panic!("{:?}", found.iter().next()));
        // The deepest that is let through is evaluated, explained and printed in a thread of the usual size.
        let facts = policy.read_facts(
            r#"{"format": "zeren.facts/1", "as_of": "2025-01-10", "period": "2024",
                "units": [{"level": "pier", "name": "P", "boats": 1}]}"#,
        );
        let facts = facts.unwrap();
        let assessment = policy.evaluate(&facts).unwrap();
        assert!(assessment.to_json().contains("few"));
        let question = policy.question("few");
        assert!(policy.why_not(&facts, &question).is_ok());
        policy.lint();
        std::hint::black_box(format!("{policy:?}").len());
        let found = charter(&shape(many)).map(|_| ()).unwrap_err();
        assert!(names(&found, "syntax.formula_depth"));
    }
}

#[test]
fn what_is_not_listed_of_many_errors_is_counted() {
    let unknown =
        |n: usize| trigger(&format!("boots{n} less than 5")).replace("few", &format!("few{n}"));
    let all = (0..30).map(unknown).collect::<String>();
    let files = vec![("ferries.zeren".to_owned(), format!("{CHARTER}{all}"))];
    let mut options = PolicyOptions::default();
    options.syntax.diagnostics = 10;
    let found = compiled(&files, options).map(|_| ()).unwrap_err();
    assert_eq!(found.len(), 11);
    assert!(names(&found, "syntax.diagnostics"));
    let told = found
        .iter()
        .last()
        .unwrap()
        .message
        .get(Lang::En)
        .to_owned();
    let all = compiled(&files, PolicyOptions::default())
        .map(|_| ())
        .unwrap_err();
    assert!(
        told.starts_with(&format!("{} more", all.len() - 10)),
        "{told}"
    );
}

/// Names are compared with those declared for the first of many unknown ones, and no longer.
#[test]
fn suggestions_end_where_thousands_of_names_are_unknown() {
    let metric = |n: usize| {
        format!("metric ferry{n} {{ level pier measured in number cite interpretation reading }}\n")
    };
    let unknown =
        |n: usize| trigger(&format!("fery{n} less than 5")).replace("few", &format!("few{n}"));
    let text: String = (0..400).map(metric).chain((0..400).map(unknown)).collect();
    let found = charter(&text).map(|_| ()).unwrap_err();
    let near = |one: &&zeren::Diagnostic| {
        one.help
            .iter()
            .any(|help| help.get(Lang::En).starts_with("did you mean"))
    };
    let unknown = found.errors().count();
    assert_eq!(unknown, 400);
    assert_eq!(found.iter().filter(near).count(), 200);
}

#[test]
fn a_scenario_beyond_the_limit_on_steps_says_so() {
    let scenario = r#"scenario "one" { as of 2025-01-10 period 2024 pier P { boats 1 } expect { trigger few fired } }"#;
    let text = format!("{CHARTER}{}{scenario}", trigger("boats less than 5"));
    let files = vec![("ferries.zeren".to_owned(), text)];
    let mut options = PolicyOptions::default();
    options.evaluation.steps = 3;
    let report = compiled(&files, options)
        .unwrap()
        .run_scenarios(&ScenarioOptions::default());
    assert!(!report.passed());
    assert!(
        report
            .diagnostics()
            .iter()
            .any(|one| one.message.get(Lang::En).contains("evaluation.steps"))
    );
}

/// Files beyond the limits are not brought into memory; texts in memory are refused as well.
#[test]
fn files_that_are_too_large_are_not_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("too-large");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in [
        ("a.zeren", CHARTER),
        ("b.zeren", "// more\n"),
        ("c.txt", "Article 1\n"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let total = CHARTER.len() + 8 + 10;
    let load = |set: &dyn Fn(&mut PolicyOptions)| {
        let mut options = PolicyOptions::default();
        set(&mut options);
        let loaded = Policy::load_with(&folder, options).map(|_| ());
        loaded.map_err(|error| error.to_string())
    };
    assert_eq!(
        load(&|options| options.syntax.source_bytes = CHARTER.len()),
        Ok(())
    );
    let error = load(&|options| options.syntax.source_bytes = CHARTER.len() - 1).unwrap_err();
    assert!(
        error.contains("a.zeren") && error.contains("`syntax.source_bytes`"),
        "{error}"
    );
    assert_eq!(load(&|options| options.syntax.total_bytes = total), Ok(()));
    let error = load(&|options| options.syntax.total_bytes = total - 1).unwrap_err();
    assert!(
        error.contains("c.txt") && error.contains("`syntax.total_bytes`"),
        "{error}"
    );

    let files = vec![
        ("a.zeren".to_owned(), CHARTER.to_owned()),
        ("c.txt".to_owned(), "Article 1\n".repeat(9)),
    ];
    let mut options = PolicyOptions::default();
    options.syntax.source_bytes = CHARTER.len();
    assert!(compiled(&files, options.clone()).is_ok());
    let longer = vec![
        files[0].clone(),
        ("c.txt".to_owned(), "x".repeat(CHARTER.len() + 1)),
    ];
    let found = compiled(&longer, options).map(|_| ()).unwrap_err();
    assert!(names(&found, "syntax.source_bytes"));
}
