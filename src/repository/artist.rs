//! Artists in the store.

use super::{limit, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{Artist, ArtistFilter, ArtistId, Name, Result, Slug, fold};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, slug, name, created_at, updated_at FROM artists ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<Artist> {
    Ok(Artist {
        id: row.get("id")?,
        slug: row.get("slug")?,
        name: row.get("name")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
    })
}

/// The artist with that id.
pub fn find(snapshot: &Snapshot<'_>, id: ArtistId) -> Result<Option<Artist>> {
    snapshot.opt(select!("WHERE id = $1"), &[&id], from_row)
}

/// The artist with that slug.
pub fn find_by_slug(snapshot: &Snapshot<'_>, slug: &Slug) -> Result<Option<Artist>> {
    snapshot.opt(select!("WHERE slug = $1"), &[slug], from_row)
}

/// The artist of exactly that name; of several, the first.
pub fn find_by_name(snapshot: &Snapshot<'_>, name: &Name) -> Result<Option<Artist>> {
    snapshot.opt(
        select!("WHERE name = $1 ORDER BY id LIMIT 1"),
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
        select!(r"WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\') ORDER BY name, id LIMIT $2"),
        &[&pattern(filter.text.as_deref()), &limit(filter.limit)],
        from_row,
    )
}

/// How many artists fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<i64> {
    snapshot.one(
        r"SELECT count(*) AS n FROM artists WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\')",
        &[&pattern(filter.text.as_deref())],
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

fn search(slug: &Slug, name: &Name) -> String {
    fold(&format!("{slug} {name}"))
}
