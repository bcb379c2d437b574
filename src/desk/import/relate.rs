//! What looks like a mistake about several concerts or names together.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::calendar::{Booking, Calendar, Clash, two_concerts, two_places};
use super::directory::Directory;
use super::draft::Draft;
use super::plan::Plan;
use super::spool::Spool;
use crate::db::Transaction;
use crate::domain::{Odd, Result, Span};
use crate::repository::concert_key::{self, Held};
use crate::repository::line_up;

/// A concert lasts at most so long as far as its neighbours are concerned.
const LONGEST: Span = Span::days(1);

/// What a file is to write, as far as it concerns other concerts.
#[derive(Default)]
pub(super) struct Relations {
    pub(super) calendar: Calendar,
    /// The drafts that need each artist and each venue that is yet to be made.
    pub(super) new_artists: New,
    pub(super) new_places: New,
}

/// The drafts that need each name, in their order.
pub(super) type New = BTreeMap<usize, Vec<usize>>;

/// Something odd about a draft.
pub(super) struct OddDraft {
    pub(super) at: usize,
    pub(super) kind: Odd,
    pub(super) message: String,
    pub(super) beside: Beside,
}

/// What a draft is odd beside: where all of that is refused, it is odd no more.
#[derive(Clone)]
pub(super) enum Beside {
    /// Something of the box office.
    There,
    /// Another draft.
    Draft(usize),
    /// A name that these drafts need: the message ends with the row of the first that is taken. Where rows are refused
    /// for it, only rows before them count.
    Name(Rc<[usize]>),
}

/// What is told of drafts beside each other, on its way.
pub(super) struct Relating<'r, 't, 'c> {
    tx: &'t Transaction<'c>,
    pub(super) directory: &'r Directory,
    drafts: &'r mut Spool<Draft>,
    pub(super) strict: bool,
    /// Concerts of the box office, which stand behind the drafts.
    strangers: Vec<String>,
    pub(super) found: Vec<OddDraft>,
}

impl Relations {
    /// Enters what is to be written where it meets other concerts and names.
    pub(super) fn enter(
        &mut self,
        tx: &Transaction<'_>,
        at: usize,
        plan: &Plan,
        directory: &Directory,
    ) -> Result<()> {
        let there;
        let (place, artists, times) = match plan {
            Plan::New(plan) => (Some(plan.place), plan.artists.as_slice(), plan.held()),
            Plan::Change(plan) => {
                if plan.moves() || plan.cancels {
                    self.calendar.moved.insert(plan.concert.id);
                }
                let here = || directory.places.by_id(plan.concert.venue_id);
                let times = plan.held().filter(|_| plan.moves());
                let artists = match &plan.line_up {
                    Some(line_up) => line_up,
                    None if times.is_none() => &[][..],
                    None => {
                        there = directory
                            .artists
                            .known(&line_up::list(tx, plan.concert.id)?);
                        there.as_slice()
                    }
                };
                (plan.place.or_else(here), artists, times)
            }
        };
        let Some(place) = place else { return Ok(()) };
        if let Some((starts_at, ends_at)) = times {
            self.calendar.enter(at, place, artists, starts_at, ends_at);
        }
        if directory.places.id(place).is_none() {
            self.new_places.entry(place).or_default().push(at);
        }
        for artist in artists {
            if directory.artists.id(*artist).is_none() {
                self.new_artists.entry(*artist).or_default().push(at);
            }
        }
        Ok(())
    }

    /// Everything odd, in the order of the drafts. Where what is odd is refused, `strict`, each draft is told beside all
    /// of those that it is odd beside, and not the first alone.
    pub(super) fn look(
        self,
        tx: &Transaction<'_>,
        directory: &Directory,
        drafts: &mut Spool<Draft>,
        strict: bool,
    ) -> Result<Vec<OddDraft>> {
        let mut relating = Relating {
            tx,
            directory,
            drafts,
            strict,
            strangers: Vec::new(),
            found: Vec::new(),
        };
        relating.clashes(self.calendar)?;
        relating.near_artists(&self.new_artists);
        relating.near_places(&self.new_places);
        let mut found = relating.found;
        found.sort_by_key(|odd| odd.at);
        Ok(found)
    }
}

impl Relating<'_, '_, '_> {
    fn clashes(&mut self, calendar: Calendar) -> Result<()> {
        let Calendar {
            mut venues,
            mut artists,
            moved,
        } = calendar;
        let (Some(first), Some(last)) = (
            venues.iter().map(|it| it.starts_at).min(),
            venues.iter().map(|it| it.starts_at).max(),
        ) else {
            return Ok(());
        };
        let window = (first.minus(LONGEST), last.plus(LONGEST));
        let stays = |held: &Held| !moved.contains(&held.id);
        for of in known(&venues, |place| self.directory.places.id(place)) {
            let held = concert_key::at_venue(self.tx, of.1, window)?;
            let held = held.into_iter().filter(stays);
            venues.extend(held.filter_map(|held| self.stranger(of.0, held)));
        }
        for of in known(&artists, |artist| self.directory.artists.id(artist)) {
            let held = concert_key::of_artist(self.tx, of.1, window)?;
            let held = held.into_iter().filter(stays);
            artists.extend(held.filter_map(|held| self.stranger(of.0, held)));
        }
        let drafts = self.drafts.len();
        for clash in two_concerts(&mut venues, drafts, self.strict) {
            self.two_concerts(&clash)?;
        }
        for clash in two_places(&mut artists, drafts, self.strict) {
            self.two_places(&clash)?;
        }
        Ok(())
    }

    /// A concert of the box office in a calendar.
    fn stranger(&mut self, of: usize, held: Held) -> Option<Booking> {
        let at = self.drafts.len() + self.strangers.len();
        let place = self.directory.places.by_id(held.venue_id)?;
        self.strangers.push(held.slug);
        Some(Booking::new(at, of, place, held.starts_at, held.ends_at))
    }

    fn two_concerts(&mut self, clash: &Clash) -> Result<()> {
        let Clash { told, other } = clash;
        let which = self.which(other)?;
        let (kind, message) = if told.starts_at == other.starts_at {
            let message = format!("at the place and time of {which}");
            (Odd::SameHour, message)
        } else {
            let zone = self.directory.places.zone(other.place as usize);
            let starts = zone.show_short(other.starts_at);
            let message = format!("at the place of {which}, which starts at {starts}");
            (Odd::VenueOverlaps, message)
        };
        self.clash(told, other, kind, message);
        Ok(())
    }

    fn two_places(&mut self, clash: &Clash) -> Result<()> {
        let Clash { told, other } = clash;
        let which = self.which(other)?;
        let places = &self.directory.places;
        let place = other.place as usize;
        let message = format!(
            "`{}` is at `{}` at {}, in {which}",
            self.directory.artists.name(told.of as usize),
            places.tell(place),
            places.zone(place).show_short(other.starts_at),
        );
        self.clash(told, other, Odd::ArtistElsewhere, message);
        Ok(())
    }

    fn clash(&mut self, told: &Booking, other: &Booking, kind: Odd, message: String) {
        let other = other.at as usize;
        let is_stranger = self.drafts.len() <= other;
        self.found.push(OddDraft {
            at: told.at as usize,
            kind,
            message,
            beside: if is_stranger {
                Beside::There
            } else {
                Beside::Draft(other)
            },
        });
    }

    /// How a concert is named.
    fn which(&mut self, booking: &Booking) -> Result<String> {
        let at = booking.at as usize;
        if let Some(stranger) = at.checked_sub(self.drafts.len()) {
            return Ok(format!("`{}`", self.strangers[stranger]));
        }
        let line = self.drafts.look(at, Draft::line)?;
        Ok(format!("that of {} {line}", self.directory.unit))
    }
}

/// Whose calendars are in the box office already.
fn known<I: Ord>(bookings: &[Booking], id: impl Fn(usize) -> Option<I>) -> Vec<(usize, I)> {
    let of: BTreeSet<usize> = bookings.iter().map(|it| it.of as usize).collect();
    let known = of.into_iter().filter_map(|of| Some((of, id(of)?)));
    known.collect()
}
