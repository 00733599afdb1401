//! The rows of a table, and how they are printed.

use crate::harness::Spread;

/// What a row is about and what it must reach.
pub struct Row {
    pub name: &'static str,
    /// What the number is: `×` for a ratio, else its unit.
    pub unit: &'static str,
    pub must: Option<f64>,
    pub goal: Option<f64>,
    pub spread: Spread,
}

/// Prints rows, in the README's form where that is wanted.
pub fn print_rows(rows: &[Row], markdown: bool) {
    if rows.is_empty() {
        return;
    }
    if markdown {
        println!("| measure | median | least – most | must | goal |\n|---|--:|--:|--:|--:|");
    }
    for row in rows {
        let bound =
            |bound: Option<f64>| bound.map_or(String::new(), |bound| format!("≤ {}", short(bound)));
        let (must, goal) = (bound(row.must), bound(row.goal));
        let Spread {
            median,
            least,
            most,
        } = row.spread;
        let (median, least, most) = (short(median), short(least), short(most));
        let unit = row.unit;
        if markdown {
            println!(
                "| {} | {median} {unit} | {least} – {most} | {must} | {goal} |",
                row.name
            );
        } else {
            println!(
                "{:<72} {median:>9} {unit:<5} ({least} – {most})  must {must:<7} goal {goal}",
                row.name
            );
        }
    }
}

/// Three significant digits.
pub fn short(value: f64) -> String {
    match value {
        0.0 => "0".to_owned(),
        value if value < 0.1 => format!("{value:.3}"),
        value if value < 10.0 => format!("{value:.2}")
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned(),
        value if value < 100.0 => format!("{value:.1}").trim_end_matches(".0").to_owned(),
        value => format!("{value:.0}"),
    }
}
