//! Explanations in words, Chinese or English; names and quotations stay the policy's.
//!
//! `sentence` words proofs, `fact` names facts; `finding`, `why_not` and `flip` put them on a page.

mod fact;
mod finding;
mod flip;
mod party;
mod sentence;
mod why_not;

use super::finding::Explanation;
use super::flip::Flip;
use super::why_not::WhyNot;
use crate::assessment::Page;
use crate::lang::Lang;

/// An explanation as text, in lines of at most 78 columns.
pub fn render_explanation(explanation: &Explanation, lang: Lang) -> String {
    let mut page = Page::default();
    finding::page(&mut page, explanation, lang);
    page.into_text()
}

/// A *why not* as text, in lines of at most 78 columns.
pub fn render_why_not(answer: &WhyNot, lang: Lang) -> String {
    let mut page = Page::default();
    match answer {
        WhyNot::Trigger(answer) => why_not::trigger(&mut page, answer, lang),
        WhyNot::Target(answer) => why_not::target(&mut page, answer, lang),
        WhyNot::Party(answer) => party::page(&mut page, answer, lang),
    }
    page.into_text()
}

/// A smallest change as text, in lines of at most 78 columns.
pub fn render_flip(answer: &Flip, lang: Lang) -> String {
    let mut page = Page::default();
    flip::page(&mut page, answer, lang);
    page.into_text()
}

/// A section under its title, unless it is empty.
fn section(page: &mut Page, title: &str, write: impl FnOnce(&mut Page)) {
    let mut body = Page::default();
    write(&mut body);
    page.section(title, body);
}
