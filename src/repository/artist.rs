//! Artists in the store.

use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Artist, ArtistFilter, ArtistId, Name, Result, Slug, fold};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.slug, a.name, t.slug AS merged_into, a.created_at, a.updated_at
             FROM artists AS a LEFT JOIN artists AS t ON t.id = a.merged_into ",
            $rest
        )
    };
}

/// An artist is found by the names of those merged into it, too.
macro_rules! matching {
    () => {
        r" WHERE (a.merged_into IS NOT NULL) = ($2 = 1) AND ($1 IS NULL OR a.search LIKE $1 ESCAPE '\'
            OR EXISTS (SELECT 1 FROM artists AS m WHERE m.merged_into = a.id AND m.search LIKE $1 ESCAPE '\')) "
    };
}

fn from_row(row: &Row<'_>) -> Result<Artist> {
    Ok(Artist {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        merged_into: row.get("merged_into")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The artist with that id.
pub fn find(snapshot: &Snapshot<'_>, id: ArtistId) -> Result<Option<Artist>> {
    snapshot.opt(select!("WHERE a.id = $1"), &[&id], from_row)
}

/// The artist with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Artist>> {
    snapshot.opt(select!("WHERE a.slug = $1"), &[slug], from_row)
}

/// The artist of exactly that name; of several, the first.
pub fn find_by_name(snapshot: &Snapshot<'_>, name: &Name) -> Result<Option<Artist>> {
    snapshot.opt(
        select!("WHERE a.name = $1 ORDER BY a.merged_into IS NOT NULL, a.id LIMIT 1"),
        &[name],
        from_row,
    )
}

/// Every slug, to suggest one from.
pub fn slugs(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all("SELECT slug FROM artists ORDER BY slug", &[], |row| {
        row.get("slug")
    })
}

/// Artists by name.
pub fn list(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<Vec<Artist>> {
    snapshot.all(
        concat!(select!(""), matching!(), "ORDER BY a.name, a.id LIMIT $3"),
        &[
            &pattern(filter.text.as_deref()),
            &filter.merged,
            &limit(filter.limit),
        ],
        from_row,
    )
}

/// How many artists fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<i64> {
    snapshot.one(
        concat!("SELECT count(*) AS n FROM artists AS a", matching!()),
        &[&pattern(filter.text.as_deref()), &filter.merged],
        |row| row.get("n"),
    )
}

/// Makes an artist.
pub fn insert(tx: &Transaction<'_>, name: &Name, slug: &Slug) -> Result<ArtistId> {
    let id = tx.one(
        "INSERT INTO artists (id, slug, name, search, created_at, updated_at)
         VALUES ((SELECT id FROM next_artists), $1, $2, $3, $4, $4) RETURNING id",
        &[slug, name, &search(slug, name), &tx.now()],
        |row| row.get::<ArtistId>("id"),
    )?;
    tx.touch("artists", id.0);
    Ok(id)
}

/// Writes all of an artist that may change.
pub fn update(tx: &Transaction<'_>, artist: &Artist) -> Result<()> {
    tx.run(
        "UPDATE artists SET slug = $2, name = $3, search = $4, updated_at = $5 WHERE id = $1",
        &[
            &artist.id,
            &artist.slug,
            &artist.name,
            &search(&artist.slug, &artist.name),
            &tx.now(),
        ],
    )?;
    tx.touch("artists", artist.id.0);
    Ok(())
}

/// Deletes an artist; one in a line-up is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: ArtistId) -> Result<()> {
    tx.run("DELETE FROM artists WHERE id = $1", &[&id])?;
    tx.touch("artists", id.0);
    Ok(())
}

/// How many line-ups it is in.
pub fn concerts(snapshot: &Snapshot<'_>, id: ArtistId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM concert_artists WHERE artist_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// How many artists were merged into it.
pub fn merged(snapshot: &Snapshot<'_>, id: ArtistId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM artists WHERE merged_into = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// Merges an artist, which is in no line-up any more, into another, and with it those that were merged into it.
pub fn merge(tx: &Transaction<'_>, id: ArtistId, into: ArtistId) -> Result<()> {
    let before: Vec<ArtistId> = tx.all(
        "SELECT id FROM artists WHERE merged_into = $1 ORDER BY id",
        &[&id],
        |row| row.get("id"),
    )?;
    for one in before.into_iter().chain([id]) {
        tx.run(
            "UPDATE artists SET merged_into = $2, updated_at = $3 WHERE id = $1",
            &[&one, &into, &tx.now()],
        )?;
        tx.touch("artists", one.0);
    }
    Ok(())
}

fn search(slug: &Slug, name: &Name) -> String {
    fold(&format!("{slug} {name}"))
}
