//! zeren reads an accountability regulation written as policy files, takes facts about what happened,
//! and answers who is accountable, for what, under which clause, why, and what is still unknown.
//!
//! The stages, in the order that a policy passes through them; each sees only those before it:
//!
//! | stage | from → to | invariant |
//! |---|---|---|
//! | `syntax` | text → AST | nesting is bounded before the recursive parser runs |
//! | `check` | AST → model | every name, type, unit, clause and quote is resolved, or a diagnostic says why not |
//! | `program` | model → program | names are gone: conditions are flat code over numbered slots |
//! | `facts` | JSON or Rust values → slots | nothing is assumed: absent is unknown |
//! | `eval` | program + facts → statuses, causes | strong Kleene logic; exact numbers |
//! | `attribution` | causes + model → findings | nobody is accountable without a duty that says so |
//! | `assessment` | findings → JSON, text, explanations | the same input gives the same bytes |

mod calendar;
mod diagnostic;
mod lang;
mod measure;
mod model;
mod number;
mod source;
mod suggest;
mod types;
mod value;
