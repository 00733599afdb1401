//! Why findings are there, in words.

use super::super::*;
use super::{DISSATISFIED, WASTE, World, facts};
use crate::lang::Lang;

fn page(town: &str, whole: &str, index: usize, lang: Lang) -> String {
    let world = World::rivers("");
    let facts = world.facts(&facts(town, whole));
    let asked = world.ask(&facts);
    let explained = explain_finding(&asked.case(), index).expect("a finding");
    render_explanation(&explained, lang)
}

#[test]
fn a_missed_target_shows_both_sides_and_their_source() {
    let page = page(DISSATISFIED, r#", "discharges": []"#, 0, Lang::Zh);
    insta::assert_snapshot!(page);
}

#[test]
fn a_record_shows_what_held_and_what_is_not_known() {
    insta::assert_snapshot!(page(WASTE, "", 3, Lang::Zh));
    insta::assert_snapshot!(page(WASTE, "", 3, Lang::En));
}

#[test]
fn a_count_shows_its_elements_and_the_persons_of_the_span() {
    insta::assert_snapshot!(page(WASTE, "", 6, Lang::Zh));
}

#[test]
fn an_explanation_has_names_and_no_numbers_of_ours() {
    let world = World::rivers("");
    let facts = world.facts(&facts(DISSATISFIED, ""));
    let asked = world.ask(&facts);
    let explained = explain_finding(&asked.case(), 0).expect("a finding");
    let json = serde_json::to_string_pretty(&explained.causes).expect("JSON");
    insta::assert_snapshot!(json);
    assert_eq!(
        explain_finding(&asked.case(), 99),
        Err(ExplainError::NoSuchFinding)
    );
}
