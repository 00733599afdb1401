//! Ordinals as regulations write them, and the one form in which addresses keep them.

/// A number in digits or Chinese numerals, as plain digits.
pub(super) fn read(text: &str) -> Option<String> {
    digits(text.trim()).or_else(|| chinese(text.trim()).map(|number| number.to_string()))
}

/// One letter, in lower case.
pub(super) fn latin(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let alone = chars.next().is_none();
    alone.then(|| letter.to_ascii_lowercase().to_string())
}

/// Up to three digits, narrow or wide: four are a year.
fn digits(text: &str) -> Option<String> {
    let digits: Option<String> = text
        .chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            '０'..='９' => char::from_u32(u32::from(c) - 0xfee0),
            _ => None,
        })
        .collect();
    let digits = digits.filter(|digits| (1..=3).contains(&digits.len()))?;
    Some(digits.parse::<u16>().ok()?.to_string())
}

/// A Chinese numeral below a thousand: 二十七, 一百零三.
pub(super) fn chinese(text: &str) -> Option<u16> {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        match c {
            // Ten needs no digit before it.
            '十' => total += 10 * digit.take().filter(|&d| d > 0).unwrap_or(1),
            '百' => total += 100 * digit.take()?,
            _ => {
                let value = DIGITS.iter().zip(0u16..).find(|(name, _)| **name == c)?.1;
                let zero = digit.replace(value).is_none_or(|before| before == 0);
                zero.then_some(())?;
            }
        }
    }
    let number = total + digit.unwrap_or(0);
    (1..1000).contains(&number).then_some(number)
}

/// A Roman numeral below forty, in letters of one case; a longer list is not numbered so.
pub(super) fn roman(text: &str) -> Option<u16> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let lower = text.to_ascii_lowercase();
    let one_case = text == lower || text == text.to_ascii_uppercase();
    let unit = lower.trim_start_matches('x');
    let tens = u16::try_from(lower.len() - unit.len()).ok()?;
    let (_, unit) = UNITS.iter().zip(0..).find(|(name, _)| **name == unit)?;
    (one_case && tens <= 3 && tens * 10 + unit > 0).then_some(tens * 10 + unit)
}

#[cfg(test)]
mod tests {
    use super::{chinese, read, roman};

    #[test]
    fn numerals_of_every_script() {
        for (text, number) in [
            ("十", 10),
            ("二十七", 27),
            ("一百零三", 103),
            ("一百二十", 120),
        ] {
            assert_eq!(chinese(text), Some(number), "{text}");
        }
        for text in ["", "零", "一二", "甲", "百"] {
            assert_eq!(chinese(text), None, "{text}");
        }
        assert_eq!(read("０12").as_deref(), Some("12"));
        assert_eq!(read("2017"), None);
        assert_eq!(
            (roman("xiv"), roman("IV"), roman("iX"), roman("iiii")),
            (Some(14), Some(4), None, None)
        );
    }
}
