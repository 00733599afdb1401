//! Objects whose keys are fixed by the format, and the plain values in them.

use super::path::{At, Path, Site, shown};
use super::reader::Reader;
use crate::calendar::{Date, Period};
use crate::facts::document::{Items, Member, Members, NodeKind};
use crate::lang::Text;
use crate::model::Name;

/// An object and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'p> {
    /// The object.
    pub at: At<'p>,
    /// Its keys with their values.
    pub members: Members<'p>,
}

impl<'p> Fields<'p> {
    /// The value of a key.
    pub fn get<'q>(&'q self, key: &'q str) -> Option<At<'q>> {
        let node = self.members.value(key)?;
        Some(self.at.key(key, node))
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.members.value(key).is_some()
    }

    /// The place of a key, for what is wrong with the key itself.
    pub fn key_site<'q>(&'q self, member: Member<'q>) -> Site<'q> {
        Site {
            path: Path::Key(&self.at.path, member.key),
            at: Some(member.key_at),
        }
    }
}

impl Reader<'_> {
    /// An object with no other keys than these.
    pub fn object<'q>(&mut self, at: &At<'q>, keys: &[&str]) -> Option<Fields<'q>> {
        let fields = self.any_object(at)?;
        for member in fields.members {
            if !keys.contains(&member.key) {
                self.unknown_key(&fields, member, keys, None);
            }
        }
        self.note(&fields);
        Some(fields)
    }

    /// An object with any keys.
    pub fn any_object<'q>(&mut self, at: &At<'q>) -> Option<Fields<'q>> {
        match at.node.members() {
            Some(members) => Some(Fields { at: *at, members }),
            None => {
                self.wrong_kind(at, Text::new("对象 {…}", "an object {…}"));
                None
            }
        }
    }

    /// The items of a list.
    pub fn list<'q>(&mut self, at: &At<'q>) -> Option<Items<'q>> {
        match at.node.kind() {
            NodeKind::Array(items) => Some(items),
            _ => {
                self.wrong_kind(at, Text::new("列表 […]", "a list […]"));
                None
            }
        }
    }

    /// The value of a key that must be there.
    pub fn required<'q>(&mut self, fields: &'q Fields<'q>, key: &'q str) -> Option<At<'q>> {
        let found = fields.get(key);
        if found.is_none() {
            self.missing_key(fields, key);
        }
        found
    }

    /// A key that must be there is not; the help says what it is for.
    pub fn missing_key(&mut self, fields: &Fields, key: &str) {
        self.missing(fields, key, meaning(key));
    }

    /// A key that must be there is not.
    pub fn missing(&mut self, fields: &Fields, key: &str, help: Option<Text>) {
        let message = Text::new(
            format!("缺少键 `{key}`"),
            format!("the key `{key}` is missing"),
        );
        self.problems.push(fields.at, "F0107", message, help);
    }

    /// A key that does not belong there.
    pub fn unknown_key(
        &mut self,
        fields: &Fields,
        member: Member<'_>,
        known: &[&str],
        help: Option<Text>,
    ) {
        let key = shown(member.key);
        let message = Text::new(
            format!("没有名为 `{key}` 的键"),
            format!("there is no key named `{key}`"),
        );
        let help = help.or_else(|| self.problems.suggest_or_list(member.key, known));
        self.problems
            .push(fields.key_site(member), "F0106", message, help);
    }

    /// A text that is not empty.
    pub fn text<'q>(&mut self, at: &At<'q>) -> Option<&'q str> {
        match at.node.kind() {
            NodeKind::String(text) if is_blank(text) => {
                let message = Text::new("文字是空的", "the text is empty");
                let help = Text::new("不知道的，整项不写", "leave out what is not known");
                self.problems.push(at, "F0113", message, Some(help));
                None
            }
            NodeKind::String(text) => Some(text),
            _ => {
                self.wrong_kind(at, Text::new("文字", "a text"));
                None
            }
        }
    }

    /// The text of a key that may be absent, as it is kept.
    pub fn optional_name(&mut self, fields: &Fields, key: &str) -> Option<Name> {
        let at = fields.get(key)?;
        self.text(&at).map(Name::from)
    }

    /// Checks the note and the source that may stand in any object.
    pub fn note(&mut self, fields: &Fields) -> (Option<Name>, Option<Name>) {
        let note = self.optional_name(fields, "note");
        let source = self.optional_name(fields, "source");
        (note, source)
    }

    /// A date.
    pub fn date(&mut self, at: &At) -> Option<Date> {
        if !matches!(at.node.kind(), NodeKind::String(_)) {
            self.wrong_kind_but(at, Text::new("日期", "a date"), Some(date_help()));
            return None;
        }
        let text = self.text(at)?;
        let date = Date::parse(text.trim());
        if date.is_none() {
            let text = shown(text);
            let message = Text::new(
                format!("`{text}` 不是日期"),
                format!("`{text}` is not a date"),
            );
            self.problems.push(at, "F0109", message, Some(date_help()));
        }
        date
    }

    /// The date of a key that may be absent.
    pub fn optional_date(&mut self, fields: &Fields, key: &str) -> Option<Date> {
        let at = fields.get(key)?;
        self.date(&at)
    }

    /// The date of a key that must be there.
    pub fn required_date(&mut self, fields: &Fields, key: &str) -> Option<Date> {
        let at = self.required(fields, key)?;
        self.date(&at)
    }

    /// A period.
    pub fn period(&mut self, at: &At) -> Option<Period> {
        if !matches!(at.node.kind(), NodeKind::String(_)) {
            self.wrong_kind_but(at, Text::new("期间", "a period"), Some(period_help()));
            return None;
        }
        let text = self.text(at)?;
        let period = Period::parse(text.trim());
        if period.is_none() {
            self.bad_period(*at, text);
        }
        period
    }

    /// A text is no period.
    pub fn bad_period<'q>(&mut self, site: impl Into<Site<'q>>, text: &str) {
        let text = shown(text);
        let message = Text::new(
            format!("`{text}` 不是期间"),
            format!("`{text}` is not a period"),
        );
        self.problems
            .push(site, "F0110", message, Some(period_help()));
    }

    /// Something else was expected. A null has been reported already.
    pub fn wrong_kind(&mut self, at: &At, expected: Text) {
        self.wrong_kind_but(at, expected, None);
    }

    /// Something else was expected, and there is a way out.
    pub fn wrong_kind_but(&mut self, at: &At, expected: Text, help: Option<Text>) {
        let (zh, en) = match at.node.kind() {
            NodeKind::Null => return,
            NodeKind::Bool(_) => ("真假值", "true or false"),
            NodeKind::Number(_) => ("数", "a number"),
            NodeKind::String(_) => ("文字", "a text"),
            NodeKind::Array(_) => ("列表", "a list"),
            NodeKind::Object(_) => ("对象", "an object"),
        };
        let message = Text::new(
            format!("这里应当是{}，却是{zh}", expected.zh),
            format!("this should be {}, and is {en}", expected.en),
        );
        self.problems.push(at, "F0105", message, help);
    }

    /// There is nothing declared, or listed, under a name.
    pub fn unknown_name(
        &mut self,
        at: &At,
        code: &'static str,
        kind: (&str, &str),
        name: &str,
        known: &[&str],
    ) {
        let help = self.problems.suggest_or_list(name, known);
        let name = shown(name);
        let message = Text::new(
            format!("没有名为 `{name}` 的{}", kind.0),
            format!("there is no {} named `{name}`", kind.1),
        );
        self.problems.push(at, code, message, help);
    }
}

/// Whether there is nothing but space; most texts show at once that there is more.
pub fn is_blank(text: &str) -> bool {
    let seen = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
    !seen && text.trim().is_empty()
}

fn date_help() -> Text {
    Text::new(
        "日期是引号里的文字，如 `2017-09-12`，并且应当确有这一天",
        "a date is a text in quotes, such as `2017-09-12`, and the day must exist",
    )
}

fn period_help() -> Text {
    Text::new(
        "期间是引号里的文字，如 `2017`、`2017-H1`、`2017-Q1`、`2017-03` 或者 `2017-01-01/2017-06-30`",
        "a period is a text in quotes, such as `2017`, `2017-H1`, `2017-Q1`, `2017-03` or `2017-01-01/2017-06-30`",
    )
}

/// What a key of the format is for.
fn meaning(key: &str) -> Option<Text> {
    let (zh, en) = match key {
        "as_of" => ("事实截至哪一天", "the day on which the facts are known"),
        "period" => ("问的是哪个期间", "the period asked about"),
        "units" => ("没有单位，写 `[]`", "write `[]` if there are no units"),
        "unit" => ("写明是哪个单位", "say which unit"),
        "value" => (
            "写作 `{\"value\": …, \"source\": …}`",
            "write `{\"value\": …, \"source\": …}`",
        ),
        "from" => ("任职的第一天", "the first day in office"),
        "date" => ("作出的日期", "the day on which it was done"),
        "authority" => ("认定的机关", "who determined it"),
        "subject" => ("认定的是什么", "what it is said of"),
        _ => return None,
    };
    Some(Text::new(zh, en))
}
