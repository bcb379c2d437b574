//! In what the rows of a draft differ from a concert that is there.

use super::draft::{Draft, DraftType, same_type};
use super::places::Places;
use super::plan::{ChangePlan, Plan, TypePlan, doors_of, missing_of_type};
use super::told::Told;
use crate::db::Transaction;
use crate::domain::{
    Change, Code, Concert, ConcertField as Field, ConcertId, ConcertPatch, ConcertRef, Error,
    Instant, Money, Name, Problem, Result, TicketType, TicketTypeFilter, TicketTypePatch, Zone,
};
use crate::repository::{line_up, ticket_type};

/// The plan of a draft that means a concert of the box office.
pub(super) fn plan_change(
    tx: &Transaction<'_>,
    draft: &Draft,
    id: ConcertId,
    places: &Places,
) -> Result<std::result::Result<Plan, Vec<Problem>>> {
    let concert = crate::desk::concert::get(tx, &ConcertRef::Id(id))?;
    let names: Vec<Name> = line_up::list(tx, id)?
        .into_iter()
        .map(|artist| artist.name)
        .collect();
    let mut compared = Compared {
        plan: ChangePlan {
            patch: ConcertPatch::default(),
            place: None,
            time_known: concert.time_known,
            line_up: None,
            source: None,
            differences: Vec::new(),
            types: Vec::new(),
            concert,
        },
        problems: Vec::new(),
    };
    compared.names(draft);
    compared.times(draft, places);
    compared.line_up(draft, &names);
    let of_concert = TicketTypeFilter {
        concert: Some(id),
        ..TicketTypeFilter::default()
    };
    if !draft.types.is_empty() {
        let known = ticket_type::list(tx, &of_concert)?;
        for of_type in &draft.types {
            let plan = compared.of_type(of_type, &known);
            compared.plan.types.push(plan);
        }
    }
    Ok(if compared.problems.is_empty() {
        Ok(Plan::Change(Box::new(compared.plan)))
    } else {
        Err(compared.problems)
    })
}

struct Compared {
    plan: ChangePlan,
    problems: Vec<Problem>,
}

impl Compared {
    fn names(&mut self, draft: &Draft) {
        let Concert {
            slug,
            name,
            source,
            source_id,
            capacity,
            ..
        } = self.plan.concert.clone();
        if let Some(said) = draft.slug.as_ref().filter(|said| said.value != slug) {
            self.differs(
                said.line,
                Field::Concert,
                said.value.as_str(),
                slug.as_str(),
            );
            self.plan.patch.slug = Some(said.value.clone());
        }
        if let Some(said) = draft.name.as_ref().filter(|said| said.value != name) {
            self.differs(said.line, Field::Name, said.value.as_str(), name.as_str());
            self.plan.patch.name = Some(said.value.clone());
        }
        if let Some(said) = draft
            .capacity
            .as_ref()
            .filter(|said| Some(said.value) != capacity)
        {
            let there = capacity.map_or("no limit".to_owned(), |capacity| capacity.to_string());
            self.differs(said.line, Field::Capacity, &said.value.to_string(), &there);
            self.plan.patch.capacity = Change::Set(said.value);
        }
        let known = source.zip(source_id);
        if let Some(said) = draft
            .source
            .as_ref()
            .filter(|said| Some(&said.value) != known.as_ref())
        {
            let there = known.map_or("none".to_owned(), |key| key.told());
            self.differs(said.line, Field::SourceId, &said.value.told(), &there);
            self.plan.source = Some(said.value.clone());
        }
    }

    /// Venue, start and doors. A row that knows only the day says nothing against an hour of that day.
    fn times(&mut self, draft: &Draft, places: &Places) {
        let concert = self.plan.concert.clone();
        let there = places.by_id(concert.venue_id);
        if let Some(said) = draft
            .place
            .as_ref()
            .filter(|said| Some(said.value) != there)
        {
            let venue = format!("{}, {}", concert.venue_name, concert.location);
            self.differs(said.line, Field::Venue, &places.tell(said.value), &venue);
            self.plan.place = Some(said.value);
        }
        let zone = draft
            .place
            .as_ref()
            .map_or(concert.zone, |said| places.zone(said.value));
        if let Some(said) = &draft.zone
            && said.value != zone
        {
            self.differs(
                said.line,
                Field::Timezone,
                &said.value.to_string(),
                &zone.to_string(),
            );
            self.plan
                .differences
                .pop()
                .into_iter()
                .for_each(|it| self.problems.push(it));
        }
        let starts_at = match &draft.start {
            None => concert.starts_at,
            Some(said) => match said.value.resolve(zone) {
                Ok(starts_at) => {
                    self.start(said.line, starts_at, said.value.time_known(), zone);
                    self.plan.patch.starts_at.unwrap_or(concert.starts_at)
                }
                Err(error) => {
                    self.problems
                        .push(Problem::of_field(said.line, Field::StartsAt, error));
                    concert.starts_at
                }
            },
        };
        if self.plan.place.is_some() {
            self.plan.patch.starts_at = Some(starts_at);
        }
        let doors_at = doors_of(draft, zone, starts_at, &mut self.problems);
        if let (Some(doors_at), Some(said)) = (doors_at, &draft.doors)
            && Some(doors_at) != concert.doors_at
        {
            let there = concert
                .doors_at
                .map_or("none".to_owned(), |at| zone.show_short(at));
            self.differs(
                said.line,
                Field::DoorsAt,
                &zone.show_short(doors_at),
                &there,
            );
            self.plan.patch.doors_at = Change::Set(doors_at);
        }
    }

    fn start(&mut self, line: u64, starts_at: Instant, time_known: bool, zone: Zone) {
        let concert = &self.plan.concert;
        let is_same = if time_known {
            concert.time_known && concert.starts_at == starts_at
        } else {
            zone.date(concert.starts_at) == zone.date(starts_at)
        };
        if is_same {
            return;
        }
        let tell = |at: Instant, known: bool| {
            if known {
                zone.show_short(at)
            } else {
                zone.date(at).to_string()
            }
        };
        let there = tell(concert.starts_at, concert.time_known);
        self.differs(line, Field::StartsAt, &tell(starts_at, time_known), &there);
        self.plan.patch.starts_at = Some(starts_at);
        self.plan.time_known = time_known;
    }

    fn line_up(&mut self, draft: &Draft, there: &Vec<Name>) {
        let Some(said) = draft.artists.as_ref().filter(|said| said.value != *there) else {
            return;
        };
        let known = if there.is_empty() {
            "nobody".to_owned()
        } else {
            there.told()
        };
        self.differs(said.line, Field::Artists, &said.value.told(), &known);
        self.plan.line_up = Some(said.value.clone());
    }

    fn of_type(&mut self, said: &DraftType, known: &[TicketType]) -> TypePlan {
        let named = said.name.as_str();
        let found = known
            .iter()
            .find(|known| known.slug.as_str() == named)
            .or_else(|| {
                known
                    .iter()
                    .find(|known| same_type(&known.name, &said.name))
            });
        let Some(known) = found else {
            self.problems.extend(missing_of_type(said));
            return TypePlan::New;
        };
        let mut patch = TicketTypePatch::default();
        let mut problems = Vec::new();
        if let Some(price) = said
            .price
            .as_ref()
            .filter(|price| price.value.amount != known.price)
        {
            let there = Money {
                amount: known.price,
                ..price.value
            };
            let (here, there) = (price.value.told(), there.told());
            problems.push(difference(price.line, Field::Price, &here, &there));
            patch.price = Some(price.value.amount);
        }
        if let Some(quota) = said
            .quota
            .as_ref()
            .filter(|quota| quota.value != known.quota)
        {
            let (here, there) = (quota.value.to_string(), known.quota.to_string());
            problems.push(difference(quota.line, Field::Quota, &here, &there));
            patch.quota = Some(quota.value);
        }
        if problems.is_empty() {
            TypePlan::Same
        } else {
            TypePlan::Change(known.id, patch, problems)
        }
    }

    fn differs(&mut self, line: u64, field: Field, here: &str, there: &str) {
        self.plan
            .differences
            .push(difference(line, field, here, there));
    }
}

fn difference(line: u64, field: Field, here: &str, there: &str) -> Problem {
    let message = format!("`{here}`, but `{there}` in the box office");
    Problem::of_field(line, field, Error::new(Code::RowsRefused, message))
}
