//! Whatever the direct way accepts, the careful way accepts with the same meaning.

mod documents;
mod dump;

use std::collections::BTreeMap;

use documents::{Dice, Mode, document};
use dump::dump;

use super::{Compiled, Desk, Forms, read};
use crate::facts::read::tests::good::FACTS;
use crate::facts::testing::rivers;
use crate::facts::{Document, FactLimits, FactNames, FactStore, Tape, digest, read_json};
use crate::model::Model;
use crate::program::Layout;

/// The rivers' regulation, ready to read facts.
struct Rivers {
    model: Model,
    layout: Layout,
    names: FactNames,
    forms: Forms,
}

impl Rivers {
    fn new() -> Self {
        let model = rivers();
        let layout = Layout::new(&model);
        let names = FactNames::new(&model, &layout);
        let forms = Forms::new(&model, &layout, &names);
        Self {
            model,
            layout,
            names,
            forms,
        }
    }

    fn compiled(&self) -> Compiled<'_> {
        Compiled {
            model: &self.model,
            layout: &self.layout,
            names: &self.names,
            forms: &self.forms,
        }
    }

    /// What the careful way makes of a text: the facts, or everything that is wrong.
    fn carefully(&self, text: &str, limits: &FactLimits) -> Result<String, String> {
        let mut tape = Tape::default();
        let document = Document::parse(text, limits, &mut tape);
        let document = document.map_err(|found| format!("{found:?}"))?;
        let (store, found) =
            crate::facts::read(&self.model, &self.layout, &self.names, document, limits);
        let store = store.ok_or_else(|| format!("{found:?}"))?;
        Ok(self.dump(&store))
    }

    /// What facts say, and their digest.
    fn dump(&self, store: &FactStore) -> String {
        let digest = digest(store, &self.model, &self.layout);
        format!("{digest}\n{}", dump(store, &self.model, &self.layout))
    }

    /// Reads both ways, and says whether the direct one went through.
    fn check(&self, text: &str, limits: &FactLimits, desk: &mut Desk) -> bool {
        let expected = self.carefully(text, limits);
        let went = read(self.compiled(), text, (limits, None), desk).is_some();
        if went {
            assert_eq!(Ok(self.dump(&desk.store)), expected, "\n{text}");
        }
        let found = read_json(self.compiled(), text, (limits, None), desk);
        let found = found.map(|()| self.dump(&desk.store));
        assert_eq!(
            found.map_err(|found| format!("{found:?}")),
            expected,
            "\n{text}"
        );
        went
    }
}

/// Reads so many random documents one after another at one desk, and counts those read directly.
fn went(mode: Mode, count: u64) -> u64 {
    let rivers = Rivers::new();
    let mut desk = Desk::default();
    let went = (0..count).filter(|seed| {
        // From time to time the documents come from somebody else, whose habits are not known yet.
        if seed % 97 == 0 {
            desk = Desk::default();
        }
        let text = document(mode, &mut Dice::new(*seed));
        rivers.check(&text, &FactLimits::default(), &mut desk)
    });
    went.count() as u64
}

#[test]
fn plain_facts_are_read_directly_in_any_order() {
    assert_eq!(went(Mode::Plain, 600), 600);
}

#[test]
fn unusual_facts_mean_the_same_both_ways() {
    let went = went(Mode::Odd, 1_500);
    assert!((200..1_400).contains(&went), "{went}");
}

#[test]
fn wrong_facts_are_never_accepted() {
    let went = went(Mode::Wrong, 1_500);
    assert!((50..1_000).contains(&went), "{went}");
}

#[test]
fn damaged_facts_mean_the_same_both_ways() {
    let rivers = Rivers::new();
    let mut desk = Desk::default();
    let mut went = 0;
    for seed in 0..1_500 {
        let mut dice = Dice::new(seed);
        let mut text = match seed % 3 {
            0 => FACTS.to_owned(),
            _ => document(Mode::Plain, &mut dice),
        };
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=dice.below(2) {
            let at = dice.below(chars.len());
            match dice.below(3) {
                0 => drop(chars.remove(at)),
                1 => chars.insert(at, dice.one(&DAMAGE)),
                _ => *chars.get_mut(at).expect("below the length") = dice.one(&DAMAGE),
            }
        }
        text.clear();
        text.extend(chars);
        went += u64::from(rivers.check(&text, &FactLimits::default(), &mut desk));
    }
    assert!((50..1_200).contains(&went), "{went}");
}

const DAMAGE: [char; 24] = [
    '{', '}', '[', ']', '"', ',', ':', '\\', '0', '9', '.', '-', 'e', ' ', '\n', '\u{7f}', '\u{1}',
    'n', 't', 'r', '村', '%', '\u{feff}', '/',
];

#[test]
fn limits_hold_both_ways() {
    let rivers = Rivers::new();
    let mut went = 0;
    for seed in 0..32 {
        let mut dice = Dice::new(seed);
        let text = document(Mode::Odd, &mut dice);
        let most = FactLimits::default();
        for limit in 0..24 {
            let limits = match seed % 4 {
                0 => FactLimits {
                    depth: limit,
                    ..most
                },
                1 => FactLimits {
                    nodes: limit * limit,
                    ..most
                },
                2 => FactLimits {
                    lookups: limit,
                    ..most
                },
                _ => FactLimits {
                    bytes: limit * 60,
                    ..most
                },
            };
            went += u64::from(rivers.check(&text, &limits, &mut Desk::default()));
        }
    }
    assert!((50..700).contains(&went), "{went}");
}

#[test]
fn facts_have_one_digest_as_long_as_they_say_the_same() {
    let rivers = Rivers::new();
    let (mut digests, mut said) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..400 {
        let text = document(Mode::Odd, &mut Dice::new(seed));
        if let Ok(all) = rivers.carefully(&text, &FactLimits::default()) {
            let (digest, says) = all.split_once('\n').expect("the digest comes first");
            let (digest, says) = (digest.to_owned(), says.to_owned());
            assert_eq!(
                *digests.entry(says.clone()).or_insert(digest.clone()),
                digest
            );
            assert_eq!(*said.entry(digest).or_insert(says.clone()), says);
        }
    }
    assert!(said.len() > 50);
}

#[test]
fn the_sample_is_read_directly() {
    let rivers = Rivers::new();
    for text in [FACTS.to_owned(), format!("\u{feff}{FACTS} \n")] {
        let mut desk = Desk::default();
        let read = read_json(
            rivers.compiled(),
            &text,
            (&FactLimits::default(), None),
            &mut desk,
        );
        assert!(read.is_ok());
    }
    assert!(rivers.check(FACTS, &FactLimits::default(), &mut Desk::default()));
}
