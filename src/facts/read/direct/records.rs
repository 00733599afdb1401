//! Lists of records. Records are numbered unit by unit and list by list in the order of the policy; where the text
//! has another order, its lists wait until all units are read.

use super::forms::RecordMember;
use super::pass::Pass;
use super::waiting::{WaitingList, What};
use crate::facts::keys::long_hash;
use crate::facts::read::fields::is_blank;
use crate::facts::read::reader::number;
use crate::facts::{CellNote, RecordIndex};
use crate::model::Name;

impl Pass<'_> {
    /// Reads a list of records, or lets it wait.
    pub fn records_or_wait(&mut self, list: WaitingList) -> Option<()> {
        if self.in_order {
            return self.records(list);
        }
        let start = self.cursor.at();
        self.cursor.skip()?;
        let range = (start, self.cursor.at());
        self.scratch.lists.push(WaitingList { range, ..list });
        Some(())
    }

    /// Reads the lists that have waited.
    pub fn waiting_lists(&mut self) -> Option<()> {
        let mut lists = std::mem::take(&mut self.scratch.lists);
        lists.sort_unstable();
        for list in &lists {
            let (start, end) = list.range;
            self.cursor.go(start);
            self.records(*list)?;
            (self.cursor.at() == end).then_some(())?;
        }
        self.scratch.lists = lists;
        Some(())
    }

    fn records(&mut self, list: WaitingList) -> Option<()> {
        let first = number(self.reader.store.records.len());
        if self.open(b'[', b']', list.depth)? {
            let this = (list.unit, list.slot);
            if this < self.last_list {
                self.in_order = false;
                return None;
            }
            self.last_list = this;
            for place in 1.. {
                self.value()?;
                self.record(list, place)?;
                if !self.cursor.goes_on(b']')? {
                    break;
                }
            }
        }
        let end = number(self.reader.store.records.len());
        let store = &mut self.reader.store;
        store.set_list(list.unit, list.slot, first..end);
        Some(())
    }

    fn record(&mut self, list: WaitingList, place: u32) -> Option<()> {
        let forms = self.forms;
        let form = forms.record(list.record_type)?;
        let fields = form.length() - RECORD_KEYS;
        let store = &mut self.reader.store;
        let record = store.add_record(list.record_type, list.unit, Err(place), fields);
        let base = store.record(record)?.base;
        if !self.open(b'{', b'}', list.depth + 1)? {
            self.ids.0 = true;
            return Some(());
        }
        let met = self.enter(form.length());
        let mut at = 0;
        loop {
            let (row, member) = self.key(form, &mut at)?;
            self.once(met, row)?;
            match member {
                RecordMember::Field {
                    position,
                    field,
                    way,
                    is_unit,
                } => {
                    let what = match is_unit {
                        true => What::UnitField(record, *field),
                        false => What::Field(record, *field),
                    };
                    self.plain(way, base + position, what)?;
                }
                RecordMember::Id => self.id(record)?,
                RecordMember::Note | RecordMember::Source => {
                    self.note(record, matches!(member, RecordMember::Note))?;
                }
            }
            if !self.cursor.goes_on(b'}')? {
                break;
            }
        }
        self.ids.0 |= !self.leave(met).has(ID);
        Some(())
    }

    fn id(&mut self, record: RecordIndex) -> Option<()> {
        let id = self.cursor.string()?;
        if is_blank(&id) {
            return None;
        }
        self.ids.1 |= id.contains('/');
        self.scratch.ids.push((long_hash(&id), record));
        self.reader.store.set_id(record, &id);
        Some(())
    }

    fn note(&mut self, record: RecordIndex, is_note: bool) -> Option<()> {
        let text = self.cursor.string()?;
        if is_blank(&text) {
            return None;
        }
        let text = Some(Name::from(&*text));
        let notes = &mut self.reader.store.rest_mut().record_notes;
        let note: &mut CellNote = notes.entry(record).or_default();
        *(if is_note {
            &mut note.note
        } else {
            &mut note.source
        }) = text;
        Some(())
    }

    /// No two records have one id. Names made of places hold a `/`, and are told apart by names of units and lists.
    pub fn ids_are_distinct(&mut self) -> Option<()> {
        if self.ids == (true, true) {
            return None;
        }
        let ids = &mut self.scratch.ids;
        ids.sort_unstable();
        let mut pairs = ids.iter().zip(ids.iter().skip(1));
        (!pairs.any(|(one, other)| one.0 == other.0)).then_some(())
    }
}

/// The number of the key `id`, which begins the form of every record.
const ID: u32 = 0;
/// The keys that every record may have: they are no fields.
const RECORD_KEYS: usize = 3;
