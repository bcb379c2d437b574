//! Integer ids, unique over all terminals of a house: `site × 10^10 + sequence`.

use serde::{Deserialize, Serialize};

/// How many ids a site has.
pub const IDS_PER_SITE: i64 = 10_000_000_000;

/// A terminal's number; the main office is site 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Site(pub i64);

impl Site {
    /// The site that gave out `id`.
    #[must_use]
    pub const fn of(id: i64) -> Self {
        Self(id / IDS_PER_SITE)
    }
}

macro_rules! ids {
    ($($name:ident: $noun:literal;)+) => {$(
        #[doc = concat!("The id of ", $noun, ".")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    UserId: "a user";
    VenueId: "a venue";
    ArtistId: "an artist";
    ConcertId: "a concert";
    TicketTypeId: "a ticket type";
    OrderId: "an order";
    OrderDetailId: "an order detail";
    PaymentId: "a payment";
    PaymentEntryId: "a payment entry";
    TicketId: "a ticket";
    ScanId: "a scan";
    HoldId: "a hold";
    HoldEntryId: "a hold entry";
    OperatorId: "an operator";
    PoolId: "a pool";
    TierId: "a tier";
    DiscountId: "a discount";
    FeeId: "a fee";
    OverrideId: "an override";
    PaymentMoveId: "a move of money";
    SettlementId: "a sealed settlement";
}

impl UserId {
    /// The customer of a sale without a name.
    pub const WALK_IN: Self = Self(1);
}
