//! Domains: what a branch, quantifier or aggregate ranges over, and what its elements' names read.

use super::{Element, Place, Typer};
use crate::arena::Id;
use crate::check::measures::spaced;
use crate::check::names::Named;
use crate::check::noun::Noun;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Domain, DomainKind, LevelId, RecordTypeId, Window};
use crate::source::Span;
use crate::syntax::ast::{self, Name};

impl Typer<'_, '_> {
    /// A domain, and the place of its elements. The whole of the facts, or what is at and below this place.
    pub(super) fn domain(&mut self, domain: &ast::Domain, whole: bool) -> Option<(Domain, Place)> {
        let reach = Reach {
            whole,
            subordinate: domain.subordinate,
            span: domain.span,
        };
        if let (Some(_), false) = (domain.window, self.is_record(&domain.kind)) {
            self.no_window(domain.span);
        }
        let (kind, place) = match &domain.kind {
            ast::DomainKind::Named(name) => self.named(name, domain, &reach)?,
            ast::DomainKind::Targets { labels, names } => self.targets(labels, names, &reach)?,
            ast::DomainKind::Prohibitions(written) => self.prohibitions(written, &reach)?,
            ast::DomainKind::Reports(written) => {
                let names = self.cx.names;
                let ids = self.listed(&names.reports, written, domain.span)?;
                let entries = ids.iter().filter_map(|id| names.reports.rows.row(*id));
                let levels = self.cx.holder_levels(entries);
                let place = self.obligations(levels, &reach);
                (DomainKind::Reports(ids), place)
            }
            ast::DomainKind::Duties(written) => {
                let names = self.cx.names;
                let ids = self.listed(&names.duties, written, domain.span)?;
                let entries = ids.iter().filter_map(|id| names.duties.rows.row(*id));
                let levels = self.cx.holder_levels(entries);
                let place = self.obligations(levels, &reach);
                (DomainKind::Duties(ids), place)
            }
            ast::DomainKind::Metrics(written) => self.metrics(written, &reach)?,
        };
        let domain = Domain {
            kind,
            subordinate: domain.subordinate,
            span: domain.span,
        };
        Some((domain, place))
    }

    fn named(
        &mut self,
        name: &Name,
        domain: &ast::Domain,
        reach: &Reach,
    ) -> Option<(DomainKind, Place)> {
        let names = self.cx.names;
        if let Some(id) = names.records.get(&name.text) {
            let levels = self.cx.tables.record_types.row(id)?.levels.clone();
            let levels = self.reach(&levels, reach, &name.text)?;
            let window = self.window(id, domain.window, domain.span);
            let place = Place::records(id, levels);
            return Some((DomainKind::Records(id, window?), place));
        }
        if let Some(id) = names.levels.get(&name.text) {
            let below = Reach {
                subordinate: true,
                ..*reach
            };
            let levels = self.reach(&[id], &below, &name.text)?;
            return Some((DomainKind::Units(id), Place::units(levels)));
        }
        self.neither_record_nor_level(name);
        None
    }

    fn neither_record_nor_level(&mut self, name: &Name) {
        let names = self.cx.names;
        let candidates = names.records.names().chain(names.levels.names());
        let wanted = [Noun::Record, Noun::Level];
        let mut unknown = names.unknown(&wanted, name, candidates);
        let word = match names.nouns_of(&name.text).first() {
            Some(Noun::Target) => Some(("目标", "target")),
            Some(Noun::Metric) => Some(("指标", "metric")),
            Some(Noun::Prohibition) => Some(("禁止", "prohibition")),
            Some(Noun::Report) => Some(("报告", "report")),
            Some(Noun::Duty) => Some(("责任", "duty")),
            _ => None,
        };
        if let Some((zh, en)) = word {
            unknown = unknown.help(Text::new(
                format!("写 `{zh} {}`", name.text),
                format!("write `{en} {}`", name.text),
            ));
        }
        self.report(unknown);
    }

    fn targets(
        &mut self,
        labels: &[Name],
        written: &[Name],
        reach: &Reach,
    ) -> Option<(DomainKind, Place)> {
        let names = self.cx.names;
        let ids = if labels.is_empty() {
            self.listed(&names.targets, written, reach.span)?
        } else {
            self.cx.targets_labelled(labels)?
        };
        let level = |id: &crate::model::TargetId| self.cx.tables.target_levels.row(*id).copied();
        let mut levels: Vec<LevelId> = Vec::new();
        let mut kept = Vec::new();
        for id in &ids {
            // A target without a level is broken and reported where it is declared.
            let Some(level) = level(id).flatten() else {
                continue;
            };
            if written.is_empty() && !self.reaches(level, reach) {
                continue;
            }
            kept.push(*id);
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
        if kept.is_empty() && !ids.is_empty() {
            let everyone = ids.iter().all(|id| level(id).flatten().is_some());
            if everyone {
                self.targets_out_of_reach(&ids, reach);
            }
            return None;
        }
        let levels = self.reach_each(&levels, reach)?;
        let element = Element::Obligation;
        Some((DomainKind::Targets(kept), Place { element, levels }))
    }

    fn prohibitions(&mut self, written: &[Name], reach: &Reach) -> Option<(DomainKind, Place)> {
        let names = self.cx.names;
        let ids = self.listed(&names.prohibitions, written, reach.span)?;
        let mut levels: Vec<LevelId> = Vec::new();
        for entry in ids.iter().filter_map(|id| names.prohibitions.rows.row(*id)) {
            for level in self.cx.found_in_levels(entry) {
                if !levels.contains(&level) {
                    levels.push(level);
                }
            }
        }
        let place = Place {
            element: Element::Prohibition,
            levels: self.obligations(levels, reach).levels,
        };
        Some((DomainKind::Prohibitions(ids), place))
    }

    fn metrics(&mut self, written: &[Name], reach: &Reach) -> Option<(DomainKind, Place)> {
        let names = self.cx.names;
        let written: Vec<&Name> = written.iter().collect();
        let ids = names.find_all(&names.metrics, &written, &mut self.cx.diagnostics);
        if ids.len() < written.len() {
            return None;
        }
        let mut levels: Vec<LevelId> = Vec::new();
        for id in &ids {
            let broken = self.cx.tables.broken_metrics.contains(id);
            let row = self.cx.tables.metrics.row(*id)?;
            self.rests_on.extend(&row.basis.rests_on);
            let (own, name) = (row.levels.clone(), row.name.clone());
            if broken {
                return None;
            }
            for level in self.reach(&own, reach, &name)? {
                if !levels.contains(&level) {
                    levels.push(level);
                }
            }
        }
        let element = Element::Metrics(ids.clone());
        Some((DomainKind::Metrics(ids), Place { element, levels }))
    }

    /// Those named, or all there are.
    fn listed<I: Id + PartialEq, T>(
        &mut self,
        table: &Named<'_, I, T>,
        written: &[Name],
        span: Span,
    ) -> Option<Vec<I>> {
        let names = self.cx.names;
        if written.is_empty() {
            if table.rows.is_empty() {
                let message = Text::new(
                    format!("没有声明任何{}", table.noun.zh()),
                    format!("no {} is declared", table.noun.en()),
                );
                self.report(
                    Diagnostic::error(Code::new("E0209"), span, message)
                        .label(Text::new("没有可遍历的", "nothing to range over")),
                );
                return None;
            }
            return Some(table.rows.ids().collect());
        }
        let mut ids = Vec::new();
        for name in written {
            match table.get(&name.text) {
                Some(id) if ids.contains(&id) => {
                    self.report(crate::check::lookup::repeated(name));
                }
                Some(id) => ids.push(id),
                None => {
                    let unknown = names.unknown(&[table.noun], name, table.names());
                    self.report(unknown);
                }
            }
        }
        (ids.len() == written.len()).then_some(ids)
    }

    /// The place of duties, reports or prohibitions, whose holders stand at these levels.
    fn obligations(&mut self, levels: Vec<LevelId>, reach: &Reach) -> Place {
        let near = |level: &LevelId| self.reaches(*level, reach);
        let near: Vec<LevelId> = levels.iter().copied().filter(near).collect();
        if near.is_empty() && !levels.is_empty() {
            self.out_of_reach(reach, "它们", "these", &levels);
        }
        let levels = near;
        Place {
            element: Element::Obligation,
            levels,
        }
    }

    /// The levels of elements that live at `levels`, as seen from here.
    fn reach(&mut self, levels: &[LevelId], reach: &Reach, what: &str) -> Option<Vec<LevelId>> {
        if reach.whole {
            return Some(levels.to_vec());
        }
        let near: Vec<LevelId> = levels
            .iter()
            .copied()
            .filter(|level| self.reaches(*level, reach))
            .collect();
        let tables = &self.cx.tables;
        let met = |here: &LevelId| {
            near.iter()
                .any(|level| level == here || reach.subordinate && tables.encloses(*here, *level))
        };
        if !near.is_empty() && self.place.levels.iter().all(met) {
            return Some(near);
        }
        if levels.is_empty() {
            // What has no level is reported where it is declared.
            return None;
        }
        let what = format!("`{what}`");
        self.out_of_reach(reach, &what, &what, levels);
        None
    }

    fn reach_each(&mut self, levels: &[LevelId], reach: &Reach) -> Option<Vec<LevelId>> {
        for level in levels {
            if !reach.whole && !self.reaches(*level, reach) {
                self.out_of_reach(reach, "目标", "targets", &[*level]);
                return None;
            }
        }
        Some(levels.to_vec())
    }

    /// Whether elements of a level are found from some unit of this place.
    fn reaches(&self, level: LevelId, reach: &Reach) -> bool {
        let tables = &self.cx.tables;
        reach.whole
            || self
                .place
                .levels
                .iter()
                .any(|here| *here == level || reach.subordinate && tables.encloses(*here, level))
    }

    fn targets_out_of_reach(&mut self, ids: &[crate::model::TargetId], reach: &Reach) {
        let level = |id: &crate::model::TargetId| self.cx.tables.target_levels.row(*id).copied();
        let levels: Vec<LevelId> = ids.iter().filter_map(level).flatten().collect();
        self.out_of_reach(reach, "目标", "targets", &levels);
    }

    /// Says that what lives at these levels is not found from here.
    fn out_of_reach(&mut self, reach: &Reach, zh: &str, en: &str, levels: &[LevelId]) {
        let here = self.levels_here();
        let message = Text::new(
            format!("从这里（{}）遍历不到{}", here.zh, spaced(zh)),
            format!("{en} cannot be ranged over from here ({})", here.en),
        );
        let mut wrong = Diagnostic::error(Code::new("E0315"), reach.span, message)
            .label(Text::new("这里的单位没有", "the units here have none"));
        let tables = &self.cx.tables;
        let is_below = |here: &LevelId| levels.iter().any(|l| tables.encloses(*here, *l));
        if !reach.subordinate && self.place.levels.iter().any(is_below) {
            wrong = wrong.help(Text::new(
                "要包括下级单位，在前面加 `所辖`",
                "put `subordinate` in front to include the units below",
            ));
        }
        self.report(wrong);
    }

    fn is_record(&self, kind: &ast::DomainKind) -> bool {
        match kind {
            // An unknown name is reported as such.
            ast::DomainKind::Named(name) => self.cx.names.levels.get(&name.text).is_none(),
            _ => false,
        }
    }

    fn no_window(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                Code::new("E0316"),
                span,
                Text::new(
                    "只有记录有日期，能用 `近`、`前` 或 `历次`",
                    "only records have dates, for `in the last`, `in the … before` or `at any time`",
                ),
            )
            .label(Text::new("不是记录", "not records")),
        );
    }

    fn window(
        &mut self,
        id: RecordTypeId,
        written: Option<ast::Window>,
        span: Span,
    ) -> Option<Window> {
        let window = match written {
            None => return Some(Window::Period),
            Some(ast::Window::AnyTime) => return Some(Window::AnyTime),
            Some(ast::Window::Last(duration)) => Window::Last(duration),
            Some(ast::Window::Before(duration)) => Window::Before(duration),
        };
        self.dated(id, span).then_some(window)
    }

    /// Whether records of a type have an act date; reports those that do not.
    pub(super) fn dated(&mut self, id: RecordTypeId, span: Span) -> bool {
        let Some(row) = self.cx.tables.record_types.row(id) else {
            return false;
        };
        if row.act_date.is_some() {
            return true;
        }
        let message = Text::new(
            format!("记录 `{}` 没有行为日期，不能按时间取", row.name),
            format!("record type `{}` has no act date to look through", row.name),
        );
        let undated = Diagnostic::error(Code::new("E0316"), span, message)
            .secondary(row.span, Text::new("在这里声明", "declared here"))
            .help(Text::new(
                "给它的日期字段加上 `作 行为日期`",
                "add `as act date` to its date field",
            ));
        self.report(undated);
        false
    }
}

/// How far a domain reaches from where it stands.
#[derive(Debug, Clone, Copy)]
struct Reach {
    whole: bool,
    subordinate: bool,
    span: Span,
}
