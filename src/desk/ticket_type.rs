//! Ticket types at the desk.

use super::naming::{self, in_use};
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Amount, Code, ConcertId, ConcertRef, Error, Instant, Name, NewTicketType, Result, Slug,
    TicketType, TicketTypeFilter, TicketTypeId, TicketTypePatch, TicketTypeRef, TypeName, count,
    nearest,
};
use crate::repository::{discount, hold_entry, ticket_type};

/// The ticket type that a reference names; one without a concert belongs to `concert`.
pub fn get(
    snapshot: &Snapshot<'_>,
    reference: &TicketTypeRef,
    concert: Option<&ConcertRef>,
) -> Result<TicketType> {
    let of = reference.concert.as_ref().or(concert);
    match (&reference.ticket_type, of) {
        (TypeName::Id(id), _) => {
            let found = find(snapshot, *id)?;
            match &reference.concert {
                Some(concert) if super::concert::get(snapshot, concert)?.id != found.concert_id => {
                    let message = format!(
                        "ticket type {id} is `{}`, not of `{concert}`",
                        found.reference()
                    );
                    Err(Error::new(Code::NotFound, message))
                }
                _ => Ok(found),
            }
        }
        (TypeName::Slug(slug), Some(concert)) => {
            let concert = super::concert::get(snapshot, concert)?;
            match ticket_type::find_by_slug(snapshot, concert.id, slug)? {
                Some(found) => Ok(found),
                None => Err(unknown(snapshot, concert.id, &concert.slug, slug)?),
            }
        }
        (TypeName::Slug(slug), None) => Err(Error::new(
            Code::Usage,
            format!("of which concert is `{slug}`?"),
        )
        .hint(format!("write CONCERT/{slug}, or set BOXOFFICE_CONCERT"))),
    }
}

/// Only its id, which most often is all that has to be known of it.
pub fn id(snapshot: &Snapshot<'_>, reference: &TicketTypeRef) -> Result<TicketTypeId> {
    if let (TypeName::Slug(slug), Some(ConcertRef::Slug(concert))) =
        (&reference.ticket_type, &reference.concert)
        && let Some(id) = ticket_type::named(snapshot, concert, slug)?
    {
        return Ok(id);
    }
    get(snapshot, reference, None).map(|found| found.id)
}

/// The ticket types that fit, and how many there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &TicketTypeFilter) -> Result<(Vec<TicketType>, i64)> {
    Ok((
        ticket_type::list(snapshot, filter)?,
        ticket_type::count(snapshot, filter)?,
    ))
}

/// The quotas of a concert against its capacity.
#[derive(Debug, Clone)]
pub struct Quotas {
    /// The concert.
    pub concert: Slug,
    /// What the quotas of its types add up to.
    pub total: i64,
    /// How many people it admits; `None` means no limit.
    pub capacity: Option<i64>,
}

impl Quotas {
    /// What is to be known when more may go out type by type than the concert admits, which is allowed.
    #[must_use]
    pub fn remark(&self) -> Option<String> {
        let capacity = self.capacity.filter(|capacity| *capacity < self.total)?;
        Some(format!(
            "the quotas of `{}` add up to {}; its capacity of {capacity} is the limit for all of them together",
            self.concert, self.total
        ))
    }
}

/// The quotas of a concert, added up.
pub fn quotas(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<Quotas> {
    let concert = super::concert::get(snapshot, &ConcertRef::Id(id))?;
    Ok(Quotas {
        concert: concert.slug,
        total: ticket_type::quotas(snapshot, id)?,
        capacity: concert.capacity,
    })
}

/// Makes a ticket type. Two of one name would be mistaken for each other, so the second has to bring a slug.
pub fn create(tx: &Transaction<'_>, new: &NewTicketType) -> Result<TicketTypeId> {
    must_be_a_price(new.price)?;
    must_begin_before_end(new.sale_starts_at, new.sale_ends_at)?;
    let slug = match &new.slug {
        Some(slug) => slug.clone(),
        None => slug_of(&new.name)?,
    };
    must_be_free(tx, new.concert_id, &slug)?;
    ticket_type::insert(tx, new, &slug)
}

/// Changes a ticket type. Orders keep the price of their time.
pub fn update(
    tx: &Transaction<'_>,
    id: TicketTypeId,
    patch: &TicketTypePatch,
) -> Result<TicketTypeId> {
    let mut changed = find(tx, id)?;
    if let Some(slug) = patch.slug.as_ref().filter(|slug| **slug != changed.slug) {
        must_be_free(tx, changed.concert_id, slug)?;
        changed.slug = slug.clone();
    }
    super::sweep::concert(tx, changed.concert_id)?;
    if let Some(quota) = patch.quota {
        if quota < changed.taken {
            return Err(Error::new(
                Code::BelowTaken,
                format!(
                    "`{}` has {} taken, more than a quota of {quota}",
                    changed.reference(),
                    count(changed.taken, "place")
                ),
            ));
        }
        changed.quota = quota;
    }
    changed.name = patch.name.clone().unwrap_or(changed.name);
    changed.base_price = patch.price.unwrap_or(changed.base_price);
    must_be_a_price(changed.base_price)?;
    patch.sale_starts_at.apply(&mut changed.sale_starts_at);
    patch.sale_ends_at.apply(&mut changed.sale_ends_at);
    patch.max_per_order.apply(&mut changed.max_per_order);
    must_begin_before_end(changed.sale_starts_at, changed.sale_ends_at)?;
    ticket_type::update(tx, &changed)?;
    Ok(id)
}

/// Deletes a ticket type that was never ordered and never held.
pub fn delete(tx: &Transaction<'_>, id: TicketTypeId) -> Result<TicketTypeId> {
    must_be_unordered(tx, &find(tx, id)?)?;
    ticket_type::delete(tx, id)?;
    Ok(id)
}

/// Refuses a ticket type that was ever ordered or held; its quota can stop the sale.
pub fn must_be_unordered(snapshot: &Snapshot<'_>, ticket_type: &TicketType) -> Result<()> {
    let reference = ticket_type.reference();
    let instead = format!(
        "boxoffice ticket-type update {reference} --quota {}",
        ticket_type.taken
    );
    let refuse_any = |uses, used_in| match uses {
        0 => Ok(()),
        uses => Err(in_use("ticket type", &reference, uses, used_in, &instead)),
    };
    let lines = ticket_type::order_details(snapshot, ticket_type.id)?;
    refuse_any(lines, "order line")?;
    refuse_any(hold_entry::holds(snapshot, ticket_type.id)?, "hold")?;
    let discounts = discount::of_ticket_type(snapshot, ticket_type.id)?;
    refuse_any(discounts, "discount")
}

/// The ticket type with that id.
pub(super) fn find(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<TicketType> {
    ticket_type::find(snapshot, id)?
        .ok_or_else(|| Error::new(Code::NotFound, format!("no ticket type has the id {id}")))
}

fn unknown(snapshot: &Snapshot<'_>, id: ConcertId, concert: &Slug, slug: &Slug) -> Result<Error> {
    let known = ticket_type::slugs(snapshot, id)?;
    if known.is_empty() {
        return Ok(Error::new(
            Code::NotFound,
            format!("`{concert}` has no ticket types yet"),
        )
        .hint(format!(
            "boxoffice ticket-type create --concert {concert} --name {slug} --price MONEY --quota N"
        )));
    }
    let near = nearest(slug.as_str(), known.iter().map(String::as_str));
    let error = Error::new(
        Code::NotFound,
        format!("`{concert}` has no ticket type `{slug}`"),
    );
    Ok(near
        .iter()
        .fold(error, |error, near| {
            error.hint(format!("did you mean `{concert}/{near}`?"))
        })
        .hint(format!("boxoffice ticket-type list --concert {concert}")))
}

/// The slug that a name gives.
pub(super) fn slug_of(name: &Name) -> Result<Slug> {
    naming::slug_of(name.as_str(), "ticket type")
}

/// Refuses what no ticket costs.
pub(super) fn must_be_a_price(price: Amount) -> Result<()> {
    if price <= TicketType::HIGHEST_PRICE {
        return Ok(());
    }
    Err(Error::new(Code::InvalidValue, "the price is too large"))
}

fn must_begin_before_end(begin: Option<Instant>, end: Option<Instant>) -> Result<()> {
    match (begin, end) {
        (Some(begin), Some(end)) if end <= begin => Err(Error::new(
            Code::InvalidValue,
            "the sale would end before it begins",
        )),
        _ => Ok(()),
    }
}

fn must_be_free(snapshot: &Snapshot<'_>, id: ConcertId, slug: &Slug) -> Result<()> {
    let Some((concert, is_taken)) = ticket_type::is_taken(snapshot, id, slug)? else {
        let message = format!("no concert has the id {id}");
        return Err(Error::new(Code::NotFound, message));
    };
    if !is_taken {
        return Ok(());
    }
    let message = format!("`{concert}/{slug}` already exists");
    Err(Error::new(Code::Taken, message)
        .hint(format!("boxoffice ticket-type show {concert}/{slug}"))
        .hint("`--slug SLUG` names another one"))
}
