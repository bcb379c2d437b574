//! Sums and moments in an error, as people of this office read them.

use crate::db::Snapshot;
use crate::domain::{Amount, Code, Currency, Error, Instant, Profile, Result, Zone};
use crate::repository::office;

/// A sum with its currency.
pub(super) fn amount_text(snapshot: &Snapshot<'_>, amount: Amount) -> Result<String> {
    Ok(profile(snapshot)?.currency.show(amount))
}

/// A sum as a person would type it.
pub(super) fn plain_text(snapshot: &Snapshot<'_>, amount: Amount) -> Result<String> {
    Ok(profile(snapshot)?.currency.plain(amount))
}

/// A moment by the office's clocks.
pub(super) fn moment_text(snapshot: &Snapshot<'_>, at: Instant) -> Result<String> {
    Ok(profile(snapshot)?.zone.show(at))
}

/// The zone of the office.
pub(super) fn zone(snapshot: &Snapshot<'_>) -> Result<Zone> {
    Ok(profile(snapshot)?.zone)
}

/// The currency of the office.
pub(super) fn currency(snapshot: &Snapshot<'_>) -> Result<Currency> {
    Ok(profile(snapshot)?.currency)
}

fn profile(snapshot: &Snapshot<'_>) -> Result<Profile> {
    office::find(snapshot)?
        .ok_or_else(|| Error::new(Code::NotAnOffice, "the file is not a box office yet"))
}
