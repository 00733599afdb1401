//! What can be written, in both languages.

use super::*;

#[test]
fn both_languages_give_the_same_tree() {
    let (zh, en) = (
        tree(include_str!("zh.policy")),
        tree(include_str!("en.policy")),
    );
    let (zh, en) = (zh.as_array().unwrap(), en.as_array().unwrap());
    for (zh, en) in zh.iter().zip(en) {
        assert_eq!(zh, en, "{zh:#}\n{en:#}");
    }
    assert_eq!(zh.len(), en.len());
}
