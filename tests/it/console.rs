//! What the tool says of itself, and how it fits the terminal: help, bad usage, scripts, colours and width.

use std::fs;
use std::path::Path;

use crate::cli::{Run, bad_policy, finish, policy_file, run, tool};

/// Latin words of a Chinese help page: the tool's own words, and names of formats and programs.
const WORDS: &[&str] = &[
    "zeren",
    "JSON",
    "Schema",
    "id",
    "bash",
    "zsh",
    "fish",
    "PowerShell",
    "Elvish",
    "SARIF",
    "JUnit",
    "XLSX",
    "E0101",
    "Ed25519",
    "PEM",
    "PKCS",
];

/// The commands, as `completion` knows them.
fn commands() -> Vec<String> {
    let script = run(&["completion", "bash"]).out;
    let mut names: Vec<String> = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("zeren,"))
        .filter_map(|line| line.strip_suffix(')').map(str::to_owned))
        .collect();
    names.dedup();
    assert!(names.len() >= 7, "{names:?}");
    names
}

/// Every page that `--help` and `-h` show.
fn pages(lang: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for flag in ["--help", "-h"] {
        let page = run(&["--lang", lang, flag]);
        pages.push((flag.to_owned(), page.out));
        for command in commands() {
            let page = run(&["--lang", lang, &command, flag]);
            assert_eq!(page.code, Some(0), "{page:?}");
            pages.push((format!("{command} {flag}"), page.out));
        }
    }
    pages
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The Latin words of a text that are neither options nor the values, commands and files that it lists.
fn latin(text: &str, own: &[String]) -> Vec<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    text.split(|c: char| !word(c))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| !WORDS.contains(word) && !own.iter().any(|name| name == word))
        .map(str::to_owned)
        .collect()
}

/// The values that a page lists: `- text：供人阅读`, `[可取：text、json]`, `（fired）`.
fn values(page: &str) -> Vec<String> {
    let mut values = Vec::new();
    for line in page.lines() {
        let listed = line.trim().strip_prefix("- ");
        values.extend(
            listed
                .and_then(|line| line.split('：').next())
                .map(str::to_owned),
        );
    }
    for (open, close) in [("可取：", ']'), ("缺省：", ']')] {
        for part in page.split(open).skip(1) {
            let list = part.split(close).next().unwrap();
            values.extend(list.split(['、', '\n', ' ']).map(str::to_owned));
        }
    }
    values
}

#[test]
fn help_is_in_one_language() {
    let commands = commands();
    let mut wrong = Vec::new();
    let chinese = pages("zh");
    let listed: Vec<String> = chinese.iter().flat_map(|(_, page)| values(page)).collect();
    for (at, page) in &chinese {
        let own: Vec<String> = commands.iter().chain(&listed).cloned().collect();
        assert!(page.contains("用法：zeren"), "{at}: {page}");
        let words = latin(page, &own);
        if !words.is_empty() {
            wrong.push(format!("{at} --lang zh: {words:?}"));
        }
    }
    for (at, page) in pages("en") {
        assert!(page.contains("Usage: zeren"), "{at}: {page}");
        if page.contains(is_chinese) {
            wrong.push(format!("{at} --lang en: {page}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn help_follows_the_environment() {
    let help = |lang| finish(tool().args(["check", "--help"]).env("LANG", lang)).out;
    assert!(help("zh_CN.UTF-8").starts_with("检查政策文件"));
    assert!(help("en_GB.UTF-8").starts_with("check a policy"));
}

/// What is said on bad usage: the arguments, a piece of the Chinese message, a piece of the English.
const BAD_USAGE: &[(&[&str], &str, &str)] = &[
    (
        &["chek"],
        "没有“chek”这个命令；是否为“check”",
        "unrecognized subcommand 'chek'",
    ),
    (&["check"], "缺少 <政策>", "<POLICY>"),
    (
        &["check", "p", "--frob"],
        "没有“--frob”这个选项",
        "unexpected argument '--frob'",
    ),
    (
        &["check", "p", "--formt", "json"],
        "没有“--formt”这个选项；是否为“--format”",
        "--format",
    ),
    (
        &["check", "p", "q"],
        "多出的参数“q”",
        "unexpected argument 'q'",
    ),
    (
        &["check", "p", "--format", "jsn"],
        "“--format <格式>”不能取“jsn”；可取：text、json",
        "invalid value 'jsn'",
    ),
    (&["check", "p", "--format", "jsn"], "是否为“json”", "json"),
    (
        &["check", "p", "--format"],
        "“--format <格式>”没有给出值",
        "a value is required",
    ),
    (
        &["check", "p", "--interpret", "甲"],
        "“--interpret <名称=选项>”不能取“甲”：写作 名称=选项",
        "write NAME=CHOICE",
    ),
    (&["eval", "p"], "缺少 --facts <文件>", "--facts <FILE>"),
    (
        &["eval", "p", "--facts", "a", "--facts", "b"],
        "“--facts <文件>”只能给出一次",
        "cannot be used multiple times",
    ),
    (
        &[
            "explain",
            "p",
            "--facts",
            "f",
            "--finding",
            "f1",
            "--why-not",
            "甲",
        ],
        "不能同时给出",
        "cannot be used with",
    ),
    (
        &["man", "chek"],
        "没有“chek”；是否为“check”",
        "there is no `chek`; did you mean `check`",
    ),
];

#[test]
fn bad_usage_is_told_in_one_language() {
    for (args, chinese, english) in BAD_USAGE {
        let zh = run(&[&["--lang", "zh"], *args].concat());
        assert_eq!((zh.code, zh.out.as_str()), (Some(64), ""), "{args:?}");
        assert!(zh.err.contains(chinese), "{args:?}: {}", zh.err);
        for word in [
            "Usage", "error", "try", "value", "argument", "OPTIONS", "COMMAND",
        ] {
            assert!(!zh.err.contains(word), "{args:?}: {}", zh.err);
        }
        let en = run(&[&["--lang", "en"], *args].concat());
        assert_eq!((en.code, en.out.as_str()), (Some(64), ""), "{args:?}");
        assert!(en.err.contains(english), "{args:?}: {}", en.err);
        let own: String = args.concat();
        assert!(
            !en.err
                .replace(&own, "")
                .replace('甲', "")
                .contains(is_chinese),
            "{}",
            en.err
        );
    }
}

#[test]
fn files_that_cannot_be_read_are_told_in_one_language() {
    let zh = run(&["check", "nowhere", "--lang", "zh"]);
    assert_eq!(zh.err, "错误: 无法读取“nowhere”：没有这个文件或者文件夹\n");
    let en = run(&["check", "nowhere", "--lang", "en"]);
    assert!(!en.err.contains(is_chinese), "{}", en.err);
}

#[test]
fn every_shell_gets_a_script_with_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let zh = run(&["completion", shell, "--lang", "zh"]);
        assert_eq!(zh.code, Some(0), "{zh:?}");
        for command in commands() {
            assert!(zh.out.contains(&command), "{shell}: no {command}");
        }
        assert!(zh.out.contains("interpret"), "{shell}");
        assert!(!zh.out.contains(" · "), "{shell}: {}", zh.out);
        let en = run(&["completion", shell, "--lang", "en"]);
        assert!(!en.out.contains(is_chinese), "{shell}: {}", en.out);
    }
}

#[test]
fn the_manual_has_a_page_for_the_tool_and_for_each_command() {
    let page = run(&["man", "--lang", "zh"]).out;
    assert!(page.contains(".TH zeren 1"), "{page}");
    assert!(page.contains(".SH 命令"), "{page}");
    for command in commands() {
        assert!(
            page.contains(&command.replace('-', "\\-")),
            "no {command}: {page}"
        );
        let zh = run(&["man", &command, "--lang", "zh"]);
        assert_eq!(zh.code, Some(0), "{zh:?}");
        for heading in [".SH 名称", ".SH 用法", ".SH 选项"] {
            assert!(zh.out.contains(heading), "{command}: {}", zh.out);
        }
        assert!(!zh.out.contains(" · "), "{}", zh.out);
        let en = run(&["man", &command, "--lang", "en"]);
        assert!(
            en.out.contains(".SH SYNOPSIS") && !en.out.contains(is_chinese),
            "{}",
            en.out
        );
    }
}

fn coloured(environment: &[(&str, &str)], args: &[&str]) -> bool {
    let policy = bad_policy("colour");
    let mut tool = tool();
    tool.args(["check", &policy]).args(args);
    tool.envs(environment.iter().copied());
    let run = finish(&mut tool);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(!run.out.contains('\u{1b}'));
    run.err.contains('\u{1b}')
}

#[test]
fn colours_are_where_they_are_wanted() {
    assert!(!coloured(&[], &[]), "piped");
    assert!(!coloured(&[("NO_COLOR", "1")], &[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "0")], &[]));
    assert!(!coloured(
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
        &[]
    ));
    assert!(coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")], &[]));
    assert!(coloured(&[("NO_COLOR", "1")], &["--color", "always"]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--color=never"]));
    assert!(!coloured(&[], &["--color", "auto"]));
}

/// The widest line in columns, a Chinese character taking two.
fn widest(text: &str) -> usize {
    let columns = text.lines().map(unicode_width::UnicodeWidthStr::width);
    columns.max().unwrap_or(0)
}

fn wide(columns: Option<&str>) -> Run {
    let name = "河".repeat(60);
    let text = format!("法规 “甲” {{ 施行 2020年1月1日 }}\n层级 {name} 属于 县 // {name}{name}\n");
    let policy = policy_file("wide", &text);
    let mut tool = tool();
    tool.args(["check", policy.to_str().unwrap()]);
    tool.envs(columns.map(|columns| ("COLUMNS", columns)));
    finish(&mut tool)
}

#[test]
fn what_is_drawn_fits_the_width() {
    for (columns, width) in [
        (Some("60"), 60),
        (Some("100"), 100),
        (None, 80),
        (Some("none"), 80),
    ] {
        let run = wide(columns);
        assert_eq!(run.code, Some(2), "{run:?}");
        // The line that names the file is as long as its path.
        let drawn = run.err.lines().filter(|line| !line.contains("-->"));
        let drawn: Vec<&str> = drawn.collect();
        assert!(
            widest(&drawn.join("\n")) <= width,
            "{columns:?}: {}",
            run.err
        );
    }
}

#[test]
fn codes_are_explained_in_the_language_asked_for() {
    let zh = run(&["explain-code", "e0402", "--lang", "zh"]);
    assert_eq!((zh.code, zh.err.as_str()), (Some(0), ""));
    assert!(zh.out.starts_with("错误[E0402]: 没有依据\n"), "{}", zh.out);
    let en = run(&["explain-code", "E0402", "--lang", "en"]);
    assert!(
        en.out.starts_with("error[E0402]: no citation"),
        "{}",
        en.out
    );
    assert!(!en.out.contains(is_chinese), "{}", en.out);
    let json = run(&["explain-code", "E0402", "--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["title"], "没有依据");
    let list = run(&["explain-code"]);
    assert!(
        list.out.lines().any(|line| line == "E0402  没有依据"),
        "{}",
        list.out
    );
    let unknown = run(&["explain-code", "E402", "--lang", "zh"]);
    assert_eq!(unknown.code, Some(64), "{unknown:?}");
    assert_eq!(unknown.err, "错误: 没有“E402”；是否为“E0402”\n");
    let unknown = run(&["explain-code", "E402", "--lang", "en"]);
    assert_eq!(
        unknown.err,
        "error: there is no `E402`; did you mean `E0402`\n"
    );
}

#[test]
fn a_page_of_a_code_fits_the_terminal_and_takes_its_colours() {
    let page = |columns: &str, extra: &[&str]| {
        let mut tool = tool();
        tool.args(["explain-code", "E0107"]).args(extra);
        finish(tool.env("COLUMNS", columns)).out
    };
    assert!(widest(&page("48", &[])) <= 48, "{}", page("48", &[]));
    assert!(!page("48", &[]).contains('\u{1b}'));
    assert!(page("48", &["--color", "always"]).contains('\u{1b}'));
}

#[test]
fn a_check_writes_sarif() {
    let policy = bad_policy("sarif");
    let run = run(&["check", &policy, "--format", "sarif"]);
    assert_eq!((run.code, run.err.as_str()), (Some(2), ""));
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "E0201"));
    let sound = crate::cli::run(&["check", "policies/clinics", "--format", "sarif"]);
    assert_eq!(sound.code, Some(0), "{sound:?}");
    let log: serde_json::Value = serde_json::from_str(&sound.out).unwrap();
    let file = &log["runs"][0]["artifacts"][0]["location"]["uri"];
    assert_eq!(file, "policies/clinics/charter.zeren");
}

#[test]
fn a_full_disk_is_told_in_chinese() {
    let Ok(full) = fs::OpenOptions::new()
        .write(true)
        .open(Path::new("/dev/full"))
    else {
        return;
    };
    let run = finish(
        tool()
            .args(["completion", "bash", "--lang", "zh"])
            .stdout(full),
    );
    assert_eq!(run.code, Some(74), "{run:?}");
    assert_eq!(run.err, "错误: 无法写出结果：磁盘已满\n");
}
