//! Help with the facts: their JSON Schema, an empty document to fill in, and the same as a spreadsheet.
//!
//! All three say what the policy asks for, in the words that the policy uses: `about` says it once. Reading a filled
//! spreadsheet goes through the same checks as JSON.

mod about;
mod blank;
#[cfg(feature = "xlsx")]
mod error;
mod schema;
#[cfg(feature = "xlsx")]
mod sheet;
mod uses;
mod words;

#[cfg(feature = "xlsx")]
pub use error::FormError;

use serde_json::Value;

use crate::calendar::{Date, Period};
#[cfg(feature = "xlsx")]
use crate::error::FactsError;
use crate::lang::Lang;
#[cfg(feature = "xlsx")]
use crate::policy::Facts;
use crate::policy::Policy;

/// How an empty form is made.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct FormOptions {
    /// The language of what is said in it.
    pub lang: Lang,
    /// The day on which the facts will be known; to be filled in when absent.
    pub as_of: Option<Date>,
    /// The period asked about; to be filled in when absent.
    pub period: Option<Period>,
}

impl FormOptions {
    /// A form in a language, its date and period to be filled in.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            ..Self::default()
        }
    }
}

impl Policy {
    /// The JSON Schema (draft 2020-12) of the facts, with titles and descriptions in a language.
    ///
    /// What the schema rejects, [`read_facts`](Self::read_facts) rejects; what takes the whole document to see, such
    /// as whether a unit named exists, only the reader can tell.
    ///
    /// ```
    /// use zeren::{Lang, Policy};
    ///
    /// let policy = Policy::compile([("ferry.zeren", r#"
    ///     regulation "Ferry charter" { effective 2024-01-01 }
    ///     level ferry
    ///     metric late_departures { level ferry measured in times }
    /// "#)])?;
    /// let schema = policy.facts_schema(Lang::En);
    /// let ferry = &schema["$defs"]["level-1"]["properties"];
    /// assert_eq!(ferry["late_departures"]["description"], "in times");
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn facts_schema(&self, lang: Lang) -> Value {
        schema::schema(self.model(), self.digest(), lang)
    }

    /// The facts as a JSON document to fill in: a unit of each level with every value that it may have, each with a
    /// note on how to write it, its clause and its uses.
    ///
    /// With a date and a period the document is read as facts of which no value is known.
    ///
    /// ```
    /// use zeren::{Date, FormOptions, Lang, Period, Policy};
    ///
    /// let policy = Policy::compile([("ferry.zeren", r#"
    ///     regulation "Ferry charter" { effective 2024-01-01 }
    ///     level ferry
    ///     metric late_departures { level ferry measured in times }
    /// "#)])?;
    /// let mut options = FormOptions::new(Lang::En);
    /// options.as_of = Date::parse("2025-01-10");
    /// options.period = Period::parse("2024");
    /// let form = policy.facts_template(&options);
    /// assert!(form.contains(r#""late_departures": {"note": "in times"}"#));
    /// assert!(policy.read_facts(&form).is_ok());
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    pub fn facts_template(&self, options: &FormOptions) -> String {
        blank::blank(self.model(), options)
    }

    /// An empty form for the facts as a spreadsheet (XLSX): a sheet for each level and type of record,
    /// a column for each value with its unit of measure, clause and uses.
    ///
    /// # Errors
    ///
    /// When a spreadsheet cannot hold it.
    #[cfg(feature = "xlsx")]
    pub fn template_xlsx(&self, options: &FormOptions) -> Result<Vec<u8>, FormError> {
        sheet::empty_form(self.model(), self.digest(), options)
    }

    /// The form with facts in JSON filled in, to be corrected or carried on.
    ///
    /// # Errors
    ///
    /// When the policy does not accept the facts, the form has no cell for some of them, or a spreadsheet cannot hold
    /// it.
    #[cfg(feature = "xlsx")]
    pub fn fill_xlsx(&self, json: &str, lang: Lang) -> Result<Vec<u8>, FormError> {
        self.read_facts(json)?;
        sheet::filled_form(self.model(), self.digest(), json, lang)
    }

    /// Reads a filled form, in either language; the same checks as for JSON.
    ///
    /// The limits on facts hold for the unpacked file as they do for JSON.
    ///
    /// # Errors
    ///
    /// As [`read_facts`](Self::read_facts), each with its sheet, row and column; and what is wrong with the form itself.
    #[cfg(feature = "xlsx")]
    pub fn read_xlsx(&self, bytes: &[u8]) -> Result<Facts, FactsError> {
        Ok(sheet::read_form(self, bytes, &self.options().facts)?.0)
    }

    /// A filled form as the JSON that it is read as, to be recorded.
    ///
    /// # Errors
    ///
    /// As [`read_xlsx`](Self::read_xlsx).
    #[cfg(feature = "xlsx")]
    pub fn xlsx_as_json(&self, bytes: &[u8]) -> Result<String, FactsError> {
        Ok(sheet::read_form(self, bytes, &self.options().facts)?.1)
    }
}
