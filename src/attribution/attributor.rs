//! What attribution keeps from cause to cause.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use indexmap::IndexMap;

use super::finding::Place;
use super::gate::Discharges;
use super::ladder::Ladder;
use super::roster::Roster;
use crate::eval::Machine;
use crate::ids::OrganId;

/// Attributes causes, remembering the ladders that it has climbed.
pub(super) struct Attributor<'m, 'a> {
    pub(super) machine: &'m Machine<'a>,
    pub(super) ladders: RefCell<Ladders>,
    roster: OnceCell<Option<Roster<'a>>>,
    discharges: OnceCell<Option<Discharges<'a>>>,
}

/// Ladders climbed, by where they start and which organs are involved.
pub(super) type Ladders = IndexMap<(Place, Rc<[OrganId]>), Rc<Ladder>>;

impl<'m, 'a> Attributor<'m, 'a> {
    pub(super) fn new(machine: &'m Machine<'a>) -> Self {
        Self {
            machine,
            ladders: RefCell::default(),
            roster: OnceCell::new(),
            discharges: OnceCell::new(),
        }
    }

    /// The roster, put in order when it is first asked.
    pub(super) fn roster(&self) -> Option<&Roster<'a>> {
        let facts = self.machine.facts;
        self.roster.get_or_init(|| Roster::of(facts)).as_ref()
    }

    /// The discharges on record, put in order when they are first asked for.
    pub(super) fn discharges(&self) -> Option<&Discharges<'a>> {
        let facts = self.machine.facts;
        let discharges = self.discharges.get_or_init(|| Discharges::of(facts));
        discharges.as_ref()
    }
}
