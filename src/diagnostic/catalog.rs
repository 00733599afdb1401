//! Every code that a diagnostic can carry, with its title in both languages.
//!
//! The list exists so that a code can be explained without provoking it; the wording of a message stays
//! beside its check.

/// What there is to say about one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeInfo {
    /// The code, such as `E0101`.
    pub code: &'static str,
    /// What kind of problem it names, in Chinese and in English.
    pub title: (&'static str, &'static str),
}

/// What there is to say about `code`, when it exists.
pub fn lookup(code: &str) -> Option<&'static CodeInfo> {
    CATALOG.iter().find(|info| info.code == code)
}

/// Each stage lists its codes here, in ascending order; a code that was once released keeps its meaning.
const CATALOG: &[CodeInfo] = &[];

#[cfg(test)]
mod tests {
    use super::{CATALOG, lookup};

    #[test]
    fn codes_are_well_formed_ascending_and_found() {
        assert!(CATALOG.is_sorted_by(|a, b| a.code < b.code));
        for info in CATALOG {
            let digits = info
                .code
                .strip_prefix(['E', 'W'])
                .expect("begins with E or W");
            assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            assert_eq!(lookup(info.code), Some(info));
        }
        assert_eq!(lookup("E9999"), None);
    }
}
