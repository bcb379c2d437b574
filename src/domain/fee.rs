//! Fees: prices on top of what a sale costs, put there by themselves.

use serde::Serialize;

use super::{Change, Channel, ConcertId, FeeId, Instant, Name, Per, Size, Slug};

/// A fee as it stands.
#[derive(Debug, Clone)]
pub struct Fee {
    /// The fee's id.
    pub id: FeeId,
    /// What people type to name it.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// How large it is.
    pub size: Size,
    /// Whether each ticket or the whole order bears it.
    pub per: Per,
    /// The one concert whose tickets bear it.
    pub concert_id: Option<ConcertId>,
    /// What people type for that concert.
    pub concert: Option<Slug>,
    /// The one channel whose sales bear it; otherwise all but imports do.
    pub channel: Option<Channel>,
    /// From when on.
    pub starts_at: Option<Instant>,
    /// Until when.
    pub ends_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A fee to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewFee {
    /// Its name.
    pub name: Name,
    /// How large it is.
    pub size: Size,
    /// Whether each ticket or the whole order bears it.
    pub per: Per,
    /// The one concert whose tickets bear it.
    pub concert_id: Option<ConcertId>,
    /// The one channel whose sales bear it.
    pub channel: Option<Channel>,
    /// From when on.
    pub starts_at: Option<Instant>,
    /// Until when.
    pub ends_at: Option<Instant>,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
}

/// What changes about a fee. Its size never does: another one is another fee.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FeePatch {
    /// Its name.
    pub name: Option<Name>,
    /// From when on.
    pub starts_at: Change<Instant>,
    /// Until when.
    pub ends_at: Change<Instant>,
}

impl Fee {
    /// Whether tickets of this concert bear it.
    #[must_use]
    pub fn covers(&self, concert: ConcertId) -> bool {
        self.concert_id.is_none_or(|of| of == concert)
    }
}
