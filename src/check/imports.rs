//! Imports: each must name a file of the policy, and none may lead back to itself.
//!
//! All files of a policy share one set of names; an import says that one file is of no use without another.

use super::cycles;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::Text;
use crate::source::{Source, Sources, Span};
use crate::suggest::{nearest, proposal};
use crate::syntax::ast::{self, DeclKind, File};

/// Checks the imports of all files.
pub(super) fn check(files: &[File], sources: &Sources, diagnostics: &mut Diagnostics) {
    let mut edges: Vec<Vec<(usize, Span)>> = Vec::new();
    for file in files {
        let mut led_to = Vec::new();
        for written in file.items.iter().filter_map(import) {
            match find(written, files, sources) {
                Some(index) => led_to.push((index, written.span)),
                None => diagnostics.push(not_given(written, files, sources)),
            }
        }
        edges.push(led_to);
    }
    let plain: Vec<Vec<usize>> = edges
        .iter()
        .map(|led_to| led_to.iter().map(|(index, _)| *index).collect())
        .collect();
    for cycle in cycles::order(&plain).cycles {
        let next = cycle.iter().skip(1).chain(cycle.first());
        let members: Vec<(&str, Span)> = cycle
            .iter()
            .zip(next)
            .filter_map(|(from, to)| {
                let (_, span) = edges.get(*from)?.iter().find(|(index, _)| index == to)?;
                Some((name(files.get(*from)?, sources), *span))
            })
            .collect();
        let what = Text::new("引入", "imports");
        diagnostics.extend(cycles::report(Code::new("E0410"), what, &members));
    }
}

fn import(item: &ast::Item) -> Option<&ast::Text> {
    match &item.decl.kind {
        DeclKind::Import(file) => Some(file),
        _ => None,
    }
}

fn find(written: &ast::Text, files: &[File], sources: &Sources) -> Option<usize> {
    files
        .iter()
        .position(|file| name(file, sources) == written.text)
}

fn name<'s>(file: &File, sources: &'s Sources) -> &'s str {
    sources.get(file.source).map_or("", Source::name)
}

fn not_given(written: &ast::Text, files: &[File], sources: &Sources) -> Diagnostic {
    let message = Text::new(
        format!("没有给出引入的文件 `{}`", written.text),
        format!("the imported file `{}` is not given", written.text),
    );
    let missing = Diagnostic::error(Code::new("E0423"), written.span, message)
        .label(Text::new("找不到这个文件", "this file is not here"));
    let others = files
        .iter()
        .filter(|file| file.source != written.span.source);
    let names = others.map(|file| name(file, sources));
    match nearest(&written.text, names) {
        Some(near) => missing.help(proposal(near)),
        None => missing,
    }
}
