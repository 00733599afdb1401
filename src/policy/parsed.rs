//! The files of a policy as parsed, which every choice of its interpretations shares.
//!
//! Nothing here knows what the files say.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::check::SourceTexts;
use crate::cores;
use crate::diagnostic::Diagnostics;
use crate::source::{Source, SourceId, Sources, Span};
use crate::syntax::ast::File;
use crate::syntax::{SyntaxLimits, parse};

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
    ) -> Self {
        let (sources, texts) = sort_files(files);
        let mut found = Diagnostics::new();
        let (mut parsed, mut lost) = (Vec::new(), Vec::new());
        let all: Vec<_> = sources.iter().collect();
        for file in cores::map(&all, |(id, source)| parse(*id, source.text(), limits)) {
            found.extend(file.diagnostics);
            parsed.push(file.file);
            lost.extend(file.lost);
        }
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

/// Policy files and texts, each in the order of their names.
fn sort_files<N: Into<String>, T: Into<Arc<str>>>(
    files: impl IntoIterator<Item = (N, T)>,
) -> (Sources, SourceTexts) {
    let mut files: Vec<(String, Arc<str>)> = files
        .into_iter()
        .map(|(name, text)| (name.into(), text.into()))
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let (mut sources, mut texts) = (Sources::new(), SourceTexts::default());
    for (name, text) in files {
        if name.ends_with(".zeren") {
            sources.push(Source::new(name, text));
        } else {
            texts.insert(name, text.to_string());
        }
    }
    (sources, texts)
}
