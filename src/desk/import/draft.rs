//! A concert as the rows of a file describe it together.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::artists::ArtistNo;
use super::places::Place;
use crate::domain::{
    Amount, ConcertRow, ConcertStatus, Doors, Name, Note, Slug, Start, TypeRow, Zone,
};

/// What some row said first.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Said<T> {
    pub(super) value: T,
    pub(super) line: u64,
}

/// One concert, with everything its rows say of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Draft {
    /// The rows that are taken for it; the first names it.
    pub(super) rows: Vec<DraftRow>,
    pub(super) slug: Option<Said<Slug>>,
    pub(super) source: Option<Said<(String, String)>>,
    pub(super) name: Option<Said<Name>>,
    pub(super) place: Option<Said<Place>>,
    pub(super) start: Option<Said<Start>>,
    pub(super) clock: Option<Said<NaiveDateTime>>,
    pub(super) zone: Option<Said<Zone>>,
    pub(super) doors: Option<Said<Doors>>,
    pub(super) ends: Option<Said<Doors>>,
    pub(super) artists: Option<Said<Vec<ArtistNo>>>,
    pub(super) capacity: Option<Said<i64>>,
    pub(super) status: Option<Said<ConcertStatus>>,
    pub(super) note: Option<Said<Note>>,
    pub(super) types: Vec<DraftType>,
}

/// A row of a draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DraftRow {
    pub(super) line: u64,
    /// The ticket types it is about.
    pub(super) of_types: Vec<usize>,
}

/// A ticket type of a draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct DraftType {
    pub(super) name: Name,
    pub(super) line: u64,
    pub(super) slug: Option<Said<Slug>>,
    pub(super) price: Option<Said<Amount>>,
    pub(super) quota: Option<Said<i64>>,
    pub(super) sale_starts: Option<Said<Start>>,
    pub(super) sale_ends: Option<Said<Start>>,
    pub(super) max_per_order: Option<Said<i64>>,
    /// Whether it is noted where nobody knows how many there are.
    pub(super) may_be_note: bool,
}

/// A row with what it names looked up.
#[derive(Clone, Copy)]
pub(super) struct Looked<'r> {
    pub(super) row: &'r ConcertRow,
    pub(super) place: Option<Place>,
    pub(super) artists: Option<&'r Vec<ArtistNo>>,
}

impl Draft {
    /// The line of the row that names it.
    pub(super) fn line(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.line)
    }

    /// Takes what a row says that contradicts nothing. Whether it said anything new.
    pub(super) fn take(&mut self, said: Looked<'_>) -> bool {
        let row = said.row;
        let line = row.line;
        let of_types: Vec<_> = row
            .ticket_types
            .iter()
            .map(|said| self.take_type(said, line))
            .collect();
        let new_fields = [
            fill(&mut self.slug, row.concert.as_ref(), line),
            fill(&mut self.source, row.source.as_ref(), line),
            fill(&mut self.name, row.name.as_ref(), line),
            fill(&mut self.place, said.place.as_ref(), line),
            fill(&mut self.start, row.start.as_ref(), line),
            fill(&mut self.clock, row.clock.as_ref(), line),
            fill(&mut self.zone, row.zone.as_ref(), line),
            fill(&mut self.doors, row.doors.as_ref(), line),
            fill(&mut self.ends, row.ends.as_ref(), line),
            fill(&mut self.artists, said.artists, line),
            fill(&mut self.capacity, row.capacity.as_ref(), line),
            fill(&mut self.status, row.status.as_ref(), line),
            fill(&mut self.note, row.note.as_ref(), line),
        ];
        let is_new = new_fields.contains(&true)
            || of_types.iter().any(|(_, is_new)| *is_new)
            || self.rows.is_empty();
        if is_new {
            self.rows.push(DraftRow {
                line,
                of_types: of_types.into_iter().map(|(at, _)| at).collect(),
            });
        }
        is_new
    }

    /// The ticket type that a row means: by its slug, else by its name.
    pub(super) fn of_type(&self, said: &TypeRow) -> Option<usize> {
        let by_slug = said.slug.as_ref().and_then(|slug| {
            let is_named = |it: &DraftType| it.slug.as_ref().is_some_and(|it| it.value == *slug);
            self.types.iter().position(is_named)
        });
        by_slug.or_else(|| {
            self.types
                .iter()
                .position(|known| known.may_be(said) && same_type(&known.name, &said.name))
        })
    }

    /// Forgets the types at these places.
    pub(super) fn drop_types(&mut self, dropped: &BTreeSet<usize>) {
        for row in &mut self.rows {
            row.of_types.retain(|at| !dropped.contains(at));
            for at in &mut row.of_types {
                *at -= dropped.range(..*at).count();
            }
        }
        let mut places = 0..;
        self.types
            .retain(|_| places.next().is_none_or(|at| !dropped.contains(&at)));
    }

    fn take_type(&mut self, said: &TypeRow, line: u64) -> (usize, bool) {
        let known = self.of_type(said);
        let at = known.unwrap_or(self.types.len());
        if known.is_none() {
            self.types.push(DraftType {
                name: said.name.clone(),
                line,
                slug: None,
                price: None,
                quota: None,
                sale_starts: None,
                sale_ends: None,
                max_per_order: None,
                may_be_note: said.may_be_note,
            });
        }
        let of_type = &mut self.types[at];
        let price = said.price.map(|price| price.amount);
        let new_fields = [
            fill(&mut of_type.slug, said.slug.as_ref(), line),
            fill(&mut of_type.price, price.as_ref(), line),
            fill(&mut of_type.quota, said.quota.as_ref(), line),
            fill(&mut of_type.sale_starts, said.sale_starts.as_ref(), line),
            fill(&mut of_type.sale_ends, said.sale_ends.as_ref(), line),
            fill(
                &mut of_type.max_per_order,
                said.max_per_order.as_ref(),
                line,
            ),
        ];
        (at, known.is_none() || new_fields.contains(&true))
    }
}

impl DraftType {
    /// Whether the slugs leave it open that it is this type: two types of one name have two slugs.
    fn may_be(&self, said: &TypeRow) -> bool {
        let slugs = self.slug.as_ref().zip(said.slug.as_ref());
        slugs.is_none_or(|(known, said)| known.value == *said)
    }
}

/// Whether two cells name one ticket type: by its name, or by the slug that the name gives.
pub(super) fn same_type(one: &Name, other: &Name) -> bool {
    one == other || {
        let slug = |name: &Name| Slug::from_name(name.as_str());
        slug(one).is_some_and(|one| Some(one) == slug(other))
    }
}

fn fill<T: Clone>(slot: &mut Option<Said<T>>, said: Option<&T>, line: u64) -> bool {
    let Some(value) = said.filter(|_| slot.is_none()) else {
        return false;
    };
    *slot = Some(Said {
        value: value.clone(),
        line,
    });
    true
}
