//! Pools: a capacity that several ticket types of one concert share.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::canonical::serialize_as_text;
use super::{
    Code, ConcertId, ConcertRef, Error, Instant, Name, PoolId, PoolName, Result, Slug,
    TicketTypeId, Zone, concert_of, count, were,
};

/// A pool as it stands, with the slug of its concert.
#[derive(Debug, Clone)]
pub struct Pool {
    /// The pool's id.
    pub id: PoolId,
    /// The concert's id.
    pub concert_id: ConcertId,
    /// The concert's slug.
    pub concert: Slug,
    /// What people type after the concert's slug.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// How many places its types have together.
    pub capacity: i64,
    /// How many of them are taken, overdue orders and holds left out.
    pub taken: i64,
    /// How many ticket types share it.
    pub types: i64,
    /// The zone of its concert.
    pub zone: Zone,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// The pool of a ticket type, with what it leaves.
#[derive(Debug, Clone)]
pub struct InPool {
    /// The pool's id.
    pub id: PoolId,
    /// What people type for it: `concert/pool`.
    pub reference: String,
    /// How many places its types have together.
    pub capacity: i64,
    /// How many of them are free.
    pub left: i64,
}

/// A pool to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewPool {
    /// Its concert.
    pub concert_id: ConcertId,
    /// Its name.
    pub name: Name,
    /// How many places its types have together.
    pub capacity: i64,
    /// The types that share it from the beginning.
    pub ticket_types: Vec<TicketTypeId>,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
}

/// What changes about a pool.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PoolPatch {
    /// Its name.
    pub name: Option<Name>,
    /// What people type.
    pub slug: Option<Slug>,
    /// How many places its types have together.
    pub capacity: Option<i64>,
}

/// Which pools to list.
#[derive(Debug, Clone, Default)]
pub struct PoolFilter {
    /// Of this concert.
    pub concert: Option<ConcertId>,
    /// Of concerts that start at this moment or later.
    pub from: Option<Instant>,
    /// Text in the name or the slug.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

/// A pool: `java-jazz-2026/standing`, or `standing` where the concert is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PoolRef {
    /// The concert, if it was named.
    pub concert: Option<ConcertRef>,
    /// The pool.
    pub pool: PoolName,
}

impl FromStr for PoolRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (concert, pool) = match text.split_once('/') {
            Some((concert, pool)) => (Some(concert.parse()?), pool),
            None => (None, text),
        };
        let pool = pool.parse()?;
        Ok(Self { concert, pool })
    }
}

impl fmt::Display for PoolRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.concert {
            Some(concert) => write!(f, "{concert}/{}", self.pool),
            None => self.pool.fmt(f),
        }
    }
}

serialize_as_text!(PoolRef);

/// What says how many of a ticket type are left: the one that leaves least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Its own quota.
    Quota,
    /// The pool that it shares.
    Pool,
    /// The capacity of its concert.
    Capacity,
}

impl Bound {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Quota => "quota",
            Self::Pool => "pool",
            Self::Capacity => "capacity",
        }
    }
}

impl Pool {
    /// What people type: `java-jazz-2026/standing`.
    #[must_use]
    pub fn reference(&self) -> String {
        concert_of(&self.concert, &self.slug)
    }

    /// How many places are free.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.capacity - self.taken
    }

    /// Refuses a capacity below what is taken.
    pub fn must_have(&self, capacity: i64) -> Result<()> {
        if self.taken <= capacity {
            return Ok(());
        }
        let (reference, taken) = (self.reference(), count(self.taken, "place"));
        let message =
            format!("`{reference}` has {taken} taken, more than a capacity of {capacity}");
        Err(Error::new(Code::BelowTaken, message).hint(where_pooled_places_are(&reference)))
    }

    /// Refuses a ticket type that would bring more places than are free.
    pub fn must_take_in(&self, ticket_type: &str, taken: i64) -> Result<()> {
        if taken <= self.left() {
            return Ok(());
        }
        let (reference, left) = (self.reference(), count(self.left(), "place"));
        let message = format!(
            "`{ticket_type}` has {} taken, and the pool `{reference}` has only {left} left",
            count(taken, "place")
        );
        Err(Error::new(Code::BelowTaken, message).hint(format!(
            "boxoffice pool update {reference} --capacity {}",
            self.taken.saturating_add(taken)
        )))
    }
}

impl InPool {
    /// The error of types that fit one by one, but not together into their pool.
    #[must_use]
    pub fn full(&self, together: i64) -> Error {
        let message = format!(
            "only {} of the pool `{}` left, {} asked for",
            count(self.left.max(0), "place"),
            self.reference,
            were(together)
        );
        Error::new(Code::SoldOut, message).hint(where_pooled_places_are(&self.reference))
    }
}

/// The hint of a pool that is full.
#[must_use]
pub fn where_pooled_places_are(pool: &str) -> String {
    format!("`boxoffice pool show {pool}` shows where the places of the pool are")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> Pool {
        let at = "2026-11-01T03:00:00Z".parse().unwrap();
        Pool {
            id: PoolId(1),
            concert_id: ConcertId(1),
            concert: "jazz".parse().unwrap(),
            slug: "standing".parse().unwrap(),
            name: "Standing".parse().unwrap(),
            capacity: 10,
            taken: 8,
            types: 2,
            zone: Zone::UTC,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn a_pool_is_named_with_its_concert_or_without() {
        let with: PoolRef = "jazz/standing".parse().unwrap();
        assert!(with.concert.is_some());
        assert_eq!(with.to_string(), "jazz/standing");
        let by_id: PoolRef = "12".parse().unwrap();
        assert_eq!(by_id.pool, PoolName::Id(PoolId(12)));
        assert!("a/b/c".parse::<PoolRef>().is_err());
    }

    #[test]
    fn a_pool_is_never_smaller_than_what_its_types_have_taken() {
        assert!(standing().must_have(8).is_ok());
        let refused = standing().must_have(7).unwrap_err();
        assert_eq!(refused.code, Code::BelowTaken);
        assert_eq!(
            refused.message,
            "`jazz/standing` has 8 places taken, more than a capacity of 7"
        );
    }

    #[test]
    fn a_type_comes_into_a_pool_only_with_what_is_free_there() {
        assert!(standing().must_take_in("jazz/early", 2).is_ok());
        let refused = standing().must_take_in("jazz/early", 3).unwrap_err();
        assert_eq!(refused.code, Code::BelowTaken);
        assert_eq!(
            refused.hints,
            ["boxoffice pool update jazz/standing --capacity 11"]
        );
    }
}
