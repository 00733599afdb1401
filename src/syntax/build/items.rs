//! Declarations and their heads.

use super::lexical::unit_text;
use super::{Builder, Parts};
use crate::diagnostic::Code;
use crate::lang;
use crate::syntax::ast::{Decl, DeclKind, Given, Item, Name, Prop, Text};
use crate::syntax::grammar::{Pair, Rule};

/// How deep blocks under a choice may nest.
const MAX_GIVEN: usize = 8;

const TOO_DEEP: Code = Code::new("E0105");

/// A declaration's kind and name, when its head is read.
type Head = (DeclKind, Option<Name>);

impl Builder<'_> {
    /// Appends declarations, with the choices around them.
    pub(super) fn items(
        &mut self,
        mut parts: Parts<'_>,
        given: &mut Vec<Given>,
        items: &mut Vec<Item>,
    ) {
        while let Some(pair) = parts.next() {
            match pair.as_rule() {
                Rule::EOI => {}
                Rule::given_items => {
                    let mut inner = Parts::of(pair);
                    let Some(head) = self.block_head(&mut inner, given.len()) else {
                        continue;
                    };
                    given.push(head);
                    self.items(inner, given, items);
                    given.pop();
                }
                _ => {
                    let span = self.span(&pair);
                    if let Some(decl) = self.checked(span, |builder| builder.decl(pair)) {
                        items.push(Item {
                            given: given.clone(),
                            decl,
                        });
                    }
                }
            }
        }
    }

    /// The head of a block under a choice. Without it the block would hold always, so the block is left out
    /// when there is none; so it is when such blocks nest too deep, since each part carries all its choices.
    pub(super) fn block_head(&mut self, parts: &mut Parts<'_>, depth: usize) -> Option<Given> {
        let head = parts.next()?;
        let span = self.span(&head);
        if depth >= MAX_GIVEN {
            let message = lang::Text::new(
                format!("`按` 的嵌套超过 {MAX_GIVEN} 层"),
                format!("blocks of `given` nest deeper than {MAX_GIVEN}"),
            );
            self.error(TOO_DEEP, span, message);
            return None;
        }
        self.checked(span, |builder| builder.given_head(head))
    }

    /// `given X = Y`.
    fn given_head(&mut self, pair: Pair<'_>) -> Option<Given> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        parts.skip(Rule::given_kw);
        let interpretation = self.name(parts.next()?)?;
        parts.skip(Rule::take_kw);
        let choice = self.name(parts.next()?)?;
        Some(Given {
            interpretation,
            choice,
            span,
        })
    }

    fn decl(&mut self, pair: Pair<'_>) -> Option<Decl> {
        let (span, rule) = (self.span(&pair), pair.as_rule());
        let mut parts = Parts::of(pair);
        let ordered = parts.skip(Rule::ordered_kw);
        let word = parts.next()?;
        let keyword = self.span(&word);
        let (kind, name) = match rule {
            Rule::import => (DeclKind::Import(self.text(parts.next()?)?), None),
            Rule::level => self.level(&mut parts)?,
            Rule::measure => self.measure(&mut parts)?,
            Rule::enumeration => self.enumeration(&mut parts, ordered)?,
            Rule::matter => self.matter(&mut parts)?,
            Rule::kind => self.kinds(&mut parts, word.as_rule() == Rule::pursued_kind_kw)?,
            Rule::mapping => self.mapping(&mut parts)?,
            Rule::parameter => {
                let name = self.name(parts.next()?)?;
                let value = self.expr(parts.next()?)?;
                (DeclKind::Parameter { value }, Some(name))
            }
            Rule::definition => {
                let (name, context) = self.name_in_context(&mut parts)?;
                let value = self.expr(parts.next()?)?;
                (DeclKind::Definition { context, value }, Some(name))
            }
            Rule::table => {
                let (name, context) = self.name_in_context(&mut parts)?;
                (DeclKind::Table { context }, Some(name))
            }
            Rule::trigger => self.trigger(&mut parts)?,
            Rule::background | Rule::scenario => self.scenario_head(&mut parts, rule)?,
            _ => self.plain_head(&mut parts, rule)?,
        };
        let mut room = std::mem::take(&mut self.room);
        self.props(&mut parts, &mut Vec::new(), &mut room);
        // In a list of their own, which takes no more room than they need.
        let mut props = Vec::with_capacity(room.len());
        props.append(&mut room);
        self.room = room;
        Some(Decl {
            kind,
            name,
            props,
            span,
            keyword,
        })
    }

    /// Heads that hold a name at most.
    fn plain_head(&mut self, parts: &mut Parts<'_>, rule: Rule) -> Option<Head> {
        let kind = match rule {
            Rule::regulation => DeclKind::Regulation,
            Rule::organ => DeclKind::Organ,
            Rule::class => DeclKind::Class,
            Rule::duty => DeclKind::Duty,
            Rule::metric => DeclKind::Metric,
            Rule::target => DeclKind::Target,
            Rule::prohibition => DeclKind::Prohibition,
            Rule::report => DeclKind::Report,
            Rule::record => DeclKind::Record,
            Rule::vague => DeclKind::Vague,
            Rule::consequence => DeclKind::Consequence,
            Rule::commendation => DeclKind::Commendation,
            Rule::interpretation => DeclKind::Interpretation,
            Rule::scope => DeclKind::Scope,
            Rule::nonoperative => DeclKind::NonOperative,
            Rule::delegation => DeclKind::Delegation,
            _ => return None,
        };
        let name = match parts.take(Rule::name) {
            Some(name) => Some(self.name(name)?),
            None => None,
        };
        Some((kind, name))
    }

    fn level(&mut self, parts: &mut Parts<'_>) -> Option<Head> {
        let name = self.name(parts.next()?)?;
        let within = self.name_after(parts, Rule::within_kw)?;
        Some((DeclKind::Level { within }, Some(name)))
    }

    fn measure(&mut self, parts: &mut Parts<'_>) -> Option<Head> {
        let name = self.name(parts.next()?)?;
        let equals = match parts.next() {
            Some(quantity) => {
                let quantity = self.quantity(quantity)?;
                let per = parts.next().map(|unit| unit_text(unit.as_str()));
                Some((quantity, per))
            }
            None => None,
        };
        Some((DeclKind::Measure { equals }, Some(name)))
    }

    fn enumeration(&mut self, parts: &mut Parts<'_>, ordered: bool) -> Option<Head> {
        let name = self.name(parts.next()?)?;
        let values = self.names(parts.next()?)?;
        Some((DeclKind::Enumeration { ordered, values }, Some(name)))
    }

    fn matter(&mut self, parts: &mut Parts<'_>) -> Option<Head> {
        let name = self.name(parts.next()?)?;
        let within = self.name_after(parts, Rule::within_kw)?;
        let worded: Vec<Text> = if parts.skip(Rule::worded_kw) {
            self.texts(parts.next()?)?
        } else {
            Vec::new()
        };
        Some((DeclKind::Matter { within, worded }, Some(name)))
    }

    fn kinds(&mut self, parts: &mut Parts<'_>, pursued: bool) -> Option<Head> {
        let names = self.names(parts.next()?)?;
        Some((DeclKind::Kinds { pursued, names }, None))
    }

    fn mapping(&mut self, parts: &mut Parts<'_>) -> Option<Head> {
        let from = match Parts::of(parts.take(Rule::mapping_from)?).take(Rule::name_list) {
            Some(names) => self.names(names)?,
            None => Vec::new(),
        };
        parts.skip(Rule::to_kw);
        let to = self.names(parts.next()?)?;
        Some((DeclKind::Mapping { from, to }, None))
    }

    fn trigger(&mut self, parts: &mut Parts<'_>) -> Option<Head> {
        let number = match parts.take(Rule::trigger_number) {
            Some(number) => Some(self.trigger_number(number)?),
            None => None,
        };
        let name = self.name(parts.next()?)?;
        let matters = if parts.skip(Rule::on_kw) {
            self.names(parts.next()?)?
        } else {
            Vec::new()
        };
        Some((DeclKind::Trigger { number, matters }, Some(name)))
    }

    fn scenario_head(&mut self, parts: &mut Parts<'_>, rule: Rule) -> Option<Head> {
        let name = self.name(parts.next()?)?;
        let upon = match parts.take(Rule::upon) {
            Some(upon) => Some(self.name(upon.into_inner().last()?)?),
            None => None,
        };
        let kind = match rule {
            Rule::background => DeclKind::Background { upon },
            _ => DeclKind::Scenario { upon },
        };
        Some((kind, Some(name)))
    }

    fn name_in_context(&mut self, parts: &mut Parts<'_>) -> Option<(Name, Option<Name>)> {
        let name = self.name(parts.next()?)?;
        let context = self.name_after(parts, Rule::for_kw)?;
        Some((name, context))
    }

    /// The name after a keyword that may be missing with it. The outer `None` is an error.
    #[expect(clippy::option_option, reason = "absent and wrong are not the same")]
    pub(super) fn name_after(
        &mut self,
        parts: &mut Parts<'_>,
        keyword: Rule,
    ) -> Option<Option<Name>> {
        if parts.skip(keyword) {
            self.name(parts.next()?).map(Some)
        } else {
            Some(None)
        }
    }

    /// Appends properties, with the choices of the blocks around them.
    fn props(&mut self, parts: &mut Parts<'_>, given: &mut Vec<Given>, props: &mut Vec<Prop>) {
        while let Some(pair) = parts.next() {
            let span = self.span(&pair);
            if is_given(pair.as_rule()) {
                let mut inner = Parts::of(pair);
                let Some(head) = self.block_head(&mut inner, given.len()) else {
                    continue;
                };
                given.push(head);
                self.props(&mut inner, given, props);
                given.pop();
            } else if let Some(kind) = self.checked(span, |builder| builder.prop(pair)) {
                props.push(Prop {
                    given: given.clone(),
                    kind,
                    span,
                });
            }
        }
    }
}

/// Whether a node is a block of properties under a choice.
pub(super) fn is_given(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::given_organ
            | Rule::given_office
            | Rule::given_class
            | Rule::given_duty
            | Rule::given_metric
            | Rule::given_target
            | Rule::given_prohibition
            | Rule::given_report
            | Rule::given_trigger
            | Rule::given_consequence
            | Rule::given_commendation
            | Rule::given_scope
            | Rule::given_vague
    )
}
