//! "Did you mean": the declared name nearest to one that is not declared.
//!
//! Works on characters, since a Chinese name is short and each of its characters carries meaning. It
//! proposes and never resolves: no stage may treat a suggestion as the name that was meant.

use crate::lang::Text;

/// Names longer than this many characters are not compared, which bounds the cost of one suggestion.
const MAX_CHARS: usize = 200;

/// The candidate nearest to `wanted`, or `None` when none is near; the first declared wins a tie.
///
/// Near means, from best to worst: a few edits apart; the same characters in another order; one name
/// contained in the other. ASCII letters compare without case.
pub(crate) fn nearest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = Name::new(wanted)?;
    candidates
        .into_iter()
        .filter(|candidate| *candidate != wanted)
        .filter_map(|candidate| Some((likeness(&name, &Name::new(candidate)?)?, candidate)))
        // `min_by_key` keeps the first of equals, hence the first declared.
        .min_by_key(|(likeness, _)| *likeness)
        .map(|(_, candidate)| candidate)
}

/// The help that proposes a name.
pub(crate) fn proposal(name: &str) -> Text {
    Text::new(format!("是不是 `{name}`"), format!("did you mean `{name}`"))
}

/// A name as it must stand in a policy.
pub(crate) fn written(name: &str, quoted: bool) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain && !quoted {
        name.to_owned()
    } else {
        format!("“{name}”")
    }
}

/// How two names resemble each other; a smaller one is a better match.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Edits(usize),
    Reordered,
    Contained { extra: usize },
}

/// A name made comparable.
struct Name {
    text: String,
    chars: Vec<char>,
}

impl Name {
    /// `None` for names that cannot be compared: a single character resembles nothing but itself.
    fn new(name: &str) -> Option<Self> {
        let chars: Vec<char> = name
            .chars()
            .take(MAX_CHARS + 1)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let comparable = (2..=MAX_CHARS).contains(&chars.len());
        comparable.then(|| Self {
            text: chars.iter().collect(),
            chars,
        })
    }

    fn len(&self) -> usize {
        self.chars.len()
    }

    /// The characters in a canonical order, to compare two names as multisets.
    fn sorted(&self) -> Vec<char> {
        let mut chars = self.chars.clone();
        chars.sort_unstable();
        chars
    }
}

fn likeness(wanted: &Name, candidate: &Name) -> Option<Likeness> {
    let allowed = allowed_edits(wanted.len());
    // The difference in length is a lower bound of the distance, which is the costly part.
    if wanted.len().abs_diff(candidate.len()) <= allowed {
        let distance = strsim::damerau_levenshtein(&wanted.text, &candidate.text);
        if distance <= allowed {
            return Some(Likeness::Edits(distance));
        }
    }
    if wanted.len() == candidate.len() && wanted.sorted() == candidate.sorted() {
        return Some(Likeness::Reordered);
    }
    let (short, long) = if wanted.len() < candidate.len() {
        (wanted, candidate)
    } else {
        (candidate, wanted)
    };
    contains(long, short).then(|| Likeness::Contained {
        extra: long.len() - short.len(),
    })
}

fn allowed_edits(chars: usize) -> usize {
    match chars {
        0..=1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    }
}

/// Whether `short` makes up at least half of `long`.
///
/// Chinese abbreviates by leaving characters out of the middle (河道管理 for 河道资金管理), so there the
/// characters need not be adjacent; English letters must be, or any short word would match.
fn contains(long: &Name, short: &Name) -> bool {
    if short.len() * 2 < long.len() {
        return false;
    }
    if short.text.is_ascii() {
        return long.text.contains(&short.text);
    }
    let mut rest = long.chars.iter();
    short
        .chars
        .iter()
        .all(|wanted| rest.any(|found| found == wanted))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(wanted: &str, candidates: &[&str], expected: Option<&str>) {
        assert_eq!(
            nearest(wanted, candidates.iter().copied()),
            expected,
            "{wanted} among {candidates:?}"
        );
    }

    #[test]
    fn chinese_names() {
        check("满意率", &["合格率低", "满意度"], Some("满意度"));
        check("河道资金监管管理", &["河道资金管理"], Some("河道资金管理"));
        check("管理河道资金", &["河道资金管理"], Some("河道资金管理"));
        check("河道管理", &["河道资金管理"], Some("河道资金管理"));
        check(
            "满意度",
            &["群众对本地河道工作满意度", "群众满意度"],
            Some("群众满意度"),
        );
        check("县级", &["乡镇", "河道办"], None);
        check("资金", &["河道资金监督管理"], None);
    }

    #[test]
    fn english_names() {
        check(
            "Satisfacton",
            &["holder", "satisfaction"],
            Some("satisfaction"),
        );
        check("teh", &["the"], Some("the"));
        check("DUTY", &["duty"], Some("duty"));
        check("county", &["county_office"], None);
        check("county_off", &["county_office"], Some("county_office"));
        check("cost", &["contest"], None);
        check("holder", &["matter", "target"], None);
    }

    #[test]
    fn ties_go_to_the_first_declared_and_fewer_edits_win() {
        check("满意率", &["满意度", "满意值"], Some("满意度"));
        check("满意率", &["满意值", "满意度"], Some("满意值"));
        check("治理成效率", &["治理成绩", "治理成效"], Some("治理成效"));
    }

    #[test]
    fn what_is_not_compared() {
        check("县", &["市", "县级"], None);
        check("县级", &["县"], None);
        check("县级", &["县级"], None);
        check("县级", &[], None);
        let long = "长".repeat(201);
        check(&long, &[&long, "长长"], None);
        check("长长", &[&long], None);
    }
}
