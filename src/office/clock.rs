//! The one place that looks at a clock.

use crate::domain::{Code, Error, Instant, Result};

/// Where an office's time comes from.
pub(super) enum Clock {
    /// The machine's clock.
    System,
    /// A moment at which a practice office stands still.
    Standing(Instant),
}

impl Clock {
    /// The clock of an office: only a practice office can stand still.
    pub(super) fn of(practice: bool, now: Option<Instant>) -> Self {
        match now {
            Some(now) if practice => Self::Standing(now),
            _ => Self::System,
        }
    }

    /// What it shows, in whole seconds.
    pub(super) fn now(&self) -> Result<Instant> {
        match self {
            Self::Standing(now) => Ok(*now),
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the one place")]
                let now = chrono::Utc::now();
                Instant::from_seconds(now.timestamp()).ok_or_else(|| {
                    Error::new(
                        Code::Failed,
                        "the machine's clock shows a year that cannot be",
                    )
                })
            }
        }
    }
}
