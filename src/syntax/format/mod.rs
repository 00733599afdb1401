//! The canonical layout of a policy file, and the change of its keywords from one language to the other.
//!
//! 1. `tree`: the parse tree with all its marks, and the comments at the words beside which they stand;
//! 2. `words`, with `order`, `clause`, `parts`: each keyword in its language's one spelling and place;
//! 3. `layout`, with `flow`, `spacing`, `quote`: statements become documents of words and possible line breaks;
//! 4. `doc`: documents become lines.
//!
//! The layout is a function of the words, the comments, the blank lines and the blocks on one line; nothing else
//! of the old layout is looked at, and those come out as they went in: formatting twice changes nothing. A block may
//! stay on one line only where it would in both languages, so that converting there and back changes nothing either.
//! Names, numbers, units and quoted texts are copied.

mod clause;
mod doc;
mod flow;
mod layout;
mod order;
mod parts;
mod quote;
mod spacing;
mod tree;
mod words;

use serde_json::Value;

use super::{SyntaxLimits, ast, parse, scan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::lang::{Lang, Text};
use crate::source::{SourceId, Span};

const DEFECT: Code = Code::new("E0199");

/// What [`format_source`] may change beyond the layout.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct FormatOptions {
    /// The language of the keywords; without it each keyword stays in its own.
    pub keywords: Option<Lang>,
    /// The limits of the parser.
    pub limits: SyntaxLimits,
}

/// The text of one policy file in its canonical layout.
///
/// One property a line, two blanks of indentation a level; a block of one property may stay on its line where it
/// was written so and fits within 100 columns (a Chinese character takes two); longer lists and conditions go on
/// in the next line, indented by four. In scenarios, what semicolons join shares its lines. Of several blank lines
/// one is kept, and every comment stays where it was.
///
/// Formatting twice changes nothing more. Names, numbers, units and quoted texts are never changed, though
/// quotation marks are: “…” under Chinese keywords and "…" under English ones, or whichever can hold the text.
///
/// The result says what the text says, under either language of keywords.
///
/// # Errors
///
/// When the text does not parse: every syntax error, placed in [`SourceId(0)`](SourceId).
///
/// ```
/// use zeren::{FormatOptions, Lang, format_source};
///
/// let written = "责任 巡河{主体 镇政府;承担 直接责任 于 河道 //暂定\n依据 第三条 “镇政府负责巡河”}";
/// let chinese = format_source(written, &FormatOptions::default())?;
/// assert_eq!(
///     chinese,
///     "责任 巡河 {\n  主体 镇政府\n  承担 直接责任 于 河道 // 暂定\n  依据 第三条 “镇政府负责巡河”\n}\n"
/// );
///
/// let mut options = FormatOptions::default();
/// options.keywords = Some(Lang::En);
/// let english = format_source(&chinese, &options)?;
/// assert!(english.starts_with("duty 巡河 {\n  holder 镇政府\n  bears 直接责任 for 河道 // 暂定\n"));
///
/// options.keywords = Some(Lang::Zh);
/// assert_eq!(format_source(&english, &options)?, chinese);
/// # Ok::<(), zeren::Diagnostics>(())
/// ```
pub fn format_source(text: &str, options: &FormatOptions) -> Result<String, Diagnostics> {
    let source = SourceId(0);
    let parsed = parse(source, text, &options.limits);
    if parsed.diagnostics.has_errors() {
        return Err(parsed.diagnostics);
    }
    let chunks = scan::scan(source, text, &options.limits).chunks;
    let Some(tree) = tree::build(text, &chunks, &parsed.file.comments) else {
        return Err(defect(source));
    };
    let mut trees = [options.keywords, Some(Lang::Zh), Some(Lang::En)].map(|keywords| {
        let mut tree = tree.clone();
        words::convert(&mut tree, keywords);
        tree
    });
    layout::open_wide(&mut trees);
    let [tree, ..] = trees;
    let formatted = layout::print(&tree);
    // A formatter that loses a word of a regulation is worse than none: what was written is read again.
    let unbounded = SyntaxLimits {
        source_bytes: usize::MAX,
        tokens: usize::MAX,
        ..options.limits
    };
    let again = parse(source, &formatted, &unbounded);
    if again.diagnostics.has_errors() || meaning(&again.file) != meaning(&parsed.file) {
        return Err(defect(source));
    }
    Ok(formatted)
}

/// What a file says, without the places, and its comments in the order of their texts: where words change places
/// their comments do.
fn meaning(file: &ast::File) -> Option<(Value, Vec<&str>)> {
    let mut items = serde_json::to_value(&file.items).ok()?;
    without_places(&mut items);
    let comments = file.comments.iter().map(|comment| comment.text.as_str());
    let mut comments: Vec<&str> = comments.collect();
    comments.sort_unstable();
    Some((items, comments))
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !matches!(key.as_str(), "span" | "keyword" | "note"));
            map.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        _ => {}
    }
}

fn defect(source: SourceId) -> Diagnostics {
    let message = Text::new(
        "整理后的文本与原文不一致，这是本程序的缺陷，文本没有改动",
        "the formatted text would not say the same, which is a defect of this program; nothing was changed",
    );
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::error(DEFECT, Span::new(source, 0, 0), message));
    diagnostics
}
