//! The files of a policy as parsed, which every choice of its interpretations shares.
//!
//! Nothing here knows what the files say.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::cancel::Cancel;
use crate::check::SourceTexts;
use crate::diagnostic::Diagnostics;
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::ast::File;
use crate::syntax::{Beyond, SyntaxLimits, parse_all, policy_too_large, text_too_large};

/// The files as parsed: the same under every choice, so that another choice costs no second parse.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) sources: Arc<Sources>,
    pub(super) texts: SourceTexts,
    pub(super) files: Vec<File>,
    pub(super) lost: Vec<Span>,
    pub(super) found: Diagnostics,
}

impl Parsed {
    pub(super) fn new<N: Into<String>, T: Into<Arc<str>>>(
        files: impl IntoIterator<Item = (N, T)>,
        limits: &SyntaxLimits,
        cancel: Option<&Cancel>,
    ) -> Self {
        let mut found = Diagnostics::new();
        let (sources, texts) = sort_files(files, limits, &mut found);
        let (mut parsed, mut lost) = (Vec::new(), Vec::new());
        let all = sources.iter().map(|(id, source)| (id, source.text()));
        for file in parse_all(&all.collect::<Vec<_>>(), limits, cancel) {
            found.extend(file.diagnostics);
            parsed.push(file.file);
            lost.extend(file.lost);
        }
        cut(&mut parsed, limits.declarations, &mut found);
        Self {
            sources: Arc::new(sources),
            texts,
            files: parsed,
            lost,
            found,
        }
    }
}

impl Parsed {
    /// The files by name, with other texts of some, and the texts beside them.
    pub(super) fn with_texts(
        &self,
        edited: impl IntoIterator<Item = (SourceId, Arc<str>)>,
    ) -> Vec<(String, Arc<str>)> {
        let edited: IndexMap<SourceId, Arc<str>> = edited.into_iter().collect();
        let policies = self.sources.iter().map(|(id, source)| {
            let text = edited.get(&id).cloned();
            let text = text.unwrap_or_else(|| Arc::from(source.text()));
            (source.name().to_owned(), text)
        });
        let texts = self.texts.iter();
        let texts = texts.map(|(name, text)| (name.clone(), Arc::from(text.as_str())));
        policies.chain(texts).collect()
    }
}

/// Leaves no more declarations than the limit allows.
fn cut(files: &mut [File], limit: usize, found: &mut Diagnostics) {
    let mut left = limit;
    let mut beyond = false;
    for file in files {
        beyond |= file.items.len() > left;
        file.items.truncate(left);
        left -= file.items.len();
    }
    if beyond {
        found.push(policy_too_large(Beyond::Declarations(limit)));
    }
}

/// Policy files and texts, each in the order of their names, as many as the limits allow.
fn sort_files<N: Into<String>, T: Into<Arc<str>>>(
    files: impl IntoIterator<Item = (N, T)>,
    limits: &SyntaxLimits,
    found: &mut Diagnostics,
) -> (Sources, SourceTexts) {
    let given = files.into_iter();
    // One more tells that there are too many.
    let given = given.take(limits.files.saturating_add(1));
    let mut files: Vec<(String, Arc<str>)> = given
        .map(|(name, text)| (name.into(), text.into()))
        .collect();
    if files.len() > limits.files {
        files.truncate(limits.files);
        found.push(policy_too_large(Beyond::Files(limits.files)));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut sources, mut texts) = (Sources::new(), SourceTexts::default());
    let mut bytes = 0_usize;
    for (name, text) in files {
        bytes = bytes.saturating_add(text.len());
        if bytes > limits.total_bytes {
            found.push(policy_too_large(Beyond::Bytes(limits.total_bytes)));
            break;
        }
        if name.ends_with(".zeren") {
            sources.push(Source::new(name, text));
        } else if text.len() > limits.source_bytes {
            found.push(text_too_large(&name, text.len(), limits.source_bytes));
        } else {
            texts.insert(name, text.to_string());
        }
    }
    (sources, texts)
}
