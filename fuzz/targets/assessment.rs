//! Stored assessments: whatever is read is written as it stood, to the byte.

use zeren::{Assessment, Lang, render_text};

use super::stock;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(read) = Assessment::from_json(&text) else {
        return;
    };
    let (pretty, line) = (read.to_json(), read.to_json_line());
    for written in [&pretty, &line] {
        let again = Assessment::from_json(written);
        let again = again.unwrap_or_else(|error| panic!("refuses its own: {error}\n{written}"));
        assert_eq!(again.to_json(), pretty);
        assert_eq!(again.to_json_line(), line);
    }
    for lang in [Lang::Zh, Lang::En] {
        assert!(!render_text(&read, lang).is_empty());
    }
    let parties = read.accountable().map(|party| {
        (
            party.unit().is_some(),
            party.names().count(),
            party.triggers().count(),
        )
    });
    assert_eq!(parties.count(), read.findings().len());
    let _ = (read.has_fired(), read.is_open());
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (_, ready) in stock::every(every) {
        for facts in &ready.facts {
            let Ok(facts) = ready.policy.read_facts(facts) else {
                continue;
            };
            if let Ok(assessment) = ready.policy.evaluate(&facts) {
                seeds.push(assessment.to_json_line().into_bytes());
            }
        }
    }
    seeds.retain(|seed| seed.len() < 12_000);
    seeds
}
