//! Streams of facts: each line is answered as it would be alone, whatever stood before it. The first byte picks the
//! policy.

use zeren::BatchError;

use super::stock;

/// So many lines at most, so that one input is fast.
const LINES: usize = 12;

pub fn run(data: &[u8]) {
    let Some((pick, rest)) = data.split_first() else {
        return;
    };
    let Some((_, ready)) = stock::ready(usize::from(*pick)) else {
        return;
    };
    let policy = &ready.policy;
    let text = String::from_utf8_lossy(rest);
    let lines: Vec<&str> = text.lines().take(LINES).collect();
    let words = |error: BatchError| error.to_string();
    let alone = lines.iter().map(|line| {
        let facts = policy
            .read_facts(line)
            .map_err(|error| words(error.into()))?;
        policy.evaluate(&facts).map_err(|error| words(error.into()))
    });
    let alone: Vec<_> = alone.collect();
    let assessed = policy.evaluate_batch(&lines);
    for ((line, found), alone) in assessed.zip(&alone) {
        let found = found.map(|found| found.to_json_line()).map_err(words);
        let alone = alone.as_ref().map(|found| found.to_json_line());
        assert_eq!(found.as_ref(), alone.as_ref().map_err(|it| *it), "{line}");
    }
    let decided = policy.decide_batch(&lines);
    for ((line, found), alone) in decided.zip(&alone) {
        let statuses = alone.as_ref().map(|found| {
            found
                .triggers()
                .iter()
                .map(|row| row.status)
                .collect::<Vec<_>>()
        });
        let found = found.map_err(words);
        assert_eq!(
            found.as_ref(),
            statuses.as_ref().map_err(|it| *it),
            "{line}"
        );
    }
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (pick, ready) in stock::every(every) {
        let lines: Vec<String> = ready
            .facts
            .iter()
            .map(|facts| facts.replace('\n', " "))
            .collect();
        let all = lines.join("\n");
        let text = if all.len() < 6_000 {
            format!("{all}\n{all}\n{{\n{all}")
        } else {
            all
        };
        let mut seed = vec![pick];
        seed.extend(text.bytes());
        seeds.push(seed);
    }
    seeds.retain(|seed| seed.len() < 16_000);
    seeds
}
