//! A concert as the rows of a file describe it together.

use super::places::{Place, Places, Wrong};
use super::told::Told;
use crate::domain::{
    Code, ConcertField as Field, ConcertRow, Doors, Error, Money, Name, Slug, Start, TypeRow, Zone,
};

/// What some row said first.
#[derive(Debug, Clone)]
pub(super) struct Said<T> {
    pub(super) value: T,
    pub(super) line: u64,
}

/// One concert, with everything its rows say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// The rows that are taken for it; the first names it.
    pub(super) rows: Vec<DraftRow>,
    pub(super) slug: Option<Said<Slug>>,
    pub(super) source: Option<Said<(String, String)>>,
    pub(super) name: Option<Said<Name>>,
    pub(super) place: Option<Said<Place>>,
    pub(super) start: Option<Said<Start>>,
    pub(super) zone: Option<Said<Zone>>,
    pub(super) doors: Option<Said<Doors>>,
    pub(super) artists: Option<Said<Vec<Name>>>,
    pub(super) capacity: Option<Said<i64>>,
    pub(super) types: Vec<DraftType>,
}

/// A row of a draft.
#[derive(Debug, Clone)]
pub(super) struct DraftRow {
    pub(super) line: u64,
    /// The ticket types it is about.
    pub(super) of_types: Vec<usize>,
}

/// A ticket type of a draft.
#[derive(Debug, Clone)]
pub(super) struct DraftType {
    pub(super) name: Name,
    pub(super) line: u64,
    pub(super) price: Option<Said<Money>>,
    pub(super) quota: Option<Said<i64>>,
}

impl Draft {
    /// The line of the row that names it.
    pub(super) fn line(&self) -> u64 {
        self.rows.first().map_or(0, |row| row.line)
    }

    /// Everything in which a row at `place` says otherwise than the rows before it.
    pub(super) fn contradictions(
        &self,
        row: &ConcertRow,
        place: Option<Place>,
        places: &Places,
    ) -> Vec<Wrong> {
        let mut found = Contradictions::default();
        found.look(Field::Concert, self.slug.as_ref(), row.concert.as_ref());
        found.look(Field::SourceId, self.source.as_ref(), row.source.as_ref());
        found.look(Field::Name, self.name.as_ref(), row.name.as_ref());
        found.look_as(Field::Venue, self.place.as_ref(), place.as_ref(), |place| {
            places.tell(*place)
        });
        found.look(Field::StartsAt, self.start.as_ref(), row.start.as_ref());
        found.look(Field::Timezone, self.zone.as_ref(), row.zone.as_ref());
        found.look(Field::DoorsAt, self.doors.as_ref(), row.doors.as_ref());
        found.look(Field::Artists, self.artists.as_ref(), row.artists.as_ref());
        found.look(
            Field::Capacity,
            self.capacity.as_ref(),
            row.capacity.as_ref(),
        );
        for said in &row.ticket_types {
            let Some(known) = self.of_type(said) else {
                continue;
            };
            found.look(
                Field::Price,
                self.types[known].price.as_ref(),
                said.price.as_ref(),
            );
            found.look(
                Field::Quota,
                self.types[known].quota.as_ref(),
                said.quota.as_ref(),
            );
        }
        found.0
    }

    /// Takes what a row says that contradicts nothing. Whether it said anything new.
    pub(super) fn take(&mut self, row: &ConcertRow, place: Option<Place>) -> bool {
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
            fill(&mut self.place, place.as_ref(), line),
            fill(&mut self.start, row.start.as_ref(), line),
            fill(&mut self.zone, row.zone.as_ref(), line),
            fill(&mut self.doors, row.doors.as_ref(), line),
            fill(&mut self.artists, row.artists.as_ref(), line),
            fill(&mut self.capacity, row.capacity.as_ref(), line),
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

    fn of_type(&self, said: &TypeRow) -> Option<usize> {
        self.types
            .iter()
            .position(|known| same_type(&known.name, &said.name))
    }

    fn take_type(&mut self, said: &TypeRow, line: u64) -> (usize, bool) {
        let known = self.of_type(said);
        let at = known.unwrap_or(self.types.len());
        if known.is_none() {
            self.types.push(DraftType {
                name: said.name.clone(),
                line,
                price: None,
                quota: None,
            });
        }
        let of_type = &mut self.types[at];
        let price = fill(&mut of_type.price, said.price.as_ref(), line);
        let quota = fill(&mut of_type.quota, said.quota.as_ref(), line);
        (at, known.is_none() || price || quota)
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

/// What one row says against another.
#[derive(Default)]
struct Contradictions(Vec<Wrong>);

impl Contradictions {
    fn look<T: PartialEq + Told>(
        &mut self,
        field: Field,
        before: Option<&Said<T>>,
        now: Option<&T>,
    ) {
        self.look_as(field, before, now, T::told);
    }

    fn look_as<T: PartialEq>(
        &mut self,
        field: Field,
        before: Option<&Said<T>>,
        now: Option<&T>,
        tell: impl Fn(&T) -> String,
    ) {
        let (Some(before), Some(now)) = (before, now) else {
            return;
        };
        if before.value != *now {
            let message = format!(
                "`{}`, but line {} says `{}` of the same concert",
                tell(now),
                before.line,
                tell(&before.value)
            );
            self.0
                .push((field, Error::new(Code::InvalidValue, message)));
        }
    }
}
