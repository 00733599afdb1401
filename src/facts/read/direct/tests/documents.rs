//! Random facts about the rivers: plain, unusual, wrong; keys in any order, space anywhere.

use std::fmt::Write as _;

/// How the facts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// All is right and written plainly.
    Plain,
    /// All is right or may be, and much of it is unusual.
    Odd,
    /// Here and there something is wrong.
    Wrong,
}

/// Numbers that look random; the same seed gives the same ones.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    pub fn one<T: Copy>(&mut self, all: &[T]) -> T {
        let at = self.below(all.len());
        *all.get(at).expect("below the length")
    }
}

struct Writer<'d> {
    mode: Mode,
    dice: &'d mut Dice,
    /// Whether this document has its keys in any order, and space between everything.
    shuffled: bool,
    spaced: bool,
    records: usize,
}

/// A document.
pub fn document(mode: Mode, dice: &mut Dice) -> String {
    let (shuffled, spaced) = (dice.below(3) == 0, dice.below(3) == 0);
    let mut writer = Writer {
        mode,
        dice,
        shuffled,
        spaced,
        records: 0,
    };
    writer.facts()
}

type Members = Vec<(String, String)>;

impl Writer<'_> {
    /// A value: nearly always of the first list in plain facts, of the first two in unusual ones.
    fn value(&mut self, plain: &[&str], odd: &[&str], wrong: &[&str]) -> String {
        let list = match (self.mode, self.dice.below(12)) {
            (Mode::Plain, _) | (_, 3..) => plain,
            (Mode::Wrong, 0) if !wrong.is_empty() => wrong,
            _ if !odd.is_empty() => odd,
            _ => plain,
        };
        self.dice.one(list).to_owned()
    }

    fn space(&mut self) -> &'static str {
        match self.spaced {
            true => self.dice.one(&["", " ", "\n  ", "\t\r\n"]),
            false => "",
        }
    }

    fn object(&mut self, mut members: Members) -> String {
        if self.mode != Mode::Plain {
            members.retain(|_| self.dice.below(20) > 0);
        }
        if self.mode == Mode::Wrong && self.dice.below(40) == 0 {
            let more = [
                ("多余", "1"),
                ("note", "3"),
                ("name", "\"甲县\""),
                ("units", "null"),
            ];
            let (key, value) = self.dice.one(&more);
            members.push((key.to_owned(), value.to_owned()));
        }
        if self.shuffled {
            for at in (1..members.len()).rev() {
                members.swap(at, self.dice.below(at + 1));
            }
        }
        let mut out = format!("{{{}", self.space());
        for (at, (key, value)) in members.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let key = self.key(key);
            let spaces = [self.space(), self.space(), self.space(), self.space()];
            let [a, b, c, d] = spaces;
            let _ = write!(out, "{comma}{a}{key}{b}:{c}{value}{d}");
        }
        out.push('}');
        out
    }

    fn key(&mut self, key: &str) -> String {
        if self.mode == Mode::Plain || self.dice.below(30) > 0 {
            return format!("\"{key}\"");
        }
        let units = key.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        format!("\"{}\"", units.collect::<String>())
    }

    fn list(&mut self, items: &[String]) -> String {
        let mut out = format!("[{}", self.space());
        for (at, item) in items.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let (a, b) = (self.space(), self.space());
            let _ = write!(out, "{comma}{a}{item}{b}");
        }
        out.push(']');
        out
    }

    fn facts(&mut self) -> String {
        let units = self.units();
        let persons = self.persons();
        let mut members = vec![
            self.member(
                "format",
                &["\"zeren.facts/1\""],
                &[r#""zeren.facts\/1""#],
                &["1"],
            ),
            self.member(
                "as_of",
                &["\"2018-01-10\""],
                &["\"2018年1月10日\"", "\" 2018-02-28 \""],
                &["\"2018-02-29\"", "20180110"],
            ),
            self.member("period", &["\"2017\""], &["\"2017-H2\""], &["\"2017-13\""]),
            ("units".to_owned(), units),
        ];
        if self.dice.below(3) > 0 {
            members.push(("persons".to_owned(), persons));
        }
        if self.dice.below(6) == 0 {
            members.push(self.member("note", &["\"注\"", "\"a\\nb\""], &[], &["\"\"", "5"]));
        }
        for (key, plain, odd, wrong) in BESIDE {
            if self.mode != Mode::Plain && self.dice.below(4) == 0 {
                members.push(self.member(key, plain, odd, wrong));
            }
        }
        let (a, b) = (self.space(), self.space());
        format!("{a}{}{b}", self.object(members))
    }

    fn member(
        &mut self,
        key: &str,
        plain: &[&str],
        odd: &[&str],
        wrong: &[&str],
    ) -> (String, String) {
        (key.to_owned(), self.value(plain, odd, wrong))
    }

    fn some(&mut self, table: &[Row]) -> Members {
        let mut members = Members::new();
        for (key, plain, odd, wrong) in table {
            let plain: &[&str] = if plain.is_empty() { odd } else { plain };
            let is_left_out = self.mode == Mode::Plain && odd == &plain;
            if self.dice.below(3) > 0 && !is_left_out {
                members.push(self.member(key, plain, odd, wrong));
            }
        }
        members
    }

    fn units(&mut self) -> String {
        let towns = self.dice.below(3);
        let towns: Vec<String> = (0..towns).map(|at| self.town(at)).collect();
        let mut members = vec![
            self.member("level", &["\"县\""], &[], &["\"镇\"", "\"\""]),
            self.member(
                "name",
                &["\"甲县\""],
                &["\"甲\\u53bf\""],
                &["\"甲/县\"", "\" 甲\""],
            ),
        ];
        members.extend(self.some(COUNTY));
        let list = self.list(&towns);
        members.push(("units".to_owned(), list));
        let county = self.object(members);
        self.list(&[county])
    }

    fn town(&mut self, at: usize) -> String {
        let villages: Vec<String> = (0..self.dice.below(4)).map(|at| self.village(at)).collect();
        let name = format!("\"{}\"", ["柳镇", "杨镇"].get(at).unwrap_or(&"柳镇"));
        let mut members = vec![
            self.member("level", &["\"镇\""], &[], &["\"村\"", "3"]),
            self.member("name", &[&name], &[], &["\"柳镇\"", "\"甲县\""]),
        ];
        members.extend(self.some(TOWN));
        for list in ["表彰", "事故"] {
            if self.dice.below(2) == 0 {
                let records = self.records(list == "事故");
                members.push((list.to_owned(), records));
            }
        }
        if self.dice.below(4) > 0 {
            let list = self.list(&villages);
            let at = self.dice.below(members.len() - 1) + 2;
            members.insert(at.min(members.len()), ("units".to_owned(), list));
        }
        self.object(members)
    }

    fn village(&mut self, at: usize) -> String {
        let name = format!(
            "\"{}\"",
            ["东村", "西村", "南村", "北村"].get(at).unwrap_or(&"")
        );
        let mut members = vec![
            self.member("level", &["\"村\""], &[], &["\"省\""]),
            self.member("name", &[&name], &[], &["\"东村\"", "5"]),
        ];
        members.extend(self.some(VILLAGE));
        if self.dice.below(3) == 0 {
            let records = self.records(true);
            members.push(("事故".to_owned(), records));
        }
        self.object(members)
    }

    fn records(&mut self, with_fields: bool) -> String {
        let records: Vec<String> = (0..self.dice.below(4))
            .map(|_| {
                let mut members = Members::new();
                if self.dice.below(4) > 0 {
                    self.records += 1;
                    let id = format!("\"r{}\"", self.records);
                    members.push(self.member(
                        "id",
                        &[&id],
                        &["\"r\\u0031\"", "\"a/b\""],
                        &["\"r1\"", "\" \""],
                    ));
                }
                if with_fields {
                    members.extend(self.some(RECORD));
                }
                if self.mode != Mode::Plain && self.dice.below(4) == 0 {
                    members.push(self.member("source", &["\"通报\""], &["\"\\t通报\""], &["{}"]));
                    members.push(self.member("note", &["\"夜间\""], &[], &["null"]));
                }
                self.object(members)
            })
            .collect();
        self.list(&records)
    }

    fn persons(&mut self) -> String {
        let count = self.dice.below(4);
        let persons: Vec<String> = (0..count).map(|_| self.person()).collect();
        self.list(&persons)
    }

    fn person(&mut self) -> String {
        let from = self.member(
            "from",
            &["\"2016-05-01\""],
            &["\"2016年5月1日\""],
            &["\"2016-5-1\""],
        );
        let mut members = vec![
            self.member(
                "name",
                &["\"王某\"", "\"李某\""],
                &["\"\\u738b某\""],
                &["\"\"", "7"],
            ),
            from,
        ];
        if self.mode == Mode::Plain || self.dice.below(2) == 0 {
            members.push(self.member("organ", &["\"县政府\""], &[], &["\"镇政府\""]));
            members.push(self.member("office", &["\"局长\""], &[], &["\"镇长\""]));
            if self.dice.below(2) == 0 {
                members.push(self.member(
                    "unit",
                    &["\"甲县\"", "\"/甲县\""],
                    &[],
                    &["\"柳镇\"", "\"乙县\""],
                ));
            }
        } else {
            members.push(self.member(
                "organ",
                &["\"镇政府\""],
                &["\"省水利厅\""],
                &["\"村委会\"", "\"无\""],
            ));
            members.push(self.member(
                "unit",
                &["\"柳镇\"", "\"甲县/柳镇\""],
                &["\"杨镇\""],
                &["\"甲县\""],
            ));
            members.push(self.member(
                "office",
                &["\"镇长\"", "\"总河长\""],
                &["\"河长\""],
                &["\"局长\""],
            ));
        }
        if self.dice.below(3) == 0 {
            members.push(self.member("title", &["\"主任\""], &[], &["\"\""]));
        }
        if self.dice.below(3) == 0 {
            members.push(self.member(
                "to",
                &["\"2017-06-30\"", "\"2016-05-01\""],
                &[],
                &["\"2016-04-30\""],
            ));
        }
        self.object(members)
    }
}

/// A key with values that are plain, unusual and wrong.
type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static [&'static str],
);

const SHARE: &[&str] = &[
    "0",
    "-0",
    "91",
    "91.5",
    "0.10",
    "99.9999",
    "100",
    "\"91%\"",
    "\"0.25%\"",
];
const ODD_SHARE: &[&str] = &[
    "1e2",
    "1E+1",
    "91.00001",
    "0.00000000000000000001",
    "\"９１％\"",
    "\" 91 % \"",
    "\"91 %\"",
    "\"９１%\"",
    "\"91\\u0025\"",
    r#"{"value": 5, "source": "抽样"}"#,
    r#"{"value":"7%","date":"2018-02-01"}"#,
    r#"{"value":1,"note":"初步","date":"2017-12-31"}"#,
];
const WRONG_SHARE: &[&str] = &[
    "-1",
    "100.0001",
    "01",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "true",
    "null",
    "\"91\"",
    "\"91元\"",
    "\"\"",
    "[]",
    "{}",
    "1e999",
    r#"{"value":null}"#,
    r#"{"value":1,"value":2}"#,
    "99999999999999999999",
];
const COUNT: &[&str] = &["0", "1200", "1200.0", "\"12人\"", "999999999999"];
const ODD_COUNT: &[&str] = &[
    "99999999999999999999",
    "922337203685477",
    "922337203685478",
    "922337203685477.5807",
    "922337203685477.5808",
    "9223372036854775807",
    "9223372036854775808",
    "1.00001",
    "\"12名\"",
    "1e3",
    "214748.3648",
    "214748.3647",
    "214741.8112",
    "214741.8111",
];

const COUNTY: &[Row] = &[
    ("满意度", SHARE, ODD_SHARE, WRONG_SHARE),
    (
        "治理期",
        &["\"2年\"", "\"18个月\""],
        &["\"2 years\""],
        &["2", "\"2天\""],
    ),
];

const TOWN: &[Row] = &[
    ("满意度", SHARE, ODD_SHARE, WRONG_SHARE),
    ("人数", COUNT, ODD_COUNT, &["-1", "\"5户\"", "false"]),
    (
        "水质指数",
        &["3.25", "\"3.25\"", "-7"],
        ODD_COUNT,
        &["\"3.25%\"", "\"x\""],
    ),
    (
        "已公开",
        &["true", "false"],
        &[],
        &["\"是\"", "0", "tru", "nul"],
    ),
    (
        "完成日",
        &["\"2017-12-01\"", "\"2016-02-29\""],
        &["\"2017年12月1日\"", "\"2017\\u002d12-01\""],
        &["\"2017-02-29\"", "\"0000-01-01\"", "\"2017-00-10\""],
    ),
    (
        "简介",
        &["\"沿河\"", "\"a\\\"b\\u6cb3\""],
        &["\"\\ud83d\\ude00\""],
        &["\"\"", "\"　\"", "\"\\ud800\"", "\"\\q\"", "\"a\tb\""],
    ),
    (
        "plans",
        &[r#"{"巡河次数达标": "24次"}"#, "{}"],
        &[r#"{"巡河次数达标": 24}"#],
        &[r#"{"群众满意": 3}"#, "[]"],
    ),
    (
        "earlier",
        &[
            r#"{"2016": {"满意度": "90%"}}"#,
            r#"{"2016": {"人数": 5}, "2015": {}}"#,
        ],
        &["{}"],
        &[r#"{"2017": {}}"#, r#"{"2016":{},"2016年":{}}"#],
    ),
    ("note", &["\"注\""], &["\"\\u6ce8\""], &["\"\"", "7"]),
];

const VILLAGE: &[Row] = &[
    ("人数", COUNT, ODD_COUNT, &["-1", "null"]),
    (
        "收入",
        &["4.5", "\"4.5万元\"", "-0.01", "0.0001"],
        &[
            "\"45000元\"",
            "0.00001",
            "92233720368.5477",
            "92233720368.5478",
        ],
        &["\"4.5%\""],
    ),
    (
        "村类别",
        &["\"沿河村\"", "\"其他村\""],
        &["\"沿河\\u6751\""],
        &["\"山村\"", "1"],
    ),
    ("source", &["\"年报\""], &[], &["[]"]),
];

const RECORD: &[Row] = &[
    (
        "事故程度",
        &["\"一般\"", "\"重大\""],
        &["{\"value\":\"较大\"}"],
        &["\"特大\""],
    ),
    (
        "日期",
        &["\"2017-09-12\""],
        &["\"2017年9月12日\""],
        &["\"2017-9-12\""],
    ),
    (
        "行为人",
        &["\"县政府\""],
        &[
            "\"王某\"",
            r#"{"organ":"镇政府","unit":"柳镇"}"#,
            r#"{"person":"王某"}"#,
            "\"局长\"",
            "\"村委会\"",
        ],
        &["\"无\""],
    ),
    (
        "地点",
        &["\"甲县\""],
        &["\"东村\"", "\"/甲县/柳镇\""],
        &["\"无\""],
    ),
    (
        "涉及事项",
        &["\"巡河\""],
        &["{\"value\":\"河道保洁\"}"],
        &["\"河道巡查\""],
    ),
    (
        "同一事故",
        &[],
        &["\"r1\"", "\"r2\"", "\"甲县/柳镇/事故/1\""],
        &["\"r99\""],
    ),
    ("又见", &[], &["\"r1\"", "\"r3\""], &["\"x\""]),
    (
        "损失",
        &["0", "50000.25", "\"5元\"", "1000000000"],
        &["\"5万元\"", "0.00001"],
        &["-1", "1000000001"],
    ),
    ("已核实", &["true", "false"], &[], &["\"true\""]),
];

const BESIDE: &[Row] = &[
    (
        "determinations",
        &[
            "[]",
            r#"[{"term":"满意度偏低线","subject":{"unit":"甲县","metric":"满意度"},"value":"90%","authority":"省考核组","date":"2017-03-01"}]"#,
        ],
        &[
            r#"[{"term":"影响恶劣","subject":{"record":"r1"},"value":true,"authority":"县政府","date":"2018-01-11"}]"#,
        ],
        &["{}", r#"[{"term":"影响恶劣"}]"#, "[1,]"],
    ),
    (
        "discharges",
        &[
            "[]",
            r#"[{"duty":"监管责任","organ":"水务局","unit":"甲县"}]"#,
        ],
        &[r#"[{"duty":"巡河责任","organ":"镇政府","unit":"柳镇","act":"r1"}]"#],
        &["[{}]"],
    ),
    (
        "reports",
        &["[]"],
        &[
            r#"[{"report":"巡河月报","organ":"镇政府","unit":"柳镇","period":"2017-03","date":"2017-04-02"}]"#,
        ],
        &["[[]]"],
    ),
];
