//! Who holds a duty or acts: organs at units, offices, persons. It knows nothing of the facts that name them.

/// An organ at a unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Party {
    pub(super) organ: String,
    pub(super) unit: Option<usize>,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Actor {
    Person(String),
    Organ(Party),
    Office(Party, String),
}
