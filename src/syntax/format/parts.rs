//! What the conversions do to the parts of statements without losing their comments.

use super::tree::{Kind, Node, Token};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::keyword;

/// The tokens of some nodes, in order.
pub(super) fn collect<'a>(nodes: &'a mut [Node], into: &mut Vec<&'a mut Token>) {
    for node in nodes {
        match node {
            Node::Token(token) => into.push(token),
            Node::Group(_, nodes) => collect(nodes, into),
        }
    }
}

/// Changes the order of parts; comments stay where they were, whatever word comes to stand there.
pub(super) fn in_place(nodes: &mut Vec<Node>, reorder: impl FnOnce(&mut Vec<Node>)) {
    let comments: Vec<_> = {
        let mut tokens = Vec::new();
        collect(nodes, &mut tokens);
        let taken = tokens.into_iter().map(|token| {
            let lead = std::mem::take(&mut token.lead);
            (lead, token.trail.take())
        });
        taken.collect()
    };
    reorder(nodes);
    let mut tokens = Vec::new();
    collect(nodes, &mut tokens);
    for (token, (lead, trail)) in tokens.into_iter().zip(comments) {
        token.lead = lead;
        token.trail = trail;
    }
}

/// A keyword in a language.
pub(super) fn word(rule: Rule, lang: Lang) -> Node {
    let mut token = Token::new(Kind::Plain(rule), "");
    become_word(&mut token, rule, lang);
    Node::Token(token)
}

/// Turns a token into a keyword in a language; its comments stay.
pub(super) fn become_word(token: &mut Token, rule: Rule, lang: Lang) {
    let spelling = keyword(rule).map_or("", |keyword| keyword.spelling(lang));
    token.kind = Kind::Word {
        rule,
        lang,
        index: 0,
    };
    spelling.clone_into(&mut token.text);
}

/// Takes over the comments of what is left out.
pub(super) fn absorb(into: &mut Token, from: Node) {
    if let Node::Token(from) = from {
        into.lead.extend(from.lead);
        into.lead.extend(from.trail);
    }
}
