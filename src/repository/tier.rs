//! Tiers in the store.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{NewTier, Result, Slug, TicketTypeId, Tier, TierId, concert_of};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.ticket_type_id, c.slug AS concert, t.slug AS ticket_type, r.slug, r.name, r.price, r.starts_at,
                c.timezone, r.created_at, r.updated_at
             FROM tiers AS r JOIN ticket_types AS t ON t.id = r.ticket_type_id JOIN concerts AS c ON c.id = t.concert_id ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<Tier> {
    let (concert, ticket_type): (Slug, Slug) = (row.get("concert")?, row.get("ticket_type")?);
    Ok(Tier {
        id: row.get("id")?,
        ticket_type_id: row.get("ticket_type_id")?,
        ticket_type: concert_of(&concert, &ticket_type),
        slug: row.get("slug")?,
        name: row.get("name")?,
        price: row.get("price")?,
        starts_at: row.get("starts_at")?,
        zone: row.get("timezone")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The tier with that id.
pub fn find(snapshot: &Snapshot<'_>, id: TierId) -> Result<Option<Tier>> {
    snapshot.opt(select!("WHERE r.id = $1"), &[&id], from_row)
}

/// Every tier, those of a ticket type together and by their beginning.
pub fn all(snapshot: &Snapshot<'_>) -> Result<Vec<Tier>> {
    snapshot.all(
        select!("ORDER BY c.starts_at, r.ticket_type_id, r.starts_at"),
        &[],
        from_row,
    )
}

/// The tiers of a ticket type, by their beginning.
pub fn list(snapshot: &Snapshot<'_>, of: TicketTypeId) -> Result<Vec<Tier>> {
    snapshot.all(
        select!("WHERE r.ticket_type_id = $1 ORDER BY r.starts_at"),
        &[&of],
        from_row,
    )
}

/// Makes a tier.
pub fn insert(tx: &Transaction<'_>, new: &NewTier, slug: &Slug) -> Result<TierId> {
    let id = TierId(tx.next_id("SELECT id FROM next_tiers")?);
    tx.run(
        "INSERT INTO tiers (id, ticket_type_id, slug, name, price, starts_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        &[
            &id,
            &new.ticket_type_id,
            slug,
            &new.name,
            &new.price,
            &new.starts_at,
            &tx.now(),
        ],
    )?;
    tx.touch("tiers", id.0);
    Ok(id)
}

/// Writes all of a tier that may change.
pub fn update(tx: &Transaction<'_>, tier: &Tier) -> Result<()> {
    tx.run(
        "UPDATE tiers SET slug = $2, name = $3, price = $4, starts_at = $5, updated_at = $6 WHERE id = $1",
        &[
            &tier.id,
            &tier.slug,
            &tier.name,
            &tier.price,
            &tier.starts_at,
            &tx.now(),
        ],
    )?;
    tx.touch("tiers", tier.id.0);
    Ok(())
}

/// Deletes a tier; orders keep the price of their time.
pub fn delete(tx: &Transaction<'_>, id: TierId) -> Result<()> {
    tx.run("DELETE FROM tiers WHERE id = $1", &[&id])?;
    tx.touch("tiers", id.0);
    Ok(())
}
