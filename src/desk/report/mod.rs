//! Reports: sums that prove themselves, now or as they were at a moment.

mod manifest;
mod open_items;
mod sales;
mod settlement;

pub use manifest::{ManifestReport, manifest};
pub use open_items::{OpenItemsReport, open_items};
pub use sales::{SalesReport, SalesRow, Scope, sales};
pub use settlement::{Seal, SettlementReport, seal, settlement};

use crate::db::Snapshot;
use crate::domain::{Amount, Code, Equation, Error, Instant, Result, count};

use super::telling::amount_text;

/// Refuses a moment that is not over: more may happen in it, and its figures would not stay what they are.
fn must_be_over(snapshot: &Snapshot<'_>, as_of: Option<Instant>) -> Result<()> {
    match as_of {
        Some(at) if snapshot.now() <= at => Err(Error::new(
            Code::InvalidValue,
            "`--as-of` is not over yet: a report tells what has happened",
        )
        .hint("without `--as-of` it is of now")
        .hint("--as-of 'yesterday 23:59'")),
        _ => Ok(()),
    }
}

/// What is wrong with a report whose equation does not hold, with both sums.
fn unbalanced(snapshot: &Snapshot<'_>, report: &str, proof: &Equation) -> Result<Option<Error>> {
    let [left, right] = proof.sides()?;
    if left == right {
        return Ok(None);
    }
    let terms = |terms: &[crate::domain::Term]| {
        let names: Vec<_> = terms
            .iter()
            .map(|term| term.heading.to_lowercase())
            .collect();
        names.join(" ")
    };
    let sum = |sum: Amount| {
        if proof.of_places {
            Ok(count(sum.0, "place"))
        } else {
            amount_text(snapshot, sum)
        }
    };
    let message = format!(
        "{report} does not add up: `{}` is {}, `{}` is {}",
        terms(&proof.left),
        sum(left)?,
        terms(&proof.right),
        sum(right)?,
    );
    Ok(Some(
        Error::new(Code::Unbalanced, message).hint("boxoffice db check"),
    ))
}
