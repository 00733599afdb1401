//! AST to model: every name, type, unit, clause and quotation is resolved, or a diagnostic says why not.
//!
//! The passes, in order:
//! 1. `choices` takes one choice of each interpretation and drops what does not hold under it;
//! 2. `names` gives every declaration its id;
//! 3. the ground: `measures`, `enumerations`, `levels`, `kinds`, `organs`, `metrics`, `records`, `vague`;
//! 4. `formulas` and, with `expr`, everything that holds conditions: `targets`, `prohibitions`, `reports`,
//!    `duties`, `consequences`, `triggers`, `commendations`; on several cores, by `shares`;
//! 5. cross checks of whole declarations against one another;
//! 6. citations are checked as each declaration's `basis` is read;
//! 7. over the model made, by what `waits` for what: `circles`, and with `depth` how deep an evaluation nests;
//! 8. `allowances` takes out the warnings that the policy says are meant.
//!
//! A pass never stops at the first error; a model is made only when there is none.

mod allowances;
mod assemble;
mod basis;
mod choices;
mod circles;
mod citation;
mod clashes;
mod commendations;
mod consequences;
mod cross;
mod cycles;
mod depth;
pub(crate) mod digest;
mod duties;
mod entry;
mod enumerations;
mod expr;
mod follow;
mod formulas;
mod holders;
mod imports;
mod kinds;
mod levels;
mod lookup;
mod measures;
mod metrics;
mod names;
mod noun;
mod organs;
mod prohibitions;
mod records;
mod regulation;
mod reports;
mod required;
mod scenarios;
mod shares;
mod tables;
mod targets;
#[cfg(test)]
mod tests;
pub(crate) mod text;
mod triggers;
mod vague;
mod waits;

use std::sync::Arc;

use indexmap::IndexMap;

use crate::cancel::Cancel;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::Model;
use crate::source::{Sources, Span};
use crate::syntax::SyntaxLimits;
use crate::syntax::ast::{Citation, File};
use assemble::Rows;
use entry::{Entry, pick};
use names::Names;
use tables::Cx;
use waits::Waits;

pub(crate) use allowances::apply as apply_allowances;
pub(crate) use follow::without_follow_ups;

/// Texts that come beside the policy, by file name: above all the regulation's own.
pub type SourceTexts = IndexMap<String, String>;

/// What a check may be asked to do differently.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// Choices of interpretations, instead of those that the policy takes.
    pub interpretations: IndexMap<String, String>,
    /// A declaration to leave out, by where it stands.
    pub left_out: Option<Span>,
    /// Bounds on what is checked.
    pub limits: SyntaxLimits,
    /// Asked between the passes whether to stop.
    pub cancel: Option<Cancel>,
}

/// Checks the files of one policy. The model is there if no diagnostic is an error.
pub fn check(
    files: &[File],
    sources: &Sources,
    texts: &SourceTexts,
    options: &CheckOptions,
) -> (Option<Model>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let is_cancelled = || options.cancel.as_ref().is_some_and(Cancel::is_cancelled);
    if is_cancelled() {
        return (None, diagnostics);
    }
    imports::check(files, sources, &mut diagnostics);
    let kept = choices::keep(files, options, &mut diagnostics);
    let mut allowances = allowances::read(&kept.entries, &mut diagnostics);
    let citations: Vec<&Citation> = kept.entries.iter().flat_map(cited).collect();
    let names = Names::collect(kept, &mut diagnostics);
    let text = regulation::text(&names, texts, &mut diagnostics);
    let sound = citation::sound(text.as_ref(), &citations);
    if is_cancelled() {
        return (None, diagnostics);
    }
    let mut cx = Cx::new(&names, text, sound, diagnostics);
    cx.formula_depth = options.limits.formula_depth;
    ground(&mut cx);
    if is_cancelled() {
        return (None, cx.diagnostics);
    }
    let (model, mut diagnostics) = declarations(cx);
    if is_cancelled() {
        return (None, diagnostics);
    }
    if let Some(model) = &model {
        let waits = Waits::of(model);
        // With rows missing, ids would lead to others.
        if !diagnostics.has_errors() {
            circles::check(&waits, &mut diagnostics);
        }
        depth::check(&waits, options.limits.formula_depth, &mut diagnostics);
    }
    let mut diagnostics = apply_allowances(&mut allowances, diagnostics);
    let model = model.map(|model| Model {
        allowances,
        ..model
    });
    diagnostics.sort();
    let model = model.filter(|_| !diagnostics.has_errors());
    (model, diagnostics)
}

/// What a declaration cites.
fn cited<'a>(entry: &Entry<'a>) -> Vec<&'a Citation> {
    let lists = entry.all(pick!(Cite));
    lists.flat_map(|(list, _)| list).collect()
}

/// Pass 3: what expressions refer to.
fn ground(cx: &mut Cx<'_>) {
    measures::declare(cx);
    enumerations::declare(cx);
    levels::declare(cx);
    levels::declare_matters(cx);
    kinds::declare(cx);
    organs::declare(cx);
    metrics::declare(cx);
    records::declare(cx);
    vague::declare(cx);
    targets::levels(cx);
    formulas::declare(cx);
}

/// Passes 4 to 6: everything else, joined into a model.
fn declarations(mut cx: Cx<'_>) -> (Option<Model>, Diagnostics) {
    let regulation = regulation::declare(&mut cx);
    let mut consequences = consequences::declare(&mut cx);
    let rows = Rows {
        mappings: kinds::mappings(&mut cx),
        targets: targets::declare(&mut cx),
        prohibitions: prohibitions::declare(&mut cx),
        reports: reports::declare(&mut cx),
        duties: duties::declare(&mut cx),
        triggers: triggers::declare(&mut cx, &mut consequences),
        consequences,
        commendations: commendations::declare(&mut cx),
        interpretations: regulation::interpretations(&mut cx),
        scope: regulation::scope(&mut cx),
        non_operative: regulation::non_operative(&mut cx),
        delegations: regulation::delegations(&mut cx),
        backgrounds: scenarios::backgrounds(&mut cx),
        scenarios: scenarios::declare(&mut cx),
    };
    consequences::check_unused(&mut cx);
    clashes::check(&mut cx);
    cross::check(&mut cx);
    let Cx {
        names,
        text,
        tables,
        mut diagnostics,
        sound: _,
        formula_depth: _,
    } = cx;
    let tables = tables.take();
    if !diagnostics.has_errors() && !rows.complete(names, &tables) {
        // Every fault should have been named; a model with rows missing must not pass in any case.
        let message = Text::new(
            "有的声明没能读懂，却没有查出错误",
            "a declaration could not be read, though nothing was found wrong with it",
        );
        diagnostics.push(Diagnostic::whole(Code::new("E0499"), message));
    }
    let model =
        regulation.map(|regulation| rows.join(regulation, text.map(Arc::unwrap_or_clone), tables));
    (model, diagnostics)
}
