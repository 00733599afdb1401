//! AST to model: every name, type, unit, clause and quotation is resolved, or a diagnostic says why not.
//!
//! The passes, in order:
//! 1. `choices` takes one choice of each interpretation and drops what does not hold under it;
//! 2. `names` gives every declaration its id;
//! 3. the ground: `measures`, `enumerations`, `levels`, `kinds`, `organs`, `metrics`, `records`, `vague`;
//! 4. `formulas` and, with `expr`, everything that holds conditions: `targets`, `prohibitions`, `reports`,
//!    `duties`, `consequences`, `triggers`, `commendations`;
//! 5. cross checks of whole declarations against one another;
//! 6. citations are checked as each declaration's `basis` is read.
//!
//! A pass never stops at the first error; a model is made only when there is none.

mod basis;
mod choices;
mod citation;
mod clashes;
mod commendations;
mod consequences;
mod cross;
mod cycles;
pub(crate) mod digest;
mod duties;
mod entry;
mod enumerations;
mod expr;
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
mod tables;
mod targets;
pub(crate) mod text;
mod triggers;
mod vague;

use indexmap::IndexMap;

use crate::arena::Id;
use crate::diagnostic::Diagnostics;
use crate::model::{Arena, Model};
use crate::source::Sources;
use crate::syntax::ast::File;
use names::Names;
use tables::{Cx, Tables};

/// Texts that come beside the policy, by file name: above all the regulation's own.
pub type SourceTexts = IndexMap<String, String>;

/// What a check may be asked to do differently.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckOptions {
    /// Choices of interpretations, instead of those that the policy takes.
    pub interpretations: IndexMap<String, String>,
}

/// Checks the files of one policy. The model is there if no diagnostic is an error.
pub fn check(
    files: &[File],
    sources: &Sources,
    texts: &SourceTexts,
    options: &CheckOptions,
) -> (Option<Model>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    imports::check(files, sources, &mut diagnostics);
    let kept = choices::keep(files, options, &mut diagnostics);
    let names = Names::collect(kept, &mut diagnostics);
    let text = regulation::text(&names, texts, &mut diagnostics);
    let mut cx = Cx::new(&names, text, diagnostics);
    ground(&mut cx);
    let (model, mut diagnostics) = declarations(cx);
    diagnostics.sort();
    let model = model.filter(|_| !diagnostics.has_errors());
    (model, diagnostics)
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
    let cx = &mut cx;
    let regulation = regulation::declare(cx);
    let mappings = kinds::mappings(cx);
    let targets = arena(targets::declare(cx));
    let prohibitions = arena(prohibitions::declare(cx));
    let reports = arena(reports::declare(cx));
    let duties = arena(duties::declare(cx));
    let mut consequences = consequences::declare(cx);
    let triggers = arena(triggers::declare(cx, &mut consequences));
    let commendations = arena(commendations::declare(cx));
    let interpretations = arena(regulation::interpretations(cx));
    let scope = regulation::scope(cx);
    let non_operative = regulation::non_operative(cx);
    let delegations = regulation::delegations(cx);
    consequences::check_unused(cx);
    clashes::check(cx);
    cross::check(cx);
    let diagnostics = std::mem::take(&mut cx.diagnostics);
    let text = cx.text.take();
    let Tables {
        measures,
        levels,
        enumerations,
        organs,
        offices,
        classes,
        matters,
        kinds,
        pursued,
        metrics,
        record_types,
        fields,
        vague,
        parameters,
        definitions,
        tables,
        ..
    } = std::mem::replace(&mut cx.tables, Tables::new(cx.names));
    let model = regulation.map(|regulation| Model {
        regulation,
        text,
        measures,
        levels,
        enumerations,
        organs,
        offices,
        classes,
        matters,
        kinds,
        pursued,
        mappings,
        duties,
        metrics,
        targets,
        prohibitions,
        reports,
        record_types,
        fields,
        vague,
        parameters: whole(parameters),
        definitions: whole(definitions),
        tables: whole(tables),
        triggers,
        consequences,
        commendations,
        interpretations,
        scope,
        non_operative,
        delegations,
    });
    (model, diagnostics)
}

fn arena<I: Id, T>(rows: Vec<T>) -> Arena<I, T> {
    let mut arena = Arena::new();
    for row in rows {
        arena.push(row);
    }
    arena
}

/// The rows that could be read: all of them, unless an error says why not.
fn whole<I: Id, T: Clone>(rows: Arena<I, Option<T>>) -> Arena<I, T> {
    arena(rows.values().flatten().cloned().collect())
}
