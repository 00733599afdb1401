//! The clause ledger: every sentence of the regulation's text, and what the policy makes of it.
//!
//! What must be listed comes from the text alone, so that a forgotten clause cannot hide. `cover` says which words
//! are quoted; `who` says whom each declaration binds; `check` turns gaps and contradictions into diagnostics;
//! `text` and `markdown` write the ledger.

mod check;
mod contradict;
mod cover;
mod markdown;
mod text;
mod who;

use serde::Serialize;

use super::declarations::{Declaration, DeclarationKind, declarations};
use crate::assessment::Clause;
use crate::diagnostic::Diagnostics;
use crate::lang::Lang;
use crate::model::{ClauseText, Model, Name, Sentence};
use crate::policy::Policy;
use crate::source::Sources;
use cover::{Cover, Covers};
pub(super) use markdown::cell;

/// The clauses of a regulation's text with what encodes each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ledger {
    /// `zeren.ledger/1`.
    pub format: &'static str,
    /// The regulation.
    pub regulation: Name,
    /// The file with its text; absent where the policy ships none, and then nothing is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Name>,
    /// SHA-256 of that file, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Name>,
    /// How many in each state, and how much is covered.
    pub totals: LedgerTotals,
    /// Each sentence or item, in the order of the text.
    pub clauses: Vec<LedgerClause>,
}

/// How many in each state, and how much of the text is covered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LedgerTotals {
    /// Sentences and items encoded.
    pub encoded: usize,
    /// Those that bind nobody.
    #[serde(rename = "non-operative")]
    pub non_operative: usize,
    /// Those that hand over to other documents.
    pub delegated: usize,
    /// Those that nothing in the policy quotes.
    pub gap: usize,
    /// The share covered.
    pub covered: Coverage,
}

/// How much of the text is covered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Sentences and items that are no gap.
    pub sentences: Share,
    /// Letters, ideographs and digits that some declaration quotes.
    pub characters: Share,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Share {
    /// So many.
    pub covered: usize,
    /// Of so many.
    pub of: usize,
}

/// A sentence or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LedgerClause {
    /// The innermost clause in which it stands.
    pub clause: Clause,
    /// Its place among the sentences of that clause, from 1; absent where it is the only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<usize>,
    /// Its line in the text, from 1.
    pub line: usize,
    /// Titles and headings between the sentence before and this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Name>,
    /// Its words, without its number.
    pub words: Name,
    /// What the policy makes of it.
    pub state: ClauseState,
    /// The declarations that quote it, what binds somebody first.
    pub declarations: Vec<LedgerDeclaration>,
    /// Words of it that nothing quotes; for information, and left out where nothing of it is quoted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<Name>,
}

/// What a policy makes of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(clippy::exhaustive_enums, reason = "there are no others")]
pub enum ClauseState {
    /// Declarations say what it says.
    Encoded,
    /// It binds nobody, and the policy says why.
    NonOperative,
    /// It hands over to documents that the policy names.
    Delegated,
    /// Nothing in the policy quotes it.
    Gap,
}

/// A declaration that quotes a clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LedgerDeclaration {
    /// Its kind.
    pub kind: DeclarationKind,
    /// Its name; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The policy file.
    pub file: Name,
    /// The line in it, from 1.
    pub line: u32,
    /// The words quoted; none for a whole clause.
    pub quotes: Vec<Name>,
    /// Whom it binds: the holders of a duty, prohibition or report, or whom the scope covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Name>,
    /// The kinds borne under a duty, or those that a trigger or consequence pursues.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Name>,
    /// To whom it is owed: the claimants of a duty, or the addressees of a report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claimants: Vec<Name>,
    /// Who decides on a consequence or commendation, or interprets the regulation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<Name>,
    /// Why the clause binds nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// The documents handed over to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Name>,
}

impl Policy {
    /// The clause ledger: every sentence and item of the regulation's text, and what the policy makes of it.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([
    ///     ("rules.zeren", r#"
    ///         regulation "Charter" { effective 2024-01-01 source "charter.txt" }
    ///         non-operative { cite art 1 because "a purpose binds nobody" }
    ///     "#),
    ///     ("charter.txt", "Article 1 This charter serves the public.\nArticle 2 Clinics open at eight."),
    /// ])?;
    /// let ledger = policy.ledger();
    /// assert_eq!((ledger.totals.non_operative, ledger.totals.gap), (1, 1));
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn ledger(&self) -> Ledger {
        let model = self.model();
        let declared = declarations(model);
        let clauses = match &model.text {
            Some(text) => clauses(model, text, &Covers::of(text, &declared), self.sources()),
            None => (Vec::new(), Coverage::default()),
        };
        let (clauses, covered) = clauses;
        let text = model.text.as_ref();
        Ledger {
            format: "zeren.ledger/1",
            regulation: model.regulation.title.clone(),
            source: text.map(|text| text.file.as_str().into()),
            sha256: text.map(|text| text.digest.as_str().into()),
            totals: totals(&clauses, covered),
            clauses,
        }
    }

    /// Gaps of the clause ledger and encodings that contradict each other; nothing where no text is shipped.
    pub fn check_ledger(&self) -> Diagnostics {
        check::check(self)
    }
}

impl Ledger {
    /// The ledger as JSON, in a stable order of keys.
    pub fn to_json(&self) -> String {
        // INVARIANT: keys are literal texts and no value is a map, so that writing cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The ledger for people, in lines of at most 78 columns.
    pub fn to_text(&self, lang: Lang) -> String {
        text::render(self, lang)
    }

    /// The ledger as a page of tables in Markdown.
    pub fn to_markdown(&self, lang: Lang) -> String {
        markdown::render(self, lang)
    }
}

impl ClauseState {
    /// The word for it in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Encoded => lang.pick("已编入", "encoded"),
            Self::NonOperative => lang.pick("宣示", "non-operative"),
            Self::Delegated => lang.pick("转引", "delegated"),
            Self::Gap => lang.pick("缺漏", "gap"),
        }
    }
}

impl Share {
    /// The percentage to one place, rounded down so that only the whole reads as 100.0%; 100.0% of nothing.
    pub fn percent(self) -> String {
        let tenths = (self.covered * 1000).checked_div(self.of).unwrap_or(1000);
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

fn clauses(
    model: &Model,
    text: &ClauseText,
    covers: &Covers<'_, '_>,
    sources: &Sources,
) -> (Vec<LedgerClause>, Coverage) {
    let mut listed = Vec::new();
    let mut headings = Vec::new();
    let mut coverage = Coverage::default();
    for sentence in &text.sentences {
        if sentence.heading {
            headings.push(words(text, sentence.start, sentence.end));
            continue;
        }
        let here = covers.of_sentence(sentence);
        let unquoted = cover::unquoted(text, sentence, &here);
        let characters = |range| cover::characters(&text.text, range);
        let all = characters(sentence.body..sentence.end);
        let left: usize = unquoted.iter().cloned().map(characters).sum();
        coverage.characters.of += all;
        coverage.characters.covered += all - left;
        let state = state(&here);
        listed.push(LedgerClause {
            clause: clause(text, sentence),
            sentence: None,
            line: line(&text.text, sentence.body),
            headings: std::mem::take(&mut headings),
            words: words(text, sentence.body, sentence.end),
            state,
            declarations: quoting(model, &here, sources),
            uncovered: match state {
                ClauseState::Gap => Vec::new(),
                _ => cover::fragments(text, &unquoted)
                    .map(|range| words(text, range.start, range.end))
                    .collect(),
            },
        });
    }
    number(&mut listed);
    (listed, coverage)
}

fn totals(clauses: &[LedgerClause], mut covered: Coverage) -> LedgerTotals {
    let count = |state| clauses.iter().filter(|c| c.state == state).count();
    let gap = count(ClauseState::Gap);
    covered.sentences = Share {
        covered: clauses.len() - gap,
        of: clauses.len(),
    };
    LedgerTotals {
        encoded: count(ClauseState::Encoded),
        non_operative: count(ClauseState::NonOperative),
        delegated: count(ClauseState::Delegated),
        gap,
        covered,
    }
}

/// What binds somebody decides; else what says that the clause binds nobody here; else whatever quotes it.
fn state(covers: &[&Cover<'_, '_>]) -> ClauseState {
    let any = |wanted: &dyn Fn(DeclarationKind) -> bool| {
        covers.iter().any(|cover| wanted(cover.declaration.kind))
    };
    if any(&DeclarationKind::is_normative) {
        ClauseState::Encoded
    } else if any(&|kind| kind == DeclarationKind::Delegated) {
        ClauseState::Delegated
    } else if any(&|kind| kind == DeclarationKind::NonOperative) {
        ClauseState::NonOperative
    } else if covers.is_empty() {
        ClauseState::Gap
    } else {
        ClauseState::Encoded
    }
}

/// The declarations behind covers, each once with all its quotes.
fn quoting(model: &Model, covers: &[&Cover<'_, '_>], sources: &Sources) -> Vec<LedgerDeclaration> {
    let mut found: Vec<(&Declaration<'_>, LedgerDeclaration)> = Vec::new();
    for cover in covers {
        let quote = cover.citation.quote.as_deref().map(Name::from);
        let known = found
            .iter_mut()
            .find(|(of, _)| std::ptr::eq(*of, cover.declaration));
        match known {
            Some((_, row)) => row.quotes.extend(quote),
            None => {
                let row = quoting_one(model, cover.declaration, quote, sources);
                found.push((cover.declaration, row));
            }
        }
    }
    found.into_iter().map(|(_, row)| row).collect()
}

fn quoting_one(
    model: &Model,
    of: &Declaration<'_>,
    quote: Option<Name>,
    sources: &Sources,
) -> LedgerDeclaration {
    let place = sources.locate(of.span);
    let who = who::who(model, of);
    LedgerDeclaration {
        kind: of.kind,
        name: Some(of.name.clone()).filter(|name| !name.is_empty()),
        file: place.map_or_else(Name::default, |place| place.file.into()),
        line: place.map_or(0, |place| place.start.line),
        quotes: quote.into_iter().collect(),
        holders: who.holders,
        kinds: who.kinds,
        claimants: who.claimants,
        authority: who.authority,
        reason: of.reason.cloned(),
        documents: of.documents.to_vec(),
    }
}

/// Numbers the sentences of each clause that has several.
fn number(clauses: &mut [LedgerClause]) {
    let mut rest = clauses;
    while let Some(first) = rest.first() {
        let address = first.clause.clone();
        let same = rest.iter().take_while(|c| c.clause == address).count();
        let (run, later) = rest.split_at_mut(same);
        if same > 1 {
            for (place, clause) in (1..).zip(run) {
                clause.sentence = Some(place);
            }
        }
        rest = later;
    }
}

fn clause(text: &ClauseText, sentence: &Sentence) -> Clause {
    let innermost = text.innermost(sentence.start, sentence.end);
    let address = innermost.map(|clause| clause.address.clone());
    Clause::new(&address.unwrap_or_default(), None)
}

/// Words of the text in one line: the print's line breaks part no Chinese words.
fn words(text: &ClauseText, start: usize, end: usize) -> Name {
    let mut joined = String::new();
    for line in text.text.get(start..end).unwrap_or("").lines() {
        let line = line.trim();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if latin(joined.chars().next_back()) && latin(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined.into()
}

fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or("").matches('\n').count() + 1
}
