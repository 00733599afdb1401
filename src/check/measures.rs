//! Units of measure: declared ones, quantities in base units, and types as written.

use indexmap::IndexMap;

use super::cycles;
use super::entry::Entry;
use super::noun::Noun;
use super::tables::{Cx, Tables};
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::measure::{DeclareMeasureError, Dimension, Measure};
use crate::model::Enumeration;
use crate::number::Number;
use crate::source::Span;
use crate::suggest::{nearest, proposal};
use crate::syntax::ast::{DeclKind, Name, Quantity, TypeRef, TypeRefKind};
use crate::types::Type;

/// Words that count events and are no measures.
const COUNTERS: [&str; 4] = ["起", "宗", "例", "桩"];

/// The equation of a declared unit: a quantity, perhaps per another unit.
type Equals<'a> = Option<&'a (Quantity, Option<String>)>;

/// Declares the policy's own units, whatever their order.
pub(super) fn declare(cx: &mut Cx<'_>) {
    let declared = collect(cx);
    let edges: Vec<Vec<usize>> = declared
        .values()
        .map(|(_, equals)| {
            equals
                .iter()
                .flat_map(|(quantity, per)| quantity.unit.iter().chain(per))
                .filter_map(|unit| declared.get_index_of(unit.as_str()))
                .collect()
        })
        .collect();
    let order = cycles::order(&edges);
    for cycle in &order.cycles {
        let member = |index: &usize| {
            let (name, (entry, _)) = declared.get_index(*index)?;
            Some((*name, entry.span()))
        };
        let members: Vec<_> = cycle.iter().filter_map(member).collect();
        let what = Text::new("计量单位", "measures");
        let circle = cycles::report(Code::new("E0410"), what, &members);
        cx.diagnostics.extend(circle);
    }
    let in_cycle = |index: &usize| order.cycles.iter().flatten().any(|node| node == index);
    for index in order.sorted.iter().filter(|index| !in_cycle(index)) {
        if let Some((name, (entry, equals))) = declared.get_index(*index) {
            declare_one(cx, name, entry, *equals);
        }
    }
}

/// The declared units by name, each once.
fn collect<'n>(cx: &mut Cx<'n>) -> IndexMap<&'n str, (&'n Entry<'n>, Equals<'n>)> {
    let names = cx.names;
    let mut declared: IndexMap<&str, (&Entry<'_>, Equals<'_>)> = IndexMap::new();
    for entry in &names.others {
        let (DeclKind::Measure { equals }, Some(name)) = (&entry.decl.kind, &entry.decl.name)
        else {
            continue;
        };
        match declared.get(name.text.as_str()) {
            Some((first, _)) => {
                let twice = super::choices::duplicate(Noun::Measure, name, first.span());
                cx.diagnostics.push(twice);
            }
            None => {
                declared.insert(&name.text, (entry, equals.as_ref()));
            }
        }
    }
    declared
}

fn declare_one(cx: &mut Cx<'_>, name: &str, entry: &Entry<'_>, equals: Equals<'_>) {
    let result = match equals {
        None => cx.tables.measures.declare_base(name).map(|_| ()),
        Some((quantity, per)) => {
            let Some((factor, dimension)) = cx.equation(quantity, per.as_deref()) else {
                return;
            };
            cx.tables.measures.declare(name, factor, dimension)
        }
    };
    if let Err(error) = result {
        cx.diagnostics.push(undeclarable(error, entry.span()));
    }
}

fn undeclarable(error: DeclareMeasureError, span: Span) -> Diagnostic {
    let (code, message) = match error {
        DeclareMeasureError::Duplicate(name) => (
            Code::new("E0203"),
            Text::new(
                format!("计量单位 `{name}` 是内置的"),
                format!("measure `{name}` is built in"),
            ),
        ),
        DeclareMeasureError::Name(name) => (
            Code::new("E0311"),
            Text::new(
                format!("`{name}` 不能作计量单位的名称"),
                format!("`{name}` cannot be the name of a measure"),
            ),
        ),
        DeclareMeasureError::Factor(name) => (
            Code::new("E0311"),
            Text::new(
                format!("计量单位 `{name}` 必须等于大于 0 的量"),
                format!("measure `{name}` must equal more than 0 of another"),
            ),
        ),
        DeclareMeasureError::TooMany => (
            Code::new("E0311"),
            Text::new("计量单位太多", "there are too many measures"),
        ),
    };
    Diagnostic::error(code, span, message)
}

impl Cx<'_> {
    fn equation(&mut self, quantity: &Quantity, per: Option<&str>) -> Option<(Number, Dimension)> {
        let (number, dimension) = self.quantity(quantity)?;
        let Some(per) = per else {
            return Some((number, dimension));
        };
        let below = self.measure(per, quantity.span)?;
        let factor = number.checked_div(&below.factor);
        let factor = self.formed(factor, quantity.span)?;
        Some((factor, dimension.over(&below.dimension)))
    }

    /// A written quantity in base units; reports an unknown unit.
    pub(super) fn quantity(&mut self, quantity: &Quantity) -> Option<(Number, Dimension)> {
        let Some(unit) = &quantity.unit else {
            return Some((quantity.number.clone(), Dimension::none()));
        };
        let measure = self.measure(unit, quantity.span)?;
        let number = quantity.number.checked_mul(&measure.factor);
        let number = self.formed(number, quantity.span)?;
        Some((number, measure.dimension))
    }

    /// Reports a number that is too long to be computed with.
    fn formed(&mut self, number: Option<Number>, span: Span) -> Option<Number> {
        if number.is_none() {
            let message = Text::new("这个数太大", "this number is too large");
            self.diagnostics
                .push(Diagnostic::error(Code::new("E0308"), span, message));
        }
        number
    }

    /// A written quantity that must be of a type.
    pub(super) fn quantity_of(&mut self, quantity: &Quantity, ty: &Type) -> Option<Number> {
        let (number, dimension) = self.quantity(quantity)?;
        let found = Type::Quantity(dimension);
        if found == *ty {
            return Some(number);
        }
        let diagnostic = self.tables.mismatch(quantity.span, &found, ty);
        self.diagnostics.push(diagnostic);
        None
    }

    /// A type as written, with the unit of bare numbers; a list of values becomes an enumeration.
    pub(super) fn type_ref(&mut self, written: &TypeRef) -> Option<(Type, Option<Measure>)> {
        let plain = |ty| Some((ty, None));
        match &written.kind {
            TypeRefKind::Truth => plain(Type::Truth),
            TypeRefKind::Date => plain(Type::Date),
            TypeRefKind::Text => plain(Type::Text),
            TypeRefKind::Number => plain(Type::number()),
            TypeRefKind::Actor => plain(Type::Actor),
            TypeRefKind::Matter => plain(Type::Matter),
            TypeRefKind::Unit => plain(Type::Unit),
            TypeRefKind::Record => plain(Type::Record),
            TypeRefKind::Values(values) => {
                let values = super::enumerations::values(values, &mut self.diagnostics);
                let id = self.tables.enumerations.push(Enumeration {
                    name: None,
                    ordered: false,
                    values,
                    span: written.span,
                });
                plain(Type::Enumeration(id))
            }
            TypeRefKind::Named(name) => self.named_type(name, written.span),
            TypeRefKind::Per(above, below) => {
                let above = self.measure(above, written.span);
                let (above, below) = (above?, self.measure(below, written.span)?);
                let factor = above.factor.checked_div(&below.factor);
                let measure = Measure {
                    name: format!("{}/{}", above.name, below.name),
                    dimension: above.dimension.over(&below.dimension),
                    factor: self.formed(factor, written.span)?,
                };
                Some((Type::Quantity(measure.dimension.clone()), Some(measure)))
            }
        }
    }

    fn named_type(&mut self, name: &str, span: Span) -> Option<(Type, Option<Measure>)> {
        if let Some(measure) = self.tables.measures.get(name) {
            let measure = measure.clone();
            return Some((Type::Quantity(measure.dimension.clone()), Some(measure)));
        }
        let names = self.names;
        if let Some(id) = names.enumerations.get(name) {
            return Some((Type::Enumeration(id), None));
        }
        let name = Name {
            text: name.to_owned(),
            quoted: false,
            span,
        };
        let candidates = names
            .enumerations
            .names()
            .chain(self.tables.measures.names());
        let unknown = names.unknown(&[Noun::Measure, Noun::Enumeration], &name, candidates);
        self.diagnostics.push(unknown);
        None
    }

    fn measure(&mut self, unit: &str, span: Span) -> Option<Measure> {
        if let Some(measure) = self.tables.measures.get(unit) {
            return Some(measure.clone());
        }
        let message = Text::new(
            format!("没有名为 `{unit}` 的计量单位"),
            format!("there is no measure named `{unit}`"),
        );
        let mut unknown = Diagnostic::error(Code::new("E0301"), span, message)
            .label(Text::new("不认识的单位", "unknown unit"));
        unknown = match nearest(unit, self.tables.measures.names()) {
            Some(near) => unknown.help(proposal(near)),
            None if COUNTERS.contains(&unit) => unknown.help(Text::new(
                "计数是没有单位的数：只写数",
                "a count is a plain number: leave the unit out",
            )),
            None => unknown.help(Text::new(
                format!("用 `计量单位 {unit}` 声明它"),
                format!("declare it with `measure {unit}`"),
            )),
        };
        self.diagnostics.push(unknown);
        None
    }
}

impl Tables {
    /// Says that something is of another type than is wanted.
    pub(super) fn mismatch(&self, span: Span, found: &Type, wanted: &Type) -> Diagnostic {
        let (found, wanted) = (self.type_name(found), self.type_name(wanted));
        let message = Text::new(
            format!("这里要{}，却是{}", spaced(&wanted.zh), spaced(&found.zh)),
            format!("{} is wanted here, but this is {}", wanted.en, found.en),
        );
        Diagnostic::error(Code::new("E0303"), span, message).label(Text::new(
            format!("是{}", spaced(&found.zh)),
            format!("is {}", found.en),
        ))
    }
}

/// Sets a unit such as % apart from the Chinese before it.
pub(super) fn spaced(words: &str) -> String {
    if words.starts_with(|c: char| c.is_ascii()) {
        format!(" {words}")
    } else {
        words.to_owned()
    }
}

/// Two types side by side in Chinese: 日期与 % 不能比较.
pub(super) fn pair(left: &str, right: &str, verdict: &str) -> String {
    let apart = |words: &str| {
        if words.ends_with(|c: char| c.is_ascii()) {
            " "
        } else {
            ""
        }
    };
    format!(
        "{left}{}与{}{}{verdict}",
        apart(left),
        spaced(right),
        apart(right)
    )
}
