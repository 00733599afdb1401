//! The words of a statement as a document: what stands between them, and where a line may break.

use super::doc::Doc;
use super::spacing::{Placed, between, written};
use super::tree::{Kind, Node, Statement, Token};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// How much deeper the lines are on which a statement goes on.
pub(super) const HANG: usize = 4;
/// How much deeper a part of one is that goes on in turn.
const PART: usize = 2;

/// The words of a statement, and what goes on its last line with them.
pub(super) fn hanging(statement: &Statement, lang: Lang, brace: Option<&str>) -> Doc {
    let mut docs = vec![parts(statement.rule, &statement.nodes, lang)];
    docs.extend(brace.map(|brace| Doc::Text(brace.to_owned())));
    Doc::Group(Box::new(Doc::Nest(HANG, Box::new(Doc::Concat(docs)))))
}

/// The parts of a rule, without the comment behind the last.
pub(super) fn parts(rule: Rule, nodes: &[Node], lang: Lang) -> Doc {
    let mut segments = Vec::new();
    let mut docs = Vec::new();
    let mut left: Option<Placed<'_>> = None;
    let mut gap = "";
    for node in nodes {
        if let (Some(left), Some(right)) = (left, first_of(node, rule)) {
            if let Some(comment) = &left.0.trail {
                docs.extend([Doc::Text(format!(" {comment}")), Doc::Hard]);
            }
            let blank = between(left, right, lang);
            if left.0.kind == Kind::Comma {
                gap = blank;
                segments.push(Doc::Concat(std::mem::take(&mut docs)));
            } else if may_break(rule, right.0) {
                docs.push(Doc::Line(blank));
            } else {
                docs.push(Doc::Space(blank));
            }
        }
        docs.push(match node {
            Node::Token(token) => word((token, rule), lang),
            Node::Group(inner, nodes) => parts(*inner, nodes, lang),
        });
        left = last_of(node, rule);
    }
    if segments.is_empty() {
        return bound(rule, Doc::Concat(docs));
    }
    segments.push(Doc::Concat(docs));
    match rule {
        Rule::cite | Rule::string_list => {
            let mut lines = Vec::new();
            for segment in segments {
                if !lines.is_empty() {
                    lines.push(Doc::Line(gap));
                }
                lines.push(segment);
            }
            Doc::Group(Box::new(Doc::Concat(lines)))
        }
        _ => Doc::Fill(gap, segments),
    }
}

/// The rules whose parts break together or not at all.
fn bound(rule: Rule, doc: Doc) -> Doc {
    match rule {
        Rule::expr
        | Rule::body
        | Rule::and_expr
        | Rule::and_body
        | Rule::comparison
        | Rule::fallback
        | Rule::sum
        | Rule::product => Doc::Group(Box::new(doc)),
        Rule::primary | Rule::call | Rule::each_period | Rule::quantified | Rule::cite_clause => {
            Doc::Group(Box::new(Doc::Nest(PART, Box::new(doc))))
        }
        _ => doc,
    }
}

/// Whether a line may break before a part that begins with this token.
fn may_break(rule: Rule, first: &Token) -> bool {
    match rule {
        Rule::expr | Rule::body => first.rule() == Some(Rule::or_kw),
        Rule::and_expr | Rule::and_body => first.rule() == Some(Rule::and_kw),
        Rule::comparison => true,
        Rule::sum | Rule::product | Rule::fallback => matches!(
            first.rule(),
            Some(
                Rule::plus
                    | Rule::minus
                    | Rule::times
                    | Rule::divide
                    | Rule::share_of_kw
                    | Rule::failing_kw
            )
        ),
        Rule::cite_clause => first.kind == Kind::Quoted,
        Rule::applies | Rule::gate => false,
        _ => matches!(
            first.rule(),
            Some(
                Rule::where_kw
                    | Rule::if_kw
                    | Rule::on_kw
                    | Rule::then_kw
                    | Rule::satisfy_kw
                    | Rule::over_kw
                    | Rule::reads_kw
                    | Rule::because_kw
                    | Rule::worded_kw
            )
        ),
    }
}

/// A token with the comments before it.
fn word(token: Placed<'_>, lang: Lang) -> Doc {
    let mut docs = Vec::new();
    if !token.0.lead.is_empty() {
        docs.push(Doc::Hard);
    }
    for comment in &token.0.lead {
        docs.extend([Doc::Text(comment.clone()), Doc::Hard]);
    }
    docs.push(Doc::Text(written(token, lang)));
    Doc::Concat(docs)
}

/// The language of the first keyword.
pub(super) fn lang(nodes: &[Node]) -> Option<Lang> {
    nodes.iter().find_map(|node| match node {
        Node::Token(Token {
            kind: Kind::Word { lang, .. },
            ..
        }) => Some(*lang),
        Node::Token(_) => None,
        Node::Group(_, nodes) => self::lang(nodes),
    })
}

pub(super) fn first_of(node: &Node, rule: Rule) -> Option<Placed<'_>> {
    match node {
        Node::Token(token) => Some((token, rule)),
        Node::Group(rule, nodes) => nodes.iter().find_map(|node| first_of(node, *rule)),
    }
}

pub(super) fn last_of(node: &Node, rule: Rule) -> Option<Placed<'_>> {
    match node {
        Node::Token(token) => Some((token, rule)),
        Node::Group(rule, nodes) => nodes.iter().rev().find_map(|node| last_of(node, *rule)),
    }
}
