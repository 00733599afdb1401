//! What every diagnostic must hold to, whatever it reports: a known code, a place, and texts in one language each.

use zeren::{Diagnostic, Lang, Text, code_info};

/// Words that the Chinese texts may use in Latin letters outside backquotes.
const LATIN: &[&str] = &["JSON", "SHA", "id", "N"];

/// What is wrong with the wording of a diagnostic.
pub fn faults(diagnostic: &Diagnostic) -> Vec<String> {
    let mut faults = Vec::new();
    if code_info(diagnostic.code.as_str()).is_none() {
        faults.push("the code is not in the catalog".to_owned());
    }
    let secondary = diagnostic.secondary.iter().map(|(_, label)| label);
    let texts = [&diagnostic.message]
        .into_iter()
        .chain(&diagnostic.label)
        .chain(secondary)
        .chain(&diagnostic.help);
    for text in texts {
        faults.extend(faults_of_text(text));
    }
    faults
}

fn faults_of_text(text: &Text) -> Vec<String> {
    let (zh, en) = (text.get(Lang::Zh), text.get(Lang::En));
    let mut faults = Vec::new();
    if zh.trim().is_empty() || en.trim().is_empty() {
        faults.push(format!("a text is empty: {text:?}"));
    }
    let latin = own_words(zh)
        .split(|c: char| !c.is_ascii_alphabetic())
        .find(|word| !word.is_empty() && !LATIN.contains(word))
        .map(str::to_owned);
    faults.extend(latin.map(|word| format!("`{word}` in the Chinese text: {zh}")));
    if own_words(en).chars().any(is_chinese) {
        faults.push(format!("Chinese in the English text: {en}"));
    }
    for (lang, text) in [("Chinese", zh), ("English", en)] {
        if text.ends_with(['.', '。']) {
            faults.push(format!("the {lang} text ends with a full stop: {text}"));
        }
        if text.matches('`').count() % 2 == 1 {
            faults.push(format!("a backquote is left open: {text}"));
        }
    }
    if en.chars().next().is_some_and(char::is_uppercase)
        && !en.starts_with("SHA")
        && !en.starts_with("Civil Code")
    {
        faults.push(format!("the English text begins with a capital: {en}"));
    }
    faults
}

/// The text without what stands in backquotes, which are a user's words and keywords.
fn own_words(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join(" ")
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}
