//! What the steps of the direct way share: the place in the text, the facts being filled, and what is kept from one
//! text to the next. `None` always means to give up.

use super::cursor::Cursor;
use super::form::{Expectations, Form};
use super::forms::Forms;
use super::waiting::{Later, WaitingList};
use crate::cancel::Cancel;
use crate::facts::read::called::UnitsByName;
use crate::facts::read::fields::is_blank;
use crate::facts::read::reader::Reader;
use crate::facts::{FactLimits, FactStore, RecordIndex, Tape, UnitIndex};

/// What reading keeps from one text to the next, so that it takes no memory for each.
#[derive(Debug)]
pub struct Desk {
    /// The tape of the careful way.
    pub(in crate::facts::read) tape: Tape,
    /// The facts read last.
    pub store: FactStore,
    pub(super) expectations: Expectations,
    pub(super) scratch: Scratch,
    /// Whether the lists of records come in the order of the policy: as in the last text.
    pub(super) in_order: bool,
}

/// Lists that are made anew for each text.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The keys met, a bit each, of the objects that are open.
    pub seen: Vec<u64>,
    /// What waits for the careful way.
    pub later: Vec<Later>,
    /// Lists of records that wait for those before them.
    pub lists: Vec<WaitingList>,
    /// Hashes of the ids of records.
    pub ids: Vec<(u64, RecordIndex)>,
    /// Hashes of the names of units in one list.
    pub names: Vec<(u64, UnitIndex)>,
    /// How many units there are of each level.
    pub levels: Vec<u32>,
    units_by_name: UnitsByName,
}

/// One reading.
pub struct Pass<'p> {
    pub cursor: Cursor<'p>,
    pub reader: Reader<'p>,
    pub forms: &'p Forms,
    pub expectations: &'p mut Expectations,
    pub scratch: &'p mut Scratch,
    pub limits: &'p FactLimits,
    /// Asked at each unit whether to stop.
    pub cancel: Option<&'p Cancel>,
    /// How many values there may still be.
    pub left: usize,
    /// How deep the text has been so far.
    pub deepest: usize,
    pub in_order: bool,
    /// The list of records read last: its unit and slot.
    pub last_list: (UnitIndex, u32),
    /// Whether a record is called by its place, and whether one has an id that could be such a name.
    pub ids: (bool, bool),
}

/// The first keys of a form that were met.
#[derive(Debug, Clone, Copy)]
pub struct Keys(u64);

/// Keys in one word.
const BITS: usize = 64;

impl Keys {
    /// Whether a key was met.
    pub fn has(self, row: u32) -> bool {
        self.0 >> row & 1 == 1
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            tape: Tape::default(),
            store: FactStore::empty(),
            expectations: Expectations::default(),
            scratch: Scratch::default(),
            in_order: true,
        }
    }
}

impl Desk {
    /// Takes the facts away, with no more room than they need.
    pub fn take(&mut self) -> FactStore {
        let mut store = std::mem::replace(&mut self.store, FactStore::empty());
        store.finish();
        store
    }
}

impl Scratch {
    pub fn clear(&mut self) {
        self.seen.clear();
        self.later.clear();
        self.lists.clear();
        self.ids.clear();
        self.levels.clear();
        self.units_by_name.clear();
    }
}

impl<'p> Pass<'p> {
    pub fn new(
        mut reader: Reader<'p>,
        json: &'p str,
        forms: &'p Forms,
        limits: &'p FactLimits,
        (expectations, scratch): (&'p mut Expectations, &'p mut Scratch),
    ) -> Self {
        scratch.clear();
        scratch.levels.resize(reader.model.levels.len(), 0);
        reader.units_by_name = std::mem::take(&mut scratch.units_by_name);
        Self {
            cursor: Cursor::new(json),
            reader,
            forms,
            expectations,
            scratch,
            limits,
            cancel: None,
            left: limits.nodes,
            deepest: 0,
            in_order: true,
            last_list: (0, 0),
            ids: (false, false),
        }
    }

    /// Gives back what belongs to the desk.
    pub fn close(mut self) -> FactStore {
        self.scratch.units_by_name = std::mem::take(&mut self.reader.units_by_name);
        self.reader.store
    }

    /// The key of an object that comes next: its number and what it means. `place` goes on behind it.
    #[inline]
    pub fn key<'f, K>(&mut self, form: &'f Form<K>, place: &mut u32) -> Option<(u32, &'f K)> {
        self.value()?;
        match form.expected(*place, self.expectations) {
            Some((row, pattern, meaning)) if self.cursor.expected_key(pattern) => {
                *place = row + 1;
                Some((row, meaning))
            }
            _ => self.another_key(form, place),
        }
    }

    #[cold]
    fn another_key<'f, K>(&mut self, form: &'f Form<K>, place: &mut u32) -> Option<(u32, &'f K)> {
        let row = form.find(&self.cursor.key()?)?;
        form.learn(*place, row, self.expectations);
        *place = row + 1;
        Some((row, form.meaning(row)?))
    }

    /// Before the first key of an object with so many possible keys: what [`once`](Self::once) and
    /// [`leave`](Self::leave) want to know.
    #[inline]
    pub fn enter(&mut self, keys: usize) -> usize {
        let met = self.scratch.seen.len();
        self.scratch.seen.resize(met + keys.div_ceil(BITS), 0);
        met
    }

    /// Notes a key; gives up where it has been met before.
    #[inline]
    pub fn once(&mut self, met: usize, row: u32) -> Option<()> {
        let row = row as usize;
        let word = self.scratch.seen.get_mut(met + row / BITS)?;
        let bit = 1_u64 << (row % BITS);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new.then_some(())
    }

    /// Behind the last key of an object; tells of its first sixty-four keys which were met.
    #[inline]
    pub fn leave(&mut self, met: usize) -> Keys {
        let first = self.scratch.seen.get(met).copied().unwrap_or(0);
        self.scratch.seen.truncate(met);
        Keys(first)
    }

    /// Counts a value.
    #[inline]
    pub fn value(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }

    /// Into an object or a list, which is the `depth`th around each other.
    #[inline]
    pub fn open(&mut self, open: u8, close: u8, depth: usize) -> Option<bool> {
        self.deepest = self.deepest.max(depth);
        if self.deepest > self.limits.deepest() {
            return None;
        }
        self.cursor.open(open, close)
    }

    /// A note or a source that is checked and not kept.
    pub fn remark(&mut self) -> Option<()> {
        let text = self.cursor.string()?;
        (!is_blank(&text)).then_some(())
    }
}
