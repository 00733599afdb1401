//! The scenario that is missing: facts under which a change shows, and the expectation that it would fail.
//!
//! First come the facts of scenarios that come out otherwise without having expected anything of it; then changes of
//! facts that `search` proposes. What is written was run under both, and so is proven; where nothing was found, the
//! beginning of a scenario is written that says what to look for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::declarations::DeclarationKind as Kind;
use super::super::scenarios::{FactsOfScenarios, apart, judge};
use super::super::trial::{Case, Trial};
use super::mutants::{Mutant, Site};
use super::run::{Bench, Survival, assessment};
use super::search::changes;
use super::{Skeleton, words};
use crate::assessment::Rules;
use crate::lang::{Lang, Text};
use crate::model::{Name, Scenario};
use crate::policy::Policy;
use crate::source::{SourceId, Span};
use crate::suggest::written;
use crate::syntax::ast::{DeclKind, Fact, PropKind};
use crate::syntax::keywords::is_reserved;
use crate::syntax::{SyntaxLimits, parse};

/// Expectations tried on one set of facts.
const EXPECTATIONS: usize = 8;
/// Backgrounds and scenarios whose facts are changed.
const BASES: usize = 6;

/// Facts, as the body of a scenario says them.
#[derive(Debug, Clone)]
pub(super) struct Base {
    pub(super) upon: Option<Name>,
    pub(super) readings: Vec<(Name, Name)>,
    /// Each fact in the words of the policy.
    pub(super) facts: Vec<Text>,
}

/// The scenario that a mutant would fail.
pub(super) fn skeleton(
    trial: &Trial<'_>,
    mutant: &Mutant,
    survival: &Survival,
    bench: &mut Bench<'_>,
) -> Skeleton {
    let title = title(trial, mutant);
    for (under, site) in &mutant.sites {
        let found = bench.changed(*under, mutant, site, |_, rules| {
            let policy = &*trial.under.get(*under)?.policy;
            Finder {
                policy,
                rules,
                title: &title,
            }
            .find(trial, *under, site, survival)
        });
        if let Some(Some(text)) = found {
            return Skeleton { text, proven: true };
        }
    }
    Skeleton {
        text: open(trial, mutant, &title),
        proven: false,
    }
}

/// Looks for facts under which a mutant shows.
struct Finder<'f> {
    policy: &'f Policy,
    rules: &'f Arc<Rules>,
    title: &'f Text,
}

impl Finder<'_> {
    fn find(
        &self,
        trial: &Trial<'_>,
        under: usize,
        site: &Site,
        survival: &Survival,
    ) -> Option<Text> {
        let own = |place: &usize| trial.cases.get(*place).filter(|case| case.under == under);
        let unsaid: Vec<Base> = survival
            .unsaid
            .iter()
            .filter_map(own)
            .map(|case| base(trial, case))
            .collect();
        let said = unsaid.iter().find_map(|base| self.tried(base, false));
        said.or_else(|| self.searched(trial, under, site))
            .or_else(|| unsaid.iter().find_map(|base| self.tried(base, true)))
    }

    /// Facts laid over those of backgrounds and scenarios.
    fn searched(&self, trial: &Trial<'_>, under: usize, site: &Site) -> Option<Text> {
        for base in bases(trial, under) {
            let Some(facts) = self.read(&base) else {
                continue;
            };
            if let Some(text) = self.tried(&base, false) {
                return Some(text);
            }
            let tried = |facts: &[Text]| {
                let mut base = base.clone();
                base.facts.extend_from_slice(facts);
                base
            };
            let read = |facts: &[Text]| self.read(&tried(facts));
            for change in changes(self.policy, &facts, site, &read) {
                if let Some(text) = self.tried(&tried(&change), false) {
                    return Some(text);
                }
            }
        }
        None
    }

    fn read(&self, base: &Base) -> Option<crate::policy::Facts> {
        let scenario = parsed(self.policy, &written_in(base, self.title, "", Lang::Zh))?;
        FactsOfScenarios::new(self.policy)
            .read(&scenario)
            .facts
            .ok()
    }

    /// The scenario with these facts, if the mutant shows under them.
    fn tried(&self, base: &Base, values: bool) -> Option<Text> {
        let facts = self.read(base)?;
        let own = self.policy.evaluate(&facts).ok()?;
        let other = assessment(self.rules, &facts);
        let lines = |lang| apart(&own, &other, values, lang);
        let (zh, en) = (lines(Lang::Zh), lines(Lang::En));
        for (zh, en) in zh.into_iter().zip(en).take(EXPECTATIONS) {
            let text = written_in(base, self.title, &zh, Lang::Zh);
            let Some(scenario) = parsed(self.policy, &text) else {
                continue;
            };
            if scenario.expectations.is_empty() {
                continue;
            }
            let fails = |assessment| {
                let sources = self.policy.sources();
                !judge(assessment, &scenario, &self.rules.model, sources).is_empty()
            };
            if !fails(&own) && fails(&other) {
                return Some(Text::new(text, written_in(base, self.title, &en, Lang::En)));
            }
        }
        None
    }
}

/// The facts of a scenario, as they are written.
fn base(trial: &Trial<'_>, case: &Case<'_>) -> Base {
    let sources = trial.policy.sources();
    let facts = case.scenario.facts.iter();
    Base {
        facts: facts
            .map(|fact: &Fact| {
                let text = sources.slice(fact.span);
                Text::new(text, text)
            })
            .collect(),
        ..bare(trial, case)
    }
}

/// The background of a scenario alone.
fn bare(trial: &Trial<'_>, case: &Case<'_>) -> Base {
    let model = trial.policy.model();
    let upon = case.scenario.upon.and_then(|id| model.backgrounds.row(id));
    let under = trial.under.get(case.under);
    Base {
        upon: upon.map(|row| row.name.clone()),
        readings: under.map_or_else(Vec::new, |under| under.readings.clone()),
        facts: Vec::new(),
    }
}

/// What to change the facts of: backgrounds, then the scenarios with the fewest facts of their own.
fn bases(trial: &Trial<'_>, under: usize) -> Vec<Base> {
    let readings = trial.under.get(under).map(|one| one.readings.clone());
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    // A choice that no scenario takes is tried on the backgrounds of all.
    for case in &trial.cases {
        let mut base = bare(trial, case);
        base.readings = readings.clone().unwrap_or_default();
        if base.upon.is_some() && seen.insert(base.upon.clone()) {
            all.push(base);
        }
    }
    let mut own: Vec<&Case<'_>> = trial
        .cases
        .iter()
        .filter(|case| case.under == under)
        .collect();
    own.sort_by_key(|case| case.scenario.facts.len());
    all.truncate(BASES);
    all.extend(own.into_iter().take(BASES).map(|case| base(trial, case)));
    all
}

fn title(trial: &Trial<'_>, mutant: &Mutant) -> Text {
    let (_, line) = super::place(trial.policy.sources(), mutant.span);
    let name = &mutant.name;
    let kind = |lang| mutant.kind.word(lang);
    Text::new(
        format!("{} {name}：第{line}行的缺例", kind(Lang::Zh)),
        format!(
            "{} {name}: the case missing for line {line}",
            kind(Lang::En)
        ),
    )
}

/// A scenario in the words of the language; without an expectation it is only to be read.
fn written_in(base: &Base, title: &Text, expected: &str, lang: Lang) -> String {
    let name = |text: &str| written(text, is_reserved(text));
    let mut text = match lang {
        Lang::Zh => format!("情景 “{}”", title.zh),
        Lang::En => format!("scenario \"{}\"", title.en),
    };
    if let Some(upon) = &base.upon {
        text.push_str(&format!(" {} {}", lang.pick("沿用", "upon"), name(upon)));
    }
    text.push_str(" {\n");
    for (interpretation, choice) in &base.readings {
        let (take, interpretation, choice) =
            (lang.pick("取", "take"), name(interpretation), name(choice));
        text.push_str(&format!("  {take} {interpretation} = {choice}\n"));
    }
    for fact in &base.facts {
        text.push_str(&format!("  {}\n", fact.get(lang)));
    }
    if !expected.is_empty() {
        let expect = lang.pick("预期", "expect");
        text.push_str(&format!("  {expect} {{ {expected} }}\n"));
    }
    text.push_str("}\n");
    text
}

/// The scenario that a text says, for this policy; nothing where it does not parse.
fn parsed(policy: &Policy, text: &str) -> Option<Scenario> {
    let source = SourceId(u32::MAX);
    let parsed = parse(source, text, &SyntaxLimits::default());
    if parsed.diagnostics.has_errors() {
        return None;
    }
    let decl = parsed.file.items.into_iter().next()?.decl;
    let DeclKind::Scenario { upon } = &decl.kind else {
        return None;
    };
    let mut backgrounds = policy.model().backgrounds.iter();
    let upon = upon.as_ref().and_then(|upon| {
        let found = backgrounds.find(|(_, row)| *row.name == *upon.text);
        found.map(|(id, _)| id)
    });
    let mut scenario = Scenario {
        title: decl
            .name
            .as_ref()
            .map_or_else(Name::default, |name| name.text.as_str().into()),
        upon,
        readings: Vec::new(),
        facts: Vec::new(),
        expectations: Vec::new(),
        span: Span::new(source, 0, 0),
    };
    for prop in decl.props {
        match prop.kind {
            PropKind::Fact(fact) => scenario.facts.push(*fact),
            PropKind::Expect(list) => scenario.expectations.extend(list),
            PropKind::Reading(one) => scenario.readings.push((
                one.interpretation.text.as_str().into(),
                one.choice.text.as_str().into(),
            )),
            _ => {}
        }
    }
    Some(scenario)
}

/// The beginning of a scenario, where no facts were found.
fn open(trial: &Trial<'_>, mutant: &Mutant, title: &Text) -> Text {
    let first = mutant.sites.first();
    let under = first.map_or(0, |(under, _)| *under);
    let base = bases(trial, under).into_iter().next().unwrap_or(Base {
        upon: None,
        readings: Vec::new(),
        facts: Vec::new(),
    });
    let changed = match (first, trial.under.get(under)) {
        (Some((_, site)), Some(one)) => words::words(&one.policy, mutant, site),
        _ => Text::new("", ""),
    };
    let hint = Text::new(
        format!("// 写出“{}”与原文结论不同的事实，再写明预期", changed.zh),
        format!(
            "// give facts that come out otherwise with: {}, and expect what is right",
            changed.en
        ),
    );
    let base = Base {
        facts: vec![hint],
        ..base
    };
    let expected = |lang| expected(mutant, lang);
    Text::new(
        written_in(&base, title, &expected(Lang::Zh), Lang::Zh),
        written_in(&base, title, &expected(Lang::En), Lang::En),
    )
}

/// What may be expected of what was changed.
fn expected(mutant: &Mutant, lang: Lang) -> String {
    let name = written(&mutant.name, is_reserved(&mutant.name));
    let word = mutant.kind.word(lang);
    match mutant.kind {
        Kind::Target | Kind::Report => format!("{word} {name} {}", lang.pick("已达到", "met")),
        Kind::Trigger => format!("{word} {name} {}", lang.pick("成立", "fired")),
        Kind::Prohibition => format!("{word} {name} {}", lang.pick("已违反", "violated")),
        Kind::Commendation => format!("{word} {name} {}", lang.pick("符合条件", "eligible")),
        Kind::Duty => format!("{} {{ {word} {name} }}", lang.pick("追究", "finding")),
        _ => lang.pick("没有 缺", "no missing").to_owned(),
    }
}
