//! What becomes of the ticket types of a draft.

use super::difference::{Difference, Differences};
use super::draft::{DraftType, Said, same_type};
use super::told::Told;
use crate::domain::{
    Amount, Code, ConcertField as Field, Currency, Error, Instant, Name, Problem, Result, Slug,
    Start, TicketType, TicketTypeId, TicketTypePatch, Zone, count,
};

/// A ticket type to be made.
pub(super) struct NewType {
    pub(super) name: Name,
    pub(super) slug: Slug,
    pub(super) price: Amount,
    pub(super) quota: i64,
    pub(super) sale_starts_at: Option<Instant>,
    pub(super) sale_ends_at: Option<Instant>,
    pub(super) max_per_order: Option<i64>,
}

/// What becomes of a ticket type.
pub(super) enum TypePlan {
    /// It is made.
    New(NewType),
    /// It changes in what is told.
    Change(TicketTypeId, Box<TicketTypePatch>, Vec<Difference>),
    /// It is so already.
    Same,
}

impl TypePlan {
    /// The quota that it gets.
    pub(super) fn quota(&self) -> Option<i64> {
        match self {
            Self::New(new) => Some(new.quota),
            Self::Change(_, patch, _) => patch.quota,
            Self::Same => None,
        }
    }

    /// In what it differs.
    pub(super) fn differences(&self) -> &[Difference] {
        match self {
            Self::Change(_, _, differences) => differences,
            Self::New(_) | Self::Same => &[],
        }
    }
}

/// A ticket type that is not there yet; it needs a price and a quota.
pub(super) fn plan_type(
    said: &DraftType,
    zone: Option<Zone>,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> Option<NewType> {
    let before = problems.len();
    for (field, is_missing) in [
        (Field::Price, said.price.is_none()),
        (Field::Quota, said.quota.is_none()),
    ] {
        if is_missing {
            let message = format!("the new ticket type `{}` has no {field}", said.name);
            let mut problem = wrong(said, said.line, field, message);
            if field == Field::Quota {
                problem.error = problem.error.hint("--set quota=N gives it one");
            }
            problems.push(problem);
        }
    }
    must_be_a_price(said, currency, problems);
    let slug = match &said.slug {
        Some(said) => Ok(said.value.clone()),
        None => crate::desk::ticket_type::slug_of(&said.name),
    };
    let slug = slug
        .map_err(|error| problems.push(Problem::of_field(said.line, Field::TicketType, error)))
        .ok();
    let (begin, end) = window(said, zone?, problems);
    let (begin, end) = (value(begin.as_ref()), value(end.as_ref()));
    must_begin_before_end(said, begin, end, problems);
    if before < problems.len() {
        return None;
    }
    Some(NewType {
        name: said.name.clone(),
        slug: slug?,
        price: said.price.as_ref()?.value,
        quota: said.quota.as_ref()?.value,
        sale_starts_at: begin,
        sale_ends_at: end,
        max_per_order: said.max_per_order.as_ref().map(|said| said.value),
    })
}

/// The type of a concert that one of `all` in a draft means: by its slug, else by its name, unless another of them names
/// the type by its slug.
pub(super) fn known_type<'k>(
    said: &DraftType,
    all: &[DraftType],
    known: &'k [TicketType],
) -> Option<&'k TicketType> {
    let slug = |said: &DraftType| said.slug.as_ref().map(|said| said.value.clone());
    let own = slug(said);
    if let Some(own) = known.iter().find(|known| Some(&known.slug) == own.as_ref()) {
        return Some(own);
    }
    let is_free = |known: &TicketType| all.iter().all(|it| slug(it).as_ref() != Some(&known.slug));
    let find = |means: &dyn Fn(&TicketType) -> bool| {
        known.iter().find(|known| is_free(known) && means(known))
    };
    find(&|known| known.slug.as_str() == said.name.as_str())
        .or_else(|| find(&|known| same_type(&known.name, &said.name)))
}

/// What becomes of a type that is there. `named` says whether its differences have to name it.
pub(super) fn compare_type(
    said: &DraftType,
    known: &TicketType,
    named: bool,
    zone: Zone,
    currency: Currency,
    problems: &mut Vec<Problem>,
) -> TypePlan {
    let mut found = Differences::of_type(said.name.clone(), named);
    let (begin, end) = window(said, zone, problems);
    must_be_a_price(said, currency, problems);
    must_hold(said, known, problems);
    let begins = value(begin.as_ref()).or(known.sale_starts_at);
    let ends = value(end.as_ref()).or(known.sale_ends_at);
    must_begin_before_end(said, begins, ends, problems);
    let slug = said.slug.as_ref();
    let name = Said {
        value: said.name.clone(),
        line: said.line,
    };
    // A row that has no slug of its own may write one where the name stands.
    let says_name = slug.is_some() && !same_type(&said.name, &known.name);
    let show = |at: &Instant| zone.show_short(*at);
    let price = |amount: &Amount| currency.show(*amount);
    let (starts_at, ends_at) = (known.sale_starts_at.as_ref(), known.sale_ends_at.as_ref());
    let most = (said.max_per_order.as_ref(), known.max_per_order.as_ref());
    let patch = TicketTypePatch {
        slug: found.of(Field::TicketTypeSlug, slug, Some(&known.slug), Told::told),
        name: found.of(
            Field::TicketType,
            Some(&name).filter(|_| says_name),
            Some(&known.name),
            Told::told,
        ),
        price: found.of(
            Field::Price,
            said.price.as_ref(),
            Some(&known.base_price),
            price,
        ),
        quota: found.of(
            Field::Quota,
            said.quota.as_ref(),
            Some(&known.quota),
            Told::told,
        ),
        sale_starts_at: found.change(Field::SaleStartsAt, begin.as_ref(), starts_at, show),
        sale_ends_at: found.change(Field::SaleEndsAt, end.as_ref(), ends_at, show),
        max_per_order: found.change(Field::MaxPerOrder, most.0, most.1, Told::told),
    };
    match found.done() {
        differences if differences.is_empty() => TypePlan::Same,
        differences => TypePlan::Change(known.id, Box::new(patch), differences),
    }
}

/// The sale window that rows say, in the zone of the concert.
fn window(
    said: &DraftType,
    zone: Zone,
    problems: &mut Vec<Problem>,
) -> (Option<Said<Instant>>, Option<Said<Instant>>) {
    let mut moment =
        |start: Option<&Said<Start>>, field, read: fn(Start, Zone) -> Result<Instant>| {
            let Said { value, line } = *start?;
            read(value, zone)
                .map(|value| Said { value, line })
                .map_err(|error| {
                    problems.push(Problem::of_field(line, field, error).of_type(&said.name));
                })
                .ok()
        };
    let (starts, ends) = (said.sale_starts.as_ref(), said.sale_ends.as_ref());
    (
        moment(starts, Field::SaleStartsAt, Start::resolve),
        moment(ends, Field::SaleEndsAt, Start::resolve_end),
    )
}

fn value(said: Option<&Said<Instant>>) -> Option<Instant> {
    said.map(|said| said.value)
}

fn must_begin_before_end(
    said: &DraftType,
    begin: Option<Instant>,
    end: Option<Instant>,
    problems: &mut Vec<Problem>,
) {
    let line = said.sale_ends.as_ref().or(said.sale_starts.as_ref());
    if let (Some(line), Some(begin), Some(end)) = (line, begin, end)
        && end <= begin
    {
        let message = format!("the sale of `{}` would end before it begins", said.name);
        problems.push(wrong(said, line.line, Field::SaleEndsAt, message));
    }
}

fn must_be_a_price(said: &DraftType, currency: Currency, problems: &mut Vec<Problem>) {
    let Some(Said { value, line }) = said.price.clone() else {
        return;
    };
    if crate::desk::ticket_type::must_be_a_price(value).is_err() {
        let message = format!("`{}` is dearer than a ticket can be", currency.show(value));
        problems.push(wrong(said, line, Field::Price, message));
    }
}

/// Nobody who has a ticket loses the place.
fn must_hold(said: &DraftType, known: &TicketType, problems: &mut Vec<Problem>) {
    if let Some(quota) = said.quota.as_ref().filter(|it| it.value < known.taken) {
        let message = format!(
            "`{}` has {} taken, more than a quota of {}",
            known.reference(),
            count(known.taken, "place"),
            quota.value
        );
        let error = Error::new(Code::BelowTaken, message);
        problems.push(Problem::of_field(quota.line, Field::Quota, error).of_type(&said.name));
    }
}

fn wrong(said: &DraftType, line: u64, field: Field, message: String) -> Problem {
    let error = Error::new(Code::InvalidValue, message);
    Problem::of_field(line, field, error).of_type(&said.name)
}
