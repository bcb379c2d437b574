//! Concerts: one date at one venue, with its line-up.

use serde::Serialize;

use super::{
    ArtistId, Change, Code, ConcertId, ConcertStatus, Error, Instant, Name, Note, Result, Slug,
    Span, Tax, VenueId, Zone,
};

/// A concert as it stands, with the names of its venue.
#[derive(Debug, Clone)]
pub struct Concert {
    /// The concert's id.
    pub id: ConcertId,
    /// What people type to name it.
    pub slug: Slug,
    /// Its name.
    pub name: Name,
    /// The venue's id.
    pub venue_id: VenueId,
    /// The venue's slug.
    pub venue: Slug,
    /// The venue's name.
    pub venue_name: Name,
    /// Where the venue is.
    pub location: Name,
    /// When it starts.
    pub starts_at: Instant,
    /// Whether the hour of the start is known, or only its date.
    pub time_known: bool,
    /// When the doors open.
    pub doors_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// The zone of its venue, copied when it was made.
    pub zone: Zone,
    /// How many people it admits; `None` means no limit.
    pub capacity: Option<i64>,
    /// How many places are taken, over all ticket types.
    pub taken: i64,
    /// Whether it takes place.
    pub status: ConcertStatus,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// Why it was cancelled.
    pub cancel_reason: Option<Note>,
    /// The list it was imported from.
    pub source: Option<String>,
    /// Its key in that list.
    pub source_id: Option<String>,
    /// What else is to be known.
    pub note: Option<Note>,
    /// The tax on its tickets.
    pub tax: Option<Tax>,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// An artist's place in a line-up.
#[derive(Debug, Clone)]
pub struct LineUpArtist {
    /// The place, from 1.
    pub position: i64,
    /// The artist's id.
    pub id: ArtistId,
    /// The artist's slug.
    pub slug: Slug,
    /// The artist's name.
    pub name: Name,
}

/// What becomes of a line-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineUpChange {
    /// These play, in this order, and nobody else.
    Set(Vec<ArtistId>),
    /// These play as well, after the others; who is there already stays in place.
    Add(Vec<ArtistId>),
    /// These do not play.
    Remove(Vec<ArtistId>),
}

impl LineUpChange {
    /// The line-up that `current` becomes.
    #[must_use]
    pub fn apply(&self, current: &[ArtistId]) -> Vec<ArtistId> {
        match self {
            Self::Set(artists) => artists.clone(),
            Self::Add(artists) => {
                let mut line_up = current.to_vec();
                for artist in artists {
                    if !line_up.contains(artist) {
                        line_up.push(*artist);
                    }
                }
                line_up
            }
            Self::Remove(artists) => {
                let stays = |artist: &&ArtistId| !artists.contains(artist);
                current.iter().filter(stays).copied().collect()
            }
        }
    }
}

/// A concert to be made.
#[derive(Debug, Clone, Serialize)]
pub struct NewConcert {
    /// Its name.
    pub name: Name,
    /// Its venue.
    pub venue_id: VenueId,
    /// When it starts.
    pub starts_at: Instant,
    /// Whether the hour is known.
    pub time_known: bool,
    /// When the doors open.
    pub doors_at: Option<Instant>,
    /// When it ends.
    pub ends_at: Option<Instant>,
    /// How many people it admits; the venue's capacity where none is given.
    pub capacity: Option<i64>,
    /// The line-up, in billing order.
    pub artists: Vec<ArtistId>,
    /// What people will type; made from the name where none is given.
    pub slug: Option<Slug>,
    /// The list it is imported from, and its key there.
    pub source: Option<(String, String)>,
    /// Whether it takes place; a list may name what does not.
    pub status: ConcertStatus,
    /// What else is to be known.
    pub note: Option<Note>,
}

/// What changes about a concert.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ConcertPatch {
    /// Its name.
    pub name: Option<Name>,
    /// Its venue; the zone follows, the capacity stays.
    pub venue_id: Option<VenueId>,
    /// When it starts.
    pub starts_at: Option<Instant>,
    /// When the doors open.
    pub doors_at: Change<Instant>,
    /// When it ends.
    pub ends_at: Change<Instant>,
    /// How many people it admits.
    pub capacity: Change<i64>,
    /// Whether it is postponed or scheduled again; cancelling is a verb of its own.
    pub status: Option<ConcertStatus>,
    /// What people type.
    pub slug: Option<Slug>,
    /// What else is to be known.
    pub note: Change<Note>,
    /// The tax on its tickets; orders already made keep theirs.
    pub tax: Change<Tax>,
}

/// Which concerts to list.
#[derive(Debug, Clone, Default)]
pub struct ConcertFilter {
    /// Starting at this moment or later.
    pub from: Option<Instant>,
    /// Starting before this moment.
    pub before: Option<Instant>,
    /// At this venue.
    pub venue: Option<VenueId>,
    /// With this artist.
    pub artist: Option<ArtistId>,
    /// In this state.
    pub status: Option<ConcertStatus>,
    /// Text in the name, the venue or the line-up.
    pub text: Option<String>,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
}

impl Concert {
    /// Refuses to sell what is cancelled, waits for another date, or has begun.
    pub fn must_be_sellable(&self, now: Instant) -> Result<()> {
        let slug = &self.slug;
        match self.status {
            ConcertStatus::Cancelled => Err(Error::new(
                Code::ConcertCancelled,
                format!("`{slug}` is cancelled"),
            )),
            ConcertStatus::Postponed => Err(Error::new(
                Code::NotOnSale,
                format!("`{slug}` is postponed and not on sale"),
            )),
            ConcertStatus::Scheduled if self.sale_closes_at() <= now => Err(Error::new(
                Code::ConcertPast,
                format!(
                    "`{slug}` began at {}; nothing is sold any more",
                    self.zone.show(self.starts_at)
                ),
            )),
            ConcertStatus::Scheduled => Ok(()),
        }
    }

    /// The last moment of sale: the door still sells while it admits, as people come late.
    #[must_use]
    pub fn sale_closes_at(&self) -> Instant {
        self.admits_until()
    }

    /// The first moment somebody is let in: the doors, or four hours before the start, or that day if no hour is known.
    #[must_use]
    pub fn admits_from(&self) -> Instant {
        let early = if self.time_known {
            self.starts_at.minus(Span::hours(4))
        } else {
            self.starts_at
        };
        self.doors_at.unwrap_or(early)
    }

    /// The moment from which nobody is let in any more: six hours after the start, or after the day if no hour is known.
    #[must_use]
    pub fn admits_until(&self) -> Instant {
        admits_until(self.starts_at, self.time_known)
    }
}

/// The moment from which nobody is let in any more to a concert that starts then.
pub(crate) fn admits_until(starts_at: Instant, time_known: bool) -> Instant {
    starts_at.plus(Span::hours(if time_known { 6 } else { 30 }))
}

/// Refuses a start that is over: mostly a slip of the year.
pub fn must_be_ahead(starts_at: Instant, zone: Zone, now: Instant) -> Result<()> {
    if now <= starts_at {
        return Ok(());
    }
    let message = format!(
        "{} is over; now it is {}",
        zone.show(starts_at),
        zone.show(now)
    );
    Err(Error::new(Code::InvalidValue, message).hint("`--allow-past` takes it all the same"))
}

/// The hint of a concert that is full.
#[must_use]
pub fn where_places_are(concert: &Slug) -> String {
    format!("`boxoffice report manifest {concert}` shows where the places of the concert are")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[i64]) -> Vec<ArtistId> {
        numbers.iter().copied().map(ArtistId).collect()
    }

    #[test]
    fn who_is_added_comes_last_and_who_is_there_stays_in_place() {
        let added = LineUpChange::Add(ids(&[2, 4, 4])).apply(&ids(&[1, 2, 3]));
        assert_eq!(added, ids(&[1, 2, 3, 4]));
    }

    #[test]
    fn who_is_removed_leaves_the_order_of_the_others() {
        let removed = LineUpChange::Remove(ids(&[2, 9])).apply(&ids(&[1, 2, 3]));
        assert_eq!(removed, ids(&[1, 3]));
    }

    #[test]
    fn a_start_may_be_now_but_not_over() {
        let now: Instant = "2026-11-28T13:00:00Z".parse().unwrap();
        assert_eq!(must_be_ahead(now, Zone::UTC, now), Ok(()));
        let error = must_be_ahead(now.minus(Span::minutes(1)), Zone::UTC, now).unwrap_err();
        assert_eq!(error.code, Code::InvalidValue);
    }
}
