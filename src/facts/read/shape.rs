//! What is wrong whatever the policy says: null values, repeated keys, facts too deep or too large.
//!
//! The passes after this one take a null for something already reported.

use std::collections::BTreeSet;

use super::path::{At, Path, Site, shown};
use super::problems::Problems;
use crate::facts::FactLimits;
use crate::facts::document::{Members, Node, NodeKind, too_deep, too_many_nodes};
use crate::lang::Text;

/// Looks at every value; `false` when a limit is passed and nothing more may be read.
pub fn check(root: Node<'_>, limits: &FactLimits, problems: &mut Problems) -> bool {
    let mut shape = Shape {
        nodes: 0,
        limits,
        problems,
    };
    shape.value(At::root(root), 1)
}

struct Shape<'s> {
    nodes: usize,
    limits: &'s FactLimits,
    problems: &'s mut Problems,
}

impl Shape<'_> {
    fn value(&mut self, at: At<'_>, depth: usize) -> bool {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return self.limit(at, too_many_nodes(self.limits.nodes));
        }
        match at.node.kind() {
            NodeKind::Null => {
                self.null(at);
                true
            }
            NodeKind::Array(items) => {
                self.enter(at, depth)
                    && items
                        .enumerate()
                        .all(|(index, item)| self.value(at.index(index, item), depth + 1))
            }
            NodeKind::Object(members) => {
                self.repeated(at, members);
                self.enter(at, depth)
                    && members
                        .iter()
                        .all(|member| self.value(at.key(member.key, member.node), depth + 1))
            }
            NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::String(_) => true,
        }
    }

    fn enter(&mut self, at: At<'_>, depth: usize) -> bool {
        let deepest = self.limits.deepest();
        depth <= deepest || self.limit(at, too_deep(deepest))
    }

    fn limit(&mut self, at: At<'_>, message: Text) -> bool {
        self.problems.push(at, "F0102", message, None);
        false
    }

    fn null(&mut self, at: At<'_>) {
        let message = Text::new("不能写 `null`", "`null` is no value");
        let help = Text::new(
            "不知道的，整项不写；没有的，写空列表",
            "leave out what is not known; write an empty list for none",
        );
        self.problems.push(at, "F0104", message, Some(help));
    }

    fn repeated(&mut self, at: At<'_>, members: Members<'_>) {
        let mut seen = BTreeSet::new();
        for member in members {
            if seen.insert(member.key) {
                continue;
            }
            let site = Site {
                path: Path::Key(&at.path, member.key),
                at: Some(member.key_at),
            };
            let key = shown(member.key);
            let message = Text::new(
                format!("键 `{key}` 写了不止一次"),
                format!("the key `{key}` is written more than once"),
            );
            let help = Text::new("只留一个", "keep one of them");
            self.problems.push(site, "F0103", message, Some(help));
        }
    }
}
