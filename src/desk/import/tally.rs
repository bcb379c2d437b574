//! What became of each row, and what is odd about those that are taken.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;

use super::Imported;
use super::apply::Applied;
use super::draft::Draft;
use super::gather::Gathered;
use super::known::Known;
use super::places::{Place, Places};
use super::plan::{Plan, TypePlan};
use crate::domain::{Code, Error, ImportCounts, Instant, Odd, Oddity, Problem, Span, Zone, count};

/// Before this year a date is more likely a slip than a concert.
const OLDEST: i32 = 1990;
/// How far ahead people plan.
const FARTHEST: Span = Span::days(5 * 366);

/// Counts rows as they are decided upon.
pub(super) struct Tally {
    imported: Imported,
    refused: HashSet<u64>,
    hours: HashMap<(Place, Instant), u64>,
    now: Instant,
}

impl Tally {
    /// Begins with what gathering found; `rows` is how many the file has.
    pub(super) fn new(rows: usize, gathered: &mut Gathered, now: Instant) -> Self {
        let counts = ImportCounts {
            rows: rows.try_into().unwrap_or(i64::MAX),
            skipped: gathered.skipped,
            doubled: gathered.doubled,
            titles_made: gathered.titles_made,
            times_unknown: gathered.times_unknown,
            ..ImportCounts::default()
        };
        let problems = std::mem::take(&mut gathered.problems);
        Self {
            refused: problems.iter().map(|problem| problem.line).collect(),
            imported: Imported {
                counts,
                problems,
                oddities: std::mem::take(&mut gathered.oddities),
                ..Imported::default()
            },
            hours: HashMap::new(),
            now,
        }
    }

    /// Refuses every row of a draft.
    pub(super) fn refuse(&mut self, draft: &Draft, problems: Vec<Problem>) {
        let first = problems
            .first()
            .map_or(draft.line(), |problem| problem.line);
        let named: HashSet<u64> = problems.iter().map(|problem| problem.line).collect();
        self.refuse_rows(problems);
        for row in draft.rows.iter().filter(|row| !named.contains(&row.line)) {
            let message = format!("its concert is refused, see line {first}");
            let error = Error::new(Code::Refused, message);
            self.refuse_rows(vec![Problem::of_row(row.line, error)]);
        }
    }

    /// Refuses the rows that the problems are of.
    pub(super) fn refuse_rows(&mut self, problems: Vec<Problem>) {
        let differs = problems
            .iter()
            .any(|problem| problem.error.code == Code::RowsRefused);
        self.imported.differs |= differs;
        self.refused
            .extend(problems.iter().map(|problem| problem.line));
        self.imported.problems.extend(problems);
    }

    /// Counts the rows of a draft that was written.
    pub(super) fn take(&mut self, draft: &Draft, plan: &Plan, applied: Applied) {
        let counts = &mut self.imported.counts;
        counts.concerts_created += applied.concerts;
        counts.ticket_types_created += applied.types;
        if let Plan::New(plan) = plan {
            counts.titles_made += i64::from(plan.made_title);
        }
        for row in draft
            .rows
            .iter()
            .filter(|row| !self.refused.contains(&row.line))
        {
            let is_head = row.line == draft.line();
            let slot = match plan {
                Plan::New(_) => &mut counts.created,
                Plan::Change(plan) => {
                    let types = || row.of_types.iter().filter_map(|at| plan.types.get(*at));
                    if types().any(|plan| matches!(plan, TypePlan::New)) {
                        &mut counts.created
                    } else if types().any(|plan| matches!(plan, TypePlan::Change(..)))
                        || is_head && !plan.keeps_concert()
                    {
                        &mut counts.updated
                    } else {
                        &mut counts.unchanged
                    }
                }
            };
            *slot += 1;
        }
    }

    /// Notes what looks like a mistake about a draft, though it is taken.
    pub(super) fn look_at(&mut self, draft: &Draft, plan: &Plan, known: &Known, places: &Places) {
        let line = draft.line();
        match plan {
            Plan::New(plan) => {
                let zone = places.zone(plan.place);
                if plan.time_known {
                    self.look_at_hour(line, plan.place, plan.starts_at, known, places);
                }
                self.look_at_date(line, plan.starts_at, zone);
            }
            Plan::Change(plan) => {
                let concert = &plan.concert;
                let zone = plan.place.map_or(concert.zone, |place| places.zone(place));
                let Some(starts_at) = plan.patch.starts_at else {
                    return;
                };
                if concert.taken > 0 {
                    let places = count(concert.taken, "place");
                    let (from, to) = (
                        concert.zone.show_short(concert.starts_at),
                        zone.show_short(starts_at),
                    );
                    let message = format!(
                        "`{}` has {places} taken and moves from {from} to {to}",
                        concert.slug
                    );
                    self.odd(Odd::SoldMoves, line, message);
                }
                self.look_at_date(line, starts_at, zone);
            }
        }
    }

    fn look_at_hour(
        &mut self,
        line: u64,
        place: Place,
        starts_at: Instant,
        known: &Known,
        places: &Places,
    ) {
        let there = || {
            places
                .id(place)
                .is_some_and(|id| known.has_hour(id, starts_at))
        };
        let other = match self.hours.insert((place, starts_at), line) {
            Some(before) => format!("that of line {before}"),
            None if there() => "a concert of the box office".to_owned(),
            None => return,
        };
        self.odd(
            Odd::SameHour,
            line,
            format!("at the place and time of {other}"),
        );
    }

    fn look_at_date(&mut self, line: u64, starts_at: Instant, zone: Zone) {
        let date = zone.date(starts_at);
        if date.year() < OLDEST || self.now.plus(FARTHEST) < starts_at {
            self.odd(Odd::DateFarOff, line, date.to_string());
        }
    }

    /// What came of it all, with the problems in the order of the file.
    pub(super) fn done(mut self, unreadable: usize, venues: usize, artists: usize) -> Imported {
        let number = |n: usize| n.try_into().unwrap_or(i64::MAX);
        let counts = &mut self.imported.counts;
        counts.refused = number(self.refused.len() + unreadable);
        counts.venues_created = number(venues);
        counts.artists_created = number(artists);
        self.imported.problems.sort_by_key(|problem| problem.line);
        self.imported
            .oddities
            .sort_by_key(|oddity| (oddity.kind, oddity.line));
        self.imported
    }

    fn odd(&mut self, kind: Odd, line: u64, message: String) {
        self.imported.oddities.push(Oddity {
            kind,
            line,
            message,
        });
    }
}
