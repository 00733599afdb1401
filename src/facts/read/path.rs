//! Where in the facts something stands: a chain of steps, written out only when there is something to report.

use crate::facts::document::{Node, quoted};

/// A way from the outermost value inwards.
#[derive(Debug, Clone, Copy)]
pub enum Path<'p> {
    /// The facts as a whole.
    Root,
    /// The value of a key.
    Key(&'p Path<'p>, &'p str),
    /// An item of a list.
    Index(&'p Path<'p>, usize),
    /// A unit, whose own way is kept apart.
    Unit(&'p Trail, usize),
}

/// The ways to all units: for each, the unit around it and its place in that one's list.
#[derive(Debug, Default)]
pub struct Trail(Vec<(Option<usize>, usize)>);

/// A value together with the way to it.
#[derive(Debug, Clone, Copy)]
pub struct At<'p> {
    /// The value.
    pub node: Node<'p>,
    /// The way to it.
    pub path: Path<'p>,
}

/// A place to report: the way, and the byte in the text.
#[derive(Debug, Clone, Copy)]
pub struct Site<'p> {
    /// The way.
    pub path: Path<'p>,
    /// The byte.
    pub at: Option<u32>,
}

/// Keys longer than this are cut when they are shown.
const SHOWN: usize = 60;

impl Trail {
    /// Adds a unit and gives its number.
    pub fn push(&mut self, around: Option<usize>, index: usize) -> usize {
        self.0.push((around, index));
        self.0.len() - 1
    }

    fn write(&self, unit: usize, out: &mut String) {
        let mut indices = Vec::new();
        let mut next = Some(unit);
        while let Some(&(around, index)) = next.and_then(|unit| self.0.get(unit)) {
            indices.push(index);
            next = around;
        }
        out.push('$');
        for index in indices.iter().rev() {
            out.push_str(&format!(".units[{index}]"));
        }
    }
}

impl<'p> At<'p> {
    /// The outermost value.
    pub fn root(node: Node<'p>) -> Self {
        Self {
            node,
            path: Path::Root,
        }
    }

    /// The value of a key.
    pub fn key<'q>(&'q self, key: &'q str, node: Node<'q>) -> At<'q> {
        At {
            node,
            path: Path::Key(&self.path, key),
        }
    }

    /// An item of a list.
    pub fn index<'q>(&'q self, index: usize, node: Node<'q>) -> At<'q> {
        At {
            node,
            path: Path::Index(&self.path, index),
        }
    }
}

impl<'p> From<At<'p>> for Site<'p> {
    fn from(at: At<'p>) -> Self {
        Self {
            path: at.path,
            at: Some(at.node.at()),
        }
    }
}

impl<'p> From<&At<'p>> for Site<'p> {
    fn from(at: &At<'p>) -> Self {
        Self::from(*at)
    }
}

impl std::fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        write(self, &mut out);
        f.write_str(&out)
    }
}

/// The words of the facts as a message shows them: whole, or the beginning of what is very long.
pub fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// A key as a path shows it.
pub fn key_step(key: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if !key.is_empty() && key.chars().all(plain) {
        format!(".{}", shown(key))
    } else {
        format!("[{}]", quoted(&shown(key)))
    }
}

fn write(path: &Path, out: &mut String) {
    match path {
        Path::Root => out.push('$'),
        Path::Key(around, key) => {
            write(around, out);
            out.push_str(&key_step(key));
        }
        Path::Index(around, index) => {
            write(around, out);
            out.push_str(&format!("[{index}]"));
        }
        Path::Unit(trail, unit) => trail.write(*unit, out),
    }
}
