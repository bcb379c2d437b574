//! What people type to name a thing.

use std::fmt;
use std::str::FromStr;

use super::canonical::serialize_as_text;
use super::near_reference::{no_order, no_slug, no_user};
use super::{
    ArtistId, Code, ConcertId, DiscountCode, DiscountId, Email, Error, FeeId, HoldId, OrderCode,
    OrderId, Phone, PoolId, Result, Slug, TicketTypeId, TierId, UserId, VenueId,
};

/// Defines references that are an id, which is all digits, or else the other name of the thing; `refused` says what was
/// probably meant by a text that is neither.
macro_rules! refs {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:ident | $variant:ident($other:ty), $refused:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            /// By id.
            Id($id),
            /// By name.
            $variant($other),
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                let text = text.trim();
                match id(text)? {
                    Some(number) => Ok(Self::Id($id(number))),
                    None => text.parse().map(Self::$variant).map_err(|error| ($refused)(text, error)),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Id(id) => id.fmt(f),
                    Self::$variant(name) => name.fmt(f),
                }
            }
        }

        serialize_as_text!($name);
    )+};
}

refs! {
    /// A venue: `istora-senayan` or `3`.
    VenueRef = VenueId | Slug(Slug), |text, error| no_slug(text, Some("venue"), error);
    /// An artist: `rina-sari` or `12`.
    ArtistRef = ArtistId | Slug(Slug), |text, error| no_slug(text, Some("artist"), error);
    /// A concert: `java-jazz-2026` or `12`.
    ConcertRef = ConcertId | Slug(Slug), |text, error| no_slug(text, Some("concert"), error);
    /// A hold: `sponsors` or `3`.
    HoldRef = HoldId | Slug(Slug), |text, error| no_slug(text, Some("hold"), error);
    /// A discount: its code, in any case, or `3`.
    DiscountRef = DiscountId | Code(DiscountCode), |text, error| no_slug(text, Some("discount"), error);
    /// A fee: `booking` or `3`.
    FeeRef = FeeId | Slug(Slug), |text, error| no_slug(text, Some("fee"), error);
    /// A ticket type within its concert, or by an id that needs no concert.
    TypeName = TicketTypeId | Slug(Slug), |text, error| no_slug(text, None, error);
    /// A pool within its concert, or by an id that needs no concert.
    PoolName = PoolId | Slug(Slug), |text, error| no_slug(text, None, error);
    /// An order: `K7QX3` or `12`.
    OrderRef = OrderId | Code(OrderCode), no_order;
}

/// A customer: `rina@example.com`, `+628123456789`, `walk-in` or `12`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UserRef {
    /// By id.
    Id(UserId),
    /// By e-mail address.
    Email(Email),
    /// By phone number: it begins with `0` or `+`, or has blanks or dashes.
    Phone(Phone),
    /// The customer of a sale without a name.
    WalkIn,
}

impl FromStr for UserRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("walk-in") {
            return Ok(Self::WalkIn);
        }
        if text.contains('@') {
            return text.parse().map(Self::Email);
        }
        if !text.starts_with('0')
            && let Some(number) = id(text)?
        {
            return Ok(Self::Id(UserId(number)));
        }
        text.parse().map(Self::Phone).map_err(|_| no_user(text))
    }
}

impl fmt::Display for UserRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Email(email) => email.fmt(f),
            Self::Phone(phone) => phone.fmt(f),
            Self::WalkIn => f.pad("walk-in"),
        }
    }
}

/// A ticket type: `java-jazz-2026/vip`, or `vip` where the concert is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TicketTypeRef {
    /// The concert, if it was named.
    pub concert: Option<ConcertRef>,
    /// The ticket type.
    pub ticket_type: TypeName,
}

impl FromStr for TicketTypeRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Ok(match text.split_once('/') {
            Some((concert, ticket_type)) => Self {
                concert: Some(concert.parse()?),
                ticket_type: ticket_type.parse()?,
            },
            None => Self {
                concert: None,
                ticket_type: text.parse()?,
            },
        })
    }
}

impl fmt::Display for TicketTypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.concert {
            Some(concert) => write!(f, "{concert}/{}", self.ticket_type),
            None => self.ticket_type.fmt(f),
        }
    }
}

/// A tier: `java-jazz-2026/adult/early-bird` or `3`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TierRef {
    /// By id.
    Id(TierId),
    /// By its ticket type and its slug.
    Of(TicketTypeRef, Slug),
}

impl FromStr for TierRef {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        if let Some(number) = id(text)? {
            return Ok(Self::Id(TierId(number)));
        }
        match text.rsplit_once('/') {
            Some((ticket_type, tier)) => Ok(Self::Of(ticket_type.parse()?, tier.parse()?)),
            None => Err(Error::new(
                Code::InvalidValue,
                format!("of which ticket type is `{text}`?"),
            )
            .hint(format!("write CONCERT/TYPE/{text}"))),
        }
    }
}

impl fmt::Display for TierRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Of(ticket_type, tier) => write!(f, "{ticket_type}/{tier}"),
        }
    }
}

serialize_as_text!(UserRef, TicketTypeRef, TierRef);

/// The id a text of digits names, or nothing for any other text.
pub(super) fn id(text: &str) -> Result<Option<i64>> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    text.parse()
        .ok()
        .filter(|number| 1 <= *number)
        .map(Some)
        .ok_or_else(|| {
            Error::new(
                Code::InvalidValue,
                format!("`{text}` is not an id; ids are numbers from 1"),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts that the text is read and shown again as `shown`, and gives what was read.
    fn read<T>(text: &str, shown: &str) -> T
    where
        T: FromStr<Err = Error> + fmt::Display + serde::Serialize,
    {
        let read: T = text.parse().unwrap();
        assert_eq!(read.to_string(), shown);
        assert_eq!(serde_json::to_value(&read).unwrap(), shown);
        read
    }

    #[test]
    fn digits_are_an_id_and_letters_a_slug() {
        assert_eq!(
            read::<ConcertRef>("12", "12"),
            ConcertRef::Id(ConcertId(12))
        );
        let slug = ConcertRef::Slug("java-jazz-2026".parse().unwrap());
        assert_eq!(
            read::<ConcertRef>(" java-jazz-2026 ", "java-jazz-2026"),
            slug
        );
    }

    #[test]
    fn an_id_that_cannot_be_is_refused() {
        for text in ["0", "99999999999999999999"] {
            let message = text.parse::<VenueRef>().unwrap_err().message;
            assert_eq!(
                message,
                format!("`{text}` is not an id; ids are numbers from 1")
            );
        }
    }

    #[test]
    fn a_user_is_an_id_an_address_a_number_or_the_walk_in() {
        assert_eq!(read::<UserRef>("12", "12"), UserRef::Id(UserId(12)));
        assert_eq!(read::<UserRef>("Walk-In", "walk-in"), UserRef::WalkIn);
        assert!(matches!(
            read("Rina@Example.com", "rina@example.com"),
            UserRef::Email(_)
        ));
        assert!(matches!(
            read("081234567890", "081234567890"),
            UserRef::Phone(_)
        ));
        assert!(matches!(
            read("+62 812 3456 7890", "+6281234567890"),
            UserRef::Phone(_)
        ));
        let message = "rina".parse::<UserRef>().unwrap_err().message;
        assert!(
            message.starts_with("`rina` names no user; expected"),
            "{message}"
        );
    }

    #[test]
    fn a_ticket_type_may_name_its_concert() {
        let with: TicketTypeRef = read("java-jazz-2026/vip", "java-jazz-2026/vip");
        assert!(with.concert.is_some());
        let without: TicketTypeRef = read("vip", "vip");
        assert_eq!(without.concert, None);
        assert_eq!(
            read::<TicketTypeRef>("12", "12").ticket_type,
            TypeName::Id(TicketTypeId(12))
        );
        for text in ["/vip", "java-jazz/", "a/b/c"] {
            assert!(text.parse::<TicketTypeRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_tier_names_its_ticket_type() {
        let named: TierRef = read("java-jazz-2026/vip/early", "java-jazz-2026/vip/early");
        assert!(matches!(named, TierRef::Of(of, _) if of.concert.is_some()));
        assert!(matches!(read("vip/early", "vip/early"), TierRef::Of(_, _)));
        assert_eq!(read::<TierRef>("12", "12"), TierRef::Id(TierId(12)));
        assert!("early".parse::<TierRef>().is_err());
        let code: DiscountRef = "Summer".parse().unwrap();
        assert_eq!(code.to_string(), "summer");
    }

    #[test]
    fn an_order_is_its_code_or_id() {
        let code = OrderCode::compute(1, &[7; 32]).to_string();
        assert!(matches!(
            read(&code.to_lowercase(), &code),
            OrderRef::Code(_)
        ));
        assert_eq!(read::<OrderRef>("12", "12"), OrderRef::Id(OrderId(12)));
    }
}
