//! The bare loop: one transaction, prepared statements, every row as the product writes it.

use std::path::Path;

use rusqlite::{Connection, Transaction, params};

use super::season::{ARTISTS, TYPES, VENUES, date, name, night, slug};

const NOW: &str = "2026-11-22T00:00:00Z";

/// Fills a fresh office.
pub(crate) fn fill(file: &Path, concerts: usize) -> rusqlite::Result<()> {
    let mut connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON",
    )?;
    let tx = connection.transaction()?;
    venues_and_artists(&tx)?;
    nights(&tx, concerts)?;
    tx.commit()
}

fn venues_and_artists(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut venue = tx.prepare(
        "INSERT INTO venues (id, slug, name, location, timezone, search, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'Jakarta', 'Asia/Jakarta', ?4, ?5, ?5)",
    )?;
    for at in 0..VENUES {
        let name = name(at, 2);
        let search = format!("{name} jakarta").to_lowercase();
        venue.execute(params![id_of(at), slug(&name), name, search, NOW])?;
    }
    let mut artist = tx.prepare(
        "INSERT INTO artists (id, slug, name, search, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
    )?;
    for at in 0..ARTISTS {
        let name = name(at, 3);
        artist.execute(params![
            id_of(at),
            slug(&name),
            name,
            name.to_lowercase(),
            NOW
        ])?;
    }
    Ok(())
}

fn nights(tx: &Transaction<'_>, concerts: usize) -> rusqlite::Result<()> {
    let mut concert = tx.prepare(
        "INSERT INTO concerts (id, slug, name, venue_id, starts_at, time_known, timezone, capacity, status, source,
             source_id, search, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, 'Asia/Jakarta', 1000, 'scheduled', 'bench', ?6, ?7, ?8, ?8)",
    )?;
    let mut line_up = tx.prepare(
        "INSERT INTO concert_artists (concert_id, position, artist_id) VALUES (?1, ?2, ?3)",
    )?;
    let mut ticket_type = tx.prepare(
        "INSERT INTO ticket_types (id, concert_id, slug, name, price, quota, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
    )?;
    let mut types = 0_i64;
    for at in 0..concerts {
        let night = night(at);
        let id = id_of(at);
        let slug_of_night = format!("{}-{}", slug(&night.name), at);
        let starts_at = format!("{}T13:00:00Z", date(night.day));
        let search = format!(
            "{slug_of_night} {} {} jakarta",
            night.name,
            name(night.venue, 2)
        );
        concert.execute(params![
            id,
            slug_of_night,
            night.name,
            id_of(night.venue),
            starts_at,
            at.to_string(),
            search.to_lowercase(),
            NOW
        ])?;
        for (position, artist) in night.artists.iter().enumerate() {
            line_up.execute(params![id, id_of(position), id_of(*artist)])?;
        }
        for (name, price, quota) in TYPES {
            types += 1;
            ticket_type.execute(params![types, id, slug(name), name, price, quota, NOW])?;
        }
    }
    Ok(())
}

/// The id of the row at a place in a list.
fn id_of(at: usize) -> i64 {
    i64::try_from(at + 1).expect("a small number")
}
