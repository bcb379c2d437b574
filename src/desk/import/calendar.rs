//! Who plays where and when: an artist cannot be at two venues at once, nor a venue host two concerts.

use std::collections::HashSet;

use super::artists::ArtistNo;
use super::places::Place;
use crate::domain::{ConcertId, Instant, Span};

/// How long a concert is taken to last whose end nobody wrote down.
const USUAL: Span = Span::hours(2);
/// With so many concerts that began before it each one is compared.
const BEFORE: usize = 8;

/// A concert as a venue's or an artist's calendar has it: of the file, or of the box office.
#[derive(Clone, Copy)]
pub(super) struct Booking {
    /// The venue or artist whose calendar it is.
    pub(super) of: u32,
    pub(super) place: u32,
    pub(super) starts_at: Instant,
    /// How many seconds it lasts, if anybody knows.
    lasts: u32,
    /// Its draft; those of the box office stand behind all drafts.
    pub(super) at: u32,
}

/// The concerts that a file is to make or move, in two calendars.
#[derive(Default)]
pub(super) struct Calendar {
    pub(super) venues: Vec<Booking>,
    pub(super) artists: Vec<Booking>,
    /// The concerts of the box office that do not stay where they are.
    pub(super) moved: HashSet<ConcertId>,
}

/// Two bookings that overlap.
pub(super) struct Clash {
    /// The later one in the file.
    pub(super) told: Booking,
    /// An earlier one, or one of the box office.
    pub(super) other: Booking,
}

impl Calendar {
    /// Enters a concert.
    pub(super) fn enter(
        &mut self,
        at: usize,
        place: Place,
        artists: &[ArtistNo],
        starts_at: Instant,
        ends_at: Option<Instant>,
    ) {
        let booking = Booking::new(at, place, place, starts_at, ends_at);
        self.venues.push(booking);
        let of_artist = |artist: &ArtistNo| Booking {
            of: small(*artist),
            ..booking
        };
        self.artists.extend(artists.iter().map(of_artist));
    }
}

impl Booking {
    pub(super) fn new(
        at: usize,
        of: usize,
        place: Place,
        starts_at: Instant,
        ends_at: Option<Instant>,
    ) -> Self {
        let lasts = ends_at.map_or(0, |ends_at| ends_at.since(starts_at).seconds());
        Self {
            of: small(of),
            place: small(place),
            starts_at,
            lasts: lasts.try_into().unwrap_or(0),
            at: small(at),
        }
    }

    /// When it is over; where nobody knows, `usually` after it began.
    fn over_at(&self, usually: Span) -> Instant {
        match self.lasts {
            0 => self.starts_at.plus(usually),
            lasts => self.starts_at.plus(Span::from_seconds(lasts.into())),
        }
    }
}

/// Artists who play at two venues at once.
pub(super) fn two_places(artists: &mut [Booking], drafts: usize, all: bool) -> Vec<Clash> {
    clashes(artists, small(drafts), all, |one, other| {
        one.place != other.place && other.starts_at < one.over_at(USUAL)
    })
}

/// Venues with two concerts at once. Where nobody knows the end of one, only the same start counts: many venues have
/// several stages and several shows a night.
pub(super) fn two_concerts(venues: &mut [Booking], drafts: usize, all: bool) -> Vec<Clash> {
    clashes(venues, small(drafts), all, |one, other| {
        one.starts_at == other.starts_at || other.starts_at < one.over_at(Span::ZERO)
    })
}

/// Each booking that overlaps an earlier one, once, or with `pairs` beside all of those that it overlaps. Sorting puts
/// those of one calendar in the order of their start.
fn clashes(
    all: &mut [Booking],
    drafts: u32,
    pairs: bool,
    overlap: impl Fn(&Booking, &Booking) -> bool,
) -> Vec<Clash> {
    all.sort_unstable_by_key(|it| (it.of, it.starts_at, it.at));
    let is_of_file = |it: &Booking| it.at < drafts;
    let mut found = Vec::new();
    for (index, booking) in all.iter().enumerate() {
        let before = all[index.saturating_sub(BEFORE)..index].iter().rev();
        let before = before.take_while(|before| before.of == booking.of);
        let others = before.filter(|before| {
            (is_of_file(before) || is_of_file(booking))
                && before.at != booking.at
                && overlap(before, booking)
        });
        for other in others.take(if pairs { BEFORE } else { 1 }) {
            let before_is_told = !is_of_file(booking) || is_of_file(other) && booking.at < other.at;
            let (told, other) = if before_is_told {
                (other, booking)
            } else {
                (booking, other)
            };
            found.push(Clash {
                told: *told,
                other: *other,
            });
        }
    }
    found
}

/// There are no more rows than this can count.
fn small(number: usize) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}
