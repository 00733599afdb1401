//! The regulation itself, its scope, and the ledger's entries.

use super::SourceTexts;
use super::citation::check_erratum;
use super::digest::check_digest;
use super::entry::{Entry, pick};
use super::names::Names;
use super::noun::Noun;
use super::tables::Cx;
use super::text::read_text;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::model::{
    Choice, ClauseText, Delegation, Erratum, Interpretation, NonOperative, Regulation, Scope,
};
use crate::suggest::{nearest, proposal};
use crate::syntax::ast::{DeclKind, Name, PropKind};

/// Reads the regulation, of which there must be one.
pub(super) fn declare(cx: &mut Cx<'_>) -> Option<Regulation> {
    let names = cx.names;
    let is_regulation = |entry: &&Entry<'_>| entry.decl.kind == DeclKind::Regulation;
    let mut declared = names.others.iter().filter(is_regulation);
    let Some(entry) = declared.next() else {
        cx.diagnostics.push(
            Diagnostic::whole(
                Code::new("E0420"),
                Text::new("没有声明法规", "no regulation is declared"),
            )
            .help(Text::new(
                "加上 `法规 “名称” { … }`",
                "add `regulation \"title\" { … }`",
            )),
        );
        return None;
    };
    for other in declared {
        let message = Text::new(
            format!("法规声明了不止一个：`{}`", other.name()),
            format!("more than one regulation is declared: `{}`", other.name()),
        );
        cx.diagnostics.push(
            Diagnostic::error(Code::new("E0421"), other.span(), message)
                .label(Text::new("又一个法规", "another regulation"))
                .secondary(entry.span(), Text::new("第一个", "the first")),
        );
    }
    Some(regulation(cx, entry))
}

/// The regulation's own text, where it is given; the quotations are held against it.
pub(super) fn text(
    names: &Names<'_>,
    texts: &SourceTexts,
    diagnostics: &mut Diagnostics,
) -> Option<ClauseText> {
    let is_regulation = |entry: &&Entry<'_>| entry.decl.kind == DeclKind::Regulation;
    let entry = names.others.iter().find(is_regulation)?;
    let Some(file) = entry.find(pick!(SourceText)) else {
        let message = Text::new(
            "法规没有写明原文，引文无从核对",
            "the regulation names no source text, so its quotations are not checked",
        );
        let help = Text::new("加上 `原文 “文件名”`", "add `source \"file name\"`");
        diagnostics.push(Diagnostic::warning(Code::new("W0506"), entry.span(), message).help(help));
        return None;
    };
    let Some(words) = texts.get(&file.text) else {
        let message = Text::new(
            format!("没有给出原文 `{}`", file.text),
            format!("the source text `{}` is not given", file.text),
        );
        let missing = Diagnostic::error(Code::new("E0422"), file.span, message)
            .label(Text::new("找不到这个文件", "this file is not here"));
        diagnostics.push(did_you_mean_text(missing, file, texts));
        return None;
    };
    let text = read_text(&file.text, words);
    if let Some(declared) = entry.find(pick!(Digest)) {
        check_digest(&text, declared, diagnostics);
    }
    for (erratum, _) in entry.all(pick!(Erratum)) {
        check_erratum(Some(&text), &erratum.printed, &erratum.reads, diagnostics);
    }
    Some(text)
}

fn did_you_mean_text(
    diagnostic: Diagnostic,
    file: &crate::syntax::ast::Text,
    texts: &SourceTexts,
) -> Diagnostic {
    match nearest(&file.text, texts.keys().map(String::as_str)) {
        Some(near) => diagnostic.help(proposal(near)),
        None => diagnostic,
    }
}

fn regulation(cx: &mut Cx<'_>, entry: &Entry<'_>) -> Regulation {
    let legal_basis = entry.all(pick!(LegalBasis)).flat_map(|(texts, _)| texts);
    let errata = entry.all(pick!(Erratum)).map(|(erratum, _)| Erratum {
        printed: erratum.printed.text.as_str().into(),
        reads: erratum.reads.text.as_str().into(),
        because: erratum.because.text.as_str().into(),
    });
    Regulation {
        title: entry.name().into(),
        number: entry
            .find(pick!(DocumentNumber))
            .map(|text| text.text.as_str().into()),
        issued: entry.find(pick!(Issued)).map(|date| date.date),
        effective: entry.find(pick!(Effective)).map(|date| date.date),
        expires: entry.find(pick!(Expires)).map(|date| date.date),
        legal_basis: legal_basis.map(|text| text.text.as_str().into()).collect(),
        interpreted_by: entry
            .find(pick!(InterpretedBy))
            .and_then(|authority| cx.authority(authority)),
        errata: errata.collect(),
        basis: cx.basis(entry),
        span: entry.span(),
    }
}

/// Reads the interpretations with the choices taken.
pub(super) fn interpretations(cx: &mut Cx<'_>) -> Vec<Interpretation> {
    let names = cx.names;
    let mut rows = Vec::new();
    for question in names.choices.questions() {
        let entry = &question.entry;
        let choices = entry.parts.iter().filter_map(|part| match part.kind {
            PropKind::Choice { name, meaning } => Some((name, meaning.as_ref())),
            _ => None,
        });
        // A name given twice has been reported; only its first choice counts.
        let mut seen = std::collections::BTreeSet::new();
        let choices = choices.filter(|(name, _)| seen.insert(name.text.as_str()));
        rows.push(Interpretation {
            name: entry.name().into(),
            question: entry
                .find(pick!(Question))
                .map(|text| text.text.as_str().into()),
            choices: choices
                .map(|(name, meaning)| Choice {
                    name: name.text.as_str().into(),
                    meaning: meaning.map(|text| text.text.as_str().into()),
                })
                .collect(),
            taken: question.taken.unwrap_or(0),
            default: question.default.unwrap_or(0),
            reason: entry
                .find(pick!(Because))
                .map(|text| text.text.as_str().into()),
            basis: cx.basis(entry),
            span: entry.span(),
        });
    }
    rows
}

/// Reads the scope; several declarations add up.
pub(super) fn scope(cx: &mut Cx<'_>) -> Option<Scope> {
    let names = cx.names;
    let mut scope: Option<Scope> = None;
    for entry in &names.others {
        if entry.decl.kind != DeclKind::Scope {
            continue;
        }
        let basis = cx.normative_basis(entry);
        let covers: Vec<&Name> = entry.names(pick!(Covers));
        let excludes: Vec<&Name> = entry.names(pick!(Excludes));
        let (covered, classes) = cx.organs_and_classes(&covers);
        let (excluded, _) = cx.organs_and_classes(&excludes);
        let all = scope.get_or_insert_with(Scope::default);
        all.covered.extend(covered);
        all.classes.extend(classes);
        all.excluded.extend(excluded);
        all.basis.citations.extend(basis.citations);
        let more = basis.rests_on.into_iter().collect();
        super::basis::rest_on(&mut all.basis, &more);
    }
    scope
}

/// Reads the clauses that bind nobody.
pub(super) fn non_operative(cx: &mut Cx<'_>) -> Vec<NonOperative> {
    let names = cx.names;
    let mut rows = Vec::new();
    for entry in &names.others {
        if entry.decl.kind != DeclKind::NonOperative {
            continue;
        }
        let reason = entry.find(pick!(Because));
        if reason.is_none() {
            cx.missing(
                entry,
                ("理由", "reason"),
                ("加上 `理由 “…”`", "add `because \"…\"`"),
            );
        }
        rows.push(NonOperative {
            name: entry
                .decl
                .name
                .as_ref()
                .map(|name| name.text.as_str().into()),
            basis: cx.ledger_basis(entry),
            reason: reason.map(|text| text.text.as_str().into()),
            span: entry.decl.span,
        });
    }
    rows
}

/// Reads the clauses that hand over to other documents.
pub(super) fn delegations(cx: &mut Cx<'_>) -> Vec<Delegation> {
    let names = cx.names;
    let mut rows = Vec::new();
    for entry in &names.others {
        if entry.decl.kind != DeclKind::Delegation {
            continue;
        }
        let documents: Vec<_> = entry
            .all(pick!(Documents))
            .flat_map(|(texts, _)| texts)
            .map(|text| text.text.as_str().into())
            .collect();
        if documents.is_empty() {
            cx.missing(
                entry,
                ("文件", "document"),
                ("加上 `文件 “…”`", "add `document \"…\"`"),
            );
        }
        rows.push(Delegation {
            name: entry
                .decl
                .name
                .as_ref()
                .map(|name| name.text.as_str().into()),
            basis: cx.ledger_basis(entry),
            documents,
            span: entry.decl.span,
        });
    }
    rows
}

impl Cx<'_> {
    /// The clauses of a ledger entry, of which there must be one.
    fn ledger_basis(&mut self, entry: &Entry<'_>) -> crate::model::Basis {
        let basis = self.basis(entry);
        let cited = entry.all(pick!(Cite)).next().is_some();
        if !cited {
            let title = Noun::of(&entry.decl.kind).named(entry.name());
            self.require_basis(&crate::model::Basis::default(), title, entry.span());
        }
        basis
    }
}
