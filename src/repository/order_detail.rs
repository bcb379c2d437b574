//! The lines of orders in the store: added to drafts, never changed.

use super::of_any;
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    Amount, DetailKind, DiscountId, FeeId, Note, OperatorId, OrderDetail, OrderDetailId, OrderId,
    Purpose, Result, Slug, TicketTypeId, concert_of,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.order_id, d.kind, d.ticket_type_id, t.concert_id, c.slug AS concert, t.slug AS ticket_type, t.name,
                (SELECT min(h.slug) FROM hold_entries AS b JOIN holds AS h ON h.id = b.hold_id WHERE b.order_detail_id = d.id
                    HAVING sum(b.quantity) <> 0 AND max(b.at) >= (SELECT max(p.at) FROM place_entries AS p
                        WHERE p.claim = 'order' AND p.claim_id = d.order_id AND p.ticket_type_id = d.ticket_type_id
                          AND p.quantity > 0)) AS hold,
                d.refers_to_id, d.quantity, d.unit_price, d.amount, d.tax_rate, d.tax_amount, d.comp_reason, d.reason,
                d.purpose, (SELECT w.name FROM operators AS w WHERE w.id = d.approver_id) AS approver,
                (SELECT k.slug FROM discounts AS k WHERE k.id = d.discount_id) AS discount,
                (SELECT f.slug FROM fees AS f WHERE f.id = d.fee_id) AS fee
             FROM order_details AS d
             LEFT JOIN ticket_types AS t ON t.id = d.ticket_type_id LEFT JOIN concerts AS c ON c.id = t.concert_id ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<OrderDetail> {
    let concert: Option<Slug> = row.get("concert")?;
    let ticket_type: Option<Slug> = row.get("ticket_type")?;
    Ok(OrderDetail {
        id: row.get("id")?,
        kind: row.get("kind")?,
        ticket_type_id: row.get("ticket_type_id")?,
        concert_id: row.get("concert_id")?,
        reference: concert
            .zip(ticket_type)
            .map(|(concert, slug)| concert_of(&concert, &slug)),
        name: row.get("name")?,
        hold: row.get("hold")?,
        refers_to_id: row.get("refers_to_id")?,
        quantity: row.get("quantity")?,
        unit_price: row.get("unit_price")?,
        amount: row.get("amount")?,
        tax_rate: row.get("tax_rate")?,
        tax_amount: row.get("tax_amount")?,
        comp_reason: row.get("comp_reason")?,
        approver: row.get("approver")?,
        reason: row.get("reason")?,
        discount: row.get("discount")?,
        fee: row.get("fee")?,
        purpose: row.get("purpose")?,
    })
}

/// The lines of an order, in the order they were added.
pub fn list(snapshot: &Snapshot<'_>, id: OrderId) -> Result<Vec<OrderDetail>> {
    snapshot.all(
        select!("WHERE d.order_id = $1 ORDER BY d.id"),
        &[&id],
        from_row,
    )
}

/// The lines of several orders, those of each in the order they were added.
pub fn of_orders(
    snapshot: &Snapshot<'_>,
    orders: &[OrderId],
) -> Result<Vec<(OrderId, OrderDetail)>> {
    of_any(
        snapshot,
        concat!(
            select!("WHERE d.order_id IN "),
            any_id!(),
            " AND $1 = $1 ORDER BY d.id"
        ),
        orders,
        |row| Ok((row.get("order_id")?, from_row(row)?)),
    )
}

/// A line to be added to a draft.
pub struct NewDetail<'d> {
    /// What kind of line it is.
    pub kind: DetailKind,
    /// The ticket type that it is of or about.
    pub ticket_type: Option<TicketTypeId>,
    /// The line it takes back or reduces.
    pub refers_to: Option<OrderDetailId>,
    /// How many, negative for returns.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Amount,
    /// What it adds to the total.
    pub amount: Amount,
    /// The tax on it, in hundredths of a percent, and how much of its amount that is.
    pub tax: Option<(i64, Amount)>,
    /// Why its tickets are given for nothing.
    pub comp_reason: Option<&'d Note>,
    /// Who approved of it.
    pub approver: Option<OperatorId>,
    /// Why there is such a line.
    pub reason: Option<&'d Note>,
    /// The discount that it comes of.
    pub discount: Option<DiscountId>,
    /// The fee that it comes of.
    pub fee: Option<FeeId>,
    /// What a fee is for that no rule makes.
    pub purpose: Option<Purpose>,
}

impl NewDetail<'_> {
    /// A line of so many tickets or returns at a price, with nothing else to say.
    #[must_use]
    pub const fn of(
        kind: DetailKind,
        ticket_type: Option<TicketTypeId>,
        quantity: i64,
        unit_price: Amount,
        amount: Amount,
    ) -> Self {
        Self {
            kind,
            ticket_type,
            refers_to: None,
            quantity,
            unit_price,
            amount,
            tax: None,
            comp_reason: None,
            approver: None,
            reason: None,
            discount: None,
            fee: None,
            purpose: None,
        }
    }

    /// A line that is one sum: a discount, a fee, a tax, goodwill, rounding.
    #[must_use]
    pub const fn sum(kind: DetailKind, ticket_type: Option<TicketTypeId>, amount: Amount) -> Self {
        Self::of(kind, ticket_type, 1, amount, amount)
    }
}

/// Adds a line to a draft; the order's total moves with it. It is sold at once if the order was ever paid.
pub fn insert(
    tx: &Transaction<'_>,
    order: OrderId,
    detail: &NewDetail<'_>,
) -> Result<OrderDetailId> {
    let id = OrderDetailId(tx.next_id("SELECT id FROM next_order_details")?);
    tx.run(
        "INSERT INTO order_details (id, order_id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, created_at,
             tax_rate, tax_amount, comp_reason, approver_id, reason, discount_id, fee_id, purpose, sold_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             (SELECT CASE WHEN o.paid_at > $9 THEN o.paid_at ELSE $9 END FROM orders AS o WHERE o.id = $2 AND o.paid_at IS NOT NULL))",
        &[
            &id,
            &order,
            &detail.kind,
            &detail.ticket_type,
            &detail.refers_to,
            &detail.quantity,
            &detail.unit_price,
            &detail.amount,
            &tx.now(),
            &detail.tax.map(|(rate, _)| rate),
            &detail.tax.map(|(_, amount)| amount),
            &detail.comp_reason,
            &detail.approver,
            &detail.reason,
            &detail.discount,
            &detail.fee,
            &detail.purpose,
        ],
    )?;
    tx.touch("order_details", id.0);
    Ok(id)
}

/// Adds a line that comes of the same fee or approval as `like`, whatever `detail` says of these. It comes of no discount:
/// an order that is made of another is not one more that uses the code.
pub fn insert_like(
    tx: &Transaction<'_>,
    order: OrderId,
    detail: &NewDetail<'_>,
    like: OrderDetailId,
) -> Result<OrderDetailId> {
    let id = OrderDetailId(tx.next_id("SELECT id FROM next_order_details")?);
    tx.run(
        "INSERT INTO order_details (id, order_id, kind, ticket_type_id, refers_to_id, quantity, unit_price, amount, created_at,
             tax_rate, tax_amount, comp_reason, approver_id, reason, fee_id, sold_at)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, d.comp_reason, d.approver_id, $12, d.fee_id,
             (SELECT CASE WHEN o.paid_at > $9 THEN o.paid_at ELSE $9 END FROM orders AS o WHERE o.id = $2 AND o.paid_at IS NOT NULL)
         FROM order_details AS d WHERE d.id = $13",
        &[
            &id,
            &order,
            &detail.kind,
            &detail.ticket_type,
            &detail.refers_to,
            &detail.quantity,
            &detail.unit_price,
            &detail.amount,
            &tx.now(),
            &detail.tax.map(|(rate, _)| rate),
            &detail.tax.map(|(_, amount)| amount),
            &detail.reason,
            &like,
        ],
    )?;
    tx.touch("order_details", id.0);
    Ok(id)
}
