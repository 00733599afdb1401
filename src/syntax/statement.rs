//! Where statements begin and end among the pieces of a text that does not parse.

use std::ops::Range;

use super::keywords;
use super::lex::{Lexeme, LexemeKind};

/// The statement that holds the piece at `index`, with the blocks that it opens; `None` when nothing is left.
///
/// Where a statement could have begun at that piece, what stands before it is sound and stays.
pub(super) fn broken_statement(
    text: &str,
    lexemes: &[Lexeme],
    index: usize,
    statement: bool,
) -> Option<Range<usize>> {
    let last = lexemes.len().checked_sub(1)?;
    let found = lexemes.get(index).map(|lexeme| lexeme.kind);
    let ends_before = match found {
        None | Some(LexemeKind::CloseBrace) => true,
        Some(_) => !statement && begins_statement(text, lexemes, index),
    };
    let anchor = if ends_before && index > 0 {
        index.saturating_sub(1)
    } else {
        index.min(last)
    };
    let start = if statement && anchor == index {
        anchor
    } else {
        statement_start(text, lexemes, anchor)
    };
    let end = statement_end(text, lexemes, start, anchor);
    let start = lexemes.get(start)?.start();
    let end = lexemes.get(end)?.end();
    (start < end).then_some(start..end)
}

/// The declaration around `index` whose body has no opening brace: up to the next one that is indented no deeper.
pub(super) fn headless(text: &str, lexemes: &[Lexeme], index: usize) -> Option<Range<usize>> {
    let start = statement_start(text, lexemes, index.checked_sub(1)?);
    let first = lexemes.get(start)?;
    let begins = |lexeme: &&Lexeme| {
        let word = text.get(lexeme.range()).unwrap_or("");
        lexeme
            .indent()
            .is_some_and(|indent| Some(indent) <= first.indent())
            && lexeme.kind == LexemeKind::Word
            && keywords::may_begin_declaration(word)
    };
    let after = lexemes.iter().skip(index);
    let last = after.take_while(|lexeme| !begins(lexeme)).last();
    let end = last.or(lexemes.get(index.checked_sub(1)?))?.end();
    Some(first.start()..end)
}

/// The first piece of the statement around `anchor`.
fn statement_start(text: &str, lexemes: &[Lexeme], anchor: usize) -> usize {
    let mut depth = 0_usize;
    let mut start = anchor;
    for (index, lexeme) in lexemes.iter().enumerate().take(anchor + 1).rev() {
        match lexeme.kind {
            LexemeKind::CloseBrace => depth += 1,
            LexemeKind::OpenBrace if depth > 0 => depth -= 1,
            // The anchor may be the brace of the statement's own block.
            LexemeKind::OpenBrace if index < anchor => return start,
            _ if depth == 0 && begins_statement(text, lexemes, index) => return index,
            _ => {}
        }
        start = index;
    }
    start
}

/// The last piece of the statement around `anchor`, the blocks that it opens included.
fn statement_end(text: &str, lexemes: &[Lexeme], start: usize, anchor: usize) -> usize {
    let indent = indent_at(lexemes, start);
    let mut depth = 0_usize;
    let mut end = start;
    for (index, lexeme) in lexemes.iter().enumerate().skip(start) {
        let outdented = match (lexeme.indent(), indent) {
            (Some(own), Some(first)) => own <= first,
            _ => false,
        };
        match lexeme.kind {
            LexemeKind::CloseBrace if depth == 0 => break,
            LexemeKind::CloseBrace => depth -= 1,
            _ if depth == 0
                && index > anchor
                && (outdented || begins_statement(text, lexemes, index)) =>
            {
                break;
            }
            LexemeKind::OpenBrace => depth += 1,
            _ => {}
        }
        end = index;
    }
    end
}

/// How far the line of a piece is indented.
fn indent_at(lexemes: &[Lexeme], index: usize) -> Option<usize> {
    let before = lexemes.iter().take(index + 1).rev();
    before.filter_map(|lexeme| lexeme.indent()).next()
}

/// The first piece of the statement whose block is around a piece, with its line's indentation.
pub(super) fn block_head<'a>(
    text: &str,
    lexemes: &'a [Lexeme],
    index: usize,
) -> Option<(&'a Lexeme, usize)> {
    let mut depth = 0_usize;
    for (index, lexeme) in lexemes.iter().enumerate().take(index).rev() {
        match lexeme.kind {
            LexemeKind::CloseBrace => depth += 1,
            LexemeKind::OpenBrace if depth > 0 => depth -= 1,
            LexemeKind::OpenBrace => {
                let head = statement_start(text, lexemes, index);
                let indent = indent_at(lexemes, head).unwrap_or(0);
                return lexemes.get(head).map(|head| (head, indent));
            }
            _ => {}
        }
    }
    None
}

/// Whether a statement probably begins at a piece: a keyword for it that stands first on its line or after a
/// brace, or one that never stands elsewhere.
fn begins_statement(text: &str, lexemes: &[Lexeme], index: usize) -> bool {
    let Some(lexeme) = lexemes.get(index) else {
        return false;
    };
    let word = text.get(lexeme.range()).unwrap_or("");
    if lexeme.kind != LexemeKind::Word {
        return false;
    }
    let first = lexeme.indent().is_some()
        || index
            .checked_sub(1)
            .and_then(|before| lexemes.get(before))
            .is_none_or(|before| {
                matches!(
                    before.kind,
                    LexemeKind::OpenBrace | LexemeKind::CloseBrace | LexemeKind::Semicolon
                )
            });
    if first {
        keywords::may_begin_statement(word)
    } else {
        keywords::always_begins_property(word)
    }
}
