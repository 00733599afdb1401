//! Turns the place where the parser stopped into a message that an editor can act on.

use std::ops::Range;

use super::expected::Expected;
use super::grammar::Unread;
use super::keywords;
use super::lex::{Lexeme, LexemeKind};
use super::scan;
use super::statement;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::{Lang, Text};
use crate::source::{SourceId, Span};
use crate::suggest;

const UNEXPECTED: Code = Code::new("E0101");
const RESERVED: Code = Code::new("E0102");
const TOO_DEEP: Code = Code::new("E0105");

/// The place of a syntax error, with what is around it.
pub(super) struct Site<'a> {
    /// The file.
    pub(super) source: SourceId,
    /// The offset of the chunk in it.
    pub(super) offset: usize,
    /// Where the chunk ends in it; mended text may go on beyond that.
    pub(super) end: usize,
    /// The text of the chunk.
    pub(super) text: &'a str,
    /// Its pieces.
    pub(super) lexemes: &'a [Lexeme],
    /// Which of them the parser could not take; their number where the text ended too early.
    pub(super) index: usize,
}

/// Words a syntax error.
pub(super) fn report(site: &Site<'_>, unread: &Unread, expected: &Expected) -> Diagnostic {
    let place = site.span();
    if unread.expected.is_empty() {
        let message = Text::new("嵌套太深，无法读取", "this nests too deep to be read");
        return Diagnostic::error(TOO_DEEP, place, message).help(Text::new(
            "调低选项 `nesting`，或在更大的栈上运行",
            "lower the option `nesting`, or run on a larger stack",
        ));
    }
    let found = site.found();
    if expected.name_only && keywords::is_reserved(found) {
        return reserved(site, found);
    }
    let list = expected.list();
    let (zh, en) = (list.get(Lang::Zh), list.get(Lang::En));
    let message = match site.lexemes.get(site.index) {
        None => Text::new(
            format!("内容到这里就结束了，还缺少{}", spaced(zh)),
            format!("the text ends where {en} is expected"),
        ),
        Some(lexeme) if zh.is_empty() => {
            let shown = shown(found, lexeme.kind);
            Text::new(
                format!("没有读懂 {shown}"),
                format!("cannot read {shown} here"),
            )
        }
        Some(lexeme) => {
            let shown = shown(found, lexeme.kind);
            Text::new(
                format!("没有读懂 {shown}，这里应为{}", spaced(zh)),
                format!("cannot read {shown} here, expected {en}"),
            )
        }
    };
    let diagnostic = Diagnostic::error(UNEXPECTED, place, message);
    advise(diagnostic, site, expected)
}

/// A blank before a backquote, none before Chinese.
fn spaced(list: &str) -> String {
    if list.starts_with('`') {
        format!(" {list}")
    } else {
        list.to_owned()
    }
}

/// A bare keyword where a name belongs.
fn reserved(site: &Site<'_>, found: &str) -> Diagnostic {
    let place = site.span();
    let message = Text::new(
        format!("`{found}` 是关键字，这里应为名称"),
        format!("`{found}` is a keyword, and a name is expected here"),
    );
    let diagnostic = Diagnostic::error(RESERVED, place, message);
    let begins_line = site
        .lexemes
        .get(site.index)
        .is_some_and(|lexeme| lexeme.indent().is_some());
    if begins_line && keywords::may_begin_statement(found) {
        return diagnostic.help(Text::new(
            "前一行的末尾是不是漏写了名称",
            "is a name missing at the end of the line before",
        ));
    }
    quoted(found, place).add(diagnostic)
}

/// A keyword is a name when it is quoted.
fn quoted(found: &str, place: Span) -> Advice {
    let quote = in_quotes(found);
    let advice = Advice::new(
        format!("如果它是名称，请加引号：`{quote}`"),
        format!("if it is a name, quote it: `{quote}`"),
    );
    advice.fix(place, quote)
}

fn in_quotes(name: &str) -> String {
    if name.is_ascii() {
        format!("\"{name}\"")
    } else {
        format!("“{name}”")
    }
}

/// Adds the one piece of advice that fits best.
fn advise(diagnostic: Diagnostic, site: &Site<'_>, expected: &Expected) -> Diagnostic {
    punctuation(site, expected)
        .or_else(|| foreign(site))
        .or_else(|| run_together(site, expected))
        .or_else(|| misspelt(site, expected))
        .or_else(|| no_function(site))
        .or_else(|| missing_brace(site, expected))
        .or_else(|| unfinished(site, expected))
        .or_else(|| elsewhere(site, expected))
        .or_else(|| two_words(site))
        .into_iter()
        .fold(diagnostic, |diagnostic, advice| advice.add(diagnostic))
}

struct Advice {
    help: Text,
    fix: Option<(Span, String)>,
}

impl Advice {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            help: Text::new(zh, en),
            fix: None,
        }
    }

    fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some((span, replacement.into()));
        self
    }

    fn add(self, diagnostic: Diagnostic) -> Diagnostic {
        let diagnostic = diagnostic.help(self.help);
        match self.fix {
            Some((span, replacement)) => diagnostic.fix(span, replacement),
            None => diagnostic,
        }
    }
}

/// Prose punctuation that the language does without.
fn punctuation(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let advice = match site.found() {
        ":" | "：" if !expected.statement => {
            Advice::new("关键字后面不加冒号", "no colon stands after a keyword")
        }
        "=" | "＝" if expected.name_only => Advice::new(
            "关键字后面不加等号",
            "no equals sign stands after a keyword",
        ),
        "。" | "." if expected.statement => {
            Advice::new("语句末尾不加句号", "no full stop stands after a statement")
        }
        _ => return None,
    };
    Some(advice.fix(site.span(), " "))
}

/// Marks that other notations have, with what stands for them here.
fn foreign(site: &Site<'_>) -> Option<Advice> {
    let numeric = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = (site.beside(-1), site.beside(1));
    Some(match site.found() {
        "&" => Advice::new("“并且”写作 `且`", "write `and`"),
        "|" => Advice::new("“或者”写作 `或`", "write `or`"),
        "!" | "！" => Advice::new("“并非”写作 `非`", "write `not`"),
        "《" | "‘" | "'" | "『" => Advice::new(
            "引文写在 `“”` 之间",
            "a quotation stands between `\"` marks",
        ),
        "#" | "＃" => Advice::new("注释以 `//` 开头", "a comment begins with `//`"),
        "," | "，"
            if numeric(before)
                && !after.is_empty()
                && after.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            Advice::new("数字之间不写分隔符", "write numbers without separators")
                .fix(site.span(), "")
        }
        "/" | "." if before.len() == 4 && numeric(before) && numeric(after) => Advice::new(
            "日期写作 `2017年8月1日` 或 `2017-08-01`",
            "write a date as `2017-08-01`",
        ),
        clause if clause.ends_with('条') && clause.chars().all(in_ordinal) => {
            let whole = format!("第{clause}");
            Advice::new(format!("写作 `{whole}`"), format!("write `{whole}`"))
                .fix(site.span(), whole)
        }
        numeral if !numeral.is_empty() && numeral.chars().all(in_ordinal) && !numeric(numeral) => {
            Advice::new("数用阿拉伯数字写", "write numbers in digits")
        }
        _ => return None,
    })
}

fn in_ordinal(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二两三四五六七八九十百千条".contains(c)
}

/// 河岸 绿化: a name with a blank in it.
fn two_words(site: &Site<'_>) -> Option<Advice> {
    let lexeme = site.lexemes.get(site.index)?;
    let before = site.lexemes.get(site.index.checked_sub(1)?)?;
    let (first, second) = (site.beside(-1), site.found());
    let plain =
        |word: &str| !keywords::is_reserved(word) && word.starts_with(|c: char| c.is_alphabetic());
    let both = before.kind == LexemeKind::Word && plain(first) && plain(second);
    if !both || lexeme.kind != LexemeKind::Word || lexeme.indent().is_some() {
        return None;
    }
    let quote = in_quotes(&format!("{first} {second}"));
    Some(Advice::new(
        format!("几个名称之间写 `、`；一个名称中有空格时要加引号，如 `{quote}`"),
        format!("put `,` between names, or quote one with a blank in it: `{quote}`"),
    ))
}

/// 主体镇政府, 满意度不低于90%: a keyword without blanks around it, in this piece or the one before.
fn run_together(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let here = site.lexemes.get(site.index);
    let before = site
        .index
        .checked_sub(1)
        .and_then(|at| site.lexemes.get(at));
    let (range, found, keyword) = [here, before].into_iter().flatten().find_map(|lexeme| {
        let found = site.text.get(lexeme.range())?;
        let wanted = |keyword: &&str| {
            let long = keyword.chars().nth(1).is_some();
            found.len() > keyword.len() && long && !keyword.is_ascii() && found.contains(*keyword)
        };
        let all = expected
            .keywords
            .iter()
            .flat_map(|keyword| keyword.spellings());
        let keyword = all.filter(wanted).max_by_key(|keyword| keyword.len())?;
        let word = lexeme.kind == LexemeKind::Word && !keywords::is_reserved(found);
        word.then_some((lexeme.range(), found, keyword))
    })?;
    let spaced = found.replacen(keyword, &format!(" {keyword} "), 1);
    let advice = Advice::new(
        format!("关键字 `{keyword}` 前后要有空格"),
        format!("put blanks around the keyword `{keyword}`"),
    );
    Some(advice.fix(site.place(&range), spaced.trim()))
}

fn misspelt(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let lexeme = site.lexemes.get(site.index)?;
    let found = site.found();
    if lexeme.kind != LexemeKind::Word || keywords::is_reserved(found) {
        return None;
    }
    let candidates = expected
        .keywords
        .iter()
        .flat_map(|keyword| keyword.spellings());
    let nearest = suggest::nearest(found, candidates)?;
    let advice = Advice::new(
        format!("是不是 `{nearest}`"),
        format!("did you mean `{nearest}`"),
    );
    Some(advice.fix(site.span(), nearest))
}

/// `foo (…)`: names are not called.
fn no_function(site: &Site<'_>) -> Option<Advice> {
    let kind = |at: usize| site.lexemes.get(at).map(|lexeme| lexeme.kind);
    let called = |at: usize| {
        let call =
            (kind(at), kind(at + 1)) == (Some(LexemeKind::Word), Some(LexemeKind::OpenParen));
        call && !keywords::is_reserved(site.word(at))
    };
    let is_call = called(site.index) || site.index.checked_sub(1).is_some_and(called);
    is_call.then(|| {
        Advice::new(
            "名称后面不能直接跟括号；可用的函数有 `计数`、`合计`、`最小值`、`最大值`、`平均值`、`占比`、`四舍五入`",
            "no bracket follows a name; the functions are `count`, `sum`, `min`, `max`, `average`, `share`, `round`",
        )
    })
}

/// A declaration begins in the body of another, no further to the right.
fn missing_brace(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let indent = site.lexemes.get(site.index)?.indent()?;
    let (_, head_indent) = statement::block_head(site.text, site.lexemes, site.index)?;
    let begins = keywords::may_begin_declaration(site.found()) && indent <= head_indent;
    (begins && expected.closing).then(|| {
        Advice::new(
            "前一个声明是不是缺少 `}`",
            "is a `}` missing at the end of the declaration before",
        )
    })
}

/// A line begins a statement while the one before is not complete.
fn unfinished(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let lexeme = site.lexemes.get(site.index)?;
    let begins = lexeme.indent().is_some() && keywords::may_begin_statement(site.found());
    (begins && !expected.statement)
        .then(|| Advice::new("前一行是不是没有写完", "is the line before complete"))
}

/// A keyword that is right in another place.
fn elsewhere(site: &Site<'_>, expected: &Expected) -> Option<Advice> {
    let found = site.found();
    if expected.name && keywords::is_reserved(found) {
        return Some(quoted(found, site.span()));
    }
    if !keywords::may_begin_statement(found) || !expected.closing {
        return None;
    }
    let (head, _) = statement::block_head(site.text, site.lexemes, site.index)?;
    let block = site.text.get(head.range())?;
    Some(Advice::new(
        format!("`{found}` 不能写在 `{block}` 里面"),
        format!("`{found}` does not belong in `{block}`"),
    ))
}

/// The found piece in backquotes, long texts shortened.
fn shown(found: &str, kind: LexemeKind) -> String {
    const MOST: usize = 20;
    let line = found.lines().next().unwrap_or("");
    if matches!(kind, LexemeKind::String { .. } | LexemeKind::Word)
        && (line.chars().count() > MOST || line.len() < found.len())
    {
        let start: String = line.chars().take(MOST).collect();
        return format!("`{start}…`");
    }
    format!("`{found}`")
}

impl Site<'_> {
    /// The text of the piece; empty at the end.
    fn found(&self) -> &str {
        self.word(self.index)
    }

    fn word(&self, index: usize) -> &str {
        self.lexemes
            .get(index)
            .and_then(|lexeme| self.text.get(lexeme.range()))
            .unwrap_or("")
    }

    /// The piece, or the end of the last one.
    fn span(&self) -> Span {
        match (self.lexemes.get(self.index), self.lexemes.last()) {
            (Some(lexeme), _) => self.place(&lexeme.range()),
            (None, Some(last)) => self.place(&(last.end()..last.end())),
            (None, None) => self.place(&(0..0)),
        }
    }

    fn place(&self, range: &Range<usize>) -> Span {
        let place = |at: usize| (self.offset + at).min(self.end);
        scan::span(self.source, &(place(range.start)..place(range.end)))
    }

    /// The text of the piece so many places on; empty where there is none.
    fn beside(&self, steps: isize) -> &str {
        self.index
            .checked_add_signed(steps)
            .map_or("", |index| self.word(index))
    }
}
