//! The lines of a text: where they stand, how they end, and whether the text is wrapped.
//!
//! It looks at the shape of lines and never at their marks.

/// Twenty Chinese characters.
const TITLE_WIDTH: usize = 40;

/// A line with something on it, without the spaces around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its words.
    pub text: &'t str,
    /// Its first byte in the text.
    pub start: usize,
    /// Whether an empty line, or the beginning of the text, stands before it.
    pub gap: bool,
    /// Whether it is indented as Chinese paragraphs are.
    pub indented: bool,
}

/// The lines of a text, empty ones left out.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut lines, mut gap, mut at) = (Vec::new(), true, 0);
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let blank = |c: char| c.is_whitespace() || start == 0 && c == '\u{feff}';
        let body = whole.trim_start_matches(blank);
        let words = body.trim_end_matches(blank);
        if words.is_empty() {
            gap = true;
            continue;
        }
        lines.push(Line {
            text: words,
            start: start + whole.len() - body.len(),
            gap,
            indented: whole.starts_with('\u{3000}'),
        });
        gap = false;
    }
    lines
}

impl Line<'_> {
    /// The byte after its last one.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it ends as a sentence, an item or a lead-in does.
    pub(super) fn is_ended(&self) -> bool {
        // English joins the last two items of a list by a word at the end of the line.
        ends_sentence(self.text) || self.text.ends_with(" or") || self.text.ends_with(" and")
    }

    /// Whether it is wider than any title.
    pub(super) fn is_wide(&self) -> bool {
        width(self.text) > TITLE_WIDTH
    }

    /// Whether it is a date, as under a signature.
    pub(super) fn is_date(&self) -> bool {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let chinese = self.text.ends_with('日')
            && self.text.contains('月')
            && self.text.contains('年')
            && self.text.chars().count() <= 16;
        let english = || {
            let lower = self.text.to_ascii_lowercase();
            lower.len() <= 30
                && lower.contains(|c: char| c.is_ascii_digit())
                && MONTHS.iter().any(|month| lower.contains(month))
        };
        chinese || english()
    }
}

/// Whether a text is as short as a heading, and ends like one.
pub(super) fn is_title(text: &str) -> bool {
    let open = text.ends_with([',', '、', '-', '—']);
    // A comma parts an English list of fields, and a Chinese sentence.
    let sentence = text.contains(['，', '。', '；', ';']) || text.contains(',') && !text.is_ascii();
    !text.is_empty() && width(text) <= TITLE_WIDTH && !open && !sentence && !ends_sentence(text)
}

/// Whether the text breaks its lines at a width, so that a line's end means nothing.
///
/// A wide line that stops in the middle of a sentence speaks for it; one that ends a sentence and is
/// followed by an unmarked line speaks against it.
pub(super) fn is_wrapped<'t>(pairs: impl Iterator<Item = (Line<'t>, Line<'t>)>) -> bool {
    let (mut joins, mut breaks) = (0usize, 0usize);
    for (before, after) in pairs.filter(|(_, after)| !after.gap) {
        if before.is_ended() {
            breaks += 1;
        } else if before.is_wide() && !is_title(after.text) {
            joins += 1;
        }
    }
    joins > breaks
}

/// Columns on a terminal, near enough to tell a heading from a sentence.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether a text ends as a sentence does, or announces a list.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| "”’」』\"')）》]".contains(c);
    let whole = text.trim_end_matches(closing);
    // 《办法》（试行） ends with a bracket and not with a sentence.
    whole.ends_with(['。', '；', ';', '：', ':', '.', '!', '！', '?', '？', '…'])
}
