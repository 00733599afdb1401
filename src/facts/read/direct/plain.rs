//! Values that are written plainly, straight into their cells.

use super::forms::Way;
use super::pass::Pass;
use super::waiting::What;
use crate::facts::read::fields::is_blank;
use crate::program::{Cell, packed_date};

impl Pass<'_> {
    /// Reads a value into a cell, or leaves it for later where it is not written plainly.
    #[inline]
    pub fn plain(&mut self, way: &Way, cell: u32, what: What) -> Option<()> {
        let start = self.cursor.at();
        match self.packed(way).filter(|_| self.cursor.ends_value()) {
            Some(packed) => {
                self.reader.store.put(cell, packed);
                Some(())
            }
            None => {
                self.cursor.go(start);
                self.leave_for_later(what)
            }
        }
    }

    fn packed(&mut self, way: &Way) -> Option<Cell> {
        let cursor = &mut self.cursor;
        match way {
            Way::Number(counting) => {
                let number = match &counting.unit {
                    Some(unit) if cursor.is_at_string() => cursor.quantity(unit),
                    _ => cursor.decimal(),
                }?;
                counting.quick.count(number.digits, number.places)
            }
            Way::Truth => Some(Cell::small(cursor.truth()?.into())),
            Way::Choice(enumeration) => {
                let text = cursor.string()?;
                let enumeration = self.reader.model.enumerations.row(*enumeration)?;
                let position = enumeration.position(&text)?;
                (!is_blank(&text)).then(|| Cell::small(position.into()))
            }
            Way::Day => Cell::of(packed_date(cursor.day()?)),
            Way::Text => {
                let text = cursor.string()?;
                (!is_blank(&text)).then(|| self.reader.store.text_cell(&text))
            }
            Way::Careful => None,
        }
    }
}
