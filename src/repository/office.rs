//! The one row that says whose file this is.

use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Holdings, Profile, Result};

fn from_row(row: &Row<'_>) -> Result<Profile> {
    Ok(Profile {
        name: row.get("name")?,
        currency: row.get("currency")?,
        zone: row.get("timezone")?,
        practice: row.get("practice")?,
        site: row.get("site")?,
        house_id: row.get("house_id")?,
        lineage_id: row.get("lineage_id")?,
        created_at: row.get("created_at")?,
    })
}

/// The profile of the office, if it was made already.
pub fn find(snapshot: &Snapshot<'_>) -> Result<Option<Profile>> {
    snapshot.opt(
        "SELECT name, currency, timezone, practice, site, house_id, lineage_id, created_at FROM office",
        &[],
        from_row,
    )
}

/// Makes the office.
pub fn insert(tx: &Transaction<'_>, profile: &Profile, secret: &[u8; 32]) -> Result<()> {
    tx.run(
        "INSERT INTO office (id, name, currency, timezone, practice, site, house_id, lineage_id, secret, created_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &profile.name,
            &profile.currency,
            &profile.zone,
            &profile.practice,
            &profile.site,
            &profile.house_id,
            &profile.lineage_id,
            &secret.as_slice(),
            &profile.created_at,
        ],
    )?;
    tx.touch("office", 1);
    Ok(())
}

/// Writes the two things that may change: the name and the zone.
pub fn update(tx: &Transaction<'_>, profile: &Profile) -> Result<()> {
    tx.run(
        "UPDATE office SET name = $1, timezone = $2",
        &[&profile.name, &profile.zone],
    )?;
    tx.touch("office", 1);
    Ok(())
}

/// The secret under which order codes are computed.
pub fn secret(snapshot: &Snapshot<'_>) -> Result<[u8; 32]> {
    let bytes: Vec<u8> = snapshot.one("SELECT secret FROM office", &[], |row| row.get("secret"))?;
    bytes.try_into().map_err(|_| {
        crate::domain::Error::new(
            crate::domain::Code::Database,
            "the file is damaged: the secret has another length",
        )
    })
}

/// How many rows the main tables have.
pub fn holdings(snapshot: &Snapshot<'_>) -> Result<Holdings> {
    snapshot.one(
        "SELECT (SELECT count(*) FROM venues) AS venues, (SELECT count(*) FROM artists) AS artists,
             (SELECT count(*) FROM concerts) AS concerts, (SELECT count(*) FROM ticket_types) AS ticket_types,
             (SELECT count(*) FROM pools) AS pools, (SELECT count(*) FROM holds) AS holds,
             (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM orders) AS orders,
             (SELECT count(*) FROM tickets) AS tickets, (SELECT count(*) FROM scans) AS scans",
        &[],
        |row| {
            Ok(Holdings {
                venues: row.get("venues")?,
                artists: row.get("artists")?,
                concerts: row.get("concerts")?,
                ticket_types: row.get("ticket_types")?,
                pools: row.get("pools")?,
                holds: row.get("holds")?,
                users: row.get("users")?,
                orders: row.get("orders")?,
                tickets: row.get("tickets")?,
                scans: row.get("scans")?,
            })
        },
    )
}
