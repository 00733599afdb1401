//! The command line in the reader's language: what `--help`, a completion script and the manual show.
//!
//! `args` writes each text once, as `中文 · english`; here the half that the reader wants is kept. Nothing here parses
//! arguments.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;
use crate::lang::Lang;

/// What stands between the Chinese and the English half of a text.
const BETWEEN: &str = " · ";

/// The command line with every text in one language.
pub(super) fn command(lang: Lang) -> Command {
    let mut command = Cli::command();
    command.build();
    localised(command, lang)
}

/// The same, for what lists values itself: scripts and manuals. It parses nothing.
pub(super) fn listed(lang: Lang) -> Command {
    fn list(command: Command, lang: Lang) -> Command {
        command
            .mut_args(|arg| values_listed(arg, lang))
            .mut_subcommands(|command| list(command, lang))
    }
    let mut command = list(Cli::command(), lang);
    command.build();
    localised(command, lang)
}

/// The half of a text that is in a language.
pub(super) fn half(text: &str, lang: Lang) -> &str {
    match text.split_once(BETWEEN) {
        Some((zh, en)) => lang.pick(zh, en).trim(),
        None => text,
    }
}

fn localised(command: Command, lang: Lang) -> Command {
    let about = command.get_about().map(ToString::to_string);
    let about = about.map(|about| half(&about, lang).to_owned());
    let mut command = command
        .mut_args(|arg| argument(arg, lang))
        .mut_subcommands(|command| localised(command, lang));
    if let Some(about) = about {
        command = command.about(about);
    }
    if lang == Lang::En {
        return command;
    }
    let usage = command.clone().render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage: ")
        .replace("[OPTIONS]", "[选项]")
        .replace("<COMMAND>", "<命令>");
    command
        .override_usage(usage)
        .subcommand_help_heading("命令")
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let help = match arg.get_id().as_str() {
        "help" => lang.pick("显示帮助", "print help").to_owned(),
        "version" => lang.pick("显示版本", "print the version").to_owned(),
        _ => arg
            .get_help()
            .map_or_else(String::new, |help| half(&help.to_string(), lang).to_owned()),
    };
    let names: Vec<String> = arg
        .get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| half(name, lang).to_owned())
        .collect();
    let (short, long) = (help.clone() + &brief(&arg, lang), help + &full(&arg, lang));
    let heading = match (lang, arg.is_positional()) {
        (Lang::En, _) => None,
        (Lang::Zh, true) => Some("参数"),
        (Lang::Zh, false) => Some("选项"),
    };
    let mut arg = arg
        .help(short)
        .long_help(long)
        .hide_possible_values(true)
        .hide_default_value(true);
    if !names.is_empty() {
        arg = arg.value_names(names);
    }
    match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    }
}

/// The values of an argument and the one that it has unless it is given, on one line.
fn brief(arg: &Arg, lang: Lang) -> String {
    let values = arg.get_possible_values();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let mut text = String::new();
    if takes_value(arg) && !names.is_empty() {
        let names = names.join(lang.pick("、", ", "));
        text += &format!(" [{}{names}]", lang.pick("可取：", "one of: "));
    }
    text + &default(arg, lang)
}

/// The same, each value on a line of its own with what it means.
fn full(arg: &Arg, lang: Lang) -> String {
    if !takes_value(arg) {
        return String::new();
    }
    let values: Vec<String> = arg
        .get_possible_values()
        .iter()
        .map(|value| {
            let name = value.get_name();
            match meaning(value, lang) {
                Some(meaning) => format!("\n- {name}{}{meaning}", lang.pick("：", ": ")),
                None => format!("\n- {name}"),
            }
        })
        .collect();
    let default = default(arg, lang);
    match values.is_empty() {
        true => default,
        false => format!("{default}\n{}", values.concat()),
    }
}

fn default(arg: &Arg, lang: Lang) -> String {
    let values = arg.get_default_values();
    let names: Vec<String> = values
        .iter()
        .map(|value| value.to_string_lossy().into_owned())
        .collect();
    if !takes_value(arg) || names.is_empty() || arg.is_hide_default_value_set() {
        return String::new();
    }
    let word = lang.pick("缺省：", "default: ");
    format!(" [{word}{}]", names.join(", "))
}

fn meaning(value: &PossibleValue, lang: Lang) -> Option<String> {
    let help = value.get_help()?.to_string();
    Some(half(&help, lang).to_owned())
}

fn values_listed(arg: Arg, lang: Lang) -> Arg {
    if !takes_value(&arg) {
        return arg;
    }
    let values: Vec<PossibleValue> = arg
        .get_possible_values()
        .into_iter()
        .map(|value| match meaning(&value, lang) {
            Some(meaning) => PossibleValue::new(value.get_name().to_owned()).help(meaning),
            None => value,
        })
        .collect();
    match values.is_empty() {
        true => arg,
        false => arg.value_parser(PossibleValuesParser::new(values)),
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory as _};

    use super::{BETWEEN, takes_value};
    use crate::cli::args::Cli;

    /// Every text of a command: where it stands, and what it says.
    fn texts(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        let path = format!("{path} {}", command.get_name());
        let said = |text: Option<String>| text.unwrap_or_default();
        found.push((
            path.clone(),
            said(command.get_about().map(ToString::to_string)),
        ));
        for arg in command
            .get_arguments()
            .filter(|arg| !matches!(arg.get_id().as_str(), "help" | "version"))
        {
            let at = format!("{path} {}", arg.get_id());
            found.push((at.clone(), said(arg.get_help().map(ToString::to_string))));
            if !takes_value(arg) {
                continue;
            }
            let values = arg.get_possible_values();
            for value in &values {
                let help = said(value.get_help().map(ToString::to_string));
                found.push((format!("{at} {}", value.get_name()), help));
            }
            for name in arg.get_value_names().unwrap_or_default() {
                found.push((format!("{at}, its value name"), name.to_string()));
            }
        }
        for command in command.get_subcommands() {
            texts(command, &path, found);
        }
    }

    #[test]
    fn every_text_is_written_in_chinese_and_in_english() {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        texts(&command, "", &mut found);
        assert!(found.len() > 20);
        let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let wrong: Vec<String> = found
            .iter()
            .filter(|(_, text)| {
                text.split_once(BETWEEN).is_none_or(|(zh, en)| {
                    !zh.contains(is_chinese) || en.is_empty() || en.contains(is_chinese)
                })
            })
            .map(|(at, text)| format!("{at}: `{text}` is not `中文 · english`"))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
