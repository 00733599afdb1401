//! What changed between two versions of a policy, clause by clause, and who answers by which change.
//!
//! `entry` is a declaration as the parser read it, layout and keyword language apart; `pair` matches the old with the
//! new; `detail` says what is different, `bounds` where only bounds are; `clause` puts it under the clauses of the
//! text. `hybrid` compiles the old policy with some of the changes, `effect` finds with their help which changes alter
//! an outcome. Scenarios are no part of what a policy lays down and are left out.

mod bounds;
mod clause;
mod detail;
mod effect;
mod entry;
mod hybrid;
mod pair;
mod render;
mod words;

pub use effect::{ChangeEffect, ChangeEffectError, ChangeEffects, ChangedOutcome, OutcomeStanding};

use serde::Serialize;

use crate::assessment::Comparison;
use crate::error::FactsError;
use crate::model::{ClauseAddress, Name};
use crate::policy::{Facts, Policy};

/// The format of what changed.
const FORMAT: &str = "zeren.diff/1";

/// What changed between two policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PolicyDiff {
    /// `zeren.diff/1`.
    pub format: &'static str,
    /// The older policy.
    pub old: PolicyVersion,
    /// The newer policy.
    pub new: PolicyVersion,
    /// What changed, by clause in the order of the text; what no clause is cited for comes last.
    pub clauses: Vec<ClauseChanges>,
    /// What comes out otherwise, for each facts asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<ChangeEffects>,
}

/// One of the two policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PolicyVersion {
    /// The regulation's title.
    pub title: Name,
    /// SHA-256 of the policy, in hexadecimal.
    pub digest: Name,
}

/// What changed under one clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ClauseChanges {
    /// The clause, as the policies' texts are cited in English; absent where no clause is cited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<Name>,
    /// The same in Chinese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause_zh: Option<Name>,
    /// The changes.
    pub changes: Vec<PolicyChange>,
}

/// A declaration, or a clause of the text, that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PolicyChange {
    /// `c1`, `c2` …, in the order of the text.
    pub id: Name,
    /// What is declared: `duty`, `target` …; `text` for the words of a clause.
    pub declaration: &'static str,
    /// Its name; the older one where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// What became of it.
    pub state: ChangeState,
    /// What is different in it.
    pub details: Vec<ChangeDetail>,
    /// The file and line in the older policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_place: Option<Name>,
    /// The file and line in the newer policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_place: Option<Name>,
}

/// What became of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeState {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is there in both, and not the same.
    Changed,
}

/// One difference in a declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeDetail {
    /// It has another name.
    Renamed {
        /// Before.
        from: Name,
        /// Now.
        to: Name,
    },
    /// It holds under other choices of interpretations.
    Given {
        /// Before; empty for always.
        from: Name,
        /// Now.
        to: Name,
    },
    /// A bound is another one.
    Bound {
        /// The property, such as `require`.
        property: Name,
        /// What is bounded, as the policy words it; empty for a value by itself.
        quantity: Name,
        /// Before.
        from: BoundAt,
        /// Now.
        to: BoundAt,
        /// How far it moved, with its unit; percentages move by percentage points. Absent where units differ in kind
        /// or only the comparison changed.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<Name>,
        /// Whether the value went up; absent where it did not move or the units differ in kind.
        #[serde(skip_serializing_if = "Option::is_none")]
        raised: Option<bool>,
        /// What that does.
        effect: BoundEffect,
    },
    /// Somebody more holds it.
    HolderAdded {
        /// The holder.
        holder: Name,
    },
    /// Somebody holds it no more.
    HolderRemoved {
        /// The holder.
        holder: Name,
    },
    /// The same hold it in another way: jointly, in the lead, by component.
    HolderShare {
        /// Before.
        from: Name,
        /// Now.
        to: Name,
    },
    /// Other kinds of responsibility are borne.
    KindsBorne {
        /// Before.
        from: Vec<Name>,
        /// Now.
        to: Vec<Name>,
    },
    /// It concerns other matters.
    Matters {
        /// No more.
        removed: Vec<Name>,
        /// More.
        added: Vec<Name>,
    },
    /// It is due at another time.
    Deadline {
        /// Before; absent where there was none.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Name>,
        /// Now.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Name>,
        /// Days later; negative for earlier. Absent where not both are dates.
        #[serde(skip_serializing_if = "Option::is_none")]
        days: Option<i64>,
    },
    /// Another choice of an interpretation is taken.
    Choice {
        /// Before.
        from: Name,
        /// Now.
        to: Name,
    },
    /// It cites other clauses or quotes other words.
    Citation {
        /// No more, as written.
        removed: Vec<Name>,
        /// More, as written.
        added: Vec<Name>,
    },
    /// A condition reads otherwise.
    Condition {
        /// The property, such as `branch` or `applies`.
        property: Name,
        /// Before, as written; absent where there was none.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Name>,
        /// Now.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Name>,
    },
    /// Any other property.
    Property {
        /// Which.
        property: Name,
        /// Before, as written; absent where there was none.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Name>,
        /// Now.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Name>,
    },
    /// The words of a clause.
    Words {
        /// Before; absent for a new clause.
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<Name>,
        /// Now.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<Name>,
    },
}

/// A bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BoundAt {
    /// How the quantity compares; absent for a value by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// The value with its unit.
    pub value: Name,
}

/// What another bound does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BoundEffect {
    /// More is required.
    Tightened,
    /// Less is required.
    Loosened,
    /// The condition holds in fewer cases.
    Narrowed,
    /// The condition holds in more cases.
    Widened,
    /// It depends on where the value is read.
    Depends,
}

impl Policy {
    /// What a newer version of this policy changed, clause by clause.
    ///
    /// Layout, comments, the language of keywords, the order of declarations and scenarios are no changes; a
    /// declaration under another name with the same content is a renamed one.
    ///
    /// ```
    /// use zeren::{ChangeDetail, Policy};
    ///
    /// let ferry = |share: &str| Policy::compile([("ferry.zeren", format!(r#"
    ///     regulation "Ferry charter" {{ effective 2024-01-01 }}
    ///     level ferry
    ///     metric punctual {{ level ferry measured in % }}
    ///     target timetable {{ for each ferry require punctual at least {share} due period end
    ///                        cite interpretation reading }}
    ///     interpretation reading {{ question "how punctual?" choice plain "as told" choice none "not at all"
    ///                              take plain because "as told" }}
    /// "#))]);
    /// let diff = ferry("90%")?.compare(&ferry("95%")?);
    /// let change = &diff.clauses[0].changes[0];
    /// assert_eq!(change.name.as_deref(), Some("timetable"));
    /// let ChangeDetail::Bound { by: Some(by), .. } = &change.details[0] else { panic!() };
    /// assert_eq!(&**by, "5个百分点");
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn compare(&self, newer: &Self) -> PolicyDiff {
        let version = |policy: &Self| PolicyVersion {
            title: policy.title().into(),
            digest: policy.digest().into(),
        };
        let listed = listed(self, newer);
        PolicyDiff {
            format: FORMAT,
            old: version(self),
            new: version(newer),
            clauses: clause::grouped(listed),
            facts: Vec::new(),
        }
    }

    /// Who becomes or stops being accountable in given facts under a newer version, and by which changes.
    ///
    /// The facts are read under both versions and under mixtures of them, so `facts` is called often.
    ///
    /// # Errors
    ///
    /// When either version does not accept the facts, or evaluating passes a limit.
    pub fn effects(
        &self,
        newer: &Self,
        facts: impl Fn(&Self) -> Result<Facts, FactsError>,
    ) -> Result<ChangeEffects, ChangeEffectError> {
        effect::effects(self, newer, &facts)
    }
}

impl PolicyDiff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// All changes, in order.
    pub fn changes(&self) -> impl Iterator<Item = &PolicyChange> {
        self.clauses.iter().flat_map(|clause| &clause.changes)
    }
}

/// A change with the clause under which it is listed, and the pair of declarations that it is of.
struct Listed<'p> {
    clause: Option<ClauseAddress>,
    change: PolicyChange,
    pair: Option<pair::Pair<'p>>,
}

/// All changes in the order of the text, numbered.
fn listed<'p>(old: &'p Policy, new: &'p Policy) -> Vec<Listed<'p>> {
    let mut all: Vec<Listed<'p>> = pair::pairs(old, new)
        .into_iter()
        .filter_map(|pair| detail::change(old, new, pair))
        .collect();
    all.extend(clause::words(old, new));
    all.sort_by_cached_key(|one| clause::order(one.clause.as_ref()));
    for (number, one) in (1..).zip(&mut all) {
        one.change.id = format!("c{number}").into();
    }
    all
}
