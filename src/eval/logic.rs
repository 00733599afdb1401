//! Strong Kleene logic (Kleene 1952, §64): unknown stays unknown until something decides.

/// A truth value; `None` is unknown.
pub type Truth = Option<bool>;

/// True where some is true; false where all are false.
pub fn or(mut parts: impl Iterator<Item = Truth>) -> Truth {
    let mut result = Some(false);
    loop {
        match parts.next() {
            Some(Some(true)) => return Some(true),
            Some(None) => result = None,
            Some(Some(false)) => {}
            None => return result,
        }
    }
}

/// False where some is false; true where all are true.
pub fn and(mut parts: impl Iterator<Item = Truth>) -> Truth {
    let mut result = Some(true);
    loop {
        match parts.next() {
            Some(Some(false)) => return Some(false),
            Some(None) => result = None,
            Some(Some(true)) => {}
            None => return result,
        }
    }
}

/// Both.
pub fn both(left: Truth, right: impl FnOnce() -> Truth) -> Truth {
    match left {
        Some(false) => Some(false),
        Some(true) => right(),
        None => match right() {
            Some(false) => Some(false),
            _ => None,
        },
    }
}

/// Negation.
pub fn not(part: Truth) -> Truth {
    part.map(|truth| !truth)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// De Morgan, and: filling an unknown never turns one decided value into another.
        #[test]
        fn laws(parts in proptest::collection::vec(proptest::option::of(any::<bool>()), 0..6), fill: bool) {
            let negated = |parts: &[Truth]| parts.iter().map(|p| not(*p)).collect::<Vec<_>>();
            prop_assert_eq!(not(or(parts.iter().copied())), and(negated(&parts).into_iter()));
            let filled: Vec<Truth> = parts.iter().map(|p| p.or(Some(fill))).collect();
            if let Some(decided) = and(parts.iter().copied()) {
                prop_assert_eq!(and(filled.iter().copied()), Some(decided));
            }
            if let (Some(first), Some(second)) = (parts.first(), parts.get(1)) {
                prop_assert_eq!(both(*first, || *second), and([*first, *second].into_iter()));
            }
        }
    }
}
