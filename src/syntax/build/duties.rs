//! Holders, what they bear, and when it is due.

use super::{Builder, Parts};
use crate::syntax::ast::{Due, DueKind, Holder, Name, Party, PartyShare, PropKind, Sharing};
use crate::syntax::grammar::{Pair, Rule};

impl Builder<'_> {
    /// Who holds a duty, prohibition or report.
    pub(super) fn holder(&mut self, pair: Pair<'_>) -> Option<Holder> {
        let mut parts = Parts::of(pair);
        parts.skip(Rule::holder_kw);
        let mut parties = Vec::new();
        while let Some(share) = parts.take(Rule::party_share) {
            parties.push(self.party_share(share)?);
        }
        let sharing = match parts.peek() {
            Some(Rule::jointly_kw) => Some(Sharing::Jointly),
            Some(Rule::each_kw) => Some(Sharing::Each),
            _ => None,
        };
        Some(Holder { parties, sharing })
    }

    fn party_share(&mut self, pair: Pair<'_>) -> Option<PartyShare> {
        let mut parts = Parts::of(pair);
        let party = self.party(parts.next()?)?;
        let lead = parts.skip(Rule::lead_kw);
        let component = self.name_after(&mut parts, Rule::for_kw)?;
        Some(PartyShare {
            party,
            lead,
            component,
        })
    }

    fn party(&mut self, pair: Pair<'_>) -> Option<Party> {
        let (first, of, second) = self.two_names(pair)?;
        Some(match second {
            // mayor of county; 县 的 县长.
            Some(second) if of => Party {
                organ: second,
                office: Some(first),
            },
            office => Party {
                organ: first,
                office,
            },
        })
    }

    /// Two names with 的 (false) or `of` (true) between them, in the order written.
    pub(super) fn two_names(&mut self, pair: Pair<'_>) -> Option<(Name, bool, Option<Name>)> {
        let mut parts = Parts::of(pair);
        let first = self.name(parts.next()?)?;
        let of = match parts.next() {
            Some(word) => word.as_rule() == Rule::of_kw,
            None => return Some((first, false, None)),
        };
        let second = self.name(parts.next()?)?;
        Some((first, of, Some(second)))
    }

    /// 承担 … 于 …, or 对 … 承担 ….
    pub(super) fn bears(&mut self, pair: Pair<'_>) -> Option<PropKind> {
        let (mut kinds, mut matters) = (Vec::new(), Vec::new());
        let mut after_for = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::for_kw => after_for = true,
                Rule::matter_names => matters = self.names(part.into_inner().last()?)?,
                Rule::name_list if after_for => matters = self.names(part)?,
                Rule::name_list => kinds = self.names(part)?,
                _ => {}
            }
        }
        Some(PropKind::Bears { kinds, matters })
    }

    /// When something is due.
    pub(super) fn due(&mut self, pair: Pair<'_>) -> Option<Due> {
        let pair = pair.into_inner().last()?;
        let span = self.span(&pair);
        let (mut date, mut duration, mut continuous) = (None, None, false);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::date => date = Some(self.date(part)?.date),
                Rule::duration => duration = Some(self.duration(part)?),
                Rule::continuous_kw => continuous = true,
                _ => {}
            }
        }
        let kind = match (date, duration) {
            _ if continuous => DueKind::Continuously,
            (Some(date), _) => DueKind::On(date),
            (None, Some(duration)) => DueKind::AfterPeriodEnd(duration),
            (None, None) => DueKind::PeriodEnd,
        };
        Some(Due { kind, span })
    }
}
