//! Discounts in the store. How often one is used is counted from the orders that have it.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    Amount, ConcertId, Discount, DiscountId, NewDiscount, OrderId, Rate, Result, Size, Slug,
    TicketTypeId, concert_of,
};

/// Orders that use a discount now: paid, open for a change, or pending and not overdue. What was split off an order keeps
/// what it cost, and its lines name no discount: the order that took the code is the one that uses it.
macro_rules! uses {
    () => {
        "(SELECT count(DISTINCT d.order_id) FROM order_details AS d JOIN orders AS o ON o.id = d.order_id
          JOIN payments AS p ON p.order_id = o.id
          WHERE d.discount_id = k.id AND (o.status IN ('paid', 'draft')
              OR o.status = 'pending' AND (o.expires_at IS NULL OR o.expires_at > $1 OR p.received > 0)))"
    };
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.slug, k.name, k.percent, k.amount, k.per, k.concert_id, k.ticket_type_id, k.max_uses,
                k.starts_at, k.ends_at, k.created_at, k.updated_at, c.slug AS concert, t.slug AS ticket_type, ",
            uses!(),
            " AS uses
             FROM discounts AS k LEFT JOIN ticket_types AS t ON t.id = k.ticket_type_id
             LEFT JOIN concerts AS c ON c.id = coalesce(k.concert_id, t.concert_id) ",
            $rest
        )
    };
}

/// How large a discount or a fee is, in any row that has its columns; a row without either is of nothing.
pub(super) fn size_from(row: &Row<'_>) -> Result<Size> {
    let percent: Option<Rate> = row.get("percent")?;
    let amount: Option<Amount> = row.get("amount")?;
    Ok(match (percent, amount) {
        (Some(rate), _) => Size::Percent(rate),
        (None, amount) => Size::Amount(amount.unwrap_or_default()),
    })
}

/// The two columns that say how large it is.
pub(super) const fn columns_of(size: Size) -> (Option<Rate>, Option<Amount>) {
    match size {
        Size::Percent(rate) => (Some(rate), None),
        Size::Amount(amount) => (None, Some(amount)),
    }
}

fn from_row(row: &Row<'_>) -> Result<Discount> {
    let concert: Option<Slug> = row.get("concert")?;
    let ticket_type: Option<Slug> = row.get("ticket_type")?;
    let scope = concert.map(|concert| match ticket_type {
        Some(ticket_type) => concert_of(&concert, &ticket_type),
        None => concert.to_string(),
    });
    Ok(Discount {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        size: size_from(row)?,
        per: row.get("per")?,
        concert_id: row.get("concert_id")?,
        ticket_type_id: row.get("ticket_type_id")?,
        scope,
        max_uses: row.get("max_uses")?,
        uses: row.get("uses")?,
        starts_at: row.get("starts_at")?,
        ends_at: row.get("ends_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The discount with that id.
pub fn find(snapshot: &Snapshot<'_>, id: DiscountId) -> Result<Option<Discount>> {
    snapshot.opt(
        select!("WHERE k.id = $2"),
        &[&snapshot.now(), &id],
        from_row,
    )
}

/// The discount with that code.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Discount>> {
    snapshot.opt(
        select!("WHERE k.slug = $2"),
        &[&snapshot.now(), slug],
        from_row,
    )
}

/// The discounts that an order has lines of.
pub fn of_order(snapshot: &Snapshot<'_>, order: OrderId) -> Result<Vec<Discount>> {
    snapshot.all(
        select!("WHERE k.id IN (SELECT i.discount_id FROM order_details AS i WHERE i.order_id = $2) ORDER BY k.id"),
        &[&snapshot.now(), &order],
        from_row,
    )
}

/// Orders that nobody paid in time and that hold a use of a discount still.
pub fn overdue(snapshot: &Snapshot<'_>, id: DiscountId) -> Result<Vec<OrderId>> {
    snapshot.all(
        "SELECT DISTINCT o.id FROM order_details AS d JOIN orders AS o ON o.id = d.order_id JOIN payments AS p ON p.order_id = o.id
         WHERE d.discount_id = $2 AND o.status = 'pending' AND o.expires_at <= $1 AND p.received = 0 ORDER BY o.id",
        &[&snapshot.now(), &id],
        |row| row.get("id"),
    )
}

/// How many discounts are for this ticket type alone.
pub fn of_ticket_type(snapshot: &Snapshot<'_>, id: TicketTypeId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM discounts WHERE ticket_type_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// How many discounts are for this concert or one of its types alone.
pub fn of_concert(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM discounts AS k LEFT JOIN ticket_types AS t ON t.id = k.ticket_type_id
         WHERE coalesce(k.concert_id, t.concert_id) = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// Every code, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM discounts ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Discounts by their code; without `ended` those that are over are left out.
pub fn list(snapshot: &Snapshot<'_>, ended: bool) -> Result<Vec<Discount>> {
    snapshot.all(
        select!("WHERE $2 = 1 OR k.ends_at IS NULL OR k.ends_at > $1 ORDER BY k.slug"),
        &[&snapshot.now(), &ended],
        from_row,
    )
}

/// Makes a discount.
pub fn insert(tx: &Transaction<'_>, new: &NewDiscount) -> Result<DiscountId> {
    let id = DiscountId(tx.next_id("SELECT id FROM next_discounts")?);
    let (percent, amount) = columns_of(new.size);
    tx.run(
        "INSERT INTO discounts (id, slug, name, percent, amount, per, concert_id, ticket_type_id, max_uses, starts_at, ends_at,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
        &[
            &id,
            &new.code.0,
            &new.name,
            &percent,
            &amount,
            &new.per,
            &new.concert_id,
            &new.ticket_type_id,
            &new.max_uses,
            &new.starts_at,
            &new.ends_at,
            &tx.now(),
        ],
    )?;
    tx.touch("discounts", id.0);
    Ok(id)
}

/// Writes all of a discount that may change.
pub fn update(tx: &Transaction<'_>, discount: &Discount) -> Result<()> {
    tx.run(
        "UPDATE discounts SET name = $2, max_uses = $3, starts_at = $4, ends_at = $5, updated_at = $6 WHERE id = $1",
        &[
            &discount.id,
            &discount.name,
            &discount.max_uses,
            &discount.starts_at,
            &discount.ends_at,
            &tx.now(),
        ],
    )?;
    tx.touch("discounts", discount.id.0);
    Ok(())
}
