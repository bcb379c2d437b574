//! Ticket types: the price levels of one concert, each with a quota.

use serde::Serialize;

use super::{
    Amount, Bound, Change, Code, ConcertId, ConcertStatus, Error, InPool, Instant, Name,
    OverrideKind, Result, SaleState, Slug, Tax, TicketTypeId, Zone, count, were, where_places_are,
    where_pooled_places_are,
};

/// A ticket type as it stands, with the slug of its concert.
#[derive(Debug, Clone)]
pub struct TicketType {
    /// The type's id.
    pub id: TicketTypeId,
    /// The concert's id.
    pub concert_id: ConcertId,
    /// The concert's slug.
    pub concert: Slug,
    /// What people type after the concert's slug.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// What one ticket costs now: the price of the tier in force, else its own.
    pub price: Amount,
    /// Its own price, which holds until its first tier begins.
    pub base_price: Amount,
    /// When its price changes next.
    pub price_changes_at: Option<Instant>,
    /// The tax on tickets of its concert.
    pub tax: Option<Tax>,
    /// How many may go out.
    pub quota: i64,
    /// How many places are taken, overdue orders left out.
    pub taken: i64,
    /// How many could be sold now: what quota, pool and capacity all leave.
    pub left: i64,
    /// The pool that it shares with other types.
    pub pool: Option<InPool>,
    /// How many more people its concert could admit, where a capacity is set.
    pub concert_left: Option<i64>,
    /// Whether its concert takes place.
    pub concert_status: ConcertStatus,
    /// The last moment of sale for its concert.
    pub concert_closes_at: Instant,
    /// When its sale begins.
    pub sale_starts_at: Option<Instant>,
    /// When its sale ends.
    pub sale_ends_at: Option<Instant>,
    /// How many one order may have.
    pub max_per_order: Option<i64>,
    /// The zone of its concert.
    pub zone: Zone,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A ticket type to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewTicketType {
    /// Its concert.
    pub concert_id: ConcertId,
    /// Its name.
    pub name: Name,
    /// What one ticket costs.
    pub price: Amount,
    /// How many may go out.
    pub quota: i64,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
    /// When its sale begins.
    pub sale_starts_at: Option<Instant>,
    /// When its sale ends.
    pub sale_ends_at: Option<Instant>,
    /// How many one order may have.
    pub max_per_order: Option<i64>,
}

/// What changes about a ticket type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TicketTypePatch {
    /// Its name.
    pub name: Option<Name>,
    /// What one ticket costs from now on.
    pub price: Option<Amount>,
    /// How many may go out.
    pub quota: Option<i64>,
    /// What people type.
    pub slug: Option<Slug>,
    /// When its sale begins.
    pub sale_starts_at: Change<Instant>,
    /// When its sale ends.
    pub sale_ends_at: Change<Instant>,
    /// How many one order may have.
    pub max_per_order: Change<i64>,
}

/// Which ticket types to list.
#[derive(Debug, Clone, Default)]
pub struct TicketTypeFilter {
    /// Of this concert.
    pub concert: Option<ConcertId>,
    /// Of concerts that start at this moment or later.
    pub from: Option<Instant>,
    /// Text in the name or the slug.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl TicketType {
    /// The most that a ticket costs: with any number of them, a sum still fits.
    pub const HIGHEST_PRICE: Amount = Amount(1_000_000_000_000);

    /// What people type: `java-jazz-2026/vip`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}/{}", self.concert, self.slug)
    }

    /// Whether it can be bought now: what [`Self::must_sell`] and the state of its concert say together.
    #[must_use]
    pub fn sale(&self, now: Instant) -> SaleState {
        let has_ended = |end: Instant| end <= now;
        match self.concert_status {
            ConcertStatus::Cancelled => SaleState::Cancelled,
            ConcertStatus::Postponed => SaleState::Postponed,
            ConcertStatus::Scheduled
                if has_ended(self.concert_closes_at)
                    || self.sale_ends_at.is_some_and(has_ended) =>
            {
                SaleState::Ended
            }
            ConcertStatus::Scheduled if self.sale_starts_at.is_some_and(|begin| now < begin) => {
                SaleState::NotYet
            }
            ConcertStatus::Scheduled if self.left <= 0 => SaleState::SoldOut,
            ConcertStatus::Scheduled => SaleState::OnSale,
        }
    }

    /// Refuses a sale before its window, after it, above the limit of an order, or above what is left.
    pub fn must_sell(&self, quantity: i64, now: Instant) -> Result<()> {
        self.must_sell_but(quantity, now, &[])
    }

    /// The same with some rules set aside. What is left binds in any case.
    pub fn must_sell_but(
        &self,
        quantity: i64,
        now: Instant,
        set_aside: &[OverrideKind],
    ) -> Result<()> {
        if !set_aside.contains(&OverrideKind::Window) {
            self.must_be_in_window(now)?;
        }
        let limit = self
            .max_per_order
            .filter(|_| !set_aside.contains(&OverrideKind::Limit));
        if let Some(most) = limit.filter(|most| quantity > *most) {
            return Err(Error::new(
                Code::LimitExceeded,
                format!("an order may have at most {most} `{}`, {quantity} were asked for", self.reference()),
            )
            .hint("make two orders, or let somebody set the limit aside: --override limit --reason TEXT"));
        }
        self.must_have_left(quantity)
    }

    /// Refuses more than what is left: all that binds a hold.
    pub fn must_have_left(&self, quantity: i64) -> Result<()> {
        if quantity > self.left {
            return Err(self.sold_out(quantity));
        }
        Ok(())
    }

    /// Whether its concert takes place and still lets people in.
    #[must_use]
    pub fn concert_is_open(&self, now: Instant) -> bool {
        self.concert_status == ConcertStatus::Scheduled && now < self.concert_closes_at
    }

    /// The error of types that fit one by one, but not together into their concert.
    #[must_use]
    pub fn concert_full(&self, left: i64, together: i64) -> Error {
        let message = format!(
            "only {} of `{}` left, {together} were asked for",
            count(left, "place"),
            self.concert
        );
        Error::new(Code::SoldOut, message).hint(where_places_are(&self.concert))
    }

    /// What says how many are left: the one that leaves least, the narrower of two that leave as many.
    #[must_use]
    pub fn bound(&self) -> Bound {
        let quota = self.quota - self.taken;
        let pool = self.pool.as_ref().map_or(i64::MAX, |pool| pool.left);
        let concert = self.concert_left.unwrap_or(i64::MAX);
        if quota <= pool.min(concert) {
            Bound::Quota
        } else if pool <= concert {
            Bound::Pool
        } else {
            Bound::Capacity
        }
    }

    /// The command that shows where the places of a bound other than its quota are.
    #[must_use]
    pub fn where_else(&self) -> Option<String> {
        match (self.bound(), &self.pool) {
            (Bound::Pool, Some(pool)) => Some(where_pooled_places_are(&pool.reference)),
            (Bound::Capacity, _) => Some(where_places_are(&self.concert)),
            _ => None,
        }
    }

    fn must_be_in_window(&self, now: Instant) -> Result<()> {
        let refused = |message: String| {
            let hint = format!("{} of `{}` are left", self.left, self.reference());
            Err(Error::new(Code::NotOnSale, message).hint(hint))
        };
        match (self.sale_starts_at, self.sale_ends_at) {
            (Some(begin), _) if now < begin => refused(format!(
                "the sale of `{}` begins at {}",
                self.reference(),
                self.zone.show(begin)
            )),
            (_, Some(end)) if end <= now => refused(format!(
                "the sale of `{}` ended at {}",
                self.reference(),
                self.zone.show(end)
            )),
            _ => Ok(()),
        }
    }

    fn sold_out(&self, quantity: i64) -> Error {
        let asked = were(quantity);
        let bound = match (self.bound(), &self.pool) {
            (Bound::Pool, Some(pool)) => Some(format!("its pool `{}`", pool.reference)),
            (Bound::Capacity, _) => Some(format!("its concert `{}`", self.concert)),
            _ => None,
        };
        let reference = self.reference();
        let message = match (self.left, bound) {
            (..=0, None) => format!("`{reference}` is sold out, {asked} asked for"),
            (..=0, Some(bound)) => {
                format!("`{reference}` is sold out as {bound} is full, {asked} asked for")
            }
            (left, bound) => {
                let bound = bound.map_or(String::new(), |bound| format!(" in {bound}"));
                let left = count(left, "place");
                format!("only {left} of `{reference}` left{bound}, {asked} asked for")
            }
        };
        Error::new(Code::SoldOut, message).hint(format!(
            "`boxoffice ticket-type list --concert {}` shows what is left",
            self.concert
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// On sale from 1 to 10 November, for a concert that closes on the 12th.
    fn vip() -> TicketType {
        TicketType {
            id: TicketTypeId(1),
            concert_id: ConcertId(1),
            concert: "java-jazz-2026".parse().unwrap(),
            slug: "vip".parse().unwrap(),
            name: "VIP".parse().unwrap(),
            price: Amount(150_000),
            base_price: Amount(150_000),
            price_changes_at: None,
            tax: None,
            quota: 10,
            taken: 8,
            left: 2,
            pool: None,
            concert_left: None,
            concert_status: ConcertStatus::Scheduled,
            concert_closes_at: day(12),
            sale_starts_at: Some(day(1)),
            sale_ends_at: Some(day(10)),
            max_per_order: None,
            zone: Zone::UTC,
            created_at: day(1),
            updated_at: day(1),
        }
    }

    fn day(day: u32) -> Instant {
        format!("2026-11-{day:02}T00:00:00Z").parse().unwrap()
    }

    #[test]
    fn a_type_is_on_sale_from_the_first_moment_of_its_window_to_the_last() {
        let before_first = Instant::from_seconds(day(1).seconds() - 1).unwrap();
        assert_eq!(vip().sale(before_first), SaleState::NotYet);
        assert_eq!(vip().sale(day(1)), SaleState::OnSale);
        assert_eq!(vip().sale(day(10)), SaleState::Ended);
    }

    #[test]
    fn without_a_window_the_admission_ends_the_sale() {
        let open = TicketType {
            sale_starts_at: None,
            sale_ends_at: None,
            ..vip()
        };
        assert_eq!(open.sale(day(11)), SaleState::OnSale);
        assert_eq!(open.sale(day(12)), SaleState::Ended);
    }

    #[test]
    fn what_is_on_sale_can_be_sold_and_nothing_else() {
        let full = TicketType { left: 0, ..vip() };
        for now in [day(1), day(9), day(10)] {
            for found in [vip(), full.clone()] {
                let on_sale = found.sale(now) == SaleState::OnSale;
                assert_eq!(
                    found.must_sell(1, now).is_ok(),
                    on_sale,
                    "{now} {}",
                    found.left
                );
            }
        }
        assert_eq!(full.sale(day(5)), SaleState::SoldOut);
    }

    #[test]
    fn the_bound_that_leaves_least_says_how_many_are_left() {
        let pooled = |left, concert_left| TicketType {
            left,
            concert_left,
            pool: Some(InPool {
                id: super::super::PoolId(1),
                reference: "java-jazz-2026/standing".to_owned(),
                capacity: 10,
                left,
            }),
            ..vip()
        };
        assert_eq!(vip().bound(), Bound::Quota);
        assert_eq!(pooled(2, None).bound(), Bound::Quota);
        assert_eq!(pooled(1, Some(1)).bound(), Bound::Pool);
        assert_eq!(pooled(1, Some(0)).bound(), Bound::Capacity);
        let full = pooled(0, None).must_have_left(1).unwrap_err();
        assert_eq!(
            full.message,
            "`java-jazz-2026/vip` is sold out as its pool `java-jazz-2026/standing` is full, 1 was asked for"
        );
    }

    #[test]
    fn window_and_limit_can_be_set_aside_and_what_is_left_cannot() {
        let few = TicketType {
            max_per_order: Some(1),
            ..vip()
        };
        let sells = |quantity, day, set_aside: &[OverrideKind]| {
            few.must_sell_but(quantity, day, set_aside).is_ok()
        };
        let late = day(11);
        assert!(!sells(1, late, &[]) && !sells(1, late, &[OverrideKind::Limit]));
        assert!(sells(1, late, &[OverrideKind::Window]));
        assert!(!sells(2, day(5), &[OverrideKind::Window]));
        assert!(sells(2, day(5), &[OverrideKind::Limit]));
        assert!(!sells(
            3,
            day(5),
            &[OverrideKind::Limit, OverrideKind::Window]
        ));
    }

    #[test]
    fn the_state_of_the_concert_goes_first() {
        for (status, sale) in [
            (ConcertStatus::Cancelled, SaleState::Cancelled),
            (ConcertStatus::Postponed, SaleState::Postponed),
        ] {
            let of_concert = TicketType {
                concert_status: status,
                left: 0,
                ..vip()
            };
            assert_eq!(of_concert.sale(day(11)), sale);
        }
    }
}
