//! Writes each keyword in the one spelling that it has in its language, converted or not.
//!
//! Where the languages order or join their words differently, `order` does the rest.

use super::order;
use super::tree::{Entry, Kind, Node, Statement, Token, What};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::keyword;

/// Converts the keywords to a language, or each to the preferred spelling in its own.
pub(super) fn convert(entries: &mut [Entry], to: Option<Lang>) {
    for entry in entries {
        if let What::Statement(statement) = &mut entry.what {
            convert_statement(statement, to);
        }
    }
}

fn convert_statement(statement: &mut Statement, to: Option<Lang>) {
    respell(statement.rule, &mut statement.nodes, false, to);
    if let Some(block) = &mut statement.block {
        convert(&mut block.entries, to);
    }
}

/// Respells the keywords of the parts of a rule, and brings them into order; `many` is whether a domain around
/// them speaks of several things.
fn respell(rule: Rule, nodes: &mut Vec<Node>, many: bool, to: Option<Lang>) {
    let many = speaks_of_many(rule, nodes).unwrap_or(many);
    for node in nodes.iter_mut() {
        match node {
            Node::Token(token) => respell_word(token, rule, many, to),
            Node::Group(rule, parts) => respell(*rule, parts, many, to),
        }
    }
    order::reorder(rule, nodes, to);
}

fn respell_word(token: &mut Token, around: Rule, many: bool, to: Option<Lang>) {
    let Kind::Word { rule, lang, index } = token.kind else {
        return;
    };
    let form = inflected(rule, around, many);
    // Forms of one word are no spellings of their own.
    let index = if form.is_some() { 0 } else { index };
    let spelled = |to: Lang| {
        let twin = keyword(rule).and_then(|keyword| keyword.twin(lang, index, to));
        let spelling = if to == Lang::En { form.or(twin) } else { twin };
        spelling.map(|spelling| (to, spelling))
    };
    // A word that one language alone has stays in it.
    if let Some((lang, spelling)) = to.and_then(spelled).or_else(|| spelled(lang)) {
        token.kind = Kind::Word { rule, lang, index };
        spelling.clone_into(&mut token.text);
    }
}

/// The English form that goes with what stands around it, of the keywords that have several.
fn inflected(rule: Rule, around: Rule, many: bool) -> Option<&'static str> {
    Some(match rule {
        Rule::where_kw if around == Rule::table_row => "when",
        Rule::where_kw => "where",
        Rule::label_kw if around == Rule::target_domain => "labelled",
        Rule::label_kw => "label",
        Rule::target_kw if many => "targets",
        Rule::target_kw => "target",
        Rule::report_kw if many => "reports",
        Rule::report_kw => "report",
        Rule::prohibition_kw if many => "prohibitions",
        Rule::prohibition_kw => "prohibition",
        Rule::holder_kw if many => "holders",
        Rule::holder_kw => "holder",
        Rule::titles_kw if many => "titles",
        Rule::titles_kw => "title",
        Rule::finding_kw if many => "findings",
        Rule::finding_kw => "finding",
        Rule::cause_kw if many => "causes",
        Rule::cause_kw => "cause",
        Rule::person_kw => "person",
        Rule::article_kw => "art",
        Rule::paragraph_kw => "paragraph",
        _ => return None,
    })
}

/// Whether the parts of a rule speak of several things, where that can be told: `for each target` and
/// `any target`, but `all targets` and `count(targets)`.
fn speaks_of_many(rule: Rule, nodes: &[Node]) -> Option<bool> {
    match rule {
        Rule::targets_prop
        | Rule::reports_prop
        | Rule::prohibitions_prop
        | Rule::office_titles
        | Rule::holder => Some(nodes.iter().any(|node| has(node, is_comma))),
        Rule::branch | Rule::aspect => Some(false),
        Rule::quantified | Rule::expectation => {
            let count = nodes
                .iter()
                .find(|node| matches!(node.rule(), Some(Rule::quantifier | Rule::how_many)));
            Some(count.is_some_and(|count| !has(count, is_one)))
        }
        Rule::call => Some(true),
        _ => None,
    }
}

fn has(node: &Node, wanted: fn(&Token) -> bool) -> bool {
    match node {
        Node::Token(token) => wanted(token),
        Node::Group(_, nodes) => nodes.iter().any(|node| has(node, wanted)),
    }
}

fn is_comma(token: &Token) -> bool {
    token.kind == Kind::Comma
}

/// `any`, or the count of one.
fn is_one(token: &Token) -> bool {
    match token.rule() {
        Some(Rule::any_kw) => true,
        Some(Rule::integer) => matches!(token.text.as_str(), "1" | "１"),
        _ => false,
    }
}
