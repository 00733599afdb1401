//! What attribution keeps from cause to cause.

use std::rc::Rc;

use indexmap::IndexMap;

use super::finding::Place;
use super::ladder::Ladder;
use crate::eval::Machine;
use crate::ids::OrganId;

/// Attributes causes, remembering the ladders that it has climbed.
pub(super) struct Attributor<'m, 'a> {
    pub(super) machine: &'m Machine<'a>,
    pub(super) ladders: Ladders,
}

/// Ladders climbed, by where they start and which organs are involved.
pub(super) type Ladders = IndexMap<(Place, Rc<[OrganId]>), Rc<Ladder>>;

impl<'m, 'a> Attributor<'m, 'a> {
    pub(super) fn new(machine: &'m Machine<'a>) -> Self {
        Self {
            machine,
            ladders: Ladders::default(),
        }
    }
}
