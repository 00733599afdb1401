//! What is different between the two versions of a declaration.

use std::collections::BTreeMap;

use serde_json::Value;

use super::bounds::Versions;
use super::clause::cited;
use super::entry::{Entry, Renames, plain, raw};
use super::pair::Pair;
use super::{ChangeDetail, ChangeState, Listed, PolicyChange};
use crate::model::Name;
use crate::policy::Policy;
use crate::syntax::ast::{DueKind, Given, Holder, Prop, PropKind, Sharing};

/// The properties that say when something holds or how much is required.
const CONDITIONS: [&str; 11] = [
    "applies",
    "branch",
    "computed",
    "found-in",
    "gate",
    "otherwise",
    "population",
    "range",
    "ranging",
    "require",
    "row",
];

/// What changed in a pair; `None` where nothing did.
pub fn change<'p>(old: &'p Policy, new: &'p Policy, pair: Pair<'p>) -> Option<Listed<'p>> {
    let shown = pair.new.as_ref().or(pair.old.as_ref())?;
    let (state, details) = match (&pair.old, &pair.new) {
        (Some(before), Some(after)) => {
            let details = details(old, new, (before, after), &pair.renames);
            if details.is_empty() {
                return None;
            }
            (ChangeState::Changed, details)
        }
        (None, _) => (ChangeState::Added, Vec::new()),
        (_, None) => (ChangeState::Removed, Vec::new()),
    };
    let place = |entry: &Option<Entry<'_>>| entry.as_ref().and_then(Entry::place);
    let change = PolicyChange {
        id: Name::default(),
        declaration: shown.kind,
        name: shown.name.map(Into::into),
        state,
        details,
        old_place: place(&pair.old),
        new_place: place(&pair.new),
    };
    Some(Listed {
        clause: cited(shown),
        change,
        pair: Some(pair),
    })
}

/// The old and the new values of a property that are not in both.
type Values<'e, 'p> = (Vec<&'e Part<'p>>, Vec<&'e Part<'p>>);
type Part<'p> = (String, &'p Prop, Value);

fn details(
    old: &Policy,
    new: &Policy,
    (before, after): (&Entry<'_>, &Entry<'_>),
    renames: &Renames,
) -> Vec<ChangeDetail> {
    let mut found = Vec::new();
    if let (Some(from), Some(to)) = (before.name, after.name)
        && from != to
    {
        let (from, to) = (from.into(), to.into());
        found.push(ChangeDetail::Renamed { from, to });
    }
    if before.given(renames) != after.given(&Renames::new()) {
        let words = |entry: &Entry<'_>| given_words(entry, &entry.item.given);
        let (from, to) = (words(before), words(after));
        found.push(ChangeDetail::Given { from, to });
    }
    let mut versions = Versions {
        property: "head".to_owned(),
        old: before,
        new: after,
        renames,
        measures: (&old.model().measures, &new.model().measures),
    };
    head(&versions, &mut found);
    for (key, values) in differing(before, after, renames) {
        versions.property = key;
        property(&versions, values, &mut found);
    }
    choice(old, new, after, &mut found);
    found
}

/// What stands before the body: the value of a parameter, the level around a level.
fn head(versions: &Versions<'_>, found: &mut Vec<ChangeDetail>) {
    let (old, new) = (&versions.old.head, &versions.new.head);
    if plain(old, versions.renames) == plain(new, &Renames::new()) {
        return;
    }
    if let Some(bounds) = versions.bounds(old, new) {
        found.extend(bounds);
        return;
    }
    let (from, to) = (versions.old.head_words(), versions.new.head_words());
    let (from, to) = (Some(from), Some(to));
    let property = versions.property.as_str().into();
    found.push(match versions.new.kind {
        "parameter" | "definition" => ChangeDetail::Condition { property, from, to },
        _ => ChangeDetail::Property { property, from, to },
    });
}

/// The properties that differ, by key.
fn differing<'e, 'p>(
    before: &'e Entry<'p>,
    after: &'e Entry<'p>,
    renames: &Renames,
) -> BTreeMap<String, Values<'e, 'p>> {
    let says = |part: &Part<'_>, renames: &Renames| {
        (plain(&raw(&part.1.given), renames), plain(&part.2, renames))
    };
    let mut found: BTreeMap<String, Values<'e, 'p>> = BTreeMap::new();
    let mut left: Vec<&Part<'p>> = after.props.iter().collect();
    for old in &before.props {
        let content = says(old, renames);
        let same = |new: &&Part<'p>| new.0 == old.0 && says(new, &Renames::new()) == content;
        match left.iter().position(same) {
            Some(index) => {
                left.remove(index);
            }
            None => found.entry(old.0.clone()).or_default().0.push(old),
        }
    }
    for new in left {
        found.entry(new.0.clone()).or_default().1.push(new);
    }
    // The digest of the text follows the text, and which choice is taken is said apart.
    found.retain(|key, _| key != "digest" && key != "take");
    found
}

fn property(versions: &Versions<'_>, (old, new): Values<'_, '_>, found: &mut Vec<ChangeDetail>) {
    let words = |entry: &Entry<'_>, part: &Part<'_>| entry.words(part.1.span);
    match versions.property.as_str() {
        "holder" => holders(versions, &old, &new, found),
        "bears" | "matters" => borne(versions.renames, &old, &new, found),
        "due" => deadline(versions, &old, &new, found),
        "cite" => found.push(ChangeDetail::Citation {
            removed: old.iter().map(|part| words(versions.old, part)).collect(),
            added: new.iter().map(|part| words(versions.new, part)).collect(),
        }),
        _ => {
            for index in 0..old.len().max(new.len()) {
                let (a, b) = (old.get(index), new.get(index));
                changed(versions, a.copied(), b.copied(), found);
            }
        }
    }
}

/// One value of a property before and after.
fn changed(
    versions: &Versions<'_>,
    old: Option<&Part<'_>>,
    new: Option<&Part<'_>>,
    found: &mut Vec<ChangeDetail>,
) {
    let is_condition = CONDITIONS.contains(&versions.property.as_str());
    if let (Some(a), Some(b), true) = (old, new, is_condition)
        && plain(&raw(&a.1.given), versions.renames) == plain(&raw(&b.1.given), &Renames::new())
        && let Some(bounds) = versions.bounds(&a.2, &b.2)
    {
        found.extend(bounds);
        return;
    }
    let property = versions.property.as_str().into();
    let words = |entry: &Entry<'_>, part: &Part<'_>| {
        let words = entry.words(part.1.span);
        if part.1.given.is_empty() {
            return words;
        }
        format!("{} {words}", given_words(entry, &part.1.given)).into()
    };
    let from = old.map(|part| words(versions.old, part));
    let to = new.map(|part| words(versions.new, part));
    found.push(if is_condition {
        ChangeDetail::Condition { property, from, to }
    } else {
        ChangeDetail::Property { property, from, to }
    });
}

fn holders(
    versions: &Versions<'_>,
    old: &[&Part<'_>],
    new: &[&Part<'_>],
    found: &mut Vec<ChangeDetail>,
) {
    let renamed = |name: &str| {
        let newer = versions.renames.get(name);
        newer.cloned().unwrap_or_else(|| name.to_owned())
    };
    let kept = |name: &str| name.to_owned();
    let (before, after) = (parties(old, &renamed), parties(new, &kept));
    let added = |name: &&String| !before.contains(name);
    let removed = |name: &&String| !after.contains(name);
    let more: Vec<&String> = after.iter().filter(added).collect();
    let gone: Vec<&String> = before.iter().filter(removed).collect();
    let same = more.is_empty() && gone.is_empty();
    let holder = |name: &String| Name::from(name.as_str());
    found.extend(more.into_iter().map(|name| ChangeDetail::HolderAdded {
        holder: holder(name),
    }));
    found.extend(gone.into_iter().map(|name| ChangeDetail::HolderRemoved {
        holder: holder(name),
    }));
    let words = |entry: &Entry<'_>, parts: &[&Part<'_>]| joined(entry, parts);
    if same || shares(old) != shares(new) && before.len() == after.len() {
        let (from, to) = (words(versions.old, old), words(versions.new, new));
        found.push(ChangeDetail::HolderShare { from, to });
    }
}

fn parties(parts: &[&Part<'_>], renamed: &impl Fn(&str) -> String) -> Vec<String> {
    let holders = parts.iter().filter_map(|part| holder(part));
    holders
        .flat_map(|holder| &holder.parties)
        .map(|share| {
            let organ = renamed(&share.party.organ.text);
            match &share.party.office {
                Some(office) => format!("{organ} {}", renamed(&office.text)),
                None => organ,
            }
        })
        .collect()
}

fn shares(parts: &[&Part<'_>]) -> Vec<Option<Sharing>> {
    let holders = parts.iter().filter_map(|part| holder(part));
    holders.map(|holder| holder.sharing).collect()
}

fn holder<'e>(part: &'e Part<'_>) -> Option<&'e Holder> {
    match &part.1.kind {
        PropKind::Holder(holder) => Some(holder),
        _ => None,
    }
}

/// Kinds borne and matters.
fn borne(renames: &Renames, old: &[&Part<'_>], new: &[&Part<'_>], found: &mut Vec<ChangeDetail>) {
    let newer = |name: &Name| {
        renames
            .get(&**name)
            .map_or_else(|| name.clone(), |n| n.as_str().into())
    };
    let (from, before) = kinds_and_matters(old);
    let from: Vec<Name> = from.iter().map(newer).collect();
    let before: Vec<Name> = before.iter().map(newer).collect();
    let (to, after) = kinds_and_matters(new);
    if from != to {
        found.push(ChangeDetail::KindsBorne { from, to });
    }
    let without = |all: &[Name], others: &[Name]| -> Vec<Name> {
        let left = all.iter().filter(|name| !others.contains(name));
        left.cloned().collect()
    };
    let (removed, added) = (without(&before, &after), without(&after, &before));
    if !removed.is_empty() || !added.is_empty() {
        found.push(ChangeDetail::Matters { removed, added });
    }
}

fn kinds_and_matters(parts: &[&Part<'_>]) -> (Vec<Name>, Vec<Name>) {
    let (mut kinds, mut matters) = (Vec::new(), Vec::new());
    let name = |name: &crate::syntax::ast::Name| Name::from(name.text.as_str());
    for part in parts {
        match &part.1.kind {
            PropKind::Bears {
                kinds: of,
                matters: on,
            } => {
                kinds.extend(of.iter().map(name));
                matters.extend(on.iter().map(name));
            }
            PropKind::Matters(on) => matters.extend(on.iter().map(name)),
            _ => {}
        }
    }
    (kinds, matters)
}

fn deadline(
    versions: &Versions<'_>,
    old: &[&Part<'_>],
    new: &[&Part<'_>],
    found: &mut Vec<ChangeDetail>,
) {
    let date = |parts: &[&Part<'_>]| match parts {
        [(_, prop, _)] => match &prop.kind {
            PropKind::Due(due) => match due.kind {
                DueKind::On(date) => Some(date),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    };
    let words =
        |entry: &Entry<'_>, parts: &[&Part<'_>]| (!parts.is_empty()).then(|| joined(entry, parts));
    let days = match (date(old), date(new)) {
        (Some(from), Some(to)) => Some(from.days_until(to)),
        _ => None,
    };
    found.push(ChangeDetail::Deadline {
        from: words(versions.old, old),
        to: words(versions.new, new),
        days,
    });
}

/// The choice taken, be it by the policy or by who compiled it.
fn choice(old: &Policy, new: &Policy, after: &Entry<'_>, found: &mut Vec<ChangeDetail>) {
    if after.kind != "interpretation" {
        return;
    }
    let taken = |policy: &Policy| {
        let mut rows = policy.model().interpretations.values();
        let row = rows.find(|row| Some(&*row.name) == after.name)?;
        Some(row.choices.get(row.taken)?.name.clone())
    };
    if let (Some(from), Some(to)) = (taken(old), taken(new))
        && from != to
    {
        found.push(ChangeDetail::Choice { from, to });
    }
}

fn joined(entry: &Entry<'_>, parts: &[&Part<'_>]) -> Name {
    let words = parts.iter().map(|part| entry.words(part.1.span));
    let words: Vec<String> = words.map(|words| words.to_string()).collect();
    words.join("；").into()
}

fn given_words(entry: &Entry<'_>, given: &[Given]) -> Name {
    let heads = given.iter().map(|head| entry.words(head.span).to_string());
    heads.collect::<Vec<_>>().join("；").into()
}
