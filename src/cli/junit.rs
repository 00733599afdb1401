//! Scenarios and what came of them as JUnit XML, which build servers read: a file is a suite, a scenario a case.
//!
//! A scenario that does not come out as expected is a failure, one that could not be compared an error. No times are
//! told, so that the same policy gives the same bytes.

use std::io;

use indexmap::IndexMap;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::diagnostic::plain;
use crate::lang::Lang;
use crate::source::Sources;
use crate::workbench::{ScenarioOutcome, ScenarioReport, ScenarioResult};

/// The report in XML; messages are in one language.
///
/// # Errors
///
/// Only if the writer fails, which writes to memory.
pub(super) fn to_junit(
    report: &ScenarioReport,
    sources: &Sources,
    lang: Lang,
) -> io::Result<String> {
    let mut suites: IndexMap<&str, Vec<&ScenarioResult>> = IndexMap::new();
    for one in &report.scenarios {
        suites.entry(&one.file).or_default().push(one);
    }
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all: Vec<&ScenarioResult> = report.scenarios.iter().collect();
    counted(
        &mut writer,
        "testsuites",
        &report.regulation,
        &all,
        |writer| {
            for (file, scenarios) in &suites {
                counted(writer, "testsuite", file, scenarios, |writer| {
                    let mut scenarios = scenarios.iter();
                    scenarios.try_for_each(|one| case(writer, one, sources, lang))
                })?;
            }
            Ok(())
        },
    )?;
    let mut text = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    text.push('\n');
    Ok(text)
}

/// An element that says how many scenarios it has, and how many of them did not pass.
fn counted(
    writer: &mut Writer<Vec<u8>>,
    element: &str,
    name: &str,
    scenarios: &[&ScenarioResult],
    inside: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    let count = |outcome| {
        let same = scenarios.iter().filter(|one| one.outcome == outcome);
        same.count().to_string()
    };
    let tests = scenarios.len().to_string();
    let failures = count(ScenarioOutcome::Failed);
    let errors = count(ScenarioOutcome::Refused);
    let name = legal(name);
    let attributes = [
        ("name", name.as_str()),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
    ];
    let element = writer.create_element(element).with_attributes(attributes);
    element.write_inner_content(inside)?;
    Ok(())
}

fn case(
    writer: &mut Writer<Vec<u8>>,
    scenario: &ScenarioResult,
    sources: &Sources,
    lang: Lang,
) -> io::Result<()> {
    let (title, file) = (legal(&scenario.title), legal(&scenario.file));
    let line = scenario.line.to_string();
    let attributes = [
        ("name", title.as_str()),
        ("classname", &file),
        ("file", &file),
        ("line", &line),
    ];
    let element = writer
        .create_element("testcase")
        .with_attributes(attributes);
    let kind = match scenario.outcome {
        ScenarioOutcome::Passed => {
            element.write_empty()?;
            return Ok(());
        }
        ScenarioOutcome::Failed => "failure",
        ScenarioOutcome::Refused => "error",
    };
    let found = scenario.to_diagnostics();
    let (code, message) = found.first().map_or(("", ""), |one| {
        let message = lang.pick(&one.message.zh, &one.message.en);
        (one.code.as_str(), message)
    });
    let message = legal(message);
    let text = legal(&plain::render(&found, sources, lang));
    element.write_inner_content(|writer| {
        let attributes = [("type", code), ("message", message.as_str())];
        let element = writer.create_element(kind).with_attributes(attributes);
        element.write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

/// Without the characters that XML cannot hold.
fn legal(text: &str) -> String {
    let is_legal = |c: &char| {
        matches!(c, '\t' | '\n' | '\r')
            || !(c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_legal).collect()
}
