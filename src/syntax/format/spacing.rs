//! What stands between two tokens on one line, and how marks are written, in either language.

use super::tree::{Kind, Token};
use crate::lang::Lang;
use crate::syntax::grammar::Rule;

/// A token and the rule whose part it is.
pub(super) type Placed<'a> = (&'a Token, Rule);

/// The blank between two tokens, or nothing.
pub(super) fn between(left: Placed<'_>, right: Placed<'_>, lang: Lang) -> &'static str {
    let (wide, blank) = (lang.pick("", " "), " ");
    let (before, after) = (left.0, right.0);
    if lang == Lang::En && (is_and(left) || is_and(right)) {
        return blank;
    }
    match (before.kind, after.kind) {
        (_, Kind::Comma | Kind::Close | Kind::Plain(Rule::colon) | Kind::Per)
        | (Kind::Open | Kind::Per, _) => "",
        (Kind::Comma | Kind::Plain(Rule::colon), _) => wide,
        (Kind::Plain(Rule::minus), _) if matches!(left.1, Rule::unary | Rule::signed) => "",
        (_, Kind::Open) => match right.1 {
            Rule::call => "",
            Rule::bound_note | Rule::each_period => wide,
            _ => blank,
        },
        _ if is_joined(before, after) => "",
        _ => blank,
    }
}

/// Words that Chinese writes as one: 第三条第（二）项, 5万元以下, 1个月内, 含5万元, 有序枚举, 2年.
fn is_joined(before: &Token, after: &Token) -> bool {
    use Rule as R;
    let (Some(left), Some(right)) = (before.rule(), after.rule()) else {
        return false;
    };
    let wide = |token: &Token| !token.text.ends_with(|c: char| c.is_ascii_alphabetic());
    match (left, right) {
        (R::zh_article | R::zh_para | R::zh_item, R::zh_para | R::zh_item | R::zh_subitem) => true,
        (R::quantity | R::duration, R::above_kw | R::below_kw)
        | (R::duration, R::inside_kw)
        | (R::including_kw | R::excluding_kw, R::quantity)
        | (R::ordered_kw, R::enumeration_kw) => wide(before) && wide(after) && !is_english(after),
        (_, R::years_unit) => wide(after),
        _ => false,
    }
}

/// The mark between several names, which is `and` in English.
fn is_and(token: Placed<'_>) -> bool {
    token.0.kind == Kind::Comma && token.1 == Rule::several
}

fn is_english(token: &Token) -> bool {
    matches!(token.kind, Kind::Word { lang: Lang::En, .. })
}

/// How a token is written.
pub(super) fn written(token: Placed<'_>, lang: Lang) -> String {
    let text = match (token.0.kind, token.1) {
        (Kind::Quoted, _) => return super::quote::quoted(&token.0.text, lang),
        (Kind::Comma, Rule::several) => lang.pick("、", "and"),
        (Kind::Comma, Rule::call) => lang.pick("，", ","),
        (Kind::Comma, _) => lang.pick("、", ","),
        (Kind::Plain(Rule::colon), _) => lang.pick("：", ":"),
        (Kind::Open, _) => lang.pick("（", "("),
        (Kind::Close, _) => lang.pick("）", ")"),
        _ => &token.0.text,
    };
    text.to_owned()
}
