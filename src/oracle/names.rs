//! Names in expressions: a field, a metric, a definition, a table, a parameter, a vague term, else a value's own name.

use super::Judge;
use super::book::{Sort as Decls, levels, name_of};
use super::expr::{Element, Here};
use super::value::{Known, Needs, Three, Value};
use super::world::About;
use crate::syntax::ast::{
    AppliesTo, CompareOp, Constant, Decl, DeclKind, Expr, ExprKind, NameRef, PropKind, TypeRef,
    TypeRefKind,
};

impl Judge<'_> {
    pub(super) fn name(&self, name: &NameRef, here: &Here) -> Known {
        let text = name.name.text.as_str();
        if name.of.is_some() {
            return match self.unit_of(name, here) {
                Ok(unit) => self.metric(text, unit, here.period),
                Err(needs) => Known::Missing(needs),
            };
        }
        if let Some(record) = here.record {
            let fields = self.book.fields(&self.world.records[record].kind);
            if fields.iter().any(|field| field.name.text == text) {
                return self.world.field(self.book, record, text);
            }
        }
        if self.is_metric_here(text, here) {
            return self.metric(text, here.unit.unwrap(), here.period);
        }
        for decl in self.book.all(Decls::Definition) {
            if let DeclKind::Definition { context, value } = &decl.kind
                && name_of(decl) == text
                && self.fits(context.as_ref().map(|name| name.text.as_str()), here)
            {
                return self.known(value, here);
            }
        }
        for decl in self.book.all(Decls::Table) {
            if let DeclKind::Table { context } = &decl.kind
                && name_of(decl) == text
                && self.fits(context.as_ref().map(|name| name.text.as_str()), here)
            {
                return self.table(decl, here);
            }
        }
        if let Some(decl) = self.book.find(Decls::Parameter, text)
            && let DeclKind::Parameter { value } = &decl.kind
        {
            return self.known(value, here);
        }
        if let Some(decl) = self.book.find(Decls::Vague, text) {
            return self.vague(decl, None, here);
        }
        Known::Is(Value::Word(text.to_owned(), Vec::new()))
    }

    pub(super) fn is_metric_here(&self, name: &str, here: &Here) -> bool {
        let Some(unit) = here.unit else {
            return false;
        };
        let level = &self.world.units[unit].level;
        let metric = self.book.find(Decls::Metric, name);
        metric.is_some_and(|metric| levels(metric).contains(level))
    }

    pub(super) fn fits(&self, context: Option<&str>, here: &Here) -> bool {
        let Some(context) = context else {
            return true;
        };
        let record = here
            .record
            .map(|record| self.world.records[record].kind.as_str());
        let level = here.unit.map(|unit| self.world.units[unit].level.as_str());
        record == Some(context) || level == Some(context)
    }

    /// The value of the first row that holds; of several that may come first, the value that all have.
    fn table(&self, decl: &Decl, here: &Here) -> Known {
        let mut needs = Needs::new();
        let mut values = Vec::new();
        let mut is_settled = false;
        for prop in &decl.props {
            let (when, then) = match &prop.kind {
                PropKind::Row { when, then } => (self.truth(when, here), &**then),
                PropKind::Otherwise(then) => (Three::True, then),
                _ => continue,
            };
            if is_settled || when == Three::False {
                continue;
            }
            values.push(self.known(then, here));
            match when {
                Three::Open(more) => needs.extend(more),
                _ => is_settled = true,
            }
        }
        if !is_settled {
            values.push(Known::Unformed("no row".to_owned()));
        }
        let first = values[0].clone();
        if values.len() == 1 || matches!(first, Known::Is(_)) && values.iter().all(|v| *v == first)
        {
            return first;
        }
        Known::Missing(needs)
    }

    /// What is determined of a term; `beside` is what it is said of or compared with.
    pub(super) fn vague(&self, decl: &Decl, beside: Option<&Expr>, here: &Here) -> Known {
        let term = name_of(decl);
        let applies = |name: &str| {
            decl.props.iter().any(|prop| match &prop.kind {
                PropKind::AppliesTo(AppliesTo::Names(names)) => {
                    names.iter().any(|n| n.text == name)
                }
                _ => false,
            })
        };
        let metric_beside = match beside.map(|expr| &expr.kind) {
            Some(ExprKind::Name(name))
                if applies(&name.name.text)
                    && self.book.find(Decls::Metric, &name.name.text).is_some() =>
            {
                match self.unit_of(name, here) {
                    Ok(unit) => Some(About::Metric(name.name.text.clone(), unit, here.period)),
                    Err(needs) => return Known::Missing(needs),
                }
            }
            _ => None,
        };
        let element = match (&here.element, here.record) {
            (_, Some(record)) if applies(&self.world.records[record].kind) => {
                Some(About::Record(record))
            }
            (Some(Element::Metric(metric, unit)), _) if applies(metric) => {
                Some(About::Metric(metric.clone(), *unit, here.period))
            }
            _ => None,
        };
        let about = metric_beside
            .or(element)
            .unwrap_or_else(|| About::Unit(here.unit.unwrap()));
        let typed = decl.props.iter().find_map(|prop| match &prop.kind {
            PropKind::Yields(typed) => Some(typed.clone()),
            _ => None,
        });
        let typed = typed.unwrap_or(TypeRef {
            kind: TypeRefKind::Truth,
            span: decl.span,
        });
        match self.world.determined_of(self.book, &term, &about) {
            Some(said) => Known::Is(self.world.value(self.book, &typed, said, None)),
            None => Known::Missing(self.world.awaited(&term, &about)),
        }
    }

    /// A vague term that stands alone.
    pub(super) fn vague_alone(&self, expr: &Expr, here: &Here) -> Option<&Decl> {
        let ExprKind::Name(name) = &expr.kind else {
            return None;
        };
        let is_taken = here.record.is_some_and(|record| {
            let fields = self.book.fields(&self.world.records[record].kind);
            fields.iter().any(|field| field.name.text == name.name.text)
        });
        let free = name.of.is_none() && !is_taken && !self.is_metric_here(&name.name.text, here);
        self.book
            .find(Decls::Vague, &name.name.text)
            .filter(|_| free)
    }

    /// `A is B` where B is a vague term that is true or false of A.
    pub(super) fn said_of(
        &self,
        op: CompareOp,
        left: &Expr,
        right: &Expr,
        here: &Here,
    ) -> Option<Three> {
        if !matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
            return None;
        }
        let decl = self.vague_alone(right, here)?;
        let yields_truth = decl.props.iter().all(|prop| match &prop.kind {
            PropKind::Yields(typed) => typed.kind == TypeRefKind::Truth,
            _ => true,
        });
        if !yields_truth {
            return None;
        }
        let determined = match self.vague(decl, Some(left), here) {
            // Without the value there is nothing yet to determine: it is missing too.
            Known::Missing(mut needs) => {
                let is_value = matches!(&left.kind, ExprKind::Constant(Constant::It))
                    || matches!(&left.kind, ExprKind::Name(name) if self.book.find(Decls::Metric, &name.name.text).is_some());
                if is_value {
                    needs.extend(self.known(left, here).needs());
                }
                Three::Open(needs)
            }
            known => known.truth(),
        };
        Some(if op == CompareOp::Equal {
            determined
        } else {
            determined.not()
        })
    }
}
