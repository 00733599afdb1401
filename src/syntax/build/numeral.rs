//! Ordinals of clauses as digits: 二十七, ２７ and 27 address the same article.

use crate::number::digit_value;

/// The digits of an ordinal in either script, or its one letter; `None` where the numerals make no number.
pub(super) fn ordinal(written: &str) -> Option<String> {
    if let Some(digits) = plain(written, digit_value) {
        return Some(digits);
    }
    if written.chars().all(|c| c.is_ascii_alphabetic()) {
        return Some(written.to_owned());
    }
    let chinese = || chinese(written).map(|number| number.to_string());
    plain(written, chinese_digit).or_else(chinese)
}

/// What is written digit by digit, without leading zeros.
fn plain(written: &str, value: impl Fn(char) -> Option<u8>) -> Option<String> {
    let mut digits = String::new();
    for c in written.chars() {
        let digit = value(c)?;
        if digit > 0 || !digits.is_empty() {
            digits.push(char::from(b'0' + digit));
        }
    }
    if digits.is_empty() {
        digits.push('0');
    }
    Some(digits)
}

/// A number with 十, 百 or 千: each at most once, the greater first, a digit before each (十 alone may lead).
fn chinese(written: &str) -> Option<u32> {
    let (mut total, mut digit, mut last_unit) = (0_u32, None, u32::MAX);
    for c in written.chars() {
        if let Some(unit) = unit(c) {
            let leads = total == 0 && digit.is_none() && unit == 10;
            let count = if leads { 1 } else { digit.take()? };
            if unit >= last_unit || count == 0 {
                return None;
            }
            total = total.checked_add(unit.checked_mul(count)?)?;
            last_unit = unit;
        } else {
            // 零 fills a gap and counts for nothing; a digit counts once its unit is known.
            match (chinese_digit(c)?, digit) {
                (0, None) if last_unit != u32::MAX => {}
                (value, None) if value > 0 => digit = Some(u32::from(value)),
                _ => return None,
            }
        }
    }
    let last = digit.unwrap_or(0);
    // A last digit counts ones; 一百三 for 130 is speech, not an address.
    total.checked_add(last)
}

fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

fn chinese_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn numerals_of_either_script() {
        for (written, expected) in [
            ("27", "27"),
            ("２７", "27"),
            ("007", "7"),
            ("0", "0"),
            ("二十七", "27"),
            ("十", "10"),
            ("十九", "19"),
            ("二十", "20"),
            ("二〇", "20"),
            ("两", "2"),
            ("一百零三", "103"),
            ("一百一十三", "113"),
            ("一千零五十", "1050"),
            ("一千零一十", "1010"),
            ("a", "a"),
        ] {
            assert_eq!(ordinal(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn numerals_that_make_no_number() {
        for written in [
            "百",
            "十百",
            "二十三十",
            "零十",
            "二三十",
            "十零零一二",
            "一百百",
        ] {
            assert_eq!(ordinal(written), None, "{written}");
        }
    }
}
