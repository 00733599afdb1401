//! The spreadsheet form: what is written into it is read as the same facts, and mistakes are shown at their cells.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;
use zeren::{
    Diagnostics, FactLimits, FormOptions, Lang, Place, Policy, PolicyOptions, Sources, render_plain,
};

use super::{accepted, samples};

/// The assessment as JSON, without the digest of the facts.
fn assessed(policy: &Policy, facts: &zeren::Facts) -> Value {
    let json = policy.evaluate(facts).unwrap().to_json();
    let mut json: Value = serde_json::from_str(&json).unwrap();
    json["facts"]["digest"] = Value::Null;
    json
}

fn shown(diagnostics: &Diagnostics, lang: Lang) -> String {
    render_plain(diagnostics.as_slice(), &Sources::new(), lang)
}

#[test]
fn the_samples_filled_in_are_the_same_facts() {
    for sample in samples() {
        let json = sample.policy.read_facts(&sample.facts).unwrap();
        let json = sample.policy.evaluate(&json).unwrap().to_json();
        for lang in [Lang::Zh, Lang::En] {
            let file = sample.policy.fill_xlsx(&sample.facts, lang).unwrap();
            let read = sample.policy.read_xlsx(&file);
            let read = read.unwrap_or_else(|e| panic!("{}", shown(&e.diagnostics, Lang::Zh)));
            let read = sample.policy.evaluate(&read).unwrap().to_json();
            assert_eq!(json, read, "{}: to the byte, digests included", sample.name);
        }
    }
}

#[test]
fn all_facts_filled_in_are_the_same_facts() {
    let mut wrong = Vec::new();
    let mut without_cells = 0;
    for case in accepted() {
        let file = match case.policy.fill_xlsx(&case.facts, Lang::Zh) {
            Ok(file) => file,
            Err(zeren::FormError::NoCell { .. }) => {
                without_cells += 1;
                continue;
            }
            Err(error) => {
                wrong.push(format!("{}: {error}", case.name));
                continue;
            }
        };
        match case.policy.read_xlsx(&file) {
            Err(error) => {
                wrong.push(format!(
                    "{}: {}",
                    case.name,
                    shown(&error.diagnostics, Lang::Zh)
                ));
            }
            Ok(facts) => {
                let json = case.policy.read_facts(&case.facts).unwrap();
                if assessed(&case.policy, &json) != assessed(&case.policy, &facts) {
                    wrong.push(format!("{}: another assessment", case.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        without_cells < 10,
        "{without_cells} cases have no cell for something"
    );
}

#[test]
fn the_same_policy_gives_the_same_file() {
    let [_, clinics] = samples();
    let once = clinics
        .policy
        .template_xlsx(&FormOptions::new(Lang::En))
        .unwrap();
    assert_eq!(
        once,
        clinics
            .policy
            .template_xlsx(&FormOptions::new(Lang::En))
            .unwrap()
    );
}

#[test]
fn the_empty_form_asks_for_the_date_and_the_period_alone() {
    for sample in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let file = sample
                .policy
                .template_xlsx(&FormOptions::new(lang))
                .unwrap();
            let error = sample.policy.read_xlsx(&file).unwrap_err();
            let codes: Vec<_> = error.diagnostics.iter().map(|d| d.code.as_str()).collect();
            assert_eq!(
                codes,
                ["F0173", "F0173"],
                "{}",
                shown(&error.diagnostics, lang)
            );
        }
    }
}

/// A file made by hand: sheets with their cells, as an official's own program would write them.
struct Hand {
    book: Workbook,
}

/// A cell written by hand.
#[derive(Clone)]
enum Cell {
    Text(&'static str),
    Number(f64),
    Percent(f64),
    Date(u16, u8, u8),
    Truth(bool),
    Formula(&'static str, &'static str),
    Empty,
}

use Cell::{Empty, Text};

impl Hand {
    /// A form for the clinics with a date and a period.
    fn new() -> Self {
        let mut hand = Self {
            book: Workbook::new(),
        };
        hand.sheet(
            "Guide",
            &[
                &[Text("as of"), Cell::Date(2025, 2, 1)],
                &[Text("period"), Cell::Number(2024.0)],
            ],
        );
        hand.sheet(
            "network",
            &[&[Text("item"), Text("name")], &[Empty, Text("Riverside")]],
        );
        hand
    }

    fn sheet(&mut self, name: &str, rows: &[&[Cell]]) -> &mut Self {
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                put(sheet, row, column, cell);
            }
        }
        self
    }

    /// A sheet of texts, its cells between bars.
    fn written(&mut self, name: &str, rows: &[&str]) {
        let sheet = self.book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, text) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(text.split('|')) {
                if !cell.trim().is_empty() {
                    sheet.write(row, column, cell.trim()).unwrap();
                }
            }
        }
    }

    /// The sheet of clinics with one clinic.
    fn clinic(&mut self, headings: &[&'static str], cells: &[Cell]) -> &mut Self {
        let mut head = vec![Text("item"), Text("within"), Text("name")];
        head.extend(headings.iter().map(|heading| Text(heading)));
        let mut row = vec![Empty, Text("Riverside"), Text("North")];
        row.extend_from_slice(cells);
        self.sheet("clinic", &[&head, &row])
    }

    fn save(&mut self) -> Vec<u8> {
        self.book.save_to_buffer().unwrap()
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    match cell {
        Text(text) => sheet.write(row, column, *text).unwrap(),
        Cell::Number(number) => sheet.write(row, column, *number).unwrap(),
        Cell::Percent(number) => {
            let percent = Format::new().set_num_format("0.0%");
            sheet
                .write_with_format(row, column, *number, &percent)
                .unwrap()
        }
        Cell::Date(year, month, day) => {
            let date = ExcelDateTime::from_ymd(*year, *month, *day).unwrap();
            let format = Format::new().set_num_format("yyyy/m/d");
            sheet
                .write_with_format(row, column, &date, &format)
                .unwrap()
        }
        Cell::Truth(truth) => sheet.write(row, column, *truth).unwrap(),
        Cell::Formula(formula, result) => {
            let formula = rust_xlsxwriter::Formula::new(*formula).set_result(*result);
            sheet.write(row, column, formula).unwrap()
        }
        Empty => sheet,
    };
}

fn clinics() -> Policy {
    let [_, clinics] = samples();
    clinics.policy
}

/// What a file says of the share of cancelled appointments at the clinic, or what is wrong with it.
fn cancelled(file: &[u8]) -> String {
    let policy = clinics();
    match policy.read_xlsx(file) {
        Err(error) => shown(&error.diagnostics, Lang::En),
        Ok(facts) => {
            let assessment = policy.evaluate(&facts).unwrap().to_json();
            let assessment: Value = serde_json::from_str(&assessment).unwrap();
            let targets = assessment["targets"].as_array().unwrap();
            let mut targets = targets.iter().filter(|t| t["target"] == "cancellations");
            let target = targets.next().unwrap();
            format!("{} {}", target["status"], target["value"])
        }
    }
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let told = |cell: Cell| cancelled(&Hand::new().clinic(&["cancelled_share"], &[cell]).save());
    let four = told(Text("4.1%"));
    assert!(four.contains("met") && four.contains("4.1"), "{four}");
    for same in [
        Cell::Percent(0.041),
        Cell::Number(4.1),
        Text("4.1"),
        Text(" ４.１％ "),
    ] {
        assert_eq!(told(same), four);
    }
    let five = told(Cell::Percent(0.05));
    assert!(five.contains("breached"), "{five}");
    // What cannot be exact is refused, and never rounded.
    for (cell, expected) in [
        (
            Cell::Number(0.1 + 0.2),
            "column D (cancelled_share): error[F0172]",
        ),
        (
            Cell::Formula("=1/0", "#DIV/0!"),
            "column D (cancelled_share): error[F01",
        ),
        (
            Cell::Truth(true),
            "column D (cancelled_share): error[F0131]",
        ),
        (
            Text("about 4%"),
            "sheet \"clinic\", row 2, column D (cancelled_share): error[F0131]",
        ),
    ] {
        let found = told(cell);
        assert!(found.contains(expected), "{found}");
    }
}

/// A formula of which no program has computed the result, and cells that show one value for several.
#[test]
fn what_a_cell_shows_and_does_not_hold_is_refused() {
    let formula = Hand::new()
        .clinic(&["cancelled_share"], &[Cell::Formula("=1/25", "4%")])
        .save();
    let formula = repacked(&formula, |_, bytes| match String::from_utf8(bytes) {
        Ok(xml) => xml.replace("<v>4%</v>", "").into_bytes(),
        Err(other) => other.into_bytes(),
    });
    let found = cancelled(&formula);
    assert!(
        found.contains(
            "row 2, column D (cancelled_share): error[F0172]: the result of this formula"
        ),
        "{found}"
    );
    let mut hand = Hand::new();
    hand.clinic(&["cancelled_share"], &[Text("4%")]);
    let sheet = hand.book.worksheet_from_name("clinic").unwrap();
    sheet.merge_range(2, 3, 4, 3, "4%", &Format::new()).unwrap();
    let found = cancelled(&hand.save());
    assert!(
        found.contains("sheet \"clinic\", row 3, column D: error[F0172]: of merged cells"),
        "{found}"
    );
}

#[test]
fn an_empty_cell_is_unknown_and_so_is_one_with_a_note_alone() {
    let empty = cancelled(&Hand::new().clinic(&["cancelled_share"], &[Empty]).save());
    assert!(empty.contains("undetermined"), "{empty}");
    let noted = |heading: &'static str, word: &'static str| {
        let mut hand = Hand::new();
        hand.clinic(&["cancelled_share"], &[Empty]);
        hand.sheet(
            "Sources",
            &[
                &[Text("item"), Text("unit"), Text("item"), Text(heading)],
                &[Empty, Text("North"), Text("cancelled_share"), Text(word)],
            ],
        );
        cancelled(&hand.save())
    };
    assert_eq!(noted("note", "not counted yet"), empty);
    let sourced = noted("source", "yearbook");
    assert!(
        sourced.contains("sheet \"Sources\", row 2: error[F0107]"),
        "{sourced}"
    );
}

/// Every mistake in a form that the form itself can have, and some that only the policy knows.
#[test]
fn mistakes_are_shown_at_their_cells() {
    let mut hand = Hand::new();
    hand.written(
        "clinic",
        &[
            "item| within     | name  | period    | urgent_patient | cancelled_share | any: medicine_breach | urgent_seen_in_time |",
            "    | Riverside  | North |           | 400            | 101%            | none                 | 12 km               | stray",
            "    | Riverside  | South |           |                | 4,1             | some                 |                     |",
            "    | Waterside  | East  |           |                | 3%              | maybe                |                     |",
            "    |            | West  |           |                |                 |                      |                     |",
            "    | Riverside  | South | 2023      |                | 3%              | none                 |                     |",
            "    | Riverside  | North | last year |                | 3%              |                      |                     |",
        ],
    );
    hand.written(
        "medicine_breach",
        &[
            "item| unit  | id | what    | day      | confirmed | who",
            "    | North | m1 | expird  | 2024/5/3 | yes       |",
            "    | Nrth  | m2 | expired | 2024.5.3 | si        |",
            "    | North | m1 | expired | 3/5/2024 | TRUE      | nobody:x@North",
        ],
    );
    hand.written(
        "Persons",
        &[
            "item| name       | organ             | unit | office   | from",
            "    | D. Example | clinic_management |      | director | 2022-06-01",
            "    | E. Example | network_board     |      | captain  |",
        ],
    );
    hand.written(
        "Sources",
        &[
            "item| unit  | record | item      | source",
            "    | North |        | cancelled | yearbook",
            "    | North | m1     | day       | yearbook",
        ],
    );
    hand.written("clinics", &["item| name"]);
    let error = clinics().read_xlsx(&hand.save()).unwrap_err();
    for diagnostic in error.diagnostics.iter() {
        assert!(matches!(diagnostic.place, Place::Cell(_)), "{diagnostic:?}");
    }
    let text = format!(
        "{}\n{}",
        shown(&error.diagnostics, Lang::Zh),
        shown(&error.diagnostics, Lang::En)
    );
    insta::with_settings!({snapshot_path => "../snapshots"}, { insta::assert_snapshot!(text) });
}

/// A sheet that is gone or empty says nothing, and what is said to be empty is none.
#[test]
fn some_none_and_not_known_are_kept_apart() {
    let policy = clinics();
    let causes = |word: Cell| {
        let file = Hand::new()
            .clinic(&["any: medicine_breach"], &[word])
            .save();
        let facts = policy.read_xlsx(&file).unwrap();
        let assessment = policy.evaluate(&facts).unwrap();
        let mut triggers = assessment.triggers().iter();
        let harm = triggers.find(|trigger| &*trigger.trigger == "harm_by_medicines");
        harm.unwrap().open.len()
    };
    assert_eq!(causes(Text("none")), 0);
    assert_eq!(causes(Empty), 1);
}

fn codes(policy: &Policy, file: &[u8]) -> Vec<String> {
    let error = policy.read_xlsx(file).unwrap_err();
    let codes = error.diagnostics.iter().map(|d| d.code.as_str().to_owned());
    codes.collect()
}

#[test]
fn a_broken_file_is_an_error() {
    let policy = clinics();
    for bytes in [&b""[..], b"PK", b"name,share\nNorth,4%\n", b"{}"] {
        assert_eq!(codes(&policy, bytes), ["F0170"]);
    }
    let whole = policy.template_xlsx(&FormOptions::new(Lang::En)).unwrap();
    for length in (0..whole.len()).step_by(whole.len() / 40) {
        assert_eq!(
            codes(&policy, &whole[..length]),
            ["F0170"],
            "{length} bytes"
        );
    }
    // A byte changed anywhere gives facts or an error, and never anything else.
    for at in (0..whole.len()).step_by(whole.len() / 200) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        drop(policy.read_xlsx(&bytes));
    }
}

/// The parts of a file, each changed by `edit`, packed again.
fn repacked(file: &[u8], mut edit: impl FnMut(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        out.start_file(&name, zip::write::SimpleFileOptions::default())
            .unwrap();
        out.write_all(&edit(&name, bytes)).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn broken_parts_are_an_error_and_never_a_panic() {
    let policy = clinics();
    let whole = Hand::new()
        .clinic(&["cancelled_share"], &[Text("4%")])
        .save();
    let sheet = |xml: &str| {
        repacked(&whole, |name, bytes| {
            let is_sheet = name == "xl/worksheets/sheet3.xml";
            if is_sheet {
                xml.as_bytes().to_vec()
            } else {
                bytes
            }
        })
    };
    let cells = |cells: &str| format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    for xml in [
        String::new(),
        "<worksheet>".to_owned(),
        cells("<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>"),
        cells("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>"),
        cells("<row r=\"99999999999\"><c r=\"A99999999999\"><v>1</v></c></row>"),
        cells("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999999</v></c></row>"),
        cells("<row r=\"1\"><c r=\"A1\" s=\"999999\"><v>1</v></c></row>"),
        cells("<row r=\"1\"><c r=\"A1\"><v>nan</v></c><c r=\"B1\"><v>1e999</v></c></row>"),
        cells("<row r=\"4294967295\"><c><v>1</v></c></row><row><c><v>2</v></c></row>"),
        cells("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"4000000000\">1</f><v>1</v></c></row>"),
    ] {
        assert!(policy.read_xlsx(&sheet(&xml)).is_err(), "{xml}");
    }
    // Bytes changed inside the parts, where no checksum protects them any more.
    for seed in 0..150_usize {
        let file = repacked(&whole, |name, mut bytes| {
            if name.ends_with(".xml") && !bytes.is_empty() {
                let at = (seed * 7919 + name.len() * 104_729) % bytes.len();
                bytes[at] = [b'<', b'"', b'0', 0xFF, b' '][seed % 5];
            }
            bytes
        });
        drop(policy.read_xlsx(&file));
    }
}

#[test]
fn a_file_that_grows_without_bound_is_stopped() {
    let files = || {
        ["charter.zeren", "charter.txt"].map(|name| {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("policies/clinics");
            (name, std::fs::read_to_string(folder.join(name)).unwrap())
        })
    };
    let limited = |change: fn(&mut FactLimits)| {
        let mut options = PolicyOptions::default();
        change(&mut options.facts);
        Policy::compile_with(files(), options).unwrap()
    };
    let whole = Hand::new()
        .clinic(&["cancelled_share"], &[Text("4%")])
        .save();
    let bomb = repacked(&whole, |name, mut bytes| {
        if name == "xl/styles.xml" {
            bytes.resize(8 * 1024 * 1024, b' ');
        }
        bytes
    });
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let policy = limited(|limits| limits.bytes = 1024 * 1024);
    assert_eq!(codes(&policy, &bomb), ["F0102"]);
    assert!(policy.read_xlsx(&whole).is_ok());
    let policy = limited(|limits| limits.nodes = 5);
    assert_eq!(codes(&policy, &whole), ["F0102"]);
    // One long text that many cells share counts as often as it stands.
    let long = "x".repeat(30_000);
    let shared = {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name("Guide").unwrap();
        for row in 0..200 {
            sheet.write(row, 5, long.as_str()).unwrap();
        }
        book.save_to_buffer().unwrap()
    };
    let policy = limited(|limits| limits.bytes = 1024 * 1024);
    assert_eq!(codes(&policy, &shared), ["F0102"]);
}

#[test]
fn a_far_cell_costs_no_more_than_a_near_one() {
    let mut hand = Hand::new();
    let sheet = hand.book.add_worksheet();
    sheet.set_name("clinic").unwrap();
    sheet.write(0, 0, "item").unwrap();
    sheet.write(1_048_575, 16_383, "far").unwrap();
    let found = cancelled(&hand.save());
    assert!(
        found.contains("row 1048576, column XFD: error[F0171]"),
        "{found}"
    );
}
