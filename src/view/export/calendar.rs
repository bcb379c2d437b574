//! A concert as an entry of a calendar.

use chrono::NaiveDate;

use super::concert::names;
use super::music_event::PublicParts;
use crate::domain::{Concert, ConcertId, ConcertStatus, Instant, Span};

/// A concert without a known end is shown so long.
const USUAL_LENGTH: Span = Span::hours(2);

/// A concert as an entry of a calendar.
#[derive(Debug)]
pub struct CalendarView {
    /// What people type for it.
    pub concert: String,
    /// The same for as long as the concert lives, and never that of another house.
    pub uid: String,
    /// When it takes place.
    pub when: When,
    /// Whether it takes place.
    pub status: ConcertStatus,
    /// Its name.
    pub summary: String,
    /// Its venue and where that is.
    pub location: String,
    /// Who plays, and when the doors open.
    pub description: String,
    /// Where the public finds it.
    pub url: Option<String>,
    /// Grows with every change.
    pub sequence: u32,
    /// When it was made.
    pub created_at: Instant,
    /// When it last changed.
    pub updated_at: Instant,
}

/// When an entry of a calendar takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From one moment to another.
    Hours(Instant, Instant),
    /// On a day, at an hour that nobody wrote down.
    Day(NaiveDate),
}

impl CalendarView {
    /// The view of a concert of the house with that id.
    #[must_use]
    pub fn of(parts: PublicParts<'_>, house_id: &str) -> Self {
        let concert = parts.concert;
        let ConcertId(id) = concert.id;
        Self {
            concert: concert.slug.to_string(),
            uid: format!("concert-{id}@{house_id}"),
            when: when(concert),
            status: concert.status,
            summary: concert.name.to_string(),
            location: format!("{}, {}", concert.venue_name, concert.location),
            description: description(&parts),
            url: parts.url.map(|url| url.of(&concert.slug)),
            sequence: sequence(concert),
            created_at: concert.created_at,
            updated_at: concert.updated_at,
        }
    }
}

fn when(concert: &Concert) -> When {
    if !concert.time_known {
        return When::Day(concert.zone.date(concert.starts_at));
    }
    let known = concert.ends_at.filter(|end| concert.starts_at < *end);
    let ends_at = known.unwrap_or_else(|| concert.starts_at.plus(USUAL_LENGTH));
    When::Hours(concert.starts_at, ends_at)
}

/// The seconds from when it was made to its last change: a number that grows, as calendars ask for.
fn sequence(concert: &Concert) -> u32 {
    let seconds = concert.updated_at.since(concert.created_at).seconds();
    u32::try_from(seconds.clamp(0, i64::from(i32::MAX))).unwrap_or_default()
}

fn description(parts: &PublicParts<'_>) -> String {
    let mut lines = names(parts.line_up);
    let zone = parts.concert.zone;
    if let Some(doors_at) = parts.concert.doors_at {
        lines.push(format!("Doors: {}", zone.show(doors_at)));
    }
    lines.join("\n")
}
