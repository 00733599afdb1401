//! What the languages say in another order, or with other joints: lengths of time, windows, 的 and `of`.

use super::clause;
use super::parts::{absorb, become_word, collect, in_place, word};
use super::tree::{Kind, Node, Token};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// Brings the parts of a rule into the order of their language, or of the one that they are converted to.
pub(super) fn reorder(rule: Rule, nodes: &mut Vec<Node>, to: Option<Lang>) {
    for node in nodes.iter_mut() {
        if let Node::Token(token) = node {
            lexical(token, to);
        }
    }
    match rule {
        Rule::cite_clause => clause::convert(nodes, to),
        Rule::name_ref | Rule::party | Rule::subject | Rule::value_name => owned(nodes, to),
        Rule::several => several(nodes),
        Rule::within => within(nodes, to),
        Rule::window => window(nodes, to),
        Rule::each_period => each_period(nodes, to),
        Rule::due_spec => due(nodes),
        Rule::pursue => pursue(nodes),
        Rule::given_head => given(nodes),
        Rule::mapping => arrow(nodes),
        _ => {}
    }
}

/// Words of time, and the blanks inside dates and numbers.
fn lexical(token: &mut Token, to: Option<Lang>) {
    let Kind::Plain(rule) = token.kind else {
        return;
    };
    match rule {
        Rule::duration => token.text = duration(&token.text, to),
        Rule::date
        | Rule::zh_article
        | Rule::zh_chapter
        | Rule::zh_para
        | Rule::zh_item
        | Rule::zh_subitem => token.text.retain(|c| !c.is_whitespace()),
        Rule::quantity | Rule::amount => token.text = quantity(&token.text),
        Rule::period_text => {
            let words: Vec<&str> = token.text.split_whitespace().collect();
            token.text = words.join(" ");
        }
        Rule::plus => "+".clone_into(&mut token.text),
        Rule::minus => "-".clone_into(&mut token.text),
        Rule::equals => "=".clone_into(&mut token.text),
        _ => token.text = narrow(&token.text),
    }
}

/// Signs of full width in the usual one.
fn narrow(text: &str) -> String {
    match text {
        "＊" => "*",
        "／" => "/",
        "＞" => ">",
        "＜" => "<",
        "＝" => "=",
        other => other,
    }
    .to_owned()
}

/// A unit in letters keeps its blank; any other stands at its number.
fn quantity(text: &str) -> String {
    match text.split_once(' ') {
        Some((number, unit)) if !unit.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            format!("{number}{unit}")
        }
        _ => text.to_owned(),
    }
}

/// The Chinese units of time with an English twin. Those without (天, 星期, 月) stay, so that they come back.
const TIMES: [(&str, &str, &str); 4] = [
    ("日", "day", "days"),
    ("周", "week", "weeks"),
    ("个月", "month", "months"),
    ("年", "year", "years"),
];

fn duration(text: &str, to: Option<Lang>) -> String {
    let at = text.find(|c: char| !c.is_numeric()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(at).unwrap_or((text, ""));
    match unit_of_time(number, unit.trim(), to) {
        unit if unit.is_ascii() => format!("{number} {unit}"),
        unit => format!("{number}{unit}"),
    }
}

fn unit_of_time<'a>(number: &str, unit: &'a str, to: Option<Lang>) -> &'a str {
    let found = TIMES.iter().find(|(zh, one, many)| {
        *zh == unit || one.eq_ignore_ascii_case(unit) || many.eq_ignore_ascii_case(unit)
    });
    let Some((zh, one, many)) = found else {
        return unit;
    };
    let written = if unit.is_ascii() { Lang::En } else { Lang::Zh };
    match to.unwrap_or(written) {
        Lang::Zh => zh,
        Lang::En if matches!(number, "1" | "１") => one,
        Lang::En => many,
    }
}

/// `mayor of town` and 镇政府 的 镇长.
fn owned(nodes: &mut Vec<Node>, to: Option<Lang>) {
    let [first, Node::Token(joint), _, ..] = nodes.as_mut_slice() else {
        return;
    };
    let other = match (joint.rule(), to) {
        // 县/镇政府 的 镇长 has no English order: a path stands first.
        (Some(Rule::de_kw), Some(Lang::En)) if !is_path(first) => (Rule::of_kw, Lang::En),
        (Some(Rule::of_kw), Some(Lang::Zh)) if !is_path(first) => (Rule::de_kw, Lang::Zh),
        _ => return,
    };
    become_word(joint, other.0, other.1);
    in_place(nodes, |nodes| nodes.swap(0, 2));
}

fn is_path(node: &Node) -> bool {
    matches!(node, Node::Group(Rule::path, names) if names.len() > 1)
}

/// 甲、乙 and `a and b`: the mark is written in its language.
fn several(nodes: &mut [Node]) {
    for node in nodes {
        if let Node::Token(token) = node
            && token.rule() == Some(Rule::and_kw)
        {
            token.kind = Kind::Comma;
        }
    }
}

/// 1个月内 and `within 1 month`.
fn within(nodes: &mut Vec<Node>, to: Option<Lang>) {
    let [first, second] = nodes.as_mut_slice() else {
        return;
    };
    let other = match (first.rule(), second.rule(), to) {
        (_, Some(Rule::inside_kw), Some(Lang::En)) => (second, Rule::within_time_kw, Lang::En),
        (Some(Rule::within_time_kw), _, Some(Lang::Zh)) => (first, Rule::inside_kw, Lang::Zh),
        _ => return,
    };
    if let (Node::Token(word), rule, lang) = other {
        become_word(word, rule, lang);
    }
    in_place(nodes, |nodes| nodes.reverse());
}

/// 前 2年 and `in the 2 years before`.
fn window(nodes: &mut Vec<Node>, to: Option<Lang>) {
    match (nodes.first().and_then(Node::rule), to) {
        (Some(Rule::before_kw), Some(Lang::En)) => {
            replace_word(nodes, Rule::before_kw, Rule::in_the_kw, Lang::En);
            let mut last = word(Rule::en_before_kw, Lang::En);
            if let (Some(Node::Token(length)), Node::Token(last)) = (nodes.last_mut(), &mut last) {
                last.trail = length.trail.take();
            }
            nodes.push(last);
        }
        (Some(Rule::in_the_kw), Some(Lang::Zh)) => {
            replace_word(nodes, Rule::in_the_kw, Rule::before_kw, Lang::Zh);
            let last = nodes.pop();
            if let (Some(Node::Token(length)), Some(Node::Token(mut last))) =
                (nodes.last_mut(), last)
            {
                let trail = last.trail.take();
                length.lead.extend(length.trail.take());
                length.trail = trail;
                absorb(length, Node::Token(last));
            }
        }
        _ => {}
    }
}

/// 前 2年 每年（…） and `in each of the 2 years before (…)`.
fn each_period(nodes: &mut [Node], to: Option<Lang>) {
    let first = nodes.first().and_then(Node::rule);
    match (first, to) {
        (Some(Rule::before_kw), Some(Lang::En)) => {
            replace_word(nodes, Rule::before_kw, Rule::in_each_kw, Lang::En);
            replace_word(nodes, Rule::every_year_kw, Rule::en_before_kw, Lang::En);
        }
        (Some(Rule::in_each_kw), Some(Lang::Zh)) => {
            replace_word(nodes, Rule::in_each_kw, Rule::before_kw, Lang::Zh);
            replace_word(nodes, Rule::en_before_kw, Rule::every_year_kw, Lang::Zh);
        }
        _ => {}
    }
    let number = nodes.iter().find_map(|node| match node {
        Node::Token(token) if token.rule() == Some(Rule::integer) => Some(token.text.clone()),
        _ => None,
    });
    for node in nodes {
        if let Node::Token(token) = node
            && token.rule() == Some(Rule::years_unit)
        {
            let number = number.as_deref().unwrap_or("");
            token.text = unit_of_time(number, &token.text, to).to_owned();
        }
    }
}

/// 期末 后 30日 and `30 days after period end`.
fn due(nodes: &mut Vec<Node>) {
    let [first, Node::Token(after), _] = nodes.as_slice() else {
        return;
    };
    let Kind::Word { lang, .. } = after.kind else {
        return;
    };
    let period_first = first.rule() == Some(Rule::period_end_kw);
    if period_first != (lang == Lang::Zh) {
        in_place(nodes, |nodes| nodes.reverse());
    }
}

/// 逐级 追究 … and `pursue … level by level`.
fn pursue(nodes: &mut Vec<Node>) {
    let is_level = |node: &Node| node.rule() == Some(Rule::level_by_level_kw);
    let Some(at) = nodes.iter().position(is_level) else {
        return;
    };
    // Said twice, it is said once.
    if let Some(again) = nodes.iter().rposition(is_level).filter(|again| *again > at) {
        let again = nodes.remove(again);
        let mut tokens = Vec::new();
        collect(nodes, &mut tokens);
        if let Some(last) = tokens.pop() {
            absorb(last, again);
        }
    }
    in_place(nodes, |nodes| {
        let level = nodes.remove(at);
        let to = match &level {
            Node::Token(Token {
                kind: Kind::Word { lang: Lang::En, .. },
                ..
            }) => nodes.len(),
            _ => 0,
        };
        nodes.insert(to, level);
    });
}

/// 按 甲 取 乙 and `given a = b`.
fn given(nodes: &mut [Node]) {
    let [Node::Token(head), _, Node::Token(middle), _] = nodes else {
        return;
    };
    match head.kind {
        Kind::Word { lang: Lang::Zh, .. } => become_word(middle, Rule::take_kw, Lang::Zh),
        _ => {
            middle.kind = Kind::Plain(Rule::equals);
            "=".clone_into(&mut middle.text);
        }
    }
}

/// → under a Chinese keyword and `->` under an English one.
fn arrow(nodes: &mut [Node]) {
    let zh = nodes.iter().any(|node| {
        let Node::Token(token) = node else {
            return false;
        };
        matches!(
            token.kind,
            Kind::Word {
                rule: Rule::mapping_kw,
                lang: Lang::Zh,
                ..
            }
        )
    });
    for node in nodes {
        if let Node::Token(token) = node
            && token.rule() == Some(Rule::arrow)
        {
            let text = if zh { "→" } else { "->" };
            text.clone_into(&mut token.text);
        }
    }
}

fn replace_word(nodes: &mut [Node], old: Rule, new: Rule, lang: Lang) {
    for node in nodes {
        if let Node::Token(token) = node
            && token.rule() == Some(old)
        {
            become_word(token, new, lang);
        }
    }
}
