//! Why a row of a list cannot be taken.

use crate::domain::Error;

/// Why a row cannot be taken.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Where the row stands in its file.
    pub line: u64,
    /// The column it is about, in the file's own words.
    pub column: Option<String>,
    /// What is wrong: what was found, what was expected, and what would help.
    pub error: Error,
}

impl Refusal {
    /// A refusal of a whole row.
    #[must_use]
    pub const fn of_row(line: u64, error: Error) -> Self {
        Self {
            line,
            column: None,
            error,
        }
    }

    /// What is wrong in one line of text, as `pay: …`.
    #[must_use]
    pub fn reason(&self) -> String {
        let what = what(&self.error);
        match &self.column {
            Some(column) => format!("{column}: {what}"),
            None => what,
        }
    }
}

/// What is wrong, and what would help.
pub(super) fn what(error: &Error) -> String {
    let Error { message, hints, .. } = error;
    if hints.is_empty() {
        message.clone()
    } else {
        format!("{message} ({})", hints.join("; "))
    }
}
