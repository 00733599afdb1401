//! What the terminal is like: its language, its width, and whether it shows colours.

use std::io::IsTerminal;

use terminal_size::{Width, terminal_size_of};

use super::args::ColorArg;
use crate::lang::Lang;

/// The width where nothing tells one, as when the output is piped.
const WIDTH: usize = 80;
/// Below this nothing can be laid out.
const NARROWEST: usize = 20;

/// How a run speaks to the person who started it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Console {
    /// The language of messages.
    pub(super) lang: Lang,
    /// What `--color` says.
    pub(super) color: ColorArg,
}

impl Console {
    /// Whether to colour what goes to a stream.
    ///
    /// `--color` decides; else `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR`, in this order; else whether the stream is
    /// a terminal that can.
    pub(super) fn colour(self, stream: &impl IsTerminal) -> bool {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        match self.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto if set("NO_COLOR").is_some() => false,
            ColorArg::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            ColorArg::Auto if set("CLICOLOR").is_some_and(|value| value == "0") => false,
            ColorArg::Auto if set("TERM").is_some_and(|value| value == "dumb") => false,
            ColorArg::Auto => stream.is_terminal(),
        }
    }

    /// The columns of a stream: `COLUMNS`, else the terminal's, else 80.
    #[cfg(unix)]
    pub(super) fn width(self, stream: &impl std::os::fd::AsFd) -> usize {
        fitting(terminal_size_of(stream))
    }

    /// The columns of a stream: `COLUMNS`, else the terminal's, else 80.
    #[cfg(windows)]
    pub(super) fn width(self, stream: &impl std::os::windows::io::AsHandle) -> usize {
        fitting(terminal_size_of(stream))
    }
}

fn fitting(terminal: Option<(Width, terminal_size::Height)>) -> usize {
    let said = std::env::var("COLUMNS").ok();
    let said = said.and_then(|columns| columns.parse().ok());
    let seen = || terminal.map(|(Width(columns), _)| usize::from(columns));
    said.filter(|columns| *columns > 0)
        .or_else(seen)
        .unwrap_or(WIDTH)
        .max(NARROWEST)
}
