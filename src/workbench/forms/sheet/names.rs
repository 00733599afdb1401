//! The names of the sheets: those that a spreadsheet allows, each once, and the same whenever they are asked for.

use std::collections::BTreeSet;

use super::layout::Part;
use crate::lang::Text;
use crate::model::Model;

/// The sheet with the instructions, the as-of date and the period.
pub const GUIDE: (&str, &str) = ("说明", "Guide");
/// The sheet with the values to choose from.
pub const CHOICES: (&str, &str) = ("选项", "Choices");
/// No name is longer, in units of UTF-16.
const LONGEST: usize = 31;
/// A name that the programs keep for themselves.
const RESERVED: &str = "history";

/// The name of each part's sheet.
pub fn sheet_names(model: &Model, parts: &[Part]) -> Vec<Text> {
    let fixed = parts.iter().filter_map(|part| fixed(*part));
    let mut taken: BTreeSet<String> = fixed
        .chain([GUIDE, CHOICES])
        .flat_map(|(zh, en)| [zh.to_lowercase(), en.to_lowercase()])
        .collect();
    taken.insert(RESERVED.to_owned());
    parts
        .iter()
        .map(|part| match fixed_or_own(model, *part) {
            Ok((zh, en)) => Text::new(zh, en),
            Err(name) => {
                let name = allowed(name, &mut taken);
                Text::new(name.clone(), name)
            }
        })
        .collect()
}

fn fixed(part: Part) -> Option<(&'static str, &'static str)> {
    match part {
        Part::Level(_) | Part::Records(_) => None,
        Part::Persons => Some(("人员名册", "Persons")),
        Part::Determinations => Some(("认定", "Determinations")),
        Part::Discharges => Some(("履责", "Discharges")),
        Part::Reports => Some(("报告", "Reports")),
        Part::Sources => Some(("来源备注", "Sources")),
    }
}

/// The fixed name of a part, or the policy's own.
fn fixed_or_own(model: &Model, part: Part) -> Result<(&'static str, &'static str), &str> {
    let own = match part {
        Part::Level(id) => model.levels.row(id).map(|row| &row.name),
        Part::Records(id) => model.record_types.row(id).map(|row| &row.name),
        _ => None,
    };
    fixed(part).ok_or_else(|| own.map_or("", |name| &**name))
}

/// A name that is allowed and not taken, as near to this one as can be.
fn allowed(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let plain = plain.trim_matches('\'');
    let numbers = (2_u32..).map(|n| format!(" ({n})"));
    let endings = std::iter::once(String::new()).chain(numbers);
    let mut tries =
        endings.map(|ending| cut(plain, LONGEST.saturating_sub(ending.len())) + &ending);
    // Numbers do not run out before the sheets do.
    let found = tries.find(|name| !name.is_empty() && taken.insert(name.to_lowercase()));
    found.unwrap_or_default()
}

/// The beginning of a text, so many units of UTF-16 at most.
fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    text.chars()
        .take_while(|c| {
            length += c.len_utf16();
            length <= most
        })
        .collect()
}
