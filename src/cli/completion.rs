//! `zeren completion` and `zeren man`: what a shell and `man` know of the tool, from its own definition.

use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::{CompletionArgs, ManArgs, ShellArg};
use super::help::listed;
use super::io;
use super::report::Failure;
use crate::lang::Lang;
use crate::suggest::nearest;

/// Headings that a manual page has, in both languages.
const HEADINGS: [(&str, &str); 6] = [
    (".SH NAME", ".SH 名称"),
    (".SH SYNOPSIS", ".SH 用法"),
    (".SH DESCRIPTION", ".SH 说明"),
    (".SH OPTIONS", ".SH 选项"),
    (".SH SUBCOMMANDS", ".SH 命令"),
    (".SH VERSION", ".SH 版本"),
];

/// Prints the script that completes the tool's words in a shell.
pub(super) fn completion(args: &CompletionArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell(args.shell), &mut listed(lang), "zeren", &mut script);
    io::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the manual page of the tool, or of one of its commands.
pub(super) fn man(args: &ManArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let command = listed(lang);
    let command = match &args.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => page_of(found, name),
            None => return Err(no_command(name, &command)),
        },
    };
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(Failure::Write)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    io::print(&match lang {
        Lang::En => page,
        Lang::Zh => chinese(&page),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn shell(shell: ShellArg) -> Shell {
    match shell {
        ShellArg::Bash => Shell::Bash,
        ShellArg::Zsh => Shell::Zsh,
        ShellArg::Fish => Shell::Fish,
        ShellArg::Powershell => Shell::PowerShell,
        ShellArg::Elvish => Shell::Elvish,
    }
}

/// A command under the name that its page has: `zeren-check`.
fn page_of(command: &Command, name: &str) -> Command {
    let name = format!("zeren-{name}");
    command.clone().name(name.clone()).display_name(name)
}

fn no_command(name: &str, command: &Command) -> Failure {
    let names = command.get_subcommands().map(Command::get_name);
    Failure::Name {
        name: name.to_owned(),
        near: nearest(name, names).map(str::to_owned),
    }
}

fn chinese(page: &str) -> String {
    let lines = page.lines().map(|line| {
        let heading = HEADINGS.iter().find(|(english, _)| *english == line);
        heading.map_or(line, |(_, chinese)| *chinese)
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}
