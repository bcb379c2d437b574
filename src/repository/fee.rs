//! Fees in the store.

use super::discount::{columns_of, size_from};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Channel, ConcertId, Fee, FeeId, NewFee, Result, Slug};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, f.slug, f.name, f.percent, f.amount, f.per, f.concert_id, c.slug AS concert, f.channel,
                f.starts_at, f.ends_at, f.created_at, f.updated_at
             FROM fees AS f LEFT JOIN concerts AS c ON c.id = f.concert_id ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<Fee> {
    Ok(Fee {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        size: size_from(row)?,
        per: row.get("per")?,
        concert_id: row.get("concert_id")?,
        concert: row.get("concert")?,
        channel: row.get("channel")?,
        starts_at: row.get("starts_at")?,
        ends_at: row.get("ends_at")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The fee with that id.
pub fn find(snapshot: &Snapshot<'_>, id: FeeId) -> Result<Option<Fee>> {
    snapshot.opt(select!("WHERE f.id = $1"), &[&id], from_row)
}

/// The fee with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Fee>> {
    snapshot.opt(select!("WHERE f.slug = $1"), &[slug], from_row)
}

/// The fees that a sale on this channel bears now. What is imported bears only those that name that channel.
pub fn in_force(snapshot: &Snapshot<'_>, channel: Channel) -> Result<Vec<Fee>> {
    snapshot.all(
        select!(
            "WHERE (f.channel = $2 OR f.channel IS NULL AND $2 <> 'import')
               AND (f.starts_at IS NULL OR f.starts_at <= $1) AND (f.ends_at IS NULL OR f.ends_at > $1) ORDER BY f.id"
        ),
        &[&snapshot.now(), &channel],
        from_row,
    )
}

/// How many fees are for this concert alone.
pub fn of_concert(snapshot: &Snapshot<'_>, id: ConcertId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM fees WHERE concert_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// Every slug, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM fees ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Fees in the order they were made; without `ended` those that are over are left out.
pub fn list(snapshot: &Snapshot<'_>, ended: bool) -> Result<Vec<Fee>> {
    snapshot.all(
        select!("WHERE $2 = 1 OR f.ends_at IS NULL OR f.ends_at > $1 ORDER BY f.id"),
        &[&snapshot.now(), &ended],
        from_row,
    )
}

/// Makes a fee.
pub fn insert(tx: &Transaction<'_>, new: &NewFee, slug: &Slug) -> Result<FeeId> {
    let id = FeeId(tx.next_id("SELECT id FROM next_fees")?);
    let (percent, amount) = columns_of(new.size);
    tx.run(
        "INSERT INTO fees (id, slug, name, percent, amount, per, concert_id, channel, starts_at, ends_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)",
        &[
            &id,
            slug,
            &new.name,
            &percent,
            &amount,
            &new.per,
            &new.concert_id,
            &new.channel,
            &new.starts_at,
            &new.ends_at,
            &tx.now(),
        ],
    )?;
    tx.touch("fees", id.0);
    Ok(id)
}

/// Writes all of a fee that may change.
pub fn update(tx: &Transaction<'_>, fee: &Fee) -> Result<()> {
    tx.run(
        "UPDATE fees SET name = $2, starts_at = $3, ends_at = $4, updated_at = $5 WHERE id = $1",
        &[&fee.id, &fee.name, &fee.starts_at, &fee.ends_at, &tx.now()],
    )?;
    tx.touch("fees", fee.id.0);
    Ok(())
}
