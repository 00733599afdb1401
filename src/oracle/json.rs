//! JSON as a tree, with numbers as written.

use std::iter::Peekable;
use std::str::Chars;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Truth(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document that the engine has accepted.
    pub(super) fn read(text: &str) -> Self {
        value(&mut text.chars().peekable())
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, v)| v),
            _ => None,
        }
    }

    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key).map(|value| value.as_text().to_owned())
    }

    pub(super) fn as_text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            // A value may be written with its source.
            Self::Object(_) => self.get("value").unwrap().as_text(),
            other => panic!("{other:?} is no text"),
        }
    }

    pub(super) fn list(&self, key: &str) -> Option<&[Json]> {
        match self.get(key)? {
            Self::List(items) => Some(items),
            other => panic!("{other:?} is no list"),
        }
    }
}

fn value(chars: &mut Peekable<Chars<'_>>) -> Json {
    blank(chars);
    match chars.peek().copied().unwrap() {
        '"' => Json::Text(string(chars)),
        '{' => {
            chars.next();
            let mut members = Vec::new();
            while !closes(chars, '}') {
                let key = string(chars);
                blank(chars);
                assert_eq!(chars.next(), Some(':'));
                members.push((key, value(chars)));
            }
            Json::Object(members)
        }
        '[' => {
            chars.next();
            let mut items = Vec::new();
            while !closes(chars, ']') {
                items.push(value(chars));
            }
            Json::List(items)
        }
        _ => {
            let mut word = String::new();
            while let Some(c) =
                chars.next_if(|c| !matches!(c, ',' | '}' | ']') && !c.is_whitespace())
            {
                word.push(c);
            }
            match word.as_str() {
                "true" => Json::Truth(true),
                "false" => Json::Truth(false),
                _ => Json::Number(word),
            }
        }
    }
}

/// Whether the end of a list or object comes next; takes it, or the comma before what comes next.
fn closes(chars: &mut Peekable<Chars<'_>>, end: char) -> bool {
    blank(chars);
    chars.next_if_eq(&',');
    blank(chars);
    chars.next_if_eq(&end).is_some()
}

fn string(chars: &mut Peekable<Chars<'_>>) -> String {
    assert_eq!(chars.next(), Some('"'));
    let mut text = String::new();
    loop {
        match chars.next().unwrap() {
            '"' => return text,
            '\\' => panic!("the generator writes no escapes"),
            c => text.push(c),
        }
    }
}

fn blank(chars: &mut Peekable<Chars<'_>>) {
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
}
