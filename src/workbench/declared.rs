//! What the policy's files declare, and the policy without one of it: what is a declaration there for?
//!
//! It tells what was written, under whatever choice; what a declaration comes to is the model's to say.

use serde::Serialize;

use crate::error::CompileError;
use crate::model::Name;
use crate::policy::Policy;
use crate::source::Span;
use crate::syntax::ast::DeclKind;

/// A declaration as it stands in a policy's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Declared {
    /// The keyword that opens it, as written.
    pub keyword: Name,
    /// Its name; absent where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// The choices under which it holds, each with its interpretation, outermost first.
    pub given: Vec<(Name, Name)>,
    /// The policy file.
    pub file: Name,
    /// The line in it, from 1.
    pub line: u32,
    /// The whole declaration.
    #[serde(skip)]
    pub span: Span,
}

impl Policy {
    /// Everything that the policy's files declare, under every choice; scenarios, their backgrounds and imports apart.
    pub fn declared(&self) -> Vec<Declared> {
        let items = self.files().iter().flat_map(|file| &file.items);
        items
            .filter(|item| {
                !matches!(
                    item.decl.kind,
                    DeclKind::Import(_) | DeclKind::Background { .. } | DeclKind::Scenario { .. }
                )
            })
            .map(|item| {
                let place = self.sources().locate(item.decl.span);
                let given = item.given.iter();
                Declared {
                    keyword: self.sources().slice(item.decl.keyword).into(),
                    name: item
                        .decl
                        .name
                        .as_ref()
                        .map(|name| name.text.as_str().into()),
                    given: given
                        .map(|head| {
                            let interpretation = head.interpretation.text.as_str();
                            (interpretation.into(), head.choice.text.as_str().into())
                        })
                        .collect(),
                    file: place.map_or_else(Name::default, |place| place.file.into()),
                    line: place.map_or(0, |place| place.start.line),
                    span: item.decl.span,
                }
            })
            .collect()
    }

    /// The same policy without one of its declarations, to see what it is there for.
    ///
    /// ```
    /// use zeren::Policy;
    ///
    /// let policy = Policy::compile([("clinic.zeren", r#"
    ///     regulation "Charter" { effective 2024-01-01 }
    ///     level clinic
    ///     metric patients { level clinic measured in number }
    ///     target load { for each clinic require patients at least 100 due 2024-12-31
    ///                   cite interpretation quota }
    ///     interpretation quota { question "how many?" choice many "many" choice few "few" take many because "as told" }
    /// "#)])?;
    /// let all = policy.declared();
    /// let named = |name: &str| all.iter().find(|one| one.name.as_deref() == Some(name));
    /// // Nothing rests on the target; the target rests on the metric.
    /// assert!(policy.without(named("load").unwrap()).is_ok());
    /// assert!(policy.without(named("patients").unwrap()).is_err());
    /// # Ok::<(), zeren::CompileError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong without it: that something else names it, above all.
    pub fn without(&self, declaration: &Declared) -> Result<Self, CompileError> {
        self.leaving_out(declaration.span)
    }
}
