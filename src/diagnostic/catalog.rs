//! Every code that a diagnostic can carry, with its title and its page in both languages.
//!
//! The list exists so that a code can be explained without provoking it; the wording of a message stays
//! beside its check. The codes themselves stand in `list`.

mod list;

use super::Severity;
use super::page::{Page, Snippet};
use crate::lang::Lang;
use crate::suggest::nearest;
use list::CATALOG;

/// What there is to say about one code: its title, and a page that explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// The code, such as `E0101`.
    pub code: &'static str,
    title: (&'static str, &'static str),
    pages: (&'static str, &'static str),
}

/// What there is to say about `code`, when it exists.
///
/// ```
/// use zeren::{Lang, code_info};
///
/// let info = code_info("E0402").unwrap();
/// assert_eq!(info.title(Lang::En), "no citation or interpretation");
/// assert!(info.meaning(Lang::Zh).contains("依据") || info.meaning(Lang::Zh).contains("条款"));
/// assert!(code_info("E9999").is_none());
/// ```
pub fn lookup(code: &str) -> Option<&'static CodeInfo> {
    CATALOG
        .iter()
        .find(|info| info.code.eq_ignore_ascii_case(code))
}

/// Every code, in ascending order of its kind: errors in policies, in facts, what a lint finds, and warnings.
pub fn all() -> &'static [CodeInfo] {
    CATALOG
}

/// The code that one which does not exist resembles most.
pub fn suggest(code: &str) -> Option<&'static str> {
    nearest(code, CATALOG.iter().map(|info| info.code))
}

impl CodeInfo {
    /// Whether a policy may say that it is meant: warnings about what it declares, and no allowance itself.
    pub fn may_be_allowed(&self) -> bool {
        self.severity() == Severity::Warning && self.code != "L0001"
    }

    /// What kind of problem it names.
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.pick(self.title.0, self.title.1)
    }

    /// Whether it is an error or a warning: what a check says beside its errors, or what a lint finds.
    pub fn severity(&self) -> Severity {
        if self.code.starts_with(['L', 'W']) {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// What is wrong where it is reported.
    pub fn meaning(&self, lang: Lang) -> &'static str {
        self.page(lang).meaning
    }

    /// Why accountability needs this to be right.
    pub fn reason(&self, lang: Lang) -> &'static str {
        self.page(lang).reason
    }

    /// Something small that provokes it, of an invented regulation.
    pub fn example(&self, lang: Lang) -> Vec<Snippet> {
        self.page(lang).example()
    }

    /// The same put right.
    pub fn remedy(&self, lang: Lang) -> Vec<Snippet> {
        self.page(lang).remedy()
    }

    /// The whole page in Markdown, under the headings that its language has.
    pub fn markdown(&self, lang: Lang) -> &'static str {
        lang.pick(self.pages.0, self.pages.1)
    }

    fn page(&self, lang: Lang) -> Page {
        Page::of(self.markdown(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::list::CATALOG;
    use super::{lookup, suggest};

    #[test]
    fn codes_are_well_formed_ascending_and_found() {
        assert!(CATALOG.is_sorted_by(|a, b| a.code < b.code));
        for info in CATALOG {
            let digits = info
                .code
                .strip_prefix(['E', 'F', 'L', 'W'])
                .expect("begins with E, F, L or W");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(lookup(info.code), Some(info));
        }
        assert_eq!(lookup("E9999"), None);
        assert_eq!(suggest("E0l01"), Some("E0101"));
    }
}
