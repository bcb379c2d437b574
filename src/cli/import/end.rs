//! How an import ends: with everything taken, with some rows still open, or with nothing written.

use super::refused::Refused;
use crate::domain::{Code, Result};

/// What was taken; nothing, where refused rows kept all of it from being written. Any other failure stays one.
pub(crate) fn taken<T>(written: Result<T>) -> Result<Option<T>> {
    match written {
        Err(error) if error.code == Code::RowsRefused => Ok(None),
        written => written.map(Some),
    }
}

impl Refused<'_> {
    /// Ends an import that refused so many of `all` rows, once it is answered. `repeated` says whether what it took was
    /// taken before; it is none where nothing was written.
    pub(crate) fn end(&self, repeated: Option<bool>, refused: i64, all: i64) -> Result<()> {
        match (repeated, refused) {
            (None, refused) => Err(self.nothing_written(refused, all)),
            (Some(_), 0) => Ok(()),
            (Some(repeated), refused) => Err(self.still_open(refused, repeated)),
        }
    }
}
