//! The policy as written, under one choice of each interpretation: what holds under another is struck out.

use std::collections::BTreeMap;

use super::days::{Day, day};
use crate::syntax::ast::{
    Decl, DeclKind, Expr, Field, File, Given, Prop, PropKind, Role, TypeRef, TypeRefKind,
};

/// The declarations that hold.
pub(super) struct Book {
    decls: Vec<(Sort, Decl)>,
    places: BTreeMap<Sort, BTreeMap<String, usize>>,
    fields: BTreeMap<String, Vec<Field>>,
}

/// Which kind of declaration is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Level,
    Enumeration,
    Organ,
    Class,
    Matter,
    Mapping,
    Duty,
    Metric,
    Target,
    Prohibition,
    Report,
    Record,
    Vague,
    Parameter,
    Definition,
    Table,
    Trigger,
    Consequence,
    Commendation,
    Scope,
    Regulation,
    Measure,
    Other,
}

impl Book {
    pub(super) fn new(files: &[File], chosen: &BTreeMap<String, String>) -> Self {
        let items = || files.iter().flat_map(|file| &file.items);
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for item in items() {
            if let DeclKind::Interpretation = item.decl.kind {
                let name = item.decl.name.as_ref().unwrap().text.clone();
                for prop in &item.decl.props {
                    if let PropKind::Take(choice) = &prop.kind {
                        taken.insert(name.clone(), choice.text.clone());
                    }
                }
            }
        }
        taken.extend(chosen.clone());
        let holds = |given: &[Given]| {
            given
                .iter()
                .all(|given| taken[&given.interpretation.text] == given.choice.text)
        };
        let mut decls = Vec::new();
        for item in items().filter(|item| holds(&item.given)) {
            let mut decl = item.decl.clone();
            decl.props.retain(|prop| holds(&prop.given));
            for prop in &mut decl.props {
                if let PropKind::Office(office) = &mut prop.kind {
                    office.props.retain(|prop| holds(&prop.given));
                }
            }
            decls.push((sort_of(&decl), decl));
        }
        let mut places: BTreeMap<Sort, BTreeMap<String, usize>> = BTreeMap::new();
        for (place, (sort, decl)) in decls.iter().enumerate() {
            let of_sort = places.entry(*sort).or_default();
            of_sort.insert(name_of(decl), place);
        }
        let of_record = |(sort, decl): &(Sort, Decl)| {
            (*sort == Sort::Record).then(|| (name_of(decl), fields_of(decl)))
        };
        Self {
            places,
            fields: decls.iter().filter_map(of_record).collect(),
            decls,
        }
    }

    pub(super) fn all(&self, sort: Sort) -> impl Iterator<Item = &Decl> {
        let of_sort = self.decls.iter().filter(move |(of, _)| *of == sort);
        of_sort.map(|(_, decl)| decl)
    }

    pub(super) fn find(&self, sort: Sort, name: &str) -> Option<&Decl> {
        let place = self.places.get(&sort)?.get(name)?;
        Some(&self.decls[*place].1)
    }

    pub(super) fn get(&self, sort: Sort, name: &str) -> &Decl {
        self.find(sort, name)
            .unwrap_or_else(|| panic!("no {sort:?} {name}"))
    }

    /// How many branches a trigger has.
    pub(super) fn branches(&self, trigger: &str) -> usize {
        let props = &self.get(Sort::Trigger, trigger).props;
        let is_branch = |prop: &&Prop| matches!(prop.kind, PropKind::Branch(_));
        props.iter().filter(is_branch).count()
    }

    /// The level that a level lies within.
    pub(super) fn level_above(&self, level: &str) -> Option<String> {
        match &self.get(Sort::Level, level).kind {
            DeclKind::Level { within } => within.as_ref().map(|name| name.text.clone()),
            _ => None,
        }
    }

    /// Whether a level lies strictly within another.
    pub(super) fn is_inside(&self, inner: &str, outer: &str) -> bool {
        match self.level_above(inner) {
            Some(above) => above == outer || self.is_inside(&above, outer),
            None => false,
        }
    }

    /// A matter and all matters around it, nearest first.
    pub(super) fn around_matter(&self, matter: &str) -> Vec<String> {
        let mut found = vec![matter.to_owned()];
        if let DeclKind::Matter {
            within: Some(outer),
            ..
        } = &self.get(Sort::Matter, matter).kind
        {
            found.extend(self.around_matter(&outer.text));
        }
        found
    }

    pub(super) fn effective(&self) -> Option<Day> {
        self.of_regulation(|kind| match kind {
            PropKind::Effective(date) => Some(day(&date.date.to_string())),
            _ => None,
        })
    }

    pub(super) fn expires(&self) -> Option<Day> {
        self.of_regulation(|kind| match kind {
            PropKind::Expires(date) => Some(day(&date.date.to_string())),
            _ => None,
        })
    }

    fn of_regulation(&self, pick: fn(&PropKind) -> Option<Day>) -> Option<Day> {
        let regulation = self.all(Sort::Regulation).next()?;
        regulation.props.iter().find_map(|prop| pick(&prop.kind))
    }

    pub(super) fn fields(&self, record: &str) -> &[Field] {
        &self.fields[record]
    }

    /// The field of a record type that tells of something.
    pub(super) fn field_with(&self, record: &str, role: &FieldOf) -> Option<&Field> {
        let is = |field: &&Field| match role {
            FieldOf::ActDate => field.role == Some(Role::ActDate),
            FieldOf::SameAct => field.role == Some(Role::SameAct),
            FieldOf::Unit => field.typed.kind == TypeRefKind::Unit,
            FieldOf::Actor => field.typed.kind == TypeRefKind::Actor,
            FieldOf::Matter => field.typed.kind == TypeRefKind::Matter,
        };
        self.fields(record).iter().find(is)
    }

    pub(super) fn typed(&self, metric: &str) -> TypeRef {
        let props = &self.get(Sort::Metric, metric).props;
        let typed = props.iter().find_map(|prop| match &prop.kind {
            PropKind::Typed(typed) => Some(typed.clone()),
            _ => None,
        });
        typed.unwrap()
    }

    pub(super) fn formula(&self, metric: &str) -> Option<&Expr> {
        let props = &self.get(Sort::Metric, metric).props;
        props.iter().find_map(|prop| match &prop.kind {
            PropKind::Computed(formula) => Some(formula),
            _ => None,
        })
    }
}

fn fields_of(record: &Decl) -> Vec<Field> {
    let field = |prop: &Prop| match &prop.kind {
        PropKind::Field(field) => Some(Field::clone(field)),
        _ => None,
    };
    record.props.iter().filter_map(field).collect()
}

/// What a field may tell of its record.
pub(super) enum FieldOf {
    ActDate,
    SameAct,
    Unit,
    Actor,
    Matter,
}

pub(super) fn name_of(decl: &Decl) -> String {
    decl.name
        .as_ref()
        .map(|name| name.text.clone())
        .unwrap_or_default()
}

/// The names in the properties that a choice picks, in order.
pub(super) fn names(
    decl: &Decl,
    pick: fn(&PropKind) -> Option<&Vec<crate::syntax::ast::Name>>,
) -> Vec<String> {
    let lists = decl.props.iter().filter_map(|prop| pick(&prop.kind));
    lists.flatten().map(|name| name.text.clone()).collect()
}

pub(super) fn levels(decl: &Decl) -> Vec<String> {
    names(decl, |kind| match kind {
        PropKind::Levels(names) => Some(names),
        _ => None,
    })
}

fn sort_of(decl: &Decl) -> Sort {
    match &decl.kind {
        DeclKind::Regulation => Sort::Regulation,
        DeclKind::Level { .. } => Sort::Level,
        DeclKind::Measure { .. } => Sort::Measure,
        DeclKind::Enumeration { .. } => Sort::Enumeration,
        DeclKind::Organ => Sort::Organ,
        DeclKind::Class => Sort::Class,
        DeclKind::Matter { .. } => Sort::Matter,
        DeclKind::Mapping { .. } => Sort::Mapping,
        DeclKind::Duty => Sort::Duty,
        DeclKind::Metric => Sort::Metric,
        DeclKind::Target => Sort::Target,
        DeclKind::Prohibition => Sort::Prohibition,
        DeclKind::Report => Sort::Report,
        DeclKind::Record => Sort::Record,
        DeclKind::Vague => Sort::Vague,
        DeclKind::Parameter { .. } => Sort::Parameter,
        DeclKind::Definition { .. } => Sort::Definition,
        DeclKind::Table { .. } => Sort::Table,
        DeclKind::Trigger { .. } => Sort::Trigger,
        DeclKind::Consequence => Sort::Consequence,
        DeclKind::Commendation => Sort::Commendation,
        DeclKind::Scope => Sort::Scope,
        DeclKind::Import(_)
        | DeclKind::Kinds { .. }
        | DeclKind::Interpretation
        | DeclKind::NonOperative
        | DeclKind::Delegation
        | DeclKind::Background { .. }
        | DeclKind::Scenario { .. } => Sort::Other,
    }
}
