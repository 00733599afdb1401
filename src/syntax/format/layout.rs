//! Statements on lines: one a line, what is inside braces indented, long ones broken where they may be.

use super::doc::{Doc, WIDTH, flat, print as print_doc, width};
use super::spacing::{Placed, between, written};
use super::tree::{Block, Entry, Kind, Mark, Node, Statement, Token, What};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// How much deeper a block is than its head.
const BLOCK: usize = 2;
/// How much deeper the lines are on which a statement goes on.
const HANG: usize = 4;
/// How much deeper a part of one is that goes on in turn.
const PART: usize = 2;
/// The longest fact that stands in a row with others.
const ROW: usize = 60;

/// The text of a file.
pub(super) fn print(entries: &[Entry]) -> String {
    let mut page = Page { out: String::new() };
    let around = Around {
        lang: Lang::Zh,
        facts: false,
    };
    page.entries(entries, 0, around);
    page.out
}

/// What is known of the blocks around a statement.
#[derive(Clone, Copy)]
struct Around {
    /// The language of the keyword before.
    lang: Lang,
    /// Whether they are of a scenario: facts may stand in a row, and marks tell them apart.
    facts: bool,
}

impl Around {
    /// The same inside a statement, in the language of its own keyword.
    fn inside(self, statement: &Statement) -> Self {
        let scenario = matches!(statement.rule, Rule::scenario | Rule::background);
        Self {
            lang: lang(&statement.nodes).unwrap_or(self.lang),
            facts: self.facts || scenario,
        }
    }
}

struct Page {
    out: String,
}

impl Page {
    fn entries(&mut self, entries: &[Entry], indent: usize, around: Around) {
        let mut rest = entries;
        while let Some((entry, after)) = rest.split_first() {
            if entry.blank && rest.len() < entries.len() {
                self.out.push('\n');
            }
            self.out.extend(std::iter::repeat_n(' ', indent));
            let row = if around.facts {
                row(rest, around)
            } else {
                Vec::new()
            };
            if row.len() > 1 {
                let (these, others) = rest.split_at_checked(row.len()).unwrap_or((rest, &[]));
                rest = others;
                let doc = Doc::Fill(around.lang.pick("", " "), row);
                self.out.push_str(&print_doc(&doc, indent));
                if let Some(What::Statement(statement)) = these.last().map(|entry| &entry.what) {
                    self.trail(last(statement));
                }
            } else {
                rest = after;
                self.entry(entry, after, indent, around);
            }
            self.out.push('\n');
        }
    }

    fn entry(&mut self, entry: &Entry, after: &[Entry], indent: usize, around: Around) {
        let statement = match &entry.what {
            What::Comment(text) => return self.out.push_str(text),
            What::Statement(statement) => statement,
        };
        let next = after.iter().find_map(|entry| match &entry.what {
            What::Statement(next) => Some(next),
            What::Comment(_) => None,
        });
        let inside = around.inside(statement);
        self.statement(statement, indent, inside);
        let needed = next.is_some_and(|next| needs_mark(statement, next));
        if needed {
            self.out.push_str(inside.lang.pick("；", ";"));
        } else if around.facts && next.is_some() {
            self.out.push_str(written_mark(entry, around.lang));
        }
        self.trail(last(statement));
    }

    /// A statement without the comment behind it.
    fn statement(&mut self, statement: &Statement, indent: usize, inside: Around) {
        let lang = inside.lang;
        if let Some(line) = on_one_line(statement, inside)
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
        self.entries(&block.entries, indent + BLOCK, inside);
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
fn on_one_line(statement: &Statement, inside: Around) -> Option<String> {
    let lang = inside.lang;
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
    let listed = inside.facts && others.iter().all(|entry| entry.mark.is_some());
    if !block.one_line || !(others.is_empty() || listed) {
        return None;
    }
    let mut line = format!("{head} {{ ");
    for entry in others {
        line.push_str(&silent_line(entry, inside)?);
        line.push_str(written_mark(entry, lang));
        line.push_str(lang.pick("", " "));
    }
    Some(line + &silent_line(final_entry, inside)? + " }")
}

/// An entry on one line that holds no comment.
fn silent_line(entry: &Entry, around: Around) -> Option<String> {
    let What::Statement(statement) = &entry.what else {
        return None;
    };
    let silent = last(statement).is_none_or(|token| token.trail.is_none());
    let line = silent.then(|| on_one_line(statement, around.inside(statement)));
    line.flatten()
}

/// The facts that stand in a row from here on, each with its mark: up to a blank line, a comment, or one that takes
/// several lines.
fn row(entries: &[Entry], around: Around) -> Vec<Doc> {
    let mut row = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let What::Statement(statement) = &entry.what else {
            break;
        };
        let Some(line) = on_one_line(statement, around.inside(statement)) else {
            break;
        };
        if index > 0 && entry.blank || width(&line) > ROW {
            break;
        }
        let more = entries.len() > index + 1;
        let mark = if more {
            written_mark(entry, around.lang)
        } else {
            ""
        };
        row.push(Doc::Text(line + mark));
        if entry.mark.is_none() || last(statement).is_some_and(|token| token.trail.is_some()) {
            break;
        }
    }
    row
}

fn written_mark(entry: &Entry, lang: Lang) -> &'static str {
    match entry.mark {
        Some(Mark::Comma) => lang.pick("，", ","),
        Some(Mark::Semicolon) => lang.pick("；", ";"),
        None => "",
    }
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

/// Whether the next statement would be read as more of this one without a semicolon between them.
fn needs_mark(statement: &Statement, next: &Statement) -> bool {
    let mut nodes = next.nodes.iter();
    let first = nodes.find_map(|node| first_of(node, next.rule));
    match first.and_then(|(token, _)| token.rule()) {
        _ if statement.block.is_some() => false,
        Some(Rule::level_by_level_kw) => statement.rule == Rule::pursue,
        Some(Rule::where_kw | Rule::label_kw) => ends_with_domain(&statement.nodes),
        _ => false,
    }
}

fn ends_with_domain(nodes: &[Node]) -> bool {
    match nodes.last() {
        Some(Node::Group(Rule::domain, _)) => true,
        Some(Node::Group(_, nodes)) => ends_with_domain(nodes),
        _ => false,
    }
}
