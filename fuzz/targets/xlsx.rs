//! Forms as spreadsheets. The first byte picks the policy, the second the kind of input: facts by a recipe, which come
//! back from the form as they were; the texts inside a workbook, each after a line `--- NAME`; or a whole file.

use std::io::{Cursor, Read as _, Write as _};

use zeren::{FormOptions, Lang, Place, Policy, Sources};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{answers, recipe, stock};

pub fn run(data: &[u8]) {
    let [pick, kind, rest @ ..] = data else {
        return;
    };
    let Some((_, ready)) = stock::ready(usize::from(*pick)) else {
        return;
    };
    match kind % 4 {
        0 => there_and_back(&[&[*pick], rest].concat()),
        1 => read(&ready.policy, rest),
        _ => {
            if let Some(file) = packed(&String::from_utf8_lossy(rest)) {
                read(&ready.policy, &file);
            }
        }
    }
}

fn there_and_back(recipe: &[u8]) {
    let Some(made) = recipe::make(recipe) else {
        return;
    };
    let (policy, json) = (&made.ready.policy, made.json.to_string());
    let Ok(facts) = policy.read_facts(&json) else {
        return;
    };
    let Ok(file) = policy.fill_xlsx(&json, Lang::Zh) else {
        return;
    };
    let back = policy.read_xlsx(&file);
    let back = back.unwrap_or_else(|error| panic!("refuses its own form: {error}\n{json}"));
    let (Ok(one), Ok(other)) = (policy.evaluate(&facts), policy.evaluate(&back)) else {
        return;
    };
    let without_digest = |found: zeren::Assessment| {
        let mut json: serde_json::Value =
            serde_json::from_str(&found.to_json()).unwrap_or_default();
        json["facts"]["digest"].take();
        json
    };
    assert_eq!(without_digest(one), without_digest(other), "{json}");
}

fn read(policy: &Policy, file: &[u8]) {
    if let Err(error) = policy.read_xlsx(file) {
        let found = &error.diagnostics;
        assert!(found.has_errors(), "refused without an error");
        assert!(found.iter().all(|one| !matches!(one.place, Place::Span(_))));
        answers::shown(found, &Sources::new());
    }
}

/// A workbook of these texts, not compressed.
fn packed(text: &str) -> Option<Vec<u8>> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text.split("\n--- ").skip(1) {
        let (name, body) = part.split_once('\n').unwrap_or((part, ""));
        file.start_file(name, stored).ok()?;
        file.write_all(body.as_bytes()).ok()?;
    }
    Some(file.finish().ok()?.into_inner())
}

/// The texts of a workbook, those without meaning for the reader left out.
fn unpacked(file: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        if name.contains("theme") || name.contains("docProps") {
            continue;
        }
        let mut body = String::new();
        part.read_to_string(&mut body).ok()?;
        text.push_str(&format!("\n--- {name}\n{body}"));
    }
    Some(text)
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = recipe::seeds(every);
    seeds.iter_mut().for_each(|seed| seed.insert(1, 0));
    for (pick, ready) in stock::every(every) {
        let lang = if pick % 2 == 0 { Lang::Zh } else { Lang::En };
        let empty = ready.policy.template_xlsx(&FormOptions::new(lang)).ok();
        let filled = ready
            .facts
            .iter()
            .filter_map(|facts| ready.policy.fill_xlsx(facts, lang).ok());
        for file in empty
            .into_iter()
            .chain(filled.take(1))
            .filter(|_| pick % 5 == 0)
        {
            if let Some(text) = unpacked(&file) {
                seeds.push([&[pick, 2], text.as_bytes()].concat());
            }
            seeds.push([&[pick, 1], &file[..]].concat());
        }
    }
    seeds.retain(|seed| seed.len() < 60_000);
    seeds
}
