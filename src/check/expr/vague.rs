//! Vague terms in expressions: what they are said of, and determinations used as values.

use super::{Element, Hint, Place, Typer, typed};
use crate::check::measures::spaced;
use crate::check::tables::Cx;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Expr, ExprKind, VagueId, VagueSubject};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::Type;

impl Cx<'_> {
    /// Checks that a term is said of duties and their holders, and is true or false.
    pub(in crate::check) fn said_of_duties(&mut self, id: VagueId, span: Span) -> bool {
        if self.tables.broken_vague.contains(&id) {
            return true;
        }
        let Some(row) = self.tables.vague.row(id).filter(|row| !row.subjects.duties) else {
            return Typer::new(self, Place::nowhere()).yields_truth(id, span);
        };
        let message = Text::new(
            format!("不确定用语 `{}` 不是说责任的", row.name),
            format!("vague term `{}` is not said of duties", row.name),
        );
        let wrong = Diagnostic::error(Code::new("E0323"), span, message)
            .secondary(row.span, Text::new("在这里声明", "declared here"))
            .help(Text::new(
                "声明时写 `用于 责任`",
                "declare it with `applies to duty`",
            ));
        self.diagnostics.push(wrong);
        false
    }

    /// Checks that a term can be determined for every element of these places, and is true or false.
    pub(in crate::check) fn opens(&mut self, id: VagueId, span: Span, places: &[Place]) {
        if self.tables.broken_vague.contains(&id) {
            return;
        }
        for place in places {
            let subject = match place.element {
                Element::Record(_) => VagueSubject::Record,
                Element::Metrics(_) => VagueSubject::It,
                _ => VagueSubject::Unit,
            };
            let mut typer = Typer::new(self, place.clone());
            let unit = subject == VagueSubject::It && typer.applies(id, VagueSubject::Unit);
            if !unit && !typer.applies(id, subject) {
                typer.not_applicable(id, span);
                return;
            }
            if !typer.yields_truth(id, span) {
                return;
            }
        }
    }
}

impl Typer<'_, '_> {
    /// `A 为 B` where B is a vague term; `None` if it is an ordinary comparison.
    pub(super) fn said_of(
        &mut self,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Option<Option<Expr>> {
        let ast::ExprKind::Name(term) = &right.kind else {
            return None;
        };
        let text = term.name.text.as_str();
        let id = self.cx.names.vague.get(text)?;
        if term.of.is_some() || self.resolves(text) || self.is_value_beside(text, left) {
            return None;
        }
        if self.cx.tables.broken_vague.contains(&id) {
            return Some(None);
        }
        let Some(subject) = self.subject(left) else {
            self.not_applicable(id, left.span);
            return Some(None);
        };
        let subject = match subject {
            Ok(subject) => subject,
            Err(()) => return Some(None),
        };
        if !self.applies(id, subject) {
            self.not_applicable(id, left.span);
            return Some(None);
        }
        if !self.yields_truth(id, right.span) {
            return Some(None);
        }
        self.rest_on_vague(id);
        Some(Some(typed(ExprKind::Vague(id, subject), Type::Truth, span)))
    }

    /// A vague term alone: its determination for what it is compared with, else for the element or its unit.
    pub(super) fn vague(&mut self, id: VagueId, hint: &Hint, span: Span) -> Option<Expr> {
        if self.cx.tables.broken_vague.contains(&id) {
            return None;
        }
        let element = match self.place.element {
            Element::Record(_) => Some(VagueSubject::Record),
            Element::Metrics(_) => Some(VagueSubject::It),
            _ => None,
        };
        let candidates = [hint.subject, element, Some(VagueSubject::Unit)];
        let subject = candidates
            .into_iter()
            .flatten()
            .find(|subject| self.applies(id, *subject));
        let Some(subject) = subject else {
            self.not_applicable(id, span);
            return None;
        };
        self.rest_on_vague(id);
        let ty = self.cx.tables.vague.row(id)?.yields.clone();
        Some(typed(ExprKind::Vague(id, subject), ty, span))
    }

    /// What the left of `为` names, if a vague term can be said of it; `Err` if it is wrong and reported.
    fn subject(&mut self, left: &ast::Expr) -> Option<Result<VagueSubject, ()>> {
        let name = match &left.kind {
            ast::ExprKind::Constant(ast::Constant::It) => return Some(Ok(VagueSubject::It)),
            ast::ExprKind::Name(name) => name,
            _ => return None,
        };
        let text = name.name.text.as_str();
        if name.of.is_some() {
            let Some(metric) = self.expr(left, &Hint::default()) else {
                return Some(Err(()));
            };
            return match metric.kind {
                ExprKind::Metric(id, place) => Some(Ok(VagueSubject::Metric(id, place.level))),
                _ => None,
            };
        }
        if let Some(id) = self.metric_named(text) {
            return Some(Ok(VagueSubject::Metric(id, None)));
        }
        let names = self.cx.names;
        let record = names.records.get(text);
        if record.is_some() && record == self.place.record() {
            return Some(Ok(VagueSubject::Record));
        }
        let level = names.levels.get(text);
        if level.is_some_and(|level| self.place.within(&[level])) {
            return Some(Ok(VagueSubject::Unit));
        }
        if names.nouns_of(text).is_empty() {
            // A slip in the name: let the ordinary lookup say so.
            self.expr(left, &Hint::default());
            return Some(Err(()));
        }
        None
    }

    /// Whether the operand beside a word has an enumeration with that value.
    fn is_value_beside(&self, word: &str, beside: &ast::Expr) -> bool {
        let ast::ExprKind::Name(name) = &beside.kind else {
            return false;
        };
        let tables = &self.cx.tables;
        let ty = match &name.of {
            None => self.type_of_name(&name.name.text),
            Some(_) => {
                let metric = self.cx.names.metrics.get(&name.name.text);
                metric.and_then(|id| tables.metrics.row(id).map(|row| row.ty.clone()))
            }
        };
        match ty {
            Some(Type::Enumeration(id)) => tables
                .enumerations
                .row(id)
                .is_some_and(|row| row.position(word).is_some()),
            _ => false,
        }
    }

    fn applies(&self, id: VagueId, subject: VagueSubject) -> bool {
        let Some(row) = self.cx.tables.vague.row(id) else {
            return false;
        };
        match subject {
            VagueSubject::Metric(metric, _) => row.subjects.metrics.contains(&metric),
            VagueSubject::It => match &self.place.element {
                Element::Metrics(metrics) => {
                    metrics.iter().all(|id| row.subjects.metrics.contains(id))
                }
                _ => false,
            },
            VagueSubject::Record => self
                .place
                .record()
                .is_some_and(|id| row.subjects.record_types.contains(&id)),
            VagueSubject::Unit => self.place.within(&row.subjects.levels),
        }
    }

    fn rest_on_vague(&mut self, id: VagueId) {
        if let Some(row) = self.cx.tables.vague.row(id) {
            self.rests_on.extend(&row.basis.rests_on);
        }
    }

    fn yields_truth(&mut self, id: VagueId, span: Span) -> bool {
        let tables = &self.cx.tables;
        let Some(row) = tables.vague.row(id) else {
            return false;
        };
        if row.yields == Type::Truth {
            return true;
        }
        let ty = tables.type_name(&row.yields);
        let name = &row.name;
        let message = Text::new(
            format!("不确定用语 `{name}` 得出{}，不是是否值", spaced(&ty.zh)),
            format!("vague term `{name}` yields {}, not a truth value", ty.en),
        );
        let wrong = Diagnostic::error(Code::new("E0324"), span, message)
            .secondary(row.span, Text::new("在这里声明", "declared here"))
            .help(Text::new(
                format!("与它比较，如 `低于 {name}`"),
                format!("compare with it, as in `less than {name}`"),
            ));
        self.report(wrong);
        false
    }

    fn not_applicable(&mut self, id: VagueId, span: Span) {
        let tables = &self.cx.tables;
        let Some(row) = tables.vague.row(id) else {
            return;
        };
        let mut subjects: Vec<String> = Vec::new();
        let metrics = row.subjects.metrics.iter();
        subjects.extend(metrics.map(|id| format!("`{}`", tables.metric_name(*id))));
        let records = row.subjects.record_types.iter();
        subjects.extend(
            records
                .filter_map(|id| tables.record_types.row(*id))
                .map(|record| format!("`{}`", record.name)),
        );
        let levels = row.subjects.levels.iter();
        subjects.extend(levels.map(|id| format!("`{}`", tables.level_name(*id))));
        let of = if row.subjects.duties {
            Text::new(
                "责任及其主体（在 `门槛 认定` 里）",
                "a duty and its holder (in `gate determined`)",
            )
        } else {
            Text::new(subjects.join("、"), subjects.join(", "))
        };
        let name = &row.name;
        let message = Text::new(
            format!("不确定用语 `{name}` 不能用在这里"),
            format!("vague term `{name}` does not apply here"),
        );
        let wrong = Diagnostic::error(Code::new("E0323"), span, message)
            .label(Text::new("不是它所用于的对象", "not what it is said of"))
            .secondary(
                row.span,
                Text::new(format!("用于 {}", of.zh), format!("applies to {}", of.en)),
            );
        self.report(wrong);
    }
}
