//! The guides for policy editors, followed from the first line in an empty folder, as a reader would.
//!
//! A fenced block under `文件 …` / `File …` is a file to write, anew or in place of what was there or at its end; a
//! `console` block holds commands after `$ ` with what they print below, and `exit=` in its fence where the last one
//! fails. In what is printed `…` stands for words, or alone on its line for lines. There are no other blocks.
//!
//! To write anew what the commands print, after a change: `UPDATE_GUIDE=1 cargo test --features cli guide`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::cli::tool;

/// What a reader does to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    Create,
    Replace,
    Append,
}

/// A command as it is typed, and what is to be seen below it.
#[derive(Debug)]
struct Command<'t> {
    typed: &'t str,
    printed: Vec<&'t str>,
}

#[derive(Debug)]
enum Action<'t> {
    File {
        path: &'t str,
        change: Change,
        text: Vec<&'t str>,
    },
    Commands {
        commands: Vec<Command<'t>>,
        code: i32,
    },
}

/// A fenced block, by the lines of its fences.
#[derive(Debug)]
struct Step<'t> {
    open: usize,
    close: usize,
    action: Action<'t>,
}

fn guide(lang: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/guide.{lang}.md"))
}

fn steps<'t>(lines: &[&'t str]) -> Vec<Step<'t>> {
    let fences: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].trim_start().starts_with(['`', '~']))
        .filter(|at| matches!(&lines[*at].trim_start().get(..3), Some("```" | "~~~")))
        .collect();
    assert!(fences.len().is_multiple_of(2), "a block does not end");
    let pairs = fences.chunks(2).map(|pair| (pair[0], pair[1]));
    pairs
        .map(|(open, close)| step(lines, open, close))
        .collect()
}

fn step<'t>(lines: &[&'t str], open: usize, close: usize) -> Step<'t> {
    let at = open + 1;
    assert_eq!(lines[close], "```", "line {}", close + 1);
    let body = &lines[open + 1..close];
    let action = match lines[open].strip_prefix("```").map(str::trim) {
        Some(info) if info.split(' ').next() == Some("console") => Action::Commands {
            commands: commands(body, at),
            code: match info.strip_prefix("console exit=") {
                Some(code) => code.parse().unwrap(),
                None => 0,
            },
        },
        Some("text" | "zeren" | "json") => {
            let before = lines[..open].iter().rfind(|line| !line.is_empty());
            let (path, change) = before
                .and_then(|line| named(line))
                .unwrap_or_else(|| panic!("line {at}: no file is named above the block"));
            let text = body.to_vec();
            Action::File { path, change, text }
        }
        other => panic!("line {at}: nobody is told what to do with {other:?}"),
    };
    Step {
        open,
        close,
        action,
    }
}

/// What stands above a file: `文件 `path`：`, `File `path`, now in full:`.
fn named(line: &str) -> Option<(&str, Change)> {
    let rest = line
        .strip_prefix("文件 `")
        .or(line.strip_prefix("File `"))?;
    let (path, rest) = rest.split_once('`')?;
    let change = match rest {
        "：" | ":" => Change::Create,
        "，全文改为：" | ", now in full:" => Change::Replace,
        "，末尾空一行，加上：" | ", after a blank line at the end:" => Change::Append,
        _ => return None,
    };
    Some((path, change))
}

fn commands<'t>(body: &[&'t str], at: usize) -> Vec<Command<'t>> {
    let mut commands: Vec<Command> = Vec::new();
    for line in body {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(typed), _) => commands.push(Command {
                typed,
                printed: Vec::new(),
            }),
            (None, Some(command)) => command.printed.push(line),
            (None, None) => panic!("line {at}: a block begins with what no command prints"),
        }
    }
    commands
}

/// A reader: the folder, and what was exported.
struct Reader {
    folder: PathBuf,
    exported: BTreeMap<String, String>,
}

impl Reader {
    fn new(lang: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("guide-{lang}"));
        drop(fs::remove_dir_all(&folder));
        fs::create_dir_all(&folder).unwrap();
        Self {
            folder,
            exported: BTreeMap::new(),
        }
    }

    fn write(&self, path: &str, change: Change, text: &[&str]) {
        let path = self.folder.join(path);
        let old = fs::read_to_string(&path);
        assert_eq!(old.is_ok(), change != Change::Create, "{}", path.display());
        let mut whole = match (old, change) {
            (Ok(old), Change::Append) => old + "\n",
            _ => String::new(),
        };
        whole.extend(text.iter().flat_map(|line| [*line, "\n"]));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, whole).unwrap();
    }

    /// What a command prints, in the order of a terminal, and its exit code.
    fn run(&mut self, typed: &str) -> (Vec<String>, i32) {
        if let Some((name, value)) = typed
            .strip_prefix("export ")
            .and_then(|it| it.split_once('='))
        {
            self.exported.insert(name.to_owned(), value.to_owned());
            return (Vec::new(), 0);
        }
        let (typed, file) = match typed.split_once(" > ") {
            Some((typed, file)) => (typed, Some(file)),
            None => (typed, None),
        };
        let mut words = typed.split(' ');
        assert_eq!(words.next(), Some("zeren"), "{typed}");
        let (mut read, write) = std::io::pipe().unwrap();
        let mut tool = tool();
        tool.args(words)
            .current_dir(&self.folder)
            .envs(&self.exported)
            .stderr(write.try_clone().unwrap());
        // The pipe ends when nobody holds its other end any more.
        match file {
            Some(file) => {
                drop(write);
                tool.stdout(fs::File::create(self.folder.join(file)).unwrap());
            }
            None => {
                tool.stdout(write);
            }
        }
        let mut child = tool.spawn().unwrap();
        drop(tool);
        let mut printed = String::new();
        read.read_to_string(&mut printed).unwrap();
        let code = child.wait().unwrap().code().unwrap();
        let lines = printed.lines().map(|line| line.trim_end().to_owned());
        (lines.collect(), code)
    }
}

/// Whether lines are those expected, `…` standing for words, or alone on its line for lines.
fn fits(expected: &[&str], printed: &[String]) -> bool {
    match (expected.split_first(), printed.split_first()) {
        (None, None) => true,
        (Some((&"…", rest)), _) => (0..=printed.len()).any(|skip| fits(rest, &printed[skip..])),
        (Some((line, rest)), Some((found, others))) => line_fits(line, found) && fits(rest, others),
        _ => false,
    }
}

fn line_fits(expected: &str, found: &str) -> bool {
    if expected == found {
        return true;
    }
    let Some((before, after)) = expected.split_once('…') else {
        return false;
    };
    let Some(rest) = found.strip_prefix(before) else {
        return false;
    };
    let mut starts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    starts.any(|at| line_fits(after, &rest[at..]))
}

/// Follows a guide: what does not go as it says, and the guide as it ought to be.
fn follow(lang: &str, text: &str) -> (Vec<String>, String) {
    let lines: Vec<&str> = text.lines().collect();
    let mut reader = Reader::new(lang);
    let mut wrong = Vec::new();
    let mut anew: Vec<String> = Vec::new();
    let mut done = 0;
    for step in steps(&lines) {
        anew.extend(lines[done..step.open].iter().map(|&line| line.to_owned()));
        done = step.open;
        let Action::Commands { commands, code } = step.action else {
            if let Action::File { path, change, text } = step.action {
                reader.write(path, change, &text);
            }
            continue;
        };
        let mut last = 0;
        let mut body = Vec::new();
        for Command { typed, printed } in commands {
            assert_eq!(
                last,
                0,
                "line {}: only the last command of a block may fail",
                step.open + 1
            );
            let (found, code) = reader.run(typed);
            last = code;
            body.push(format!("$ {typed}"));
            if fits(&printed, &found) {
                body.extend(printed.iter().map(|&line| line.to_owned()));
            } else {
                let at = step.open + 1;
                wrong.push(format!("line {at}: {typed}\n{}", found.join("\n")));
                body.extend(found);
            }
        }
        if last != code {
            wrong.push(format!(
                "line {}: exit code {last}, not {code}",
                step.open + 1
            ));
        }
        let exit = (last != 0).then(|| format!(" exit={last}"));
        anew.push(format!("```console{}", exit.unwrap_or_default()));
        anew.extend(body);
        done = step.close;
    }
    anew.extend(lines[done..].iter().map(|&line| line.to_owned()));
    (wrong, anew.join("\n") + "\n")
}

fn check(lang: &str) {
    let text = fs::read_to_string(guide(lang)).unwrap();
    let (wrong, anew) = follow(lang, &text);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(guide(lang), anew).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert_eq!(anew, text, "a step was passed over");
}

#[test]
fn the_chinese_guide_works_when_it_is_followed() {
    check("zh");
}

#[test]
fn the_english_guide_works_when_it_is_followed() {
    check("en");
}

/// What a step does, whatever the language: which file, or which commands with which options, and what comes of it.
fn shape(lines: &[&str]) -> Vec<String> {
    let mut files = Vec::new();
    let mut shape: Vec<String> = Vec::new();
    for step in steps(lines) {
        shape.push(match step.action {
            Action::File { path, change, .. } => {
                if change == Change::Create {
                    files.push(path);
                }
                let file = files.iter().position(|file| *file == path);
                format!("file {file:?} {change:?}")
            }
            Action::Commands { commands, code } => {
                let typed = commands.iter().map(|command| kept(command.typed));
                format!("{:?} {code}", typed.collect::<Vec<_>>())
            }
        });
    }
    shape
}

/// The command and its options, without the names that are the language's own.
fn kept(typed: &str) -> Vec<&str> {
    let words: Vec<&str> = typed.split(' ').collect();
    let option = |word: &&str| word.starts_with('-') || *word == ">";
    let mut kept: Vec<&str> = words.iter().take(2).copied().collect();
    kept.retain(|word| !word.contains('='));
    kept.extend(words.iter().filter(|word| option(word)));
    kept
}

#[test]
fn both_guides_take_the_same_steps() {
    let [zh, en] = ["zh", "en"].map(|lang| fs::read_to_string(guide(lang)).unwrap());
    let [zh, en]: [Vec<&str>; 2] = [&zh, &en].map(|text| text.lines().collect());
    assert_eq!(shape(&zh), shape(&en));
    let sections = |lines: &[&str]| lines.iter().filter(|line| line.starts_with("## ")).count();
    assert_eq!(sections(&zh), sections(&en));
}
