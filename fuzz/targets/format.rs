//! The formatter: what it has written it leaves as it is, in either language, and a policy keeps its meaning.

use zeren::{FormatOptions, Lang, Policy, format_source};

use super::{check, parse};

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(own) = to(&text, None) else {
        return;
    };
    let written = |text: &str, keywords| {
        to(text, keywords).unwrap_or_else(|| panic!("refuses its own:\n{text}"))
    };
    let policy = compiled(&text);
    for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
        let once = keywords.map_or_else(|| own.clone(), |_| written(&text, keywords));
        assert_eq!(
            written(&once, keywords),
            once,
            "twice is not once, from\n{text}"
        );
        if let Some(lang) = keywords {
            let other = lang.pick(Lang::En, Lang::Zh);
            let back = written(&written(&once, Some(other)), Some(lang));
            // An English address has more places for a comment than a Chinese one.
            let stays = lang == Lang::Zh || !text.contains("//") && !text.contains("／／");
            assert!(!stays || back == once, "there and back:\n{once}\n{back}");
        }
        same(policy.as_ref(), compiled(&once).as_ref(), &once);
    }
}

fn to(text: &str, keywords: Option<Lang>) -> Option<String> {
    let mut options = FormatOptions::default();
    options.keywords = keywords;
    // Room for what the formatter adds.
    options.limits.source_bytes = 1 << 18;
    options.limits.nesting = check::options().syntax.nesting;
    format_source(text, &options).ok()
}

fn compiled(text: &str) -> Option<Policy> {
    let mut options = check::options();
    options.syntax.source_bytes = 1 << 18;
    options.syntax.tokens = 40_000;
    Policy::compile_with([("甲.zeren", text)], options).ok()
}

fn same(one: Option<&Policy>, other: Option<&Policy>, text: &str) {
    match (one, other) {
        (Some(one), Some(other)) => {
            let changed = one.compare(other);
            assert!(changed.is_empty(), "{}\n{text}", changed.to_text(Lang::En));
        }
        (one, other) => assert_eq!(
            one.is_some(),
            other.is_some(),
            "one of them compiles:\n{text}"
        ),
    }
}

pub fn seeds(every: usize) -> Vec<Vec<u8>> {
    let mut seeds = parse::seeds(every);
    seeds.retain(|seed| to(&String::from_utf8_lossy(seed), None).is_some());
    seeds
}
