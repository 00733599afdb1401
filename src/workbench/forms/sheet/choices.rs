//! The values that a cell may choose from.

use super::layout::{ANY, Form, List, TRUTH};
use crate::lang::Lang;
use crate::model::{Authority, Model};
use crate::workbench::forms::words::called;

/// The lists of a form whose values stand in a sheet of their own, each once.
pub fn lists(form: &Form) -> Vec<List> {
    let columns = form.sheets.iter().flat_map(|sheet| &sheet.columns);
    let mut lists: Vec<List> = columns
        .filter_map(|column| column.list)
        .filter(|list| !matches!(list, List::Units(_)))
        .collect();
    lists.sort_unstable();
    lists.dedup();
    lists
}

/// What a list is called.
pub fn title(model: &Model, list: List, lang: Lang) -> String {
    let key = match list {
        List::Truth => return lang.pick("是否", "yes or no").to_owned(),
        List::Any => return lang.pick("有无", "any").to_owned(),
        List::Matters => return lang.pick("事项", "matters").to_owned(),
        List::Enumeration(id) => {
            let row = model.enumerations.row(id);
            return row.map_or_else(String::new, |row| match &row.name {
                Some(name) => name.to_string(),
                None => lang.pick("取值", "values").to_owned(),
            });
        }
        List::Units(_) => "units",
        List::Organs => "organ",
        List::Offices => "office",
        List::Duties => "duty",
        List::Reports => "report",
        List::Terms => "term",
        List::Authorities => "authority",
        List::Metrics => "metric",
    };
    called(key).get(lang).to_owned()
}

/// The values of a list, each once.
pub fn values(model: &Model, list: List, lang: Lang) -> Vec<String> {
    let words = |words: [(&str, &str); 2]| {
        let words = words.map(|(zh, en)| lang.pick(zh, en).to_owned());
        words.to_vec()
    };
    let mut values: Vec<String> = match list {
        List::Truth => return words(TRUTH),
        List::Any => return words(ANY),
        List::Units(_) => Vec::new(),
        List::Enumeration(id) => {
            let row = model.enumerations.row(id);
            let values = row.into_iter().flat_map(|row| &row.values);
            values.map(ToString::to_string).collect()
        }
        List::Matters => model
            .matters
            .values()
            .map(|row| row.name.to_string())
            .collect(),
        List::Organs => model
            .organs
            .values()
            .map(|row| row.name.to_string())
            .collect(),
        List::Offices => {
            let offices = model.offices.values();
            let names = offices.flat_map(|row| std::iter::once(&row.name).chain(&row.titles));
            names.map(ToString::to_string).collect()
        }
        List::Duties => model
            .duties
            .values()
            .map(|row| row.name.to_string())
            .collect(),
        List::Reports => model
            .reports
            .values()
            .map(|row| row.name.to_string())
            .collect(),
        List::Terms => model
            .vague
            .values()
            .map(|row| row.name.to_string())
            .collect(),
        List::Authorities => {
            let terms = model.vague.values();
            let names = terms.filter_map(|row| match &row.authority {
                Authority::Organ(id) => model.organs.row(*id).map(|organ| organ.name.to_string()),
                Authority::Wording(wording) => Some(wording.to_string()),
            });
            names.collect()
        }
        List::Metrics => {
            let terms = model.vague.values().flat_map(|row| &row.subjects.metrics);
            let rows = terms.filter_map(|id| model.metrics.row(*id));
            rows.map(|row| row.name.to_string()).collect()
        }
    };
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    values
}
