//! What the keys of the format are called, in the schema as in the sheets.

use crate::lang::Text;

/// A key of the format, and what an official calls it.
const KEYS: &[(&str, &str, &str)] = &[
    ("as_of", "截止日", "as of"),
    ("period", "期间", "period"),
    ("units", "单位", "units"),
    ("unit", "单位", "unit"),
    ("level", "层级", "level"),
    ("name", "名称", "name"),
    ("plans", "计划数", "plan figures"),
    ("earlier", "以前期间", "earlier periods"),
    ("persons", "人员名册", "persons"),
    ("determinations", "认定", "determinations"),
    ("discharges", "履责", "discharges"),
    ("reports", "报告", "reports"),
    ("note", "备注", "note"),
    ("source", "来源", "source"),
    ("value", "值", "value"),
    ("id", "编号", "id"),
    ("person", "姓名", "person"),
    ("organ", "机构", "organ"),
    ("office", "职务", "office"),
    ("title", "称谓", "title"),
    ("from", "任职开始", "from"),
    ("to", "任职截止", "to"),
    ("term", "用语", "term"),
    ("subject", "认定对象", "subject"),
    ("authority", "认定机关", "authority"),
    ("date", "日期", "date"),
    ("document", "文号", "document"),
    ("metric", "指标", "metric"),
    ("record", "记录编号", "record"),
    ("duty", "责任", "duty"),
    ("act", "行为", "act"),
    ("report", "报告", "report"),
];

/// What a key of the format is called; the key itself for any other.
pub fn called(key: &str) -> Text {
    KEYS.iter()
        .find(|(known, ..)| *known == key)
        .map_or_else(|| Text::new(key, key), |(_, zh, en)| Text::new(*zh, *en))
}
