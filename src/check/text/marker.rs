//! The mark at the head of a line: a chapter, an article, a number of a list.
//!
//! It reads one line at a time and decides nothing that needs the lines around it.

use super::ordinal::{chinese, latin, read, roman};

/// What the head of a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    /// 第一章, Chapter 1.
    Chapter(String),
    /// 第一编, 第一节, Part 1: divides a text, and has no address.
    Division,
    /// 第一条, Article 1.
    Article {
        number: String,
        /// Whether the rest of the line cannot be the middle of a sentence (按照 ⏎ 第三条的规定).
        sure: bool,
    },
    /// (一), 1., (a).
    Number { style: Style, number: String },
}

/// How the numbers of one list are written; two styles in one place are two depths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// (一)
    BracketedChinese,
    /// (1)
    BracketedDigits,
    /// (a)
    BracketedLetter,
    /// (ii)
    BracketedRoman,
    /// ①
    Circled,
    /// 1. 1、
    Digits,
    /// 1)
    HalfBracketedDigits,
    /// 一、
    Chinese,
    /// a. a)
    Letter,
}

/// What marks the articles of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// 第一条
    Chinese,
    /// Article 1
    Article,
    /// Section 1
    Section,
    /// Numbers of this style, in a text that has none of the above.
    Numbered(Style),
}

/// The mark at the head of a line, and the rest of the line.
pub(super) fn marker(line: &str, scheme: Scheme) -> Option<(Marker, &str)> {
    chinese_unit(line)
        .or_else(|| english_unit(line, scheme))
        .or_else(|| match (number(line)?, scheme) {
            ((style, number, rest), Scheme::Numbered(of)) if of == style => {
                Some((Marker::Article { number, sure: true }, rest))
            }
            ((style, number, rest), _) => Some((Marker::Number { style, number }, rest)),
        })
}

/// 第 … 条 and its kin.
fn chinese_unit(line: &str) -> Option<(Marker, &str)> {
    let (number, unit, rest) = line.strip_prefix('第').and_then(|line| {
        let (at, unit) = line
            .char_indices()
            .take(10)
            .find(|(_, c)| matches!(c, '编' | '章' | '节' | '条'))?;
        let rest = line.get(at + unit.len_utf8()..)?;
        Some((read(line.get(..at)?)?, unit, rest))
    })?;
    let parted =
        rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "【:：(（".contains(c));
    match unit {
        '条' => Some((
            Marker::Article {
                number,
                sure: parted,
            },
            rest,
        )),
        _ if !parted => None,
        '章' => Some((Marker::Chapter(number), rest)),
        _ => Some((Marker::Division, rest)),
    }
}

/// Article 1 and its kin.
fn english_unit(line: &str, scheme: Scheme) -> Option<(Marker, &str)> {
    let (word, after) = line.split_once([' ', '\u{a0}', '.'])?;
    let after = after.trim_start();
    let end = after
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(after.len());
    let (number, rest) = after.split_at_checked(end)?;
    let number = roman(number).map_or_else(|| read(number), |n| Some(n.to_string()))?;
    let text = rest.trim_start();
    let parted = !text.starts_with(|c: char| c.is_ascii_lowercase() || ",;)".contains(c))
        && (text.is_empty()
            || text.len() < rest.len()
            || rest.starts_with(['.', ':', '-', '–', '—']));
    let is = |names: [&str; 2]| names.iter().any(|name| name.eq_ignore_ascii_case(word));
    let unit = match scheme {
        Scheme::Section => ["section", "sec"],
        _ => ["article", "art"],
    };
    match () {
        () if !parted => None,
        () if is(unit) => Some((
            Marker::Article { number, sure: true },
            rest.trim_start_matches(['.', ':']),
        )),
        () if is(["chapter", "chap"]) => Some((Marker::Chapter(number), rest)),
        () if is(["part", "title"]) || is(["section", "sec"]) => Some((Marker::Division, rest)),
        () => None,
    }
}

/// A number of a list.
fn number(line: &str) -> Option<(Style, String, &str)> {
    let mut chars = line.chars();
    let first = chars.next()?;
    if matches!(first, '(' | '（') {
        return bracketed(chars.as_str());
    }
    if let '①'..='⑳' = first {
        let number = u32::from(first) - u32::from('①') + 1;
        return Some((Style::Circled, number.to_string(), chars.as_str()));
    }
    let end = line.find(['.', '．', '、', ')', '）'])?;
    let (digits, rest) = line.split_at_checked(end)?;
    let (mark, rest) = (
        rest.chars().next()?,
        rest.get(rest.chars().next()?.len_utf8()..)?,
    );
    let half = matches!(mark, ')' | '）');
    if let Some(letter) = latin(digits) {
        // A space must follow, or e.g. would begin a list.
        let listed = mark != '、' && rest.starts_with(char::is_whitespace);
        return listed.then_some((Style::Letter, letter, rest));
    }
    let style = match (half, chinese(digits).is_some()) {
        (false, true) if mark == '、' => Style::Chinese,
        (_, true) => return None,
        (true, false) => Style::HalfBracketedDigits,
        (false, false) => Style::Digits,
    };
    // 1.5万元 begins with a quantity.
    let decimal = mark != '、' && rest.starts_with(|c: char| c.is_numeric());
    (!decimal).then_some((style, read(digits)?, rest))
}

/// What follows an opening bracket.
fn bracketed(line: &str) -> Option<(Style, String, &str)> {
    let (at, close) = line
        .char_indices()
        .take(8)
        .find(|(_, c)| matches!(c, ')' | '）'))?;
    let inner = line.get(..at)?.trim();
    let rest = line.get(at + close.len_utf8()..)?;
    if let Some(letter) = latin(inner) {
        return Some((Style::BracketedLetter, letter, rest));
    }
    if let Some(number) = roman(inner) {
        return Some((Style::BracketedRoman, number.to_string(), rest));
    }
    let style = match chinese(inner) {
        Some(_) => Style::BracketedChinese,
        None => Style::BracketedDigits,
    };
    Some((style, read(inner)?, rest))
}

#[cfg(test)]
mod tests {
    use super::{Marker, Scheme, Style, marker};

    fn check(line: &str, scheme: Scheme, expected: Option<Marker>) {
        assert_eq!(
            marker(line, scheme).map(|(marker, _)| marker),
            expected,
            "{line}"
        );
    }

    fn article(number: &str, sure: bool) -> Option<Marker> {
        let number = number.to_owned();
        Some(Marker::Article { number, sure })
    }

    fn number(style: Style, number: &str) -> Option<Marker> {
        let number = number.to_owned();
        Some(Marker::Number { style, number })
    }

    #[test]
    fn chinese_units() {
        let check = |line, expected| check(line, Scheme::Chinese, expected);
        check("第二十七条 对不巡河的", article("27", true));
        check("第３条　各村", article("3", true));
        check("第三条的规定", article("3", false));
        check("第一章 总 则", Some(Marker::Chapter("1".to_owned())));
        check("第一章所称河道", None);
        check("第二节 巡查", Some(Marker::Division));
        check("第一负责人", None);
    }

    #[test]
    fn english_units() {
        let check = |line, expected| check(line, Scheme::Article, expected);
        check("Article 3. The bureau", article("3", true));
        check("ARTICLE IV", article("4", true));
        check("Article 3 of the Act", None);
        check("Article 3, paragraph 2", None);
        check("Chapter II General", Some(Marker::Chapter("2".to_owned())));
        check("Section 2 Reports", Some(Marker::Division));
        super::tests::check("Section 2 Reports", Scheme::Section, article("2", true));
        super::tests::check(
            "2. The bureau",
            Scheme::Numbered(Style::Digits),
            article("2", true),
        );
    }

    #[test]
    fn numbers() {
        let check = |line, expected| check(line, Scheme::Chinese, expected);
        check("（十二）未巡河的", number(Style::BracketedChinese, "12"));
        check("(3) the", number(Style::BracketedDigits, "3"));
        check("(b) the", number(Style::BracketedLetter, "b"));
        check("(iii) the", number(Style::BracketedRoman, "3"));
        check("10.清淤", number(Style::Digits, "10"));
        check("2、清淤", number(Style::Digits, "2"));
        check("2）清淤", number(Style::HalfBracketedDigits, "2"));
        check("三、清淤", number(Style::Chinese, "3"));
        check("②清淤", number(Style::Circled, "2"));
        check("b) dredge", number(Style::Letter, "b"));
        for line in [
            "1.5万元",
            "(2017年)",
            "2017年底",
            "e.g. this",
            "(本级)",
            "甲、乙",
            "",
        ] {
            check(line, None);
        }
    }
}
