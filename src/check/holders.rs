//! Who holds a duty, prohibition or report, and at which levels they stand.

use super::entry::{Entry, pick};
use super::noun::Noun;
use super::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{HolderRole, Holding, LevelId, OrganId, Party};
use crate::syntax::ast::{Holder, PartyShare, Sharing};

impl Cx<'_> {
    /// The holders of a declaration; without any it says so.
    pub(super) fn holders(&mut self, entry: &Entry<'_>) -> Vec<Holding> {
        let Some(holder) = entry.find(pick!(Holder)) else {
            self.missing(
                entry,
                ("主体", "holder"),
                ("加上 `主体 …`", "add `holder …`"),
            );
            return Vec::new();
        };
        let led = holder.parties.iter().any(|share| share.lead);
        let jointly = holder.sharing == Some(Sharing::Jointly);
        self.check_sharing(holder);
        let mut holdings: Vec<Holding> = Vec::new();
        for share in &holder.parties {
            let role = match (led, share.lead) {
                (true, true) => HolderRole::Lead,
                (true, false) => HolderRole::Participant,
                (false, _) if jointly => HolderRole::Joint,
                (false, _) => HolderRole::Each,
            };
            let Some(holding) = self.holding(share, role) else {
                continue;
            };
            let same = |other: &Holding| {
                other.party == holding.party && other.component == holding.component
            };
            if holdings.iter().any(same) {
                let name = share.party.office.as_ref().unwrap_or(&share.party.organ);
                self.diagnostics.push(super::lookup::repeated(name));
            } else {
                holdings.push(holding);
            }
        }
        holdings
    }

    /// The levels at which the holders of these declarations stand; unknown names are passed over.
    pub(super) fn holder_levels<'e, 'a: 'e>(
        &self,
        entries: impl Iterator<Item = &'e Entry<'a>>,
    ) -> Vec<LevelId> {
        let names = self.names;
        let mut levels = Vec::new();
        let holders = entries.filter_map(|entry| entry.find(pick!(Holder)));
        for share in holders.flat_map(|holder| &holder.parties) {
            let name = share.party.organ.text.as_str();
            let organs: Vec<OrganId> = match (names.organs.get(name), names.classes.get(name)) {
                (Some(id), _) => vec![id],
                (None, Some(id)) => self
                    .tables
                    .classes
                    .row(id)
                    .map(|class| class.members.clone())
                    .unwrap_or_default(),
                (None, None) => Vec::new(),
            };
            for organ in organs.iter().filter_map(|id| self.tables.organs.row(*id)) {
                for level in &organ.levels {
                    if !levels.contains(level) {
                        levels.push(*level);
                    }
                }
            }
        }
        levels
    }

    fn holding(&mut self, share: &PartyShare, role: HolderRole) -> Option<Holding> {
        let names = self.names;
        let component = match &share.component {
            Some(name) => Some(names.find(&names.matters, name, &mut self.diagnostics)),
            None => None,
        };
        let organ = &share.party.organ;
        let party = if let Some(id) = names.organs.get(&organ.text) {
            match &share.party.office {
                None => Party::Organ(id),
                Some(office) => {
                    Party::Office(id, names.find_office(id, office, &mut self.diagnostics)?)
                }
            }
        } else if let Some(id) = names.classes.get(&organ.text) {
            if let Some(office) = &share.party.office {
                self.class_has_no_office(&organ.text, office);
            }
            Party::Class(id)
        } else {
            let candidates = names.organs.names().chain(names.classes.names());
            let mut unknown = names.unknown(&[Noun::Organ, Noun::Class], organ, candidates);
            if names.nouns_of(&organ.text).first() == Some(&Noun::Office) {
                unknown = unknown.help(Text::new(
                    format!("写 `机构 的 {}`", organ.text),
                    format!("write `{} of` and its organ", organ.text),
                ));
            }
            self.diagnostics.push(unknown);
            return None;
        };
        Some(Holding {
            party,
            role,
            component: match component {
                Some(found) => Some(found?),
                None => None,
            },
        })
    }

    fn check_sharing(&mut self, holder: &Holder) {
        let leads: Vec<_> = holder.parties.iter().filter(|share| share.lead).collect();
        if let [first, second, ..] = leads.as_slice() {
            let message = Text::new("牵头的只能有一个", "only one holder can be in the lead");
            self.diagnostics.push(
                Diagnostic::error(Code::new("E0445"), second.party.organ.span, message)
                    .label(Text::new("又一个牵头", "another lead"))
                    .secondary(first.party.organ.span, Text::new("第一个", "the first")),
            );
        }
        let [only] = holder.parties.as_slice() else {
            return;
        };
        // One class is still several organs.
        let class = self.names.classes.get(&only.party.organ.text).is_some();
        if holder.sharing == Some(Sharing::Jointly) && !class {
            let span = only.party.organ.span;
            let message = Text::new(
                "只有一个主体，谈不上共同",
                "a single holder holds nothing jointly",
            );
            self.diagnostics
                .push(Diagnostic::error(Code::new("E0445"), span, message));
        }
    }

    fn class_has_no_office(&mut self, class: &str, office: &crate::syntax::ast::Name) {
        let message = Text::new(
            format!("类 `{class}` 没有职务"),
            format!("class `{class}` has no offices"),
        );
        self.diagnostics.push(
            Diagnostic::error(Code::new("E0201"), office.span, message)
                .label(Text::new("职务属于机构", "offices belong to organs")),
        );
    }
}
