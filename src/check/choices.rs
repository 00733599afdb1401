//! Pass 1: which choice of each interpretation is taken, and what holds under those choices.
//!
//! What stands under a choice not taken is dropped here, so that no later pass meets it; its `given` heads
//! are checked all the same, or a slip in them would surface only under the other choice.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::CheckOptions;
use super::entry::{Entry, Part, pick};
use super::noun::Noun;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{Arena, InterpretationId};
use crate::source::Span;
use crate::suggest::{nearest, proposal, written};
use crate::syntax::ast::{Decl, DeclKind, File, Given, Item, Name, PropKind};

/// The interpretations with the choice of each.
#[derive(Debug, Default)]
pub(super) struct Choices<'a> {
    questions: Arena<InterpretationId, Question<'a>>,
    by_name: IndexMap<&'a str, InterpretationId>,
}

/// An interpretation as chosen.
#[derive(Debug)]
pub(super) struct Question<'a> {
    /// Its declaration.
    pub(super) entry: Entry<'a>,
    /// Its choices, each name once.
    pub(super) choices: IndexMap<&'a str, &'a Name>,
    /// The choice that the policy takes.
    pub(super) default: Option<usize>,
    /// The choice that this check runs under.
    pub(super) taken: Option<usize>,
}

/// What is left of the files.
pub(super) struct Kept<'a> {
    /// The choices.
    pub(super) choices: Choices<'a>,
    /// The declarations that hold, file by file.
    pub(super) entries: Vec<Entry<'a>>,
    /// Names declared only under choices not taken.
    pub(super) elsewhere: IndexMap<&'a str, &'a Given>,
}

/// Takes the choices and drops what does not hold under them.
pub(super) fn keep<'a>(
    files: &'a [File],
    options: &CheckOptions,
    diagnostics: &mut Diagnostics,
) -> Kept<'a> {
    let stays = |item: &&Item| options.left_out != Some(item.decl.span);
    let items = || files.iter().flat_map(|file| &file.items).filter(stays);
    let mut choices = collect(items(), diagnostics);
    choices.override_with(options, diagnostics);
    check_heads(items(), &choices, diagnostics);
    let mut entries = Vec::new();
    let mut elsewhere = IndexMap::new();
    for item in items() {
        match (choices.hold(&item.given), &item.decl.name) {
            (Ok(given), _) => entries.push(choices.entry(&item.decl, given)),
            (Err(_), Some(name)) => {
                if let Some(given) = item.given.last() {
                    elsewhere.insert(name.text.as_str(), given);
                }
            }
            (Err(_), None) => {}
        }
    }
    Kept {
        choices,
        entries,
        elsewhere,
    }
}

impl<'a> Choices<'a> {
    /// The interpretations that such heads rest on if all their choices are taken; else those that are not.
    pub(super) fn hold(
        &self,
        given: &[Given],
    ) -> Result<Vec<InterpretationId>, Vec<InterpretationId>> {
        let (mut held, mut refused) = (Vec::new(), Vec::new());
        for head in given {
            let Some(id) = self.find(&head.interpretation.text) else {
                continue;
            };
            let Some(question) = self.questions.row(id) else {
                continue;
            };
            let choice = question.choices.get_index_of(head.choice.text.as_str());
            match (choice, question.taken) {
                (Some(choice), Some(taken)) if choice != taken => refused.push(id),
                _ => held.push(id),
            }
        }
        if refused.is_empty() {
            Ok(held)
        } else {
            Err(refused)
        }
    }

    /// The interpretation of that name.
    pub(super) fn find(&self, name: &str) -> Option<InterpretationId> {
        self.by_name.get(name).copied()
    }

    /// The names of all.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.by_name.keys().copied()
    }

    /// All, in order.
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question<'a>> {
        self.questions.values()
    }

    /// Reports an interpretation or a choice of it that is not declared.
    pub(super) fn check(&self, name: &Name, choice: &Name, diagnostics: &mut Diagnostics) {
        let Some(id) = self.find(&name.text) else {
            let message = Text::new(
                format!("没有名为 `{}` 的解释", name.text),
                format!("there is no interpretation named `{}`", name.text),
            );
            let unknown = Diagnostic::error(Code::new("E0201"), name.span, message)
                .label(Text::new("没有声明", "not declared"));
            diagnostics.push(did_you_mean(unknown, name, self.names()));
            return;
        };
        let Some(question) = self.questions.row(id) else {
            return;
        };
        if !question.choices.contains_key(choice.text.as_str()) {
            let names = question.choices.keys().copied();
            diagnostics.push(unknown_choice(choice, &question.entry, names));
        }
    }

    fn entry(&self, decl: &'a Decl, given: Vec<InterpretationId>) -> Entry<'a> {
        let mut entry = Entry {
            decl,
            given,
            silent: Vec::new(),
            parts: Vec::with_capacity(decl.props.len()),
        };
        for prop in &decl.props {
            match self.hold(&prop.given) {
                Ok(given) => entry.parts.push(Part {
                    kind: &prop.kind,
                    span: prop.span,
                    given,
                }),
                // A branch left out changes nothing for the branches that stay; anything else would have
                // changed the declaration itself, which therefore rests on the choice.
                Err(_) if matches!(prop.kind, PropKind::Branch(_)) => {}
                Err(refused) => entry.silent.extend(refused),
            }
        }
        entry
    }

    fn override_with(&mut self, options: &CheckOptions, diagnostics: &mut Diagnostics) {
        for (name, choice) in &options.interpretations {
            let Some(id) = self.find(name) else {
                diagnostics.push(not_an_option(Noun::Interpretation, name, self.names()));
                continue;
            };
            let Some(question) = self.questions.row_mut(id) else {
                continue;
            };
            match question.choices.get_index_of(choice.as_str()) {
                Some(index) => question.taken = Some(index),
                None => {
                    let choices = question.choices.keys().copied();
                    diagnostics.push(no_such_choice(name, choice, choices));
                }
            }
        }
    }
}

fn collect<'a>(
    items: impl Iterator<Item = &'a Item>,
    diagnostics: &mut Diagnostics,
) -> Choices<'a> {
    let mut choices = Choices::default();
    for item in items {
        let (DeclKind::Interpretation, Some(name)) = (&item.decl.kind, &item.decl.name) else {
            continue;
        };
        if let Some(first) = choices.find(&name.text) {
            if let Some(question) = choices.questions.row(first) {
                let first = question.entry.span();
                diagnostics.push(duplicate(Noun::Interpretation, name, first));
            }
            continue;
        }
        let entry = choices.entry(&item.decl, Vec::new());
        let id = choices.questions.push(question(entry, diagnostics));
        choices.by_name.insert(&name.text, id);
    }
    choices
}

fn question<'a>(entry: Entry<'a>, diagnostics: &mut Diagnostics) -> Question<'a> {
    let mut choices: IndexMap<&str, &Name> = IndexMap::new();
    let listed = entry.parts.iter().filter_map(|part| match part.kind {
        PropKind::Choice { name, .. } => Some(name),
        _ => None,
    });
    let mut written = 0;
    for name in listed {
        written += 1;
        match choices.get(name.text.as_str()) {
            Some(first) => diagnostics.push(duplicate(Noun::Choice, name, first.span)),
            None => {
                choices.insert(&name.text, name);
            }
        }
    }
    let title = Noun::Interpretation.named(entry.name());
    if written < 2 {
        diagnostics.push(no_choice(&title, entry.span()));
    }
    let default = taken(&entry, &choices, &title, diagnostics);
    Question {
        entry,
        choices,
        default,
        taken: default,
    }
}

fn no_choice(title: &Text, span: Span) -> Diagnostic {
    let message = Text::new(
        format!("{}的选项不足两个", title.zh),
        format!("{} has fewer than two choices", title.en),
    );
    Diagnostic::error(Code::new("E0430"), span, message)
        .label(Text::new("没有可选择的余地", "leaves nothing to choose"))
        .help(Text::new(
            "把文本允许的每一种读法各写成一个 `选项`",
            "write one `choice` for each reading that the text allows",
        ))
}

fn taken(
    entry: &Entry<'_>,
    choices: &IndexMap<&str, &Name>,
    title: &Text,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    let Some(name) = entry.find(pick!(Take)) else {
        diagnostics.push(
            Diagnostic::error(
                Code::new("E0431"),
                entry.span(),
                Text::new(
                    format!("{}没有说明取哪个选项", title.zh),
                    format!("{} does not say which choice is taken", title.en),
                ),
            )
            .help(Text::new(
                "加上 `取 选项名`",
                "add `take` and the name of a choice",
            )),
        );
        return None;
    };
    let found = choices.get_index_of(name.text.as_str());
    if found.is_none() {
        diagnostics.push(unknown_choice(name, entry, choices.keys().copied()));
    }
    found
}

fn check_heads<'a>(
    items: impl Iterator<Item = &'a Item>,
    choices: &Choices<'a>,
    diagnostics: &mut Diagnostics,
) {
    // A block repeats its head on everything inside it; one report is enough.
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    let mut check = |given: &[Given]| {
        for head in given {
            if seen.insert(head.span) {
                check_head(head, choices, diagnostics);
            }
        }
    };
    for item in items {
        check(&item.given);
        for prop in &item.decl.props {
            check(&prop.given);
            if let PropKind::Office(office) = &prop.kind {
                office.props.iter().for_each(|prop| check(&prop.given));
            }
        }
    }
}

fn check_head(head: &Given, choices: &Choices<'_>, diagnostics: &mut Diagnostics) {
    choices.check(&head.interpretation, &head.choice, diagnostics);
}

fn unknown_choice<'c>(
    name: &Name,
    interpretation: &Entry<'_>,
    choices: impl Iterator<Item = &'c str>,
) -> Diagnostic {
    let owner = interpretation.name();
    let message = Text::new(
        format!("解释 `{owner}` 没有选项 `{}`", name.text),
        format!("interpretation `{owner}` has no choice `{}`", name.text),
    );
    let unknown = Diagnostic::error(Code::new("E0204"), name.span, message)
        .label(Text::new("没有这个选项", "no such choice"))
        .secondary(
            interpretation.span(),
            Text::new("解释在这里声明", "the interpretation is declared here"),
        );
    did_you_mean(unknown, name, choices)
}

fn not_an_option<'c>(
    noun: Noun,
    name: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Diagnostic {
    let message = Text::new(
        format!("选用的{} `{name}` 没有声明", noun.zh()),
        format!("the {} asked for, `{name}`, is not declared", noun.en()),
    );
    let diagnostic = Diagnostic::whole(Code::new("E0205"), message);
    match nearest(name, candidates) {
        Some(near) => diagnostic.help(proposal(near)),
        None => diagnostic,
    }
}

fn no_such_choice<'c>(
    interpretation: &str,
    choice: &str,
    choices: impl Iterator<Item = &'c str>,
) -> Diagnostic {
    let message = Text::new(
        format!("解释 `{interpretation}` 没有选项 `{choice}`"),
        format!("interpretation `{interpretation}` has no choice `{choice}`"),
    );
    let choices: Vec<String> = choices.map(|name| format!("`{name}`")).collect();
    Diagnostic::whole(Code::new("E0205"), message).help(Text::new(
        format!("可选 {}", choices.join("、")),
        format!("its choices are {}", choices.join(", ")),
    ))
}

/// Says that a name is declared twice.
pub(super) fn duplicate(noun: Noun, name: &Name, first: Span) -> Diagnostic {
    let message = Text::new(
        format!("{} `{}` 重复声明", noun.zh(), name.text),
        format!("{} `{}` is declared twice", noun.en(), name.text),
    );
    Diagnostic::error(Code::new("E0203"), name.span, message)
        .label(Text::new("再次声明", "declared again"))
        .secondary(first, Text::new("首次声明", "first declared here"))
}

/// So many names are compared for one suggestion, which bounds the time that hostile policies take.
const COMPARED: usize = 2_000;

/// Adds the nearest candidate as help and as a fix.
pub(super) fn did_you_mean<'c>(
    diagnostic: Diagnostic,
    name: &Name,
    candidates: impl Iterator<Item = &'c str>,
) -> Diagnostic {
    match nearest(&name.text, candidates.take(COMPARED)) {
        Some(near) => diagnostic
            .help(proposal(near))
            .fix(name.span, written(near, name.quoted)),
        None => diagnostic,
    }
}
