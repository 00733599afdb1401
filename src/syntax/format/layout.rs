//! Statements on lines: one a line, what is inside braces indented, long ones broken where they may be.

use super::doc::{Doc, WIDTH, flat, print as print_doc, width};
use super::spacing::{Placed, between, written};
use super::tree::{Block, Entry, Kind, Mark, Node, Statement, Token, What};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::keyword;

/// How much deeper a block is than its head.
const BLOCK: usize = 2;
/// How much deeper the lines are on which a statement goes on.
const HANG: usize = 4;
/// How much deeper a part of one is that goes on in turn.
const PART: usize = 2;

/// The text of a file.
pub(super) fn print(entries: Vec<Entry>) -> String {
    let mut page = Page { out: String::new() };
    page.entries(&entries, 0, Lang::Zh);
    page.out
}

struct Page {
    out: String,
}

impl Page {
    fn entries(&mut self, entries: &[Entry], indent: usize, around: Lang) {
        for (index, entry) in entries.iter().enumerate() {
            if entry.blank && index > 0 {
                self.out.push('\n');
            }
            self.out.extend(std::iter::repeat_n(' ', indent));
            match &entry.what {
                What::Comment(text) => self.out.push_str(text),
                What::Statement(statement) => {
                    let mut after = entries.iter().skip(index + 1);
                    let next = after.find_map(|entry| match &entry.what {
                        What::Statement(next) => Some(next),
                        What::Comment(_) => None,
                    });
                    let lang = lang(&statement.nodes).unwrap_or(around);
                    self.statement(statement, indent, lang);
                    match next.and_then(|next| mark(entry.mark, statement, next)) {
                        Some(Mark::Comma) => self.out.push_str(lang.pick("，", ",")),
                        Some(Mark::Semicolon) => self.out.push_str(lang.pick("；", ";")),
                        None => {}
                    }
                    self.trail(last(statement));
                }
            }
            self.out.push('\n');
        }
    }

    /// A statement without the comment behind it.
    fn statement(&mut self, statement: &Statement, indent: usize, lang: Lang) {
        if let Some(line) = on_one_line(statement, lang)
            && indent + width(&line) <= WIDTH
        {
            self.out.push_str(&line);
            return;
        }
        let Some(block) = &statement.block else {
            let doc = hanging(statement, lang, None);
            self.out.push_str(&print_doc(&doc, indent));
            return;
        };
        let behind = statement
            .nodes
            .last()
            .and_then(|node| last_of(node, statement.rule));
        let apart = behind.filter(|(token, _)| token.trail.is_some());
        if apart.is_none() && block.open.lead.is_empty() {
            let doc = hanging(statement, lang, Some(" {"));
            self.out.push_str(&print_doc(&doc, indent));
        } else {
            let doc = hanging(statement, lang, None);
            self.out.push_str(&print_doc(&doc, indent));
            self.trail(apart.map(|(token, _)| token));
            for comment in &block.open.lead {
                self.line(indent + HANG);
                self.out.push_str(comment);
            }
            self.line(indent);
            self.out.push('{');
        }
        self.trail(Some(&block.open));
        self.out.push('\n');
        self.entries(&block.entries, indent + BLOCK, lang);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push('}');
    }

    fn line(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    fn trail(&mut self, token: Option<&Token>) {
        if let Some(comment) = token.and_then(|token| token.trail.as_ref()) {
            self.out.push(' ');
            self.out.push_str(comment);
        }
    }
}

/// A statement on one line, where it may stand so: its block was on one line, and holds one property at most.
fn on_one_line(statement: &Statement, lang: Lang) -> Option<String> {
    let head = flat(&parts(statement.rule, &statement.nodes, lang))?;
    let Some(block) = &statement.block else {
        let behind = statement
            .nodes
            .last()
            .and_then(|node| last_of(node, statement.rule));
        // Its own comment is written behind it.
        return behind.is_some().then_some(head);
    };
    let Block { open, entries, .. } = block;
    let silent = open.lead.is_empty() && open.trail.is_none();
    let behind = statement
        .nodes
        .last()
        .and_then(|node| last_of(node, statement.rule));
    if !silent || behind.is_some_and(|(token, _)| token.trail.is_some()) {
        return None;
    }
    let Some((final_entry, others)) = entries.split_last() else {
        return Some(format!("{head} {{}}"));
    };
    // Commas make a list of what stands between them.
    let listed = others.iter().all(|entry| entry.mark == Some(Mark::Comma));
    if !block.one_line || !listed {
        return None;
    }
    let mut line = format!("{head} {{ ");
    for entry in others.iter().chain([final_entry]) {
        let What::Statement(inner) = &entry.what else {
            return None;
        };
        if last(inner).is_some_and(|token| token.trail.is_some()) {
            return None;
        }
        let own = self::lang(&inner.nodes).unwrap_or(lang);
        line.push_str(&on_one_line(inner, own)?);
        if !std::ptr::eq(entry, final_entry) {
            line.push_str(lang.pick("，", ", "));
        }
    }
    Some(line + " }")
}

/// The words of a statement, and what goes on its last line with them.
fn hanging(statement: &Statement, lang: Lang, brace: Option<&str>) -> Doc {
    let mut docs = vec![parts(statement.rule, &statement.nodes, lang)];
    docs.extend(brace.map(|brace| Doc::Text(brace.to_owned())));
    Doc::Group(Box::new(Doc::Nest(HANG, Box::new(Doc::Concat(docs)))))
}

/// The parts of a rule, without the comment behind the last.
fn parts(rule: Rule, nodes: &[Node], lang: Lang) -> Doc {
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
fn lang(nodes: &[Node]) -> Option<Lang> {
    nodes.iter().find_map(|node| match node {
        Node::Token(Token {
            kind: Kind::Word { lang, .. },
            ..
        }) => Some(*lang),
        Node::Token(_) => None,
        Node::Group(_, nodes) => self::lang(nodes),
    })
}

fn first_of(node: &Node, rule: Rule) -> Option<Placed<'_>> {
    match node {
        Node::Token(token) => Some((token, rule)),
        Node::Group(rule, nodes) => nodes.iter().find_map(|node| first_of(node, *rule)),
    }
}

fn last_of(node: &Node, rule: Rule) -> Option<Placed<'_>> {
    match node {
        Node::Token(token) => Some((token, rule)),
        Node::Group(rule, nodes) => nodes.iter().rev().find_map(|node| last_of(node, *rule)),
    }
}

/// The last token of a statement.
fn last(statement: &Statement) -> Option<&Token> {
    match &statement.block {
        Some(block) => Some(&block.close),
        None => {
            let mut nodes = statement.nodes.iter().rev();
            let found = nodes.find_map(|node| last_of(node, statement.rule));
            found.map(|(token, _)| token)
        }
    }
}

/// The mark between two statements on lines of their own: none, unless the next would be read as more of the first
/// or might be, not beginning with a word that begins statements.
fn mark(written: Option<Mark>, statement: &Statement, next: &Statement) -> Option<Mark> {
    let first = next
        .nodes
        .first()
        .and_then(|node| first_of(node, next.rule));
    let rule = first.and_then(|(token, _)| token.rule());
    let needed = match rule {
        _ if statement.block.is_some() => false,
        Some(Rule::level_by_level_kw) => statement.rule == Rule::pursue,
        Some(Rule::where_kw | Rule::label_kw) => ends_with_domain(&statement.nodes),
        _ => false,
    };
    let begins = rule
        .and_then(keyword)
        .is_some_and(|word| word.leads.statement());
    match written {
        _ if needed => Some(Mark::Semicolon),
        Some(mark) if !begins && statement.block.is_none() => Some(mark),
        _ => None,
    }
}

fn ends_with_domain(nodes: &[Node]) -> bool {
    match nodes.last() {
        Some(Node::Group(Rule::domain, _)) => true,
        Some(Node::Group(_, nodes)) => ends_with_domain(nodes),
        _ => false,
    }
}
