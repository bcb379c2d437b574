//! Holds: places kept from sale for a purpose, released by time or by hand.

use serde::Serialize;

use super::{
    Change, Code, ConcertId, Error, HoldId, HoldStatus, Instant, Line, Name, Note, Result, Slug,
    TicketTypeId, count, were,
};

/// A hold as it stands. An overdue one reads as expired before anybody swept it.
#[derive(Debug, Clone)]
pub struct Hold {
    /// The hold's id.
    pub id: HoldId,
    /// What people type to name it.
    pub slug: Slug,
    /// What the places are kept for.
    pub reason: Note,
    /// Whether it still keeps them.
    pub status: HoldStatus,
    /// How many places it keeps now.
    pub left: i64,
    /// Who made it.
    pub operator: Name,
    /// When what is left of it goes back to sale.
    pub expires_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was released.
    pub released_at: Option<Instant>,
    /// When it expired.
    pub expired_at: Option<Instant>,
}

/// What a hold has, or had, of one ticket type: `held` is `sold`, `released` and `left` together.
#[derive(Debug, Clone)]
pub struct HeldType {
    /// The type's id.
    pub ticket_type_id: TicketTypeId,
    /// The concert of that type.
    pub concert_id: ConcertId,
    /// `concert/type`.
    pub reference: String,
    /// The type's name.
    pub name: Name,
    /// How many were ever held.
    pub held: i64,
    /// How many of them were sold, less those that came back to it.
    pub sold: i64,
    /// How many of them went back to general sale.
    pub released: i64,
    /// How many are kept now.
    pub left: i64,
}

/// A hold to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewHold {
    /// What is to be kept.
    pub lines: Vec<Line>,
    /// What it is kept for.
    pub reason: Note,
    /// What people will type; made from the reason where none is given.
    pub slug: Option<Slug>,
}

/// What changes about a hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HoldPatch {
    /// What its places are kept for.
    pub reason: Option<Note>,
    /// When what is left of it goes back to sale.
    pub expires_at: Change<Instant>,
}

/// Which holds to list.
#[derive(Debug, Clone, Default)]
pub struct HoldFilter {
    /// With places of this concert.
    pub concert: Option<ConcertId>,
    /// Text in the reason or the slug.
    pub text: Option<String>,
    /// Those that are over, too.
    pub closed: bool,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl Hold {
    /// Refuses a hold that is over.
    pub fn must_be_open(&self) -> Result<()> {
        match self.status {
            HoldStatus::Open => Ok(()),
            HoldStatus::Released | HoldStatus::Expired => {
                let message = format!("hold `{}` is {} and keeps nothing", self.slug, self.status);
                Err(Error::new(Code::WrongState, message)
                    .hint(format!("boxoffice hold show {}", self.slug)))
            }
        }
    }

    /// The error of a hold that keeps fewer places of a type than were asked for.
    #[must_use]
    pub fn too_few(&self, reference: &str, left: i64, asked: i64) -> Error {
        let asked = were(asked);
        let message = match left {
            0 => format!(
                "hold `{}` keeps no place of `{reference}`, {asked} asked for",
                self.slug
            ),
            left => format!(
                "hold `{}` keeps only {} of `{reference}`, {asked} asked for",
                self.slug,
                count(left, "place")
            ),
        };
        Error::new(Code::SoldOut, message).hint(format!("boxoffice hold show {}", self.slug))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(status: HoldStatus) -> Hold {
        let at = "2026-11-01T03:00:00Z".parse().unwrap();
        Hold {
            id: HoldId(1),
            slug: "press".parse().unwrap(),
            reason: "Press".parse().unwrap(),
            status,
            left: 2,
            operator: "Sari".parse().unwrap(),
            expires_at: None,
            created_at: at,
            released_at: None,
            expired_at: None,
        }
    }

    #[test]
    fn only_an_open_hold_keeps_places() {
        assert!(press(HoldStatus::Open).must_be_open().is_ok());
        for status in [HoldStatus::Released, HoldStatus::Expired] {
            let refused = press(status).must_be_open().unwrap_err();
            assert_eq!(refused.code, Code::WrongState, "{status}");
        }
    }

    #[test]
    fn a_hold_says_how_many_it_keeps() {
        let few = press(HoldStatus::Open).too_few("jazz/vip", 1, 2);
        assert_eq!(
            few.message,
            "hold `press` keeps only 1 place of `jazz/vip`, 2 were asked for"
        );
        let none = press(HoldStatus::Open).too_few("jazz/vip", 0, 1);
        assert_eq!(
            none.message,
            "hold `press` keeps no place of `jazz/vip`, 1 was asked for"
        );
    }
}
