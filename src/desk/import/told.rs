//! How values stand in messages: as a file could say them.

use crate::domain::{ConcertStatus, Doors, Name, Note, Slug, Start, Zone};

/// A value that a row can say.
pub(super) trait Told {
    /// Its text.
    fn told(&self) -> String;
}

macro_rules! told_as_shown {
    ($($name:ty),+) => {$(
        impl Told for $name {
            fn told(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

told_as_shown!(Slug, Name, Note, ConcertStatus, Zone, i64);

/// A key and its list.
impl Told for (String, String) {
    fn told(&self) -> String {
        let (list, id) = self;
        format!("{id} of {list}")
    }
}

impl Told for Start {
    fn told(&self) -> String {
        match self {
            Self::Fixed(instant) => instant.to_string(),
            Self::Local(local) => local.format("%Y-%m-%d %H:%M").to_string(),
            Self::Day(date) => date.to_string(),
        }
    }
}

impl Told for Doors {
    fn told(&self) -> String {
        match self {
            Self::Fixed(instant) => instant.to_string(),
            Self::Local(local) => local.format("%Y-%m-%d %H:%M").to_string(),
            Self::Clock(time) => time.format("%H:%M").to_string(),
        }
    }
}
