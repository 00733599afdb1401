//! The two languages of everything that a person reads, and a text in both.
//!
//! The caller picks the language at the moment of rendering; nothing here reads the environment.

use serde::Serialize;

/// The language that a person reads messages in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Simplified Chinese, the default: it is the language of the regulations.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The one of two alternatives that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// Reads a language tag or a locale (`zh`, `zh-CN`, `en_US.UTF-8`, `中文`); `None` for other languages.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.']).next()?;
        match primary.to_ascii_lowercase().as_str() {
            "zh" | "中文" => Some(Self::Zh),
            "en" | "english" | "英文" => Some(Self::En),
            _ => None,
        }
    }
}

/// One text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The text in Chinese.
    pub zh: String,
    /// The text in English.
    pub en: String,
}

impl Text {
    /// Pairs the Chinese and the English wording of one text.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The wording in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Text};

    #[test]
    fn tags_and_locales() {
        assert_eq!(Lang::parse("zh_CN.UTF-8"), Some(Lang::Zh));
        assert_eq!(Lang::parse("EN-us"), Some(Lang::En));
        assert_eq!(Lang::parse("fr"), None);
        assert_eq!(Lang::parse(""), None);
    }

    #[test]
    fn a_text_answers_in_the_language_asked_for() {
        let text = Text::new("错误", "error");
        assert_eq!((text.get(Lang::Zh), text.get(Lang::En)), ("错误", "error"));
    }
}
