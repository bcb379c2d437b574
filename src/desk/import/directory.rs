//! What rows name: venues and artists, those of the box office and those that the import is to make.

use super::artists::Artists;
use super::places::Places;
use crate::db::Transaction;
use crate::domain::{Code, Currency, Error, ImportDefaults, Result, Unit};
use crate::repository;

/// Everything that is looked up by name, and how it is told.
pub(super) struct Directory {
    pub(super) places: Places,
    pub(super) artists: Artists,
    pub(super) currency: Currency,
    /// What the rows of the file are counted by.
    pub(super) unit: Unit,
}

impl Directory {
    /// The venues and artists of the box office.
    pub(super) fn load(
        tx: &Transaction<'_>,
        defaults: &ImportDefaults,
        unit: Unit,
    ) -> Result<Self> {
        let profile = repository::office::find(tx)?
            .ok_or_else(|| Error::new(Code::NotAnOffice, "the file is not a box office yet"))?;
        Ok(Self {
            places: Places::load(tx, defaults, profile.zone)?,
            artists: Artists::load(tx)?,
            currency: profile.currency,
            unit,
        })
    }
}
