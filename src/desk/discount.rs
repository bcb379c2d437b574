//! Discounts at the desk: made, found, and given where they hold.

use super::change_order::expire_if_overdue;
use super::naming::missing;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Discount, DiscountCode, DiscountId, DiscountPatch, DiscountRef, Error, NewDiscount,
    OrderId, Per, Rate, Result, Size, Zone, must_begin_before_end,
};
use crate::repository::discount;

/// The discount that a reference names.
pub fn get(snapshot: &Snapshot<'_>, reference: &DiscountRef) -> Result<Discount> {
    let found = match reference {
        DiscountRef::Id(id) => discount::find(snapshot, *id)?,
        DiscountRef::Code(DiscountCode(slug)) => discount::find_by_slug(snapshot, slug)?,
    };
    match found {
        Some(discount) => Ok(discount),
        None => Err(missing(
            "discount",
            &reference.to_string(),
            &discount::slugs(snapshot)?,
        )),
    }
}

/// Discounts by their code; without `ended` those that are over are left out.
pub fn list(snapshot: &Snapshot<'_>, ended: bool) -> Result<Vec<Discount>> {
    discount::list(snapshot, ended)
}

/// Makes a discount.
pub fn create(tx: &Transaction<'_>, new: &NewDiscount) -> Result<DiscountId> {
    must_be_a_sum(new.size)?;
    must_begin_before_end(new.starts_at, new.ends_at)?;
    if new.size == Size::Percent(Rate::WHOLE) {
        let error = Error::new(Code::InvalidValue, "a ticket for nothing is a comp");
        return Err(error.hint("boxoffice sell CONCERT/TYPE --comp REASON --approved-by OPERATOR"));
    }
    if matches!(new.size, Size::Percent(_)) && new.per == Per::Ticket {
        let message =
            "a percentage is off every ticket alike; only a sum is per ticket or per order";
        return Err(Error::new(Code::Usage, message));
    }
    if discount::find_by_slug(tx, &new.code.0)?.is_some() {
        let message = format!(
            "the code `{}` already belongs to another discount",
            new.code
        );
        return Err(
            Error::new(Code::Taken, message).hint(format!("boxoffice discount show {}", new.code))
        );
    }
    discount::insert(tx, new)
}

/// Changes a discount. Orders already made keep what they got.
pub fn update(tx: &Transaction<'_>, id: DiscountId, patch: &DiscountPatch) -> Result<DiscountId> {
    let mut changed = get(tx, &DiscountRef::Id(id))?;
    changed.name = patch.name.clone().unwrap_or(changed.name);
    patch.max_uses.apply(&mut changed.max_uses);
    patch.starts_at.apply(&mut changed.starts_at);
    patch.ends_at.apply(&mut changed.ends_at);
    must_begin_before_end(changed.starts_at, changed.ends_at)?;
    discount::update(tx, &changed)?;
    Ok(id)
}

/// The discount of a code that holds now and has a use left. `uses` counts overdue orders as none.
pub(super) fn given(snapshot: &Snapshot<'_>, code: &DiscountCode, zone: Zone) -> Result<Discount> {
    let found = get(snapshot, &DiscountRef::Code(code.clone()))?;
    found.must_be_in_force(snapshot.now(), zone)?;
    found.must_have_a_use_left()?;
    Ok(found)
}

/// Frees the uses that overdue orders still hold.
pub(super) fn sweep(tx: &Transaction<'_>, id: DiscountId) -> Result<()> {
    for order in discount::overdue(tx, id)? {
        expire_if_overdue(tx, order)?;
    }
    Ok(())
}

/// Refuses to bring an order back whose discount others have used up since.
pub(super) fn must_fit_again(tx: &Transaction<'_>, order: OrderId) -> Result<()> {
    let of_order = discount::of_order(tx, order)?;
    of_order.iter().try_for_each(Discount::must_have_a_use_left)
}

/// Refuses a discount or a fee of nothing, and of more than any ticket costs.
pub(super) fn must_be_a_sum(size: Size) -> Result<()> {
    match size {
        Size::Amount(amount) if amount.is_zero() => {
            Err(Error::new(Code::InvalidValue, "the amount is nothing"))
        }
        Size::Amount(amount) => super::ticket_type::must_be_a_price(amount),
        Size::Percent(_) => Ok(()),
    }
}
