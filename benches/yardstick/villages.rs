//! The growth workload: the shipped district policy, with seventeen townships and any number of villages whose facts
//! are complete, in one document.

use std::fmt::Write as _;

use crate::workload::Dice;

/// A district with one township where nothing is wrong and nothing is missing.
const QUIET: &str = include_str!("../../tests/fixtures/kongtong/无事.json");
/// Where the township of those facts begins, and what follows its own facts.
const TOWNSHIP: &str = "\"level\": \"乡镇\"";
const DETERMINATIONS: &str = "\"determinations\": [";
const TOWNSHIPS: usize = 17;
const LISTS: &str = r#""资金违规":[],"禁止作为记录":[],"退出造假":[],"监督发现":[],"涉贫事件":[],"社会帮扶贡献":[],"责任落实成效":[]"#;

/// Facts of so many villages.
pub fn document(villages: usize) -> String {
    let mut dice = Dice(0x7071_1a6e);
    let (district, rest) = QUIET
        .split_once("\"units\": [{\n      \"level\": \"乡镇\"")
        .unwrap_or((QUIET, ""));
    let (township, after) = rest.split_once("\"units\": []").unwrap_or((rest, ""));
    let (_, persons) = after.split_once("\"persons\"").unwrap_or((after, ""));
    let mut text = String::with_capacity(villages * 900);
    let _ = write!(text, "{district}\"units\": [");
    for number in 0..TOWNSHIPS {
        let named = township.replacen("甲镇", &township_name(number), 1);
        let _ = write!(text, "{}{{{TOWNSHIP}{named}\"units\": [", comma(number));
        let share = villages / TOWNSHIPS + usize::from(number < villages % TOWNSHIPS);
        for at in 0..share {
            let _ = write!(text, "{}", comma(at));
            village(&mut text, number, at, &mut dice);
        }
        text.push_str("]}");
    }
    let determined: String = (1..TOWNSHIPS).map(determinations).collect();
    let persons = persons.replacen(DETERMINATIONS, &format!("{DETERMINATIONS}{determined}"), 1);
    let _ = write!(text, "]}}],\n\"persons\"{persons}");
    text
}

/// What the township of those facts has too: the authority finds none of the three figures low.
fn determinations(number: usize) -> String {
    let unit = township_name(number);
    let one = |metric: &str| {
        format!(
            r#"{{"term":"较低","subject":{{"unit":"{unit}","metric":"{metric}","period":"2017"}},"value":false,"authority":"区脱贫攻坚领导小组办公室","date":"2018-01-05"}},"#
        )
    };
    ["识别准确率", "退出准确率", "帮扶工作群众满意度"]
        .map(one)
        .concat()
}

fn township_name(number: usize) -> String {
    if number == 0 {
        "甲镇".to_owned()
    } else {
        format!("第{number}镇")
    }
}

fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

fn village(text: &mut String, township: usize, number: usize, dice: &mut Dice) {
    let households = 150 + dice.below(200);
    let poor = 20 + dice.below(40);
    let people = 600 + dice.below(900);
    // One village in fifty counts fewer households with safe water than it has.
    let safe = households - u64::from(dice.below(50) == 0);
    let class = dice.one(&["非贫困村", "已脱贫村", "预脱贫村", "其他贫困村"]);
    let leaving = class == "预脱贫村";
    let _ = write!(
        text,
        r#"{{"level":"村","name":"村{township}-{number}","村类别":"{class}","贫困发生率":"{}.{}%","当年退出":{leaving},"当年退出户数":{},"退出户最低达标指标数":11,"已达标退出验收指标数":20,"村集体经济收入":{}.{:02},"贫困人口":{},"农村户籍人口":{people},"饮水安全农户数":{safe},"农户数":{households},"主导产业已认定":true,"有驻村帮扶工作队":true,"贫困户数":{poor},"有帮扶责任人的贫困户数":{poor},"earlier":{{"2016":{{"村集体经济收入":5}}}},{LISTS},"units":[]}}"#,
        1 + dice.below(2),
        dice.below(10),
        if leaving { poor } else { 0 },
        5 + dice.below(4),
        dice.below(100),
        people / 50,
    );
}
