//! Discounts: codes that make tickets cheaper, for a while and for so many orders.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::canonical::serialize_as_text;
use super::{
    Change, Code, ConcertId, DiscountId, Error, Instant, Name, Per, Result, Size, Slug,
    TicketTypeId, Zone, count,
};

/// What a customer says to get a discount: a slug, typed in any case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DiscountCode(pub Slug);

impl FromStr for DiscountCode {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        text.trim().to_lowercase().parse().map(Self)
    }
}

impl fmt::Display for DiscountCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

serialize_as_text!(DiscountCode);

/// A discount as it stands.
#[derive(Debug, Clone)]
pub struct Discount {
    /// The discount's id.
    pub id: DiscountId,
    /// The code.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// How large it is.
    pub size: Size,
    /// Whether a sum is off each ticket or off the whole order.
    pub per: Per,
    /// The one concert that it is for.
    pub concert_id: Option<ConcertId>,
    /// The one ticket type that it is for.
    pub ticket_type_id: Option<TicketTypeId>,
    /// What people type for that concert or ticket type.
    pub scope: Option<String>,
    /// How many orders may have it.
    pub max_uses: Option<i64>,
    /// How many orders have it now.
    pub uses: i64,
    /// From when on.
    pub starts_at: Option<Instant>,
    /// Until when.
    pub ends_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// A discount to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewDiscount {
    /// The code.
    pub code: DiscountCode,
    /// Its name.
    pub name: Name,
    /// How large it is.
    pub size: Size,
    /// Whether a sum is off each ticket or off the whole order.
    pub per: Per,
    /// The one concert that it is for.
    pub concert_id: Option<ConcertId>,
    /// The one ticket type that it is for.
    pub ticket_type_id: Option<TicketTypeId>,
    /// How many orders may have it.
    pub max_uses: Option<i64>,
    /// From when on.
    pub starts_at: Option<Instant>,
    /// Until when.
    pub ends_at: Option<Instant>,
}

/// What changes about a discount. Its size never does: another one has another code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DiscountPatch {
    /// Its name.
    pub name: Option<Name>,
    /// How many orders may have it.
    pub max_uses: Change<i64>,
    /// From when on.
    pub starts_at: Change<Instant>,
    /// Until when.
    pub ends_at: Change<Instant>,
}

impl Discount {
    /// Whether it is for tickets of this type.
    #[must_use]
    pub fn covers(&self, concert: ConcertId, ticket_type: TicketTypeId) -> bool {
        self.concert_id.is_none_or(|of| of == concert)
            && self.ticket_type_id.is_none_or(|of| of == ticket_type)
    }

    /// Refuses a discount before its time and after it.
    pub fn must_be_in_force(&self, now: Instant, zone: Zone) -> Result<()> {
        let refused = |what: &str, at| {
            let message = format!("discount `{}` {what} {}", self.slug, zone.show(at));
            Err(Error::new(Code::DiscountRefused, message)
                .hint(format!("boxoffice discount show {}", self.slug)))
        };
        match (self.starts_at, self.ends_at) {
            (Some(begin), _) if now < begin => refused("begins at", begin),
            (_, Some(end)) if end <= now => refused("ended at", end),
            _ => Ok(()),
        }
    }

    /// Refuses one more order where all uses are taken.
    pub fn must_have_a_use_left(&self) -> Result<()> {
        match self.max_uses {
            Some(most) if most <= self.uses => {
                let message = format!(
                    "discount `{}` is used up: {} may have it",
                    self.slug,
                    count(most, "order")
                );
                Err(Error::new(Code::DiscountRefused, message)
                    .hint(format!("boxoffice discount show {}", self.slug)))
            }
            _ => Ok(()),
        }
    }

    /// The error of a sale in which nothing becomes cheaper by it.
    #[must_use]
    pub fn fits_nothing(&self) -> Error {
        let message = match &self.scope {
            Some(scope) => format!(
                "discount `{}` is for `{scope}`, and nothing of it is sold here for money",
                self.slug
            ),
            None => format!(
                "discount `{}` takes nothing off: nothing here costs money",
                self.slug
            ),
        };
        Error::new(Code::DiscountRefused, message)
            .hint(format!("boxoffice discount show {}", self.slug))
    }
}

/// Refuses a time that is over before it begins.
pub fn must_begin_before_end(begin: Option<Instant>, end: Option<Instant>) -> Result<()> {
    match (begin, end) {
        (Some(begin), Some(end)) if end <= begin => Err(Error::new(
            Code::InvalidValue,
            "it would end before it begins",
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Amount;

    fn summer() -> Discount {
        let at = |text: &str| text.parse().unwrap();
        Discount {
            id: DiscountId(1),
            slug: "summer".parse().unwrap(),
            name: "Summer".parse().unwrap(),
            size: Size::Amount(Amount(100)),
            per: Per::Order,
            concert_id: None,
            ticket_type_id: None,
            scope: None,
            max_uses: Some(2),
            uses: 1,
            starts_at: Some(at("2026-11-02T00:00:00Z")),
            ends_at: Some(at("2026-11-05T00:00:00Z")),
            created_at: at("2026-11-01T00:00:00Z"),
            updated_at: at("2026-11-01T00:00:00Z"),
        }
    }

    #[test]
    fn a_code_is_read_in_any_case() {
        let code: DiscountCode = " EARLY10 ".parse().unwrap();
        assert_eq!(code.to_string(), "early10");
        assert!("10off".parse::<DiscountCode>().is_err());
    }

    #[test]
    fn a_discount_holds_from_the_first_moment_of_its_window_to_the_last() {
        let holds = |now: &str| {
            let now = now.parse().unwrap();
            summer().must_be_in_force(now, Zone::UTC).is_ok()
        };
        assert!(!holds("2026-11-01T23:59:59Z"));
        assert!(holds("2026-11-02T00:00:00Z"));
        assert!(holds("2026-11-04T23:59:59Z"));
        assert!(!holds("2026-11-05T00:00:00Z"));
    }

    #[test]
    fn the_last_use_is_one_and_the_next_is_refused() {
        assert!(summer().must_have_a_use_left().is_ok());
        let used = Discount {
            uses: 2,
            ..summer()
        };
        let refused = used.must_have_a_use_left().unwrap_err();
        assert_eq!(
            refused.message,
            "discount `summer` is used up: 2 orders may have it"
        );
    }
}
