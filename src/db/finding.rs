//! What a check says.

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it, as one word.
    pub check: &'static str,
    /// What is wrong, and where.
    pub message: String,
}

impl Finding {
    /// A finding of `check`.
    pub fn new(check: &'static str, message: impl Into<String>) -> Self {
        Self {
            check,
            message: message.into(),
        }
    }
}
