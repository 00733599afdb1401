//! Gaps and contradictions of the ledger, as diagnostics.

use std::collections::BTreeSet;

use super::super::declarations::{Declaration, DeclarationKind, declarations};
use super::contradict;
use super::cover::{Cover, Covers, overlap};
use super::{ClauseState, Ledger, LedgerClause};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::{Lang, Text};
use crate::policy::Policy;

const GAP: Code = Code::new("E0701");
const CONTRADICTION: Code = Code::new("E0702");
const BOTH_WAYS: Code = Code::new("E0703");

/// Words of a clause that a message repeats, at most.
const MOST_WORDS: usize = 30;

/// Every gap, then every contradiction.
pub(super) fn check(policy: &Policy) -> Diagnostics {
    let mut found = Diagnostics::new();
    let model = policy.model();
    let Some(text) = &model.text else {
        return found;
    };
    let ledger = policy.ledger();
    let gaps = ledger
        .clauses
        .iter()
        .filter(|c| c.state == ClauseState::Gap);
    found.extend(gaps.map(|clause| gap(&ledger, clause)));
    let declared = declarations(model);
    let covers = Covers::of(text, &declared);
    found.extend(both_ways(&covers));
    found.extend(disagreeing(policy, &covers));
    found.sort();
    found
}

fn gap(ledger: &Ledger, clause: &LedgerClause) -> Diagnostic {
    let file = ledger.source.as_deref().unwrap_or_default();
    let mut words: String = clause.words.chars().take(MOST_WORDS).collect();
    if clause.words.chars().count() > MOST_WORDS {
        words.push('…');
    }
    let line = clause.line;
    let (zh, en) = (
        clause.clause.address_in(Lang::Zh),
        clause.clause.address_in(Lang::En),
    );
    let message = Text::new(
        format!("`{zh}` 的 `{words}` 没有编入（`{file}` 第 {line} 行）"),
        format!("nothing encodes `{words}` of `{en}` (`{file}`, line {line})"),
    );
    Diagnostic::whole(GAP, message).help(Text::new(
        "让一条声明引用这句原文；不设责任的写 `宣示` 并说明理由，依其他文件的写 `转引`",
        "let a declaration quote it; what binds nobody is `non-operative` with a reason, what other documents settle is `delegated`",
    ))
}

/// Words that are said to bind nobody and that something binding quotes.
fn both_ways(covers: &Covers<'_, '_>) -> Vec<Diagnostic> {
    let of = |wanted: fn(DeclarationKind) -> bool| {
        let wanted = move |cover: &&Cover<'_, '_>| wanted(cover.declaration.kind);
        covers.0.iter().filter(wanted)
    };
    let mut found = Vec::new();
    for idle in of(|kind| kind == DeclarationKind::NonOperative) {
        let binding = of(DeclarationKind::is_binding).find(|cover| share_words(idle, cover));
        found.extend(binding.map(|binding| encoded_all_the_same(idle, binding)));
    }
    found
}

fn encoded_all_the_same(idle: &Cover<'_, '_>, binding: &Cover<'_, '_>) -> Diagnostic {
    let name = &idle.declaration.name;
    let kind = binding.declaration.kind;
    let other = &binding.declaration.name;
    let message = Text::new(
        format!(
            "宣示 `{name}` 所引的文字，{} `{other}` 也引用",
            kind.word(Lang::Zh)
        ),
        format!(
            "`{name}` says that these words bind nobody, but {} `{other}` encodes them",
            kind.word(Lang::En)
        ),
    );
    Diagnostic::error(BOTH_WAYS, idle.citation.span, message)
        .label(Text::new("说是不设责任", "said to bind nobody"))
        .secondary(
            binding.citation.span,
            Text::new("这里又编入", "encoded here"),
        )
        .help(Text::new(
            "去掉其中一个，或者各引自己所指的半句",
            "drop one of them, or let each quote its own part of the sentence",
        ))
}

/// Pairs of declarations that rest on the same words and cannot both be right.
fn disagreeing(policy: &Policy, covers: &Covers<'_, '_>) -> Vec<Diagnostic> {
    let pairs = contradict::pairs(policy.model(), policy.sources());
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (first, second) in pairs {
        let of = |span| {
            let of = move |cover: &&Cover<'_, '_>| cover.declaration.span == span;
            covers.0.iter().filter(of)
        };
        let shared = of(first).find_map(|one| {
            let other = of(second).find(|other| share_words(one, other))?;
            Some((one.declaration, other.declaration))
        });
        if let Some((one, other)) = shared.filter(|_| seen.insert((first, second))) {
            found.push(disagree(one, other));
        }
    }
    found
}

fn disagree(one: &Declaration<'_>, other: &Declaration<'_>) -> Diagnostic {
    let kind = one.kind;
    let (first, second) = (&one.name, &other.name);
    let message = Text::new(
        format!(
            "{} `{first}` 和 `{second}` 引用同一处原文，所作要求却不同",
            kind.word(Lang::Zh)
        ),
        format!(
            "{} `{first}` and `{second}` quote the same words and require different things",
            kind.word(Lang::En)
        ),
    );
    Diagnostic::error(CONTRADICTION, other.span, message)
        .label(Text::new("与之矛盾", "contradicts the other"))
        .secondary(one.span, Text::new("先作的要求", "the first requirement"))
        .help(Text::new(
            "原文有两种读法的，写成一个 `解释` 的两个选项",
            "where the text can be read both ways, make them the choices of an `interpretation`",
        ))
}

fn share_words(one: &Cover<'_, '_>, other: &Cover<'_, '_>) -> bool {
    let touches = |range| other.ranges.iter().any(|r| overlap(range, r));
    one.ranges.iter().any(touches)
}
