//! Who acted: a person of the roster, an organ, or an office of one.

use super::path::{At, shown};
use super::reader::{Reader, number};
use crate::facts::document::NodeKind;
use crate::facts::{Actor, UnitIndex};
use crate::lang::Text;
use crate::model::{Name, OfficeId, Organ, OrganId};

const KEYS: &[&str] = &["person", "organ", "office", "unit", "note", "source"];

impl Reader<'_> {
    /// The number of an actor; organs without a unit are looked for around `near`.
    pub fn actor(&mut self, at: &At, near: Option<UnitIndex>) -> Option<u32> {
        let actor = match at.node.kind() {
            NodeKind::String(_) => self.named_actor(at, near)?,
            NodeKind::Object(_) => self.described_actor(at, near)?,
            _ => {
                let expected = Text::new(
                    "人名、机构、职务，或者 `{\"organ\": …}`",
                    "the name of a person, organ or office, or `{\"organ\": …}`",
                );
                self.wrong_kind(at, expected);
                return None;
            }
        };
        let next = number(self.actors.len());
        let index = *self.actors.entry(actor.clone()).or_insert(next);
        if index == next {
            self.store.rest_mut().actors.push(actor);
        }
        Some(index)
    }

    /// The office of an organ by its name or one of its titles.
    pub fn office(&mut self, at: &At, organ: OrganId) -> Option<OfficeId> {
        let text = self.text(at)?;
        let model = self.model;
        let organ = model.organs.row(organ)?;
        let found = self.office_called(organ, text);
        if found.is_none() {
            let offices = organ.offices.iter().filter_map(|id| model.offices.row(*id));
            let names = offices.flat_map(|office| office.titles.iter().chain([&office.name]));
            let names: Vec<&str> = names.map(|name| &**name).collect();
            let help = self.problems.suggest_or_list(text, &names);
            let text = shown(text);
            let message = Text::new(
                format!("`{}` 没有职务或者称谓 `{text}`", organ.name),
                format!("`{}` has no office or title `{text}`", organ.name),
            );
            self.problems.push(at, "F0145", message, help);
        }
        found
    }

    /// The office of an organ that a text names.
    pub fn office_called(&self, organ: &Organ, text: &str) -> Option<OfficeId> {
        let mut offices = organ.offices.iter().copied();
        offices.find(|id| self.is_office(*id, text))
    }

    fn is_office(&self, id: OfficeId, text: &str) -> bool {
        self.model.offices.row(id).is_some_and(|office| {
            &*office.name == text || office.titles.iter().any(|title| &**title == text)
        })
    }

    /// A bare name: of the roster first, then of an organ, then of an office.
    fn named_actor(&mut self, at: &At, near: Option<UnitIndex>) -> Option<Actor> {
        let text = self.text(at)?;
        if self
            .roster
            .as_ref()
            .is_some_and(|roster| roster.contains(text))
        {
            return Some(Actor::Person(Name::from(text)));
        }
        if let Some(organ) = self.names.organs.get(text) {
            let unit = self.organ_unit(at, organ, near)?;
            return Some(Actor::Organ(organ, unit));
        }
        let model = self.model;
        let offices = model
            .offices
            .iter()
            .filter(|(id, _)| self.is_office(*id, text));
        let offices: Vec<_> = offices.map(|(id, office)| (office.organ, id)).collect();
        // Offices of one name are told apart by where their organs stand.
        let here: Vec<_> = offices
            .iter()
            .filter(|(organ, _)| {
                let organ = model.organs.row(*organ);
                organ.is_some_and(|o| o.levels.is_empty() || self.implied_unit(o, near).is_some())
            })
            .collect();
        match (here.as_slice(), offices.as_slice()) {
            ([(organ, office)], _) => {
                let unit = self.organ_unit(at, *organ, near)?;
                return Some(Actor::Office(*organ, *office, unit));
            }
            (_, []) => self.unknown_actor(at, text),
            _ => self.unclear_actor(at, text),
        }
        None
    }

    fn described_actor(&mut self, at: &At, near: Option<UnitIndex>) -> Option<Actor> {
        let fields = self.object(at, KEYS)?;
        if let Some(person) = fields.get("person") {
            let name = self.text(&person)?;
            if let Some(also) = ["organ", "office", "unit"]
                .iter()
                .find(|key| fields.has(key))
            {
                let message = Text::new(
                    format!("`person` 与 `{also}` 不能并写"),
                    format!("`person` and `{also}` exclude each other"),
                );
                let help = Text::new(
                    "人的机构和职务写在 `persons` 里",
                    "the organ and office of a person stand in `persons`",
                );
                self.problems.push(at, "F0105", message, Some(help));
                return None;
            }
            if self
                .roster
                .as_ref()
                .is_some_and(|roster| !roster.contains(name))
            {
                self.unknown_actor(&person, name);
                return None;
            }
            return Some(Actor::Person(Name::from(name)));
        }
        let (organ, unit) = self.instance(&fields, near)?;
        match fields.get("office") {
            Some(at) => Some(Actor::Office(organ, self.office(&at, organ)?, unit)),
            None => Some(Actor::Organ(organ, unit)),
        }
    }

    /// The unit of an organ named without one.
    fn organ_unit(
        &mut self,
        at: &At,
        organ: OrganId,
        near: Option<UnitIndex>,
    ) -> Option<Option<UnitIndex>> {
        let organ = self.model.organs.row(organ)?;
        if organ.levels.is_empty() {
            return Some(None);
        }
        let unit = self.implied_unit(organ, near);
        if unit.is_none() {
            let message = Text::new(
                format!("看不出是哪个单位的 `{}`", organ.name),
                format!("it does not tell which unit's `{}`", organ.name),
            );
            let help = Text::new(
                format!("写作 `{{\"organ\": \"{}\", \"unit\": …}}`", organ.name),
                format!("write `{{\"organ\": \"{}\", \"unit\": …}}`", organ.name),
            );
            self.problems.push(at, "F0143", message, Some(help));
        }
        unit.map(Some)
    }

    fn unknown_actor(&mut self, at: &At, text: &str) {
        let people = self.roster.iter().flatten().map(|name| &**name);
        let organs = self.names.organs.keys();
        let offices = self.model.offices.values().map(|office| &*office.name);
        let near = self
            .problems
            .suggest(text, people.chain(organs).chain(offices));
        let help = near.unwrap_or_else(|| match self.roster {
            Some(_) => Text::new(
                "人应当列在 `persons` 里",
                "a person must be listed in `persons`",
            ),
            None => Text::new(
                format!(
                    "如果是人，列入 `persons`，或者写作 `{{\"person\": \"{}\"}}`",
                    shown(text)
                ),
                format!(
                    "list a person in `persons`, or write `{{\"person\": \"{}\"}}`",
                    shown(text)
                ),
            ),
        });
        let text = shown(text);
        let message = Text::new(
            format!("没有名为 `{text}` 的人、机构或者职务"),
            format!("there is no person, organ or office named `{text}`"),
        );
        self.problems.push(at, "F0146", message, Some(help));
    }

    fn unclear_actor(&mut self, at: &At, text: &str) {
        let text = shown(text);
        let message = Text::new(
            format!("看不出 `{text}` 是哪个机构的职务"),
            format!("it does not tell which organ's office `{text}` is"),
        );
        let help = Text::new(
            format!("写作 `{{\"organ\": …, \"office\": \"{text}\"}}`"),
            format!("write `{{\"organ\": …, \"office\": \"{text}\"}}`"),
        );
        self.problems.push(at, "F0146", message, Some(help));
    }
}
