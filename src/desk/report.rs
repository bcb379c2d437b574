//! Reports: sums that prove themselves.

use super::concert::get;
use crate::db::Snapshot;
use crate::domain::{
    Amount, Concert, ConcertId, ConcertRef, Instant, MethodMoney, Result, TypeManifest, TypeSales,
};
use crate::repository::report;

/// What a report of sales looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scope {
    /// One concert, or all of them.
    pub concert: Option<ConcertId>,
    /// From this moment on.
    pub from: Option<Instant>,
    /// Before this moment.
    pub before: Option<Instant>,
}

/// What was sold, and what money moved.
#[derive(Debug, Clone)]
pub struct SalesReport {
    /// By concert and ticket type.
    pub sales: Vec<TypeSales>,
    /// By method.
    pub money: Vec<MethodMoney>,
}

/// Where every place of a concert is.
#[derive(Debug, Clone)]
pub struct ManifestReport {
    /// The concert.
    pub concert: Concert,
    /// By ticket type.
    pub types: Vec<TypeManifest>,
}

/// What was sold and what money moved.
pub fn sales(snapshot: &Snapshot<'_>, scope: Scope) -> Result<SalesReport> {
    Ok(SalesReport {
        sales: report::sales(snapshot, scope.concert, scope.from, scope.before)?,
        money: report::money(snapshot, scope.concert, scope.from, scope.before)?,
    })
}

/// Where every place of a concert is.
pub fn manifest(snapshot: &Snapshot<'_>, concert: &ConcertRef) -> Result<ManifestReport> {
    let concert = get(snapshot, concert)?;
    Ok(ManifestReport {
        types: report::manifest(snapshot, concert.id)?,
        concert,
    })
}

impl SalesReport {
    /// Tickets sold less those given back.
    #[must_use]
    pub fn tickets(&self) -> i64 {
        self.sales
            .iter()
            .map(|sales| sales.sold - sales.returned)
            .sum()
    }

    /// What all lines sum to.
    pub fn amount(&self) -> Result<Amount> {
        Amount::sum(self.sales.iter().map(|sales| sales.amount))
    }
}

impl ManifestReport {
    /// What the concert admits: its capacity, or where it has none what its quotas sum to.
    #[must_use]
    pub fn capacity(&self) -> i64 {
        self.concert
            .capacity
            .unwrap_or_else(|| self.types.iter().map(|of| of.quota).sum())
    }

    /// Places nobody has, counted from the ledger of places.
    #[must_use]
    pub fn unsold(&self) -> i64 {
        self.capacity() - self.concert.taken
    }

    /// What the rows of orders, holds and allotments say is taken.
    #[must_use]
    pub fn claimed(&self) -> i64 {
        self.types.iter().map(|of| of.quota - of.unsold()).sum()
    }

    /// Whether the proof holds: sold + comp + pending + held + allotted + unsold = capacity.
    #[must_use]
    pub fn balances(&self) -> bool {
        self.claimed() + self.unsold() == self.capacity()
    }
}
