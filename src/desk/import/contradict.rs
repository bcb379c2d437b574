//! In what a row says otherwise than the rows of its concert before it.

use super::directory::Directory;
use super::draft::{Draft, DraftType, Looked, Said};
use super::told::Told;
use crate::domain::{Code, ConcertField as Field, Error, Problem, TypeRow};

/// What one row says against the rows before it.
struct Contradictions<'d> {
    directory: &'d Directory,
    line: u64,
    found: Vec<Problem>,
}

impl Draft {
    /// Everything in which a row says otherwise.
    pub(super) fn contradictions(&self, said: Looked<'_>, directory: &Directory) -> Vec<Problem> {
        let mut found = Contradictions {
            directory,
            line: said.row.line,
            found: Vec::new(),
        };
        found.of_concert(self, said);
        for of_type in &said.row.ticket_types {
            if let Some(known) = self.of_type(of_type) {
                found.of_type(&self.types[known], of_type);
            }
        }
        found.found
    }

    /// Whether a row says nothing otherwise about the concert itself.
    pub(super) fn agrees(&self, said: Looked<'_>, directory: &Directory) -> bool {
        let mut found = Contradictions {
            directory,
            line: said.row.line,
            found: Vec::new(),
        };
        found.of_concert(self, said);
        found.found.is_empty()
    }
}

impl Contradictions<'_> {
    fn of_concert(&mut self, draft: &Draft, said: Looked<'_>) {
        let row = said.row;
        self.look(Field::Concert, draft.slug.as_ref(), row.concert.as_ref());
        self.look(Field::SourceId, draft.source.as_ref(), row.source.as_ref());
        self.look(Field::Name, draft.name.as_ref(), row.name.as_ref());
        let directory = self.directory;
        self.look_as(
            Field::Venue,
            draft.place.as_ref(),
            said.place.as_ref(),
            |place| directory.places.tell(*place),
        );
        self.look(Field::StartsAt, draft.start.as_ref(), row.start.as_ref());
        self.look(Field::Timezone, draft.zone.as_ref(), row.zone.as_ref());
        self.look(Field::DoorsAt, draft.doors.as_ref(), row.doors.as_ref());
        self.look(Field::EndsAt, draft.ends.as_ref(), row.ends.as_ref());
        self.look_as(
            Field::Artists,
            draft.artists.as_ref(),
            said.artists,
            |artists| directory.artists.tell(artists),
        );
        self.look(
            Field::Capacity,
            draft.capacity.as_ref(),
            row.capacity.as_ref(),
        );
        self.look(Field::Status, draft.status.as_ref(), row.status.as_ref());
        self.look(Field::Note, draft.note.as_ref(), row.note.as_ref());
    }

    fn of_type(&mut self, known: &DraftType, said: &TypeRow) {
        let before = self.found.len();
        self.look(
            Field::TicketTypeSlug,
            known.slug.as_ref(),
            said.slug.as_ref(),
        );
        let price = said.price.map(|price| price.amount);
        let currency = self.directory.currency;
        self.look_as(
            Field::Price,
            known.price.as_ref(),
            price.as_ref(),
            |amount| currency.show(*amount),
        );
        self.look(Field::Quota, known.quota.as_ref(), said.quota.as_ref());
        self.look(
            Field::SaleStartsAt,
            known.sale_starts.as_ref(),
            said.sale_starts.as_ref(),
        );
        self.look(
            Field::SaleEndsAt,
            known.sale_ends.as_ref(),
            said.sale_ends.as_ref(),
        );
        self.look(
            Field::MaxPerOrder,
            known.max_per_order.as_ref(),
            said.max_per_order.as_ref(),
        );
        for problem in &mut self.found[before..] {
            problem.of_type = Some(said.name.clone());
        }
    }

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
                "`{}`, but {} {} says `{}` of the same concert",
                tell(now),
                self.directory.unit,
                before.line,
                tell(&before.value)
            );
            let error = Error::new(Code::InvalidValue, message);
            self.found.push(Problem::of_field(self.line, field, error));
        }
    }
}
