//! What a declaration rests on: the clauses that it cites, and the interpretations behind it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::citation::{check_citation, check_reference};
use super::entry::{Entry, Part, pick};
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Basis, InterpretationId};
use crate::source::Span;
use crate::syntax::ast::{Citation, CitationTarget, DeclKind, PropKind};

/// Interpretations, sorted, each once.
pub(super) type RestsOn = BTreeSet<InterpretationId>;

impl Cx<'_> {
    /// The basis of a declaration that need not have one.
    pub(super) fn basis(&mut self, entry: &Entry<'_>) -> Basis {
        self.basis_by(entry, false)
    }

    fn basis_by(&mut self, entry: &Entry<'_>, normative: bool) -> Basis {
        let mut rests_on: RestsOn = entry.given.iter().copied().collect();
        rests_on.extend(&entry.silent);
        // These carry a basis of their own: a result rests on a branch only if it came by that branch.
        let shared = |part: &&Part<'_>| {
            !matches!(
                part.kind,
                PropKind::Branch(_)
                    | PropKind::Gate(_)
                    | PropKind::ActorAnswers(_)
                    | PropKind::Office(_)
            )
        };
        for part in entry.parts.iter().filter(shared) {
            rests_on.extend(&part.given);
        }
        let cited = entry.all(pick!(Cite)).flat_map(|(list, _)| list);
        self.cite(cited, rests_on, normative)
    }

    /// The basis of a normative declaration: without a citation or an interpretation it is an error.
    pub(super) fn normative_basis(&mut self, entry: &Entry<'_>) -> Basis {
        let basis = self.basis_by(entry, true);
        // A citation that is wrong has been reported as such.
        if entry.all(pick!(Cite)).next().is_none() {
            let (name, span) = head(entry);
            let title = Noun::of(&entry.decl.kind).named(name);
            self.require_basis(&basis, title, span);
        }
        basis
    }

    /// Reports what rests on nothing.
    pub(super) fn require_basis(&mut self, basis: &Basis, title: Text, span: Span) {
        if !basis.citations.is_empty() || !basis.rests_on.is_empty() {
            return;
        }
        let message = Text::new(
            format!("{}没有依据", title.zh),
            format!("{} cites neither a clause nor an interpretation", title.en),
        );
        self.diagnostics.push(
            Diagnostic::error(Code::new("E0402"), span, message)
                .label(Text::new("没有依据", "rests on nothing"))
                .help(Text::new(
                    "写上 `依据 第…条 “…”`，或者 `依据 解释 …`",
                    "write `cite art … \"…\"` or `cite interpretation …`",
                )),
        );
    }

    /// Citations as a basis, beside interpretations already known; a normative one must quote.
    pub(super) fn cite<'c>(
        &mut self,
        citations: impl Iterator<Item = &'c Citation>,
        mut rests_on: RestsOn,
        normative: bool,
    ) -> Basis {
        let mut basis = Basis::default();
        for citation in citations {
            match &citation.target {
                CitationTarget::Clause { .. } => {
                    let check = if normative {
                        check_citation
                    } else {
                        check_reference
                    };
                    let sound = self.sound.get(&citation.span).cloned();
                    let found = sound.or_else(|| {
                        check(self.text.as_deref(), citation, &mut self.diagnostics).map(Arc::new)
                    });
                    basis.citations.extend(found);
                }
                CitationTarget::Interpretation(name) => {
                    let names = self.names;
                    match names.choices.find(&name.text) {
                        Some(id) => {
                            rests_on.insert(id);
                        }
                        None => self.diagnostics.push(names.unknown(
                            &[Noun::Interpretation],
                            name,
                            names.choices.names(),
                        )),
                    }
                }
            }
        }
        basis.rests_on = rests_on.into_iter().collect();
        basis
    }
}

/// The name to speak of a declaration by, and where it stands; the first of several kinds.
fn head<'a>(entry: &Entry<'a>) -> (&'a str, Span) {
    match &entry.decl.kind {
        DeclKind::Kinds { names, .. } => names
            .first()
            .map_or(("", entry.decl.keyword), |name| (&name.text, name.span)),
        _ => (entry.name(), entry.span()),
    }
}

/// Adds interpretations to a basis.
pub(super) fn rest_on(basis: &mut Basis, more: &RestsOn) {
    let mut all: RestsOn = basis.rests_on.iter().copied().collect();
    all.extend(more);
    basis.rests_on = all.into_iter().collect();
}
