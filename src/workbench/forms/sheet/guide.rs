//! The first sheet: what the facts as a whole say, and how to fill in the others.

use super::layout::{ANY, Form, Kind, Part};
use crate::lang::{Lang, Text};
use crate::workbench::forms::words::called;

/// A line of the first sheet that is filled in.
#[derive(Debug)]
pub struct Entry {
    /// The key of the facts.
    pub key: &'static str,
    /// Its label.
    pub label: Text,
    /// What is said beside it.
    pub fill: Text,
    /// Whether it says that a list is there or empty.
    pub any: bool,
    /// Whether it must be filled in.
    pub required: bool,
}

impl Entry {
    /// What its cell holds.
    pub fn kind(&self) -> Kind {
        match self.key {
            "as_of" => Kind::Date,
            _ => Kind::Text,
        }
    }
}

/// The lines to fill in, in order.
pub fn entries(form: &Form) -> Vec<Entry> {
    let head = HEAD.map(|(key, required, zh, en)| Entry {
        key,
        label: called(key),
        fill: Text::new(zh, en),
        any: false,
        required,
    });
    let lists = form.sheets.iter().filter_map(|sheet| {
        let key = list_key(sheet.part)?;
        let (zh, en) = (&sheet.name.zh, &sheet.name.en);
        Some(Entry {
            key,
            label: Text::new(format!("有无：{zh}"), format!("any: {en}")),
            fill: Text::new(
                format!("“{zh}”一条也没有的填“无”；空着又没有条目的，视为不详"),
                format!("\"none\" where \"{en}\" is known to be empty; left empty without rows, it is not known"),
            ),
            any: true,
            required: false,
        })
    });
    head.into_iter().chain(lists).collect()
}

/// The key of the facts under which a sheet's rows stand, for those that concern the facts as a whole.
pub fn list_key(part: Part) -> Option<&'static str> {
    match part {
        Part::Persons => Some("persons"),
        Part::Determinations => Some("determinations"),
        Part::Discharges => Some("discharges"),
        Part::Reports => Some("reports"),
        Part::Level(_) | Part::Records(_) | Part::Sources => None,
    }
}

/// How to fill in the form, line by line.
pub fn instructions(lang: Lang) -> &'static [&'static str] {
    lang.pick(ZH, EN)
}

/// The words for some and none.
pub fn any_word(text: &str) -> Option<bool> {
    let [some, none] = ANY;
    let is = |(zh, en): (&str, &str)| text == zh || text.eq_ignore_ascii_case(en);
    if is(some) {
        Some(true)
    } else {
        is(none).then_some(false)
    }
}

/// What the facts as a whole say: the key, whether it is required, and what is said beside it.
const HEAD: [(&str, bool, &str, &str); 4] = [
    (
        "as_of",
        true,
        "事实截至哪一天，如 2018-01-10",
        "the day on which the facts are known, such as 2018-01-10",
    ),
    (
        "period",
        true,
        "问的是哪个期间，如 2017、2017-Q1、2017-03",
        "the period asked about, such as 2017, 2017-Q1, 2017-03",
    ),
    (
        "source",
        false,
        "整份事实的来源",
        "where the facts as a whole come from",
    ),
    (
        "note",
        false,
        "整份事实的备注",
        "a note on the facts as a whole",
    ),
];

const ZH: &[&str] = &[
    "一、不知道的不填。空着的单元格一律视为不详，不视为零，也不视为没有。",
    "二、每个层级一张表，一行一个单位；“上级单位”写其直接上级的名称，重名的写“上级/单位”。以前期间的数据另起一行，填“期间”。",
    "三、每类记录一张表，一行一条记录。某单位某类记录一条也没有的，在该单位一行的“有无：…”填“无”；空着又没有记录的，视为不详。",
    "四、数按表头所列的计量单位填写，也可以自带单位，如 2.7%、5万元；不写千分位逗号。单元格是文本格式，所写即所得。粘贴来的数值单元格读作其显示所据的十进制数，百分比格式的按百分数读；超过 15 位有效数字的不予接受。",
    "五、日期写 2017-09-12、2017年9月12日 或者 2017/9/12，也可以是日期格式的单元格。",
    "六、行为人写人名、机构或者职务；须写明的，写“机构：职务@单位”“机构@单位”，名册上没有的人写“个人：姓名”。",
    "七、单个值的来源、备注和取得日期填在“来源备注”表；值空着而只有备注的，视为不详，备注照录。",
    "八、第一列是表头的说明，不填；表头各行、表名和列名不改。可以增删空行、调整行的次序。",
];

const EN: &[&str] = &[
    "1. Leave empty what is not known. An empty cell is not known; it is neither zero nor none.",
    "2. Each level has a sheet, each unit a row. \"within\" names the unit directly around it; of several of one name write outer/unit. Data of an earlier period stand in a row of their own with its \"period\".",
    "3. Each type of record has a sheet, each record a row. Where a unit is known to have none of a type, write \"none\" under \"any: …\" in the unit's row; left empty without records, it is not known.",
    "4. Numbers are in the unit of measure above the column, or bring their own, such as 2.7%, 5 km; no thousands separators. Cells are text, so that what is typed is kept. A pasted number is read as the decimal that it stands for, one shown as a percentage as a percentage; more than 15 significant digits are refused.",
    "5. Dates are 2017-09-12, 2017年9月12日 or 2017/9/12, or cells in a date format.",
    "6. Who acted is a person, an organ or an office; where it must be told apart, write \"organ: office@unit\" or \"organ@unit\", and \"person: name\" for one who is not on the roster.",
    "7. The source, note and date of a single value stand in the sheet \"Sources\"; a value left empty with a note alone is not known, and the note is kept.",
    "8. The first column explains the headings and stays as it is, as do the rows of the heading, the names of sheets and of columns. Rows may be added, left empty, and put in any order.",
];
