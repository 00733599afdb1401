//! Typed tables: an id finds its row without a search and cannot be taken for another table's.

use std::marker::PhantomData;
use std::ops::Index;

/// A table whose rows are found by ids of one type.
#[derive(Debug, Clone)]
pub struct Arena<I, T> {
    rows: Vec<T>,
    id: PhantomData<I>,
}

/// A numbered id.
pub trait Id: Copy {
    /// The id of this row.
    fn from_index(index: usize) -> Self;
    /// The row of this id.
    fn index(self) -> usize;
}

impl<I: Id, T> Arena<I, T> {
    /// An empty table.
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            id: PhantomData,
        }
    }

    /// Appends a row.
    pub fn push(&mut self, row: T) -> I {
        let id = I::from_index(self.rows.len());
        self.rows.push(row);
        id
    }

    /// The row of an id, if it is of this table.
    pub fn row(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// The row of an id of this table, to be changed.
    pub fn row_mut(&mut self, id: I) -> Option<&mut T> {
        self.rows.get_mut(id.index())
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows with their ids, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows
            .iter()
            .enumerate()
            .map(|(index, row)| (I::from_index(index), row))
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// The rows, in order.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.rows.iter()
    }
}

impl<I: Id, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    // INVARIANT: ids are made by `push` of the same model, so the row exists.
    #[expect(clippy::indexing_slicing, reason = "ids come from this arena alone")]
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}
