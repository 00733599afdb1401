//! The roster, line by line into the store.

use std::borrow::Cow;

use super::forms::PersonKey;
use super::pass::Pass;
use crate::calendar::Date;
use crate::facts::read::fields::is_blank;
use crate::facts::{Person, UnitIndex};
use crate::model::{OfficeId, Organ};

/// A line as it is written.
#[derive(Default)]
struct Line<'t> {
    name: Option<Cow<'t, str>>,
    organ: Option<Cow<'t, str>>,
    unit: Option<Cow<'t, str>>,
    office: Option<Cow<'t, str>>,
    title: Option<Cow<'t, str>>,
    from: Option<Date>,
    to: Option<Date>,
}

impl<'p> Pass<'p> {
    /// Reads the roster.
    pub fn persons(&mut self, depth: usize) -> Option<()> {
        self.name_units();
        self.reader.store.start_roster();
        if self.open(b'[', b']', depth)? {
            loop {
                self.value()?;
                let line = self.line(depth + 1)?;
                self.person(&line)?;
                if !self.cursor.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(())
    }

    fn line(&mut self, depth: usize) -> Option<Line<'p>> {
        let mut line = Line::default();
        let form = self.forms.person.as_ref()?;
        self.open(b'{', b'}', depth)?.then_some(())?;
        let met = self.enter(form.length());
        let mut at = 0;
        loop {
            let (row, key) = self.key(form, &mut at)?;
            self.once(met, row)?;
            match key {
                PersonKey::Name => line.name = Some(self.text()?),
                PersonKey::Organ => line.organ = Some(self.text()?),
                PersonKey::Unit => line.unit = Some(self.text()?),
                PersonKey::Office => line.office = Some(self.text()?),
                PersonKey::Title => line.title = Some(self.text()?),
                PersonKey::From => line.from = Some(self.date()?),
                PersonKey::To => line.to = Some(self.date()?),
                PersonKey::Remark => self.remark()?,
            }
            if !self.cursor.goes_on(b'}')? {
                break;
            }
        }
        self.leave(met);
        Some(line)
    }

    fn person(&mut self, line: &Line<'_>) -> Option<()> {
        let model = self.reader.model;
        let organ = self.reader.names.organs.get(line.organ.as_ref()?)?;
        let declared = model.organs.row(organ)?;
        let unit = self.unit_of(declared, line.unit.as_deref())?;
        let office: Option<OfficeId> = match &line.office {
            Some(office) => Some(self.reader.office_called(declared, office)?),
            None => None,
        };
        let from = line.from?;
        if line.to.is_some_and(|to| to < from) {
            return None;
        }
        self.reader.store.add_person(&Person {
            name: line.name.as_ref()?,
            organ,
            unit,
            office,
            title: line.title.as_ref().or(line.office.as_ref())?,
            from: Some(from),
            to: line.to,
        });
        Some(())
    }

    /// The unit of an organ that is named, or the only one that can be meant.
    fn unit_of(&mut self, organ: &Organ, named: Option<&str>) -> Option<Option<UnitIndex>> {
        match named {
            _ if organ.levels.is_empty() => named.is_none().then_some(None),
            None => self.reader.implied_unit(organ, None).map(Some),
            Some(name) => self.reader.only_unit(name, &organ.levels).map(Some),
        }
    }

    /// A text that is not blank.
    pub fn text(&mut self) -> Option<Cow<'p, str>> {
        let text = self.cursor.string()?;
        (!is_blank(&text)).then_some(text)
    }

    /// A date, as it is usually written or another way.
    pub fn date(&mut self) -> Option<Date> {
        let start = self.cursor.at();
        if let Some(date) = self.cursor.day() {
            return Some(date);
        }
        self.cursor.go(start);
        Date::parse(self.text()?.trim())
    }
}
