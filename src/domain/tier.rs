//! Tiers: the price of a ticket type from a moment on, such as early bird, regular, door.

use serde::Serialize;

use super::{Amount, Instant, Name, Slug, TicketTypeId, TierId, Zone};

/// A tier as it stands, with the names of what it is of.
#[derive(Debug, Clone)]
pub struct Tier {
    /// The tier's id.
    pub id: TierId,
    /// The ticket type's id.
    pub ticket_type_id: TicketTypeId,
    /// `concert/type`.
    pub ticket_type: String,
    /// What people type after the ticket type.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// What a ticket costs while it is in force.
    pub price: Amount,
    /// From when on, until the next tier begins.
    pub starts_at: Instant,
    /// The zone of its concert.
    pub zone: Zone,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A tier to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewTier {
    /// Its ticket type.
    pub ticket_type_id: TicketTypeId,
    /// Its name.
    pub name: Name,
    /// What a ticket costs while it is in force.
    pub price: Amount,
    /// From when on.
    pub starts_at: Instant,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
}

/// What changes about a tier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TierPatch {
    /// Its name.
    pub name: Option<Name>,
    /// What a ticket costs while it is in force.
    pub price: Option<Amount>,
    /// From when on.
    pub starts_at: Option<Instant>,
    /// What people type.
    pub slug: Option<Slug>,
}

impl Tier {
    /// What people type: `java-jazz-2026/adult/early-bird`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}/{}", self.ticket_type, self.slug)
    }
}

/// The tier in force at a moment: the one that began last.
pub fn in_force<'t>(tiers: impl IntoIterator<Item = &'t Tier>, now: Instant) -> Option<&'t Tier> {
    let begun = tiers.into_iter().filter(|tier| tier.starts_at <= now);
    begun.max_by_key(|tier| tier.starts_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(id: i64, day: u32) -> Tier {
        let at: Instant = format!("2026-11-{day:02}T00:00:00Z").parse().unwrap();
        Tier {
            id: TierId(id),
            ticket_type_id: TicketTypeId(1),
            ticket_type: "jazz/adult".to_owned(),
            slug: "early".parse().unwrap(),
            name: "Early".parse().unwrap(),
            price: Amount(100),
            starts_at: at,
            zone: Zone::UTC,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_tier_that_began_last_is_in_force_from_its_first_moment_on() {
        let tiers = [tier(1, 10), tier(2, 5)];
        let at = |day: u32| format!("2026-11-{day:02}T00:00:00Z").parse().unwrap();
        let found = |now| in_force(&tiers, now).map_or(0, |tier| tier.id.0);
        assert_eq!(found(at(4)), 0);
        assert_eq!(found(at(5)), 2);
        assert_eq!(found(at(10)), 1);
    }
}
