//! A declaration as the later passes see it: only what holds under the choices taken.

use crate::model::{self, InterpretationId};
use crate::source::Span;
use crate::syntax::ast::{Decl, Name, PropKind, Text};

/// A declaration that holds.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// The declaration as written.
    pub(super) decl: &'a Decl,
    /// The interpretations whose choices stand around it.
    pub(super) given: Vec<InterpretationId>,
    /// The interpretations under whose other choices it would say more.
    pub(super) silent: Vec<InterpretationId>,
    /// Its properties that hold.
    pub(super) parts: Vec<Part<'a>>,
}

/// A property that holds.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// The property.
    pub(super) kind: &'a PropKind,
    /// The whole property.
    pub(super) span: Span,
    /// The interpretations whose choices stand around it inside its declaration.
    pub(super) given: Vec<InterpretationId>,
}

impl<'a> Entry<'a> {
    /// Its name; empty for what has none.
    pub(super) fn name(&self) -> &'a str {
        self.decl.name.as_ref().map_or("", |name| &name.text)
    }

    /// Where its name stands, or its keyword.
    pub(super) fn span(&self) -> Span {
        self.decl
            .name
            .as_ref()
            .map_or(self.decl.keyword, |name| name.span)
    }

    /// The first property that is picked.
    pub(super) fn find<T>(&self, pick: impl Fn(&'a PropKind) -> Option<T>) -> Option<T> {
        self.parts.iter().find_map(|part| pick(part.kind))
    }

    /// Every property that is picked, with its part.
    pub(super) fn all<'e, T>(
        &'e self,
        pick: impl Fn(&'a PropKind) -> Option<T> + 'e,
    ) -> impl Iterator<Item = (T, &'e Part<'a>)> + 'e {
        self.parts
            .iter()
            .filter_map(move |part| Some((pick(part.kind)?, part)))
    }

    /// Whether what it says may (or shall) be done, where it says so.
    pub(super) fn may(&self) -> Option<bool> {
        self.find(|kind| match kind {
            PropKind::Modality { may } => Some(*may),
            _ => None,
        })
    }

    /// The texts of every list that is picked, in order.
    pub(super) fn texts(
        &self,
        pick: impl Fn(&'a PropKind) -> Option<&'a Vec<Text>>,
    ) -> Vec<model::Name> {
        let lists = self.parts.iter().filter_map(|part| pick(part.kind));
        lists
            .flatten()
            .map(|text| text.text.as_str().into())
            .collect()
    }

    /// The names of every list that is picked, in order.
    pub(super) fn names(
        &self,
        pick: impl Fn(&'a PropKind) -> Option<&'a Vec<Name>>,
    ) -> Vec<&'a Name> {
        self.parts
            .iter()
            .filter_map(|part| pick(part.kind))
            .flatten()
            .collect()
    }
}

/// Names as the model keeps them.
pub(super) fn kept(names: &[&Name]) -> Vec<model::Name> {
    names.iter().map(|name| name.text.as_str().into()).collect()
}

/// A closure that picks the payload of one kind of property.
macro_rules! pick {
    ($variant:ident) => {
        |kind| match kind {
            $crate::syntax::ast::PropKind::$variant(payload) => Some(payload),
            _ => None,
        }
    };
}

pub(super) use pick;
