//! What could have stood at the place of a syntax error, in the words of an editor.

mod rules;

use super::grammar::Rule;
use super::keywords::{KEYWORDS, Keyword, Leads, keyword};
use crate::lang::{Lang, Text};

/// The alternatives shown; beyond them only their number is given.
const SHOWN: usize = 6;

/// What the grammar would have accepted.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// Every keyword, shown or not: suggestions are made from these.
    pub(super) keywords: Vec<&'static Keyword>,
    /// Whether a declaration or property could have begun.
    pub(super) statement: bool,
    /// Whether a closing brace could have stood here.
    pub(super) closing: bool,
    /// Whether the body of a declaration could have begun here.
    pub(super) opening: bool,
    /// Whether only a name would do.
    pub(super) name_only: bool,
    /// Whether a name would do, among other things.
    pub(super) name: bool,
    /// Things that have no one spelling.
    phrases: Vec<(&'static str, &'static str)>,
    /// Keywords worth showing.
    shown: Vec<&'static Keyword>,
}

/// What one rule stands for.
enum Stands {
    /// A declaration.
    Item,
    /// A property, by its first words.
    Prop(&'static [Rule]),
    /// One of these words, or what the phrase says.
    Words(&'static [Rule], Option<(&'static str, &'static str)>),
    /// The brace that opens a body.
    Opening,
    /// What continues an expression.
    Operator(&'static [Rule]),
    /// Nothing worth telling.
    Nothing,
}

const NONE: &[Rule] = &[];
const NAME: (&str, &str) = ("名称", "a name");
const TEXT: (&str, &str) = ("引号中的文字", "a quoted text");
const VALUE: (&str, &str) = ("算式", "an expression");
const OPERATOR: (&str, &str) = (
    "运算词（如 `且`、`不低于`）",
    "an operator (such as `and`, `at least`)",
);
const DECLARATION: (&str, &str) = (
    "声明（如 `责任`、`目标`、`问责情形`）",
    "a declaration (such as `duty`, `target`, `trigger`)",
);
const DATE: (&str, &str) = ("日期（如 2017年8月1日）", "a date (2017-08-01)");

impl Expected {
    /// Translates the rules that the parser tried last.
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut expected = Self::default();
        for rule in rules {
            expected.add(*rule);
        }
        // The parser names a property's keyword where it tried nothing else of the property. One such word may be
        // the middle of a statement (`toward funds bears …`); several are the beginnings of others.
        let properties = expected
            .shown
            .iter()
            .filter(|keyword| keyword.leads == Leads::Property)
            .count();
        if properties >= 2 {
            expected.statement = true;
            expected.closing = true;
        }
        expected.shown.sort_by_key(|keyword| match keyword.leads {
            Leads::Property | Leads::Nothing | Leads::Declaration => 0,
            Leads::Loose => 1,
            Leads::Either => 2,
        });
        if expected.phrases.contains(&DECLARATION) {
            expected.declarations();
        }
        expected.name = expected
            .phrases
            .iter()
            .any(|phrase| [NAME, VALUE].contains(phrase));
        expected.name_only = !expected.phrases.is_empty()
            && expected.phrases.iter().all(|phrase| *phrase == NAME)
            && expected.keywords.is_empty();
        expected
    }

    /// A declaration may stand here: says so in one phrase instead of thirty words.
    fn declarations(&mut self) {
        self.statement = true;
        self.closing = false;
        self.shown.retain(|keyword| !keyword.leads.declaration());
        let all = KEYWORDS
            .iter()
            .filter(|keyword| keyword.leads.declaration());
        self.keywords.extend(all);
    }

    /// The alternatives as a list: `甲、乙或丙`, `a, b or c`; empty when there is nothing to tell.
    pub(super) fn list(&self) -> Text {
        Text::new(self.list_in(Lang::Zh), self.list_in(Lang::En))
    }

    fn list_in(&self, lang: Lang) -> String {
        let mut all: Vec<String> = Vec::new();
        let phrases = self.phrases.iter().map(|(zh, en)| lang.pick(*zh, *en));
        let words = self.shown.iter().map(|keyword| keyword.spelling(lang));
        let closing = self.closing.then(|| "`}`".to_owned());
        let listed = phrases
            .map(str::to_owned)
            .chain(words.map(|word| format!("`{word}`")))
            .chain(closing);
        for alternative in listed {
            if !all.contains(&alternative) {
                all.push(alternative);
            }
        }
        let count = all.len();
        // Naming one more takes no more room than saying that there is one.
        if count > SHOWN + 1 {
            all.truncate(SHOWN);
            return match lang {
                Lang::Zh => format!("{} 等 {count} 种写法之一", all.join("、")),
                Lang::En => format!("{} or one of {} others", all.join(", "), count - SHOWN),
            };
        }
        let last = all.pop().unwrap_or_default();
        match lang {
            _ if all.is_empty() => last,
            Lang::Zh => either(&all.join("、"), &last),
            Lang::En => format!("{} or {last}", all.join(", ")),
        }
    }

    fn add(&mut self, rule: Rule) {
        let (rules, phrase, shown) = match rules::stands(rule) {
            Stands::Item => (NONE, Some(DECLARATION), false),
            Stands::Prop(rules) => {
                self.statement = true;
                self.closing = true;
                (rules, None, true)
            }
            Stands::Words(rules, phrase) => (rules, phrase, true),
            Stands::Opening => {
                self.opening = true;
                (NONE, Some(("`{`", "`{`")), true)
            }
            Stands::Operator(rules) => (rules, Some(OPERATOR), false),
            Stands::Nothing => (NONE, None, false),
        };
        if let Some(phrase) = phrase
            && !self.phrases.contains(&phrase)
        {
            self.phrases.push(phrase);
        }
        // A word that is its own rule speaks for itself.
        let own = if rules.is_empty() {
            keyword(rule)
        } else {
            None
        };
        let own = own.filter(|_| shown);
        for keyword in rules.iter().filter_map(|rule| keyword(*rule)).chain(own) {
            self.keywords.push(keyword);
            if shown {
                self.shown.push(keyword);
            }
        }
    }
}

/// `甲 或 乙`, with blanks only beside backquotes.
fn either(first: &str, last: &str) -> String {
    let before = if first.ends_with('`') { " " } else { "" };
    let after = if last.starts_with('`') { " " } else { "" };
    format!("{first}{before}或{after}{last}")
}
