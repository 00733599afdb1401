//! `zeren template`: an empty form for the facts, or one with facts filled in.

use std::io::IsTerminal as _;
use std::process::ExitCode;

use super::args::{TemplateArgs, TemplateFormat};
use super::io;
use super::report::Failure;
use crate::lang::{Lang, Text};
use crate::workbench::{FormError, FormOptions};

/// Writes the form.
pub(super) fn run(args: &TemplateArgs, lang: Lang) -> Result<ExitCode, Failure> {
    let policy = io::policy(&args.policy)?;
    let mut options = FormOptions::new(lang);
    (options.as_of, options.period) = (args.as_of, args.period);
    let bytes = match (format(args), &args.facts) {
        (TemplateFormat::Json, None) => policy.facts_template(&options).into_bytes(),
        (TemplateFormat::Json, Some(_)) => {
            return Err(Failure::Usage(Text::new(
                "--facts 只用于 xlsx 填报表；JSON 的事实直接改就是",
                "--facts is for xlsx forms; facts in JSON are changed as they are",
            )));
        }
        (TemplateFormat::Xlsx, None) => policy.template_xlsx(&options)?,
        (TemplateFormat::Xlsx, Some(path)) => {
            let facts = io::facts_text(path)?;
            let filled = policy.fill_xlsx(&facts, lang);
            filled.map_err(|error| match error {
                FormError::Facts(error) => Failure::Facts {
                    path: path.clone(),
                    error,
                },
                error => Failure::Form(error),
            })?
        }
    };
    match &args.output {
        Some(path) => io::save(path, &bytes)?,
        None if format(args) == TemplateFormat::Xlsx && std::io::stdout().is_terminal() => {
            return Err(Failure::Usage(Text::new(
                "xlsx 不能显示在终端；用 --output 写到文件",
                "an xlsx file cannot be shown in a terminal; write it to a file by --output",
            )));
        }
        None => io::print_bytes(&bytes)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The format asked for, or that of the file's name.
fn format(args: &TemplateArgs) -> TemplateFormat {
    let of_name = || match &args.output {
        Some(path) if io::is_xlsx(path) => TemplateFormat::Xlsx,
        _ => TemplateFormat::Json,
    };
    args.format.unwrap_or_else(of_name)
}
