//! Puts right what can be put right without changing what the policy says.
//!
//! A finding carries its edit as data; here the edits are applied to texts, again and again until none is left, and
//! the result is compiled before it is given away. Nothing is written.

use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Fix};
use crate::error::CompileError;
use crate::policy::Policy;
use crate::source::SourceId;

/// Edits make new findings at most by merging what stood apart; so many rounds are never needed.
const ROUNDS: usize = 8;

/// A policy put right.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Fixed {
    /// The policy as it now is.
    pub policy: Policy,
    /// The files that changed: name and whole text.
    pub files: Vec<(String, String)>,
    /// How many edits were made.
    pub edits: usize,
}

impl Policy {
    /// The policy with every safe edit made that its [lints](Self::lint) propose: each leaves what it says as it was.
    ///
    /// ```
    /// let policy = zeren::Policy::compile([("甲.zeren", "
    ///     法规 “巡查办法” { 施行 2024年1月1日 }
    ///     层级 镇
    ///     解释 口径 { 问题 “含否” 选项 甲 选项 乙 取 甲 理由 “照民法典” }
    ///     指标 合格率 { 层级 镇 计量 % }
    ///     目标 合格 { 每个 镇 要求 合格率 90%以上 截止 期末 依据 解释 口径 }
    /// ")])?;
    /// let fixed = policy.fix_lints()?;
    /// assert!(fixed.files[0].1.contains("90%以上（含）"));
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the edited policy does not compile, which is a defect of an edit; nothing is lost, the policy stays.
    pub fn fix_lints(&self) -> Result<Fixed, CompileError> {
        let (mut policy, mut edits) = (self.clone(), 0);
        for _ in 0..ROUNDS {
            let found = policy.lint();
            let made = policy.edited(&found);
            if made.is_empty() {
                break;
            }
            edits += made.iter().map(|(_, _, count)| count).sum::<usize>();
            policy = policy.with_texts(made.into_iter().map(|(id, text, _)| (id, text)))?;
        }
        let before = self.sources().iter();
        let changed = before.zip(policy.sources().iter());
        let files = changed
            .filter(|((_, old), (_, new))| old.text() != new.text())
            .map(|(_, (_, new))| (new.name().to_owned(), new.text().to_owned()))
            .collect();
        Ok(Fixed {
            policy,
            files,
            edits,
        })
    }

    /// The texts that edits change, and how many each.
    fn edited(&self, found: &Diagnostics) -> Vec<(SourceId, Arc<str>, usize)> {
        let fixes: Vec<&Fix> = found.iter().filter_map(|one| one.fix.as_ref()).collect();
        let sources = self.sources().iter();
        sources
            .filter_map(|(id, source)| {
                let here = fixes.iter().copied().filter(|fix| fix.span.source == id);
                let (text, count) = apply(source.text(), here.collect())?;
                Some((id, text.into(), count))
            })
            .collect()
    }
}

/// The text with edits made, and how many; of two that overlap the first. `None` if there is none.
fn apply(text: &str, mut fixes: Vec<&Fix>) -> Option<(String, usize)> {
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let place = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX);
    let (mut edited, mut at, mut count) = (String::new(), 0, 0);
    for fix in fixes {
        let (start, end) = (place(fix.span.start), place(fix.span.end));
        // Two insertions at one place would be the same edit told twice.
        if start < at || count > 0 && start == at && start == end {
            continue;
        }
        edited.push_str(text.get(at..start)?);
        edited.push_str(&fix.replacement);
        at = end;
        count += 1;
    }
    edited.push_str(text.get(at..)?);
    (count > 0).then_some((edited, count))
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::diagnostic::Fix;
    use crate::source::{SourceId, Span};

    fn fix(start: u32, end: u32, replacement: &str) -> Fix {
        Fix {
            span: Span::new(SourceId(0), start, end),
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn edits_are_made_in_the_order_of_the_text() {
        let fixes = [fix(4, 5, ""), fix(1, 1, "+"), fix(2, 3, "C")];
        let made = apply("abcdef", fixes.iter().collect());
        assert_eq!(made, Some(("a+bCdf".to_owned(), 3)));
    }

    #[test]
    fn of_edits_that_overlap_the_first_is_made() {
        let fixes = [fix(1, 4, "x"), fix(2, 5, "y"), fix(5, 5, "z")];
        let made = apply("abcdef", fixes.iter().collect());
        assert_eq!(made, Some(("axezf".to_owned(), 2)));
        assert_eq!(apply("abc", Vec::new()), None);
    }
}
