//! Addresses of clauses, which the languages build differently: 第27条第2项 and `art 27 item 2`.
//!
//! Numerals stay as they are written.

use super::parts::{absorb, collect, word};
use super::tree::{Kind, Node, Token};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// Converts the address of a citation.
pub(super) fn convert(nodes: &mut [Node], to: Option<Lang>) {
    let quoted = nodes.len() > 1;
    let Some(Node::Group(Rule::clause_ref, parts)) = nodes.first_mut() else {
        return;
    };
    match to {
        Some(Lang::En) => {
            let old = std::mem::take(parts);
            parts.extend(old.into_iter().flat_map(english_part));
        }
        Some(Lang::Zh) if quoted || !ends_with_heading(parts) => chinese_parts(parts),
        // 第十六条 水利局 would not be read as a heading where nothing follows.
        _ => {}
    }
}

fn ends_with_heading(parts: &[Node]) -> bool {
    matches!(parts.last(), Some(Node::Group(Rule::en_heading, _)))
}

/// A part of a Chinese address in English; what is English already as it is.
fn english_part(node: Node) -> Vec<Node> {
    let token = match node {
        Node::Token(token) => token,
        Node::Group(Rule::zh_heading, mut parts) => {
            parts.insert(0, word(Rule::heading_kw, Lang::En));
            return vec![Node::Group(Rule::en_heading, parts)];
        }
        group => return vec![group],
    };
    let (head, counted, close) = match token.rule() {
        Some(Rule::zh_article) => (Rule::article_kw, Rule::ordinal, '条'),
        Some(Rule::zh_chapter) => (Rule::chapter_kw, Rule::ordinal_chapter, '章'),
        Some(Rule::zh_para) => (Rule::paragraph_kw, Rule::ordinal_para, '款'),
        Some(Rule::zh_item) => (Rule::item_kw, Rule::ordinal_item, '项'),
        Some(Rule::zh_subitem) => (Rule::subitem_kw, Rule::ordinal_subitem, '目'),
        _ => return vec![Node::Token(token)],
    };
    let number = token.text.trim_start_matches('第').trim_end_matches(close);
    let mut number = Token::new(Kind::Plain(counted), number);
    number.trail = token.trail;
    let mut head = word(head, Lang::En);
    if let Node::Token(first) = &mut head {
        first.lead = token.lead;
    }
    vec![head, Node::Token(number)]
}

/// The parts of an English address in Chinese.
fn chinese_parts(parts: &mut Vec<Node>) {
    let mut pending: Vec<String> = Vec::new();
    for node in std::mem::take(parts) {
        let mut node = match node {
            Node::Token(token) if is_clause_word(&token) => {
                pending.extend(token.lead);
                pending.extend(token.trail);
                continue;
            }
            Node::Group(Rule::en_heading, mut names) => {
                let word = names.remove(0);
                if let Some(Node::Token(name)) = names.first_mut() {
                    quote_ordinal(name);
                    absorb(name, word);
                }
                Node::Group(Rule::zh_heading, names)
            }
            Node::Token(mut token) => {
                chinese_ordinal(&mut token);
                Node::Token(token)
            }
            group => group,
        };
        let mut tokens = Vec::new();
        collect(std::slice::from_mut(&mut node), &mut tokens);
        if let Some(first) = tokens.into_iter().next() {
            first.lead.splice(..0, pending.drain(..));
        }
        parts.push(node);
    }
}

fn is_clause_word(token: &Token) -> bool {
    matches!(
        token.rule(),
        Some(
            Rule::article_kw
                | Rule::chapter_kw
                | Rule::paragraph_kw
                | Rule::item_kw
                | Rule::subitem_kw
        )
    )
}

fn chinese_ordinal(token: &mut Token) {
    let (rule, close) = match token.rule() {
        Some(Rule::ordinal) => (Rule::zh_article, '条'),
        Some(Rule::ordinal_chapter) => (Rule::zh_chapter, '章'),
        Some(Rule::ordinal_para) => (Rule::zh_para, '款'),
        Some(Rule::ordinal_item) => (Rule::zh_item, '项'),
        Some(Rule::ordinal_subitem) => (Rule::zh_subitem, '目'),
        _ => return,
    };
    token.kind = Kind::Plain(rule);
    token.text = format!("第{}{close}", token.text);
}

/// A heading that begins like 第 would be read as a clause.
fn quote_ordinal(name: &mut Token) {
    if name.text.starts_with('第') {
        name.kind = Kind::Quoted;
    }
}
