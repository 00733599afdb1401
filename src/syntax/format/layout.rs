//! Statements on lines: one a line, what is inside braces indented; blocks and facts that share a line.

use super::doc::{Doc, WIDTH, flat, print as print_doc, width};
use super::flow::{HANG, first_of, hanging, lang, last_of, parts};
use super::tree::{Block, Entry, Mark, Node, Statement, Token, What};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// How much deeper a block is than its head.
const BLOCK: usize = 2;
/// The longest fact that stands in a row with others.
const ROW: usize = 60;

/// The text of a file.
pub(super) fn print(entries: &[Entry]) -> String {
    let mut page = Page { out: String::new() };
    page.entries(entries, 0, FILE);
    page.out
}

/// Opens the blocks on one line that are too wide for it; the same blocks of some other trees are opened with them,
/// so that a file in either language has the same blocks on one line, and comes back as it was.
pub(super) fn open_wide(trees: &mut [Vec<Entry>]) {
    loop {
        let mut open = Vec::new();
        for tree in trees.iter_mut() {
            widths(tree, 0, FILE);
            let mut flags = Vec::new();
            each_block(tree, &mut |block| flags.push(!block.one_line));
            open.resize(flags.len(), false);
            open.iter_mut()
                .zip(flags)
                .for_each(|(open, flag)| *open |= flag);
        }
        let mut changed = false;
        for tree in trees.iter_mut() {
            let mut flags = open.iter();
            each_block(tree, &mut |block| {
                let open = flags.next().copied().unwrap_or(false);
                changed |= open && block.one_line;
                block.one_line &= !open;
            });
        }
        if !changed {
            return;
        }
    }
}

fn widths(entries: &mut [Entry], indent: usize, around: Around) {
    for entry in entries {
        let What::Statement(statement) = &mut entry.what else {
            continue;
        };
        let inside = around.inside(statement);
        let line = on_one_line(statement, inside);
        let fits = line.is_some_and(|line| indent + width(&line) <= WIDTH);
        if let Some(block) = statement.block.as_mut().filter(|_| !fits) {
            block.one_line = false;
            widths(&mut block.entries, indent + BLOCK, inside);
        }
    }
}

fn each_block(entries: &mut [Entry], visit: &mut impl FnMut(&mut Block)) {
    for entry in entries {
        if let What::Statement(Statement {
            block: Some(block), ..
        }) = &mut entry.what
        {
            visit(block);
            each_block(&mut block.entries, visit);
        }
    }
}

/// Around a file.
const FILE: Around = Around {
    lang: Lang::Zh,
    facts: false,
};

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
            let row = around.facts.then(|| row(rest, around));
            if let Some(row) = row.filter(|row| row.entries > 1) {
                let (these, others) = rest.split_at_checked(row.entries).unwrap_or((rest, &[]));
                rest = others;
                let doc = Doc::Fill(around.lang.pick("", " "), row.docs);
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
    let Block { open, entries, .. } = block.as_ref();
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
    let listed = others.iter().all(|entry| entry.mark.is_some())
        && !others
            .iter()
            .chain([final_entry])
            .skip(1)
            .any(|entry| entry.blank);
    let may = if is_fact(statement, inside) {
        listed
    } else {
        block.one_line && (others.is_empty() || inside.facts && listed)
    };
    if !may {
        return None;
    }
    let mut line = format!("{head} {{ ");
    for entry in others {
        line.push_str(&silent_line(entry, inside)?);
        line.push_str(written_mark(entry, lang));
        line.push_str(behind_mark(entry, lang));
    }
    Some(line + &silent_line(final_entry, inside)? + " }")
}

/// Facts and what is expected stand on one line wherever they fit; declarations, only where they were written so.
fn is_fact(statement: &Statement, inside: Around) -> bool {
    let outer = matches!(
        statement.rule,
        Rule::scenario | Rule::background | Rule::expectations
    );
    inside.facts && !outer
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

/// Facts that stand in a row.
struct Row {
    docs: Vec<Doc>,
    entries: usize,
}

/// The facts that stand in a row from here on, each with its mark: up to a blank line, a comment, or one that takes
/// several lines.
fn row(entries: &[Entry], around: Around) -> Row {
    let mut row = Row {
        docs: Vec::new(),
        entries: 0,
    };
    let mut joined = String::new();
    for (index, entry) in entries.iter().enumerate() {
        let What::Statement(statement) = &entry.what else {
            break;
        };
        let Some(line) = on_one_line(statement, around.inside(statement)) else {
            break;
        };
        let apart = index > 0 && entry.blank || width(&line) > ROW;
        if apart && joined.is_empty() {
            break;
        }
        let silent = last(statement).is_none_or(|token| token.trail.is_none());
        row.entries += 1;
        joined.push_str(&line);
        match entry.mark {
            // 自 2016年5月1日 至 2017年10月31日 is two facts that nothing parts.
            Some(Mark::Blank) if silent => joined.push(' '),
            mark => {
                if entries.len() > index + 1 {
                    joined.push_str(written_mark(entry, around.lang));
                }
                row.docs.push(Doc::Text(std::mem::take(&mut joined)));
                if mark.is_none() || !silent {
                    break;
                }
            }
        }
    }
    let joined = joined.trim_end();
    if !joined.is_empty() {
        row.docs.push(Doc::Text(joined.to_owned()));
    }
    row
}

fn written_mark(entry: &Entry, lang: Lang) -> &'static str {
    match entry.mark {
        Some(Mark::Comma) => lang.pick("，", ","),
        Some(Mark::Semicolon) => lang.pick("；", ";"),
        Some(Mark::Blank) | None => "",
    }
}

/// The blank after a mark.
fn behind_mark(entry: &Entry, lang: Lang) -> &'static str {
    match entry.mark {
        Some(Mark::Blank) => " ",
        _ => lang.pick("", " "),
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
