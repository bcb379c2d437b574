//! Orders with money due, and orders with money that somebody has to decide about.

use super::sales::methods;
use super::{must_be_over, unbalanced};
use crate::db::Snapshot;
use crate::domain::{
    Amount, Equation, Error, Instant, MethodMoney, OpenItem, Period, Result, Term, wide_sum,
};
use crate::repository::report;

/// What is due and what is open, order by order.
#[derive(Debug, Clone)]
pub struct OpenItemsReport {
    /// The moment it is of.
    pub at: Instant,
    /// The orders, the oldest first.
    pub items: Vec<OpenItem>,
    /// Its proof.
    pub proof: Equation,
    /// What is wrong, where the proof fails.
    pub wrong: Option<Error>,
}

/// What is due and what is open.
pub fn open_items(snapshot: &Snapshot<'_>, as_of: Option<Instant>) -> Result<OpenItemsReport> {
    must_be_over(snapshot, as_of)?;
    let (items, worth) = match as_of {
        None => (report::open_items(snapshot)?, worth(snapshot)?),
        Some(at) => items_at(snapshot, at)?,
    };
    let entries = methods(snapshot, Period::default().until(as_of), false)?;
    let held: Result<Vec<_>> = entries.iter().map(MethodMoney::net).collect();
    let proof = Equation {
        left: vec![
            Term::plus("worth", "WORTH", worth),
            Term::less("held", "- HELD", wide_sum(held?)?),
        ],
        right: vec![
            Term::plus("due", "= DUE", wide_sum(items.iter().map(OpenItem::due))?),
            Term::less(
                "open",
                "- OPEN",
                wide_sum(items.iter().map(OpenItem::open))?,
            ),
        ],
        of_places: false,
    };
    let wrong = unbalanced(snapshot, "the report of open items", &proof)?;
    Ok(OpenItemsReport {
        at: as_of.unwrap_or_else(|| snapshot.now()),
        items,
        proof,
        wrong,
    })
}

/// What all orders are worth now, by their lines.
fn worth(snapshot: &Snapshot<'_>) -> Result<Amount> {
    wide_sum([
        report::total(snapshot, Period::default())?,
        report::unpaid(snapshot)?,
        report::dead(snapshot)?.negated(),
    ])
}

fn items_at(snapshot: &Snapshot<'_>, at: Instant) -> Result<(Vec<OpenItem>, Amount)> {
    let mut items = Vec::new();
    let mut worth = Amount::ZERO;
    report::accounts_at(snapshot, at, |item| {
        worth = wide_sum([worth, item.worth])?;
        if item.worth != item.held {
            items.push(item);
        }
        Ok(())
    })?;
    Ok((items, worth))
}
