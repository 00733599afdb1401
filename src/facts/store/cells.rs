//! The cells themselves: four bytes each where every value of the facts fits, else eight.

use crate::program::Cell;

/// Cells by number.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    /// As they are.
    Wide(Vec<Cell>),
    /// Each in half the room.
    Narrow(Box<[i32]>),
}

/// Cells as wide as they are held.
pub enum CellSlice<'a> {
    /// Eight bytes each.
    Wide(&'a [Cell]),
    /// Four bytes each.
    Narrow(&'a [i32]),
}

/// A cell of any width.
pub trait Width: Copy + 'static {
    /// At its full width.
    fn widened(self) -> Cell;
}

impl Width for Cell {
    #[inline(always)]
    fn widened(self) -> Cell {
        self
    }
}

impl Width for i32 {
    #[inline(always)]
    fn widened(self) -> Cell {
        if self >= LEAST {
            return Cell::small(self);
        }
        aside(self)
    }
}

/// The least half that is a value; below it are the places aside, and nothing known.
const LEAST: i32 = i32::MIN + (1 << 16);

impl Cells {
    /// No cells yet.
    pub fn new() -> Self {
        Self::Wide(Vec::new())
    }

    /// A cell; nothing is known of one that is not there.
    #[inline]
    pub fn get(&self, at: usize) -> Cell {
        match self {
            Self::Narrow(halves) => halves.get(at).map_or(Cell::UNKNOWN, |half| widened(*half)),
            Self::Wide(cells) => cells.get(at).copied().unwrap_or(Cell::UNKNOWN),
        }
    }

    /// All cells, as wide as they are.
    #[inline]
    pub fn slice(&self) -> CellSlice<'_> {
        match self {
            Self::Narrow(halves) => CellSlice::Narrow(halves),
            Self::Wide(cells) => CellSlice::Wide(cells),
        }
    }

    /// Forgets all cells.
    pub fn clear(&mut self) {
        match self {
            Self::Wide(cells) => cells.clear(),
            Self::Narrow(_) => *self = Self::new(),
        }
    }

    /// Changes a cell that is there.
    #[inline]
    pub fn put(&mut self, at: usize, cell: Cell) {
        self.edit(|cells| {
            if let Some(place) = cells.get_mut(at) {
                *place = cell;
            }
        });
    }

    /// Makes room for so many unknown cells, and gives the number of the first.
    pub fn room(&mut self, width: usize) -> usize {
        self.edit(|cells| {
            let first = cells.len();
            cells.resize(first + width, Cell::UNKNOWN);
            first
        })
    }

    /// Takes no more room than is needed.
    pub fn finish(&mut self) {
        let Self::Wide(cells) = self else {
            return;
        };
        match cells.iter().map(|cell| narrowed(*cell)).collect() {
            Some(halves) => *self = Self::Narrow(halves),
            None => cells.shrink_to_fit(),
        }
    }

    /// Changes the cells, at their full width.
    #[inline]
    fn edit<T>(&mut self, change: impl FnOnce(&mut Vec<Cell>) -> T) -> T {
        match self {
            Self::Wide(cells) => change(cells),
            Self::Narrow(halves) => {
                let mut cells = halves.iter().map(|half| widened(*half)).collect();
                let changed = change(&mut cells);
                *self = Self::Wide(cells);
                changed
            }
        }
    }
}

#[inline]
fn widened(half: i32) -> Cell {
    half.widened()
}

/// A half that is no value.
#[cold]
fn aside(half: i32) -> Cell {
    let place = half.checked_sub(i32::MIN + 1);
    match place.and_then(|place| u32::try_from(place).ok()) {
        Some(place) => Cell::aside(place),
        None => Cell::UNKNOWN,
    }
}

fn narrowed(cell: Cell) -> Option<i32> {
    if let Some(value) = cell.value() {
        return i32::try_from(value).ok().filter(|half| *half >= LEAST);
    }
    match cell.place() {
        None => Some(i32::MIN),
        Some(place) => {
            let half = i32::try_from(place).ok()?.checked_add(i32::MIN + 1)?;
            (half < LEAST).then_some(half)
        }
    }
}
