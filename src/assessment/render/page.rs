//! Lines of a page: indented, and wrapped by display width, in which a Chinese character takes two columns.

/// Columns of a line.
const WIDTH: usize = 78;

/// What must not begin a line.
const CLOSING: &str = "，。；：、）》〉”’」』〕】！？%％,.;:)]";

/// What must not end a line.
const OPENING: &str = "（《〈“‘「『〔【([";

/// Lines so far.
#[derive(Default)]
pub(crate) struct Page {
    text: String,
}

impl Page {
    /// A section under its title, after an empty line; an empty one is left out.
    pub(crate) fn section(&mut self, title: &str, body: Self) {
        if body.text.is_empty() {
            return;
        }
        self.text.push('\n');
        self.line(0, title);
        self.text.push_str(&body.text);
    }

    /// A paragraph, indented by so many columns; its later lines by two more.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        let mut margin = indent;
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (first, later) = rest.split_at(fit(rest, WIDTH.saturating_sub(margin)));
            self.text.extend(std::iter::repeat_n(' ', margin));
            self.text.push_str(first.trim_end());
            self.text.push('\n');
            rest = later.trim_start();
            margin = indent + 2;
        }
    }

    /// The page.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// Bytes of a text that fit a line: up to the last place where it may be broken, if there is one.
fn fit(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut broken = None;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            broken = Some(at);
        }
        used += width(c);
        if used > columns && before.is_some() {
            return broken.unwrap_or(at);
        }
        before = Some(c);
    }
    text.len()
}

fn may_break(before: char, after: char) -> bool {
    let space = before.is_whitespace() || after.is_whitespace();
    let wide = width(before) == 2 || width(after) == 2;
    (space || wide) && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// Columns of a character: two for those of Chinese type.
fn width(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}' => 2,
        '“' | '”' | '‘' | '’' | '…' | '—' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wraps_by_columns_and_keeps_marks_with_their_words() {
        let mut page = Page::default();
        page.line(2, &"某镇对资金监督负责，".repeat(8));
        page.line(0, &format!("{} 完", "word ".repeat(20)));
        let text = page.into_text();
        for line in text.lines() {
            assert!(line.chars().map(width).sum::<usize>() <= WIDTH, "{line}");
            assert!(!line.trim_start().starts_with('，'), "{line}");
        }
        let joined: String = text.split_whitespace().collect();
        assert_eq!(joined.matches("监督").count(), 8);
        assert_eq!(joined.matches("word").count(), 20);
    }

    #[test]
    fn breaks_a_word_longer_than_the_line() {
        let mut page = Page::default();
        page.line(0, &"a".repeat(100));
        assert_eq!(page.into_text().lines().count(), 2);
    }
}
