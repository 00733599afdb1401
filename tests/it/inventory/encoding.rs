//! Where each clause of the inventory stands in the ledger, and which declarations quote all of its words.

use std::ops::Range;

use zeren::{DeclarationKind, Ledger, LedgerClause, LedgerDeclaration};

use super::entry::Entry;

/// A clause of the inventory as the ledger has it.
pub struct Encoded<'a> {
    pub entry: &'a Entry,
    /// The sentence that it stands in; none where the ledger lists none.
    pub sentence: Option<&'a LedgerClause>,
    /// Whether every word of it is quoted by something.
    pub reached: bool,
    /// The declarations that quote all of it.
    pub by: Vec<&'a LedgerDeclaration>,
}

impl<'a> Encoded<'a> {
    /// Those of a kind.
    pub fn of(&self, kind: DeclarationKind) -> impl Iterator<Item = &'a LedgerDeclaration> {
        let of_kind = move |row: &&'a LedgerDeclaration| row.kind == kind;
        self.by.iter().copied().filter(of_kind)
    }

    pub fn names(&self, kind: DeclarationKind) -> Vec<&'a str> {
        self.of(kind).map(name).collect()
    }
}

pub fn name(row: &LedgerDeclaration) -> &str {
    row.name.as_deref().unwrap_or_default()
}

/// Each clause with its place: the inventory tiles the text in order, so each is looked for behind the one before.
pub fn encoded<'a>(ledger: &'a Ledger, entries: &'a [Entry]) -> Vec<Encoded<'a>> {
    let plain: Vec<Vec<char>> = ledger
        .clauses
        .iter()
        .map(|clause| plain(&clause.words))
        .collect();
    let (mut before, mut behind) = ((0, 0), (0, 0));
    let mut found = Vec::new();
    for entry in entries {
        // A reference may stand inside the words of the clause before it.
        let from = if entry.kind == "reference" {
            before
        } else {
            behind
        };
        let place = locate(ledger, &plain, entry, from);
        let Some((at, range)) = place else {
            found.push(Encoded {
                entry,
                sentence: None,
                reached: false,
                by: Vec::new(),
            });
            continue;
        };
        before = (at, range.start);
        behind = behind.max((at, range.end));
        let sentence = &ledger.clauses[at];
        found.push(encode(entry, sentence, &plain[at], range));
    }
    found
}

fn encode<'a>(
    entry: &'a Entry,
    sentence: &'a LedgerClause,
    plain: &[char],
    range: Range<usize>,
) -> Encoded<'a> {
    let covers: Vec<Vec<bool>> = sentence
        .declarations
        .iter()
        .map(|row| covered(row, plain))
        .collect();
    let says = |at: &usize| plain[*at].is_alphanumeric();
    let all = |cover: &Vec<bool>| range.clone().filter(says).all(|at| cover[at]);
    let rows = sentence.declarations.iter().zip(&covers);
    Encoded {
        entry,
        sentence: Some(sentence),
        reached: range
            .clone()
            .filter(says)
            .all(|at| covers.iter().any(|cover| cover[at])),
        by: rows
            .filter(|(_, cover)| all(cover))
            .map(|(row, _)| row)
            .collect(),
    }
}

/// The sentence and the range of an entry's words in it.
fn locate(
    ledger: &Ledger,
    plain: &[Vec<char>],
    entry: &Entry,
    from: (usize, usize),
) -> Option<(usize, Range<usize>)> {
    let quote = trimmed(&entry.quote);
    let after = plain.iter().enumerate().skip(from.0);
    let mut here = after.filter(|(at, _)| {
        let article = ledger.clauses[*at].clause.article.as_deref();
        article.unwrap_or("0").parse() == Ok(entry.article)
    });
    here.find_map(|(at, words)| {
        let start = if at == from.0 { from.1 } else { 0 };
        let found = find(words, &quote, start)?;
        Some((at, found..found + quote.len()))
    })
}

/// Which characters of a sentence a declaration quotes; all of them where it cites the clause as a whole.
fn covered(row: &LedgerDeclaration, plain: &[char]) -> Vec<bool> {
    let mut covered = vec![row.quotes.is_empty(); plain.len()];
    for quote in &row.quotes {
        let mut from = 0;
        for fragment in quote.split('…').map(trimmed) {
            let found = find(plain, &fragment, from)
                .unwrap_or_else(|| panic!("`{quote}` is not in the sentence it covers"));
            from = found + fragment.len();
            covered[found..from].fill(true);
        }
    }
    covered
}

fn find(words: &[char], quote: &[char], from: usize) -> Option<usize> {
    let mut places = words.windows(quote.len()).enumerate().skip(from);
    places
        .find(|(_, window)| *window == quote)
        .map(|(at, _)| at)
}

fn plain(words: &str) -> Vec<char> {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Words without spacing and the marks around them.
fn trimmed(words: &str) -> Vec<char> {
    plain(words.trim_matches(|c: char| !c.is_alphanumeric()))
}
