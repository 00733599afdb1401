//! Who and on which clause: organs at units, actors, clauses with the words quoted.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::{ClauseAddress, Name};

/// Clauses, shared by everything that rests on them.
pub type Clauses = Arc<[Clause]>;

/// A clause of the regulation, with the words relied on.
///
/// Ordinals are digits or one letter, as text: item `2` of article `27`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Clause {
    /// The address as the regulation writes it: 第二十七条第(二)项.
    pub address: Name,
    /// 章, for a whole chapter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<Name>,
    /// 条.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<Name>,
    /// A heading inside the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Name>,
    /// 款.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<Name>,
    /// 项.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Name>,
    /// 目.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subitem: Option<Name>,
    /// The words, as the policy quotes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Name>,
}

/// An organ at a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Party {
    /// The organ; absent where only a unit is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
    /// The path of its unit, outermost first; absent for a body outside the units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
}

/// Who acted, with the keys that facts give an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Actor {
    /// A person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Name>,
    /// An organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organ: Option<Name>,
    /// An office of the organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<Name>,
    /// The path of the organ's unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Name>,
}

impl Clause {
    /// The clause at an address.
    pub(crate) fn new(address: &ClauseAddress, quote: Option<&str>) -> Self {
        let part = |part: &Option<String>| part.as_deref().map(Name::from);
        let whole_chapter = address.article.is_none();
        Self {
            address: Name::from(address.to_text(Lang::Zh)),
            chapter: part(&address.chapter).filter(|_| whole_chapter),
            article: part(&address.article),
            heading: part(&address.heading),
            paragraph: part(&address.paragraph),
            item: part(&address.item),
            subitem: part(&address.subitem),
            quote: quote.map(Name::from),
        }
    }

    /// The address in a language: 第二十七条第(二)项, art 27 item 2.
    pub fn address_in(&self, lang: Lang) -> String {
        let part = |part: &Option<Name>| part.as_deref().map(str::to_owned);
        match lang {
            Lang::Zh => self.address.to_string(),
            Lang::En => ClauseAddress {
                chapter: part(&self.chapter),
                article: part(&self.article),
                heading: part(&self.heading),
                paragraph: part(&self.paragraph),
                item: part(&self.item),
                subitem: part(&self.subitem),
            }
            .to_text(Lang::En),
        }
    }
}
