//! The two languages of everything that people read, and text kept in both.
//!
//! It only chooses between texts that are given; it reads no locale from the environment.

use serde::Serialize;

/// The language of messages, explanations and rendered results.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Reads a language tag or a POSIX locale: `zh`, `zh-CN`, `en_US.UTF-8`.
    ///
    /// Other languages, and the locales `C` and `POSIX`, give `None`: the caller has its own default.
    pub fn parse(text: &str) -> Option<Lang> {
        let language = text.split(['_', '-', '.', '@']).next()?;
        match language.to_ascii_lowercase().as_str() {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// The one of two texts that is in this language.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Text {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Text {
    /// A text from its two versions.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_and_locales() {
        for (text, expected) in [
            ("zh", Some(Lang::Zh)),
            ("zh_CN.UTF-8", Some(Lang::Zh)),
            ("zh-Hans", Some(Lang::Zh)),
            ("EN", Some(Lang::En)),
            ("en_US.UTF-8", Some(Lang::En)),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("zhx", None),
            ("", None),
        ] {
            assert_eq!(Lang::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn picks_and_serializes_both_languages() {
        let text = Text::new("通报", "notice");
        assert_eq!(
            (text.get(Lang::default()), text.get(Lang::En)),
            ("通报", "notice")
        );
        let json = serde_json::to_string(&text).expect("plain strings");
        assert_eq!(json, r#"{"zh":"通报","en":"notice"}"#);
    }
}
