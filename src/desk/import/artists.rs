//! The artists that rows name, by their exact names.

use std::collections::HashMap;

use crate::db::Transaction;
use crate::domain::{ArtistFilter, ArtistId, Name, NewArtist, Result};
use crate::repository;

/// Every artist there is, and those that the import has made. Of several with one name, the first counts; the name of
/// one that was merged means the one it was merged into.
pub(super) struct Artists {
    by_name: HashMap<Name, ArtistId>,
    merged_into: HashMap<Name, Name>,
    made: Vec<Name>,
}

impl Artists {
    /// The artists of the box office.
    pub(super) fn load(tx: &Transaction<'_>) -> Result<Self> {
        let mut by_name = HashMap::new();
        let mut by_slug = HashMap::new();
        for artist in repository::artist::list(tx, &ArtistFilter::default())? {
            by_slug.insert(artist.slug, artist.name.clone());
            by_name.entry(artist.name).or_insert(artist.id);
        }
        let merged = ArtistFilter {
            merged: true,
            ..ArtistFilter::default()
        };
        let mut merged_into = HashMap::new();
        for artist in repository::artist::list(tx, &merged)? {
            let into = artist.merged_into.and_then(|slug| by_slug.get(&slug));
            if let Some(into) = into.filter(|_| !by_name.contains_key(&artist.name)) {
                merged_into.insert(artist.name, into.clone());
            }
        }
        Ok(Self {
            by_name,
            merged_into,
            made: Vec::new(),
        })
    }

    /// The names in a line-up as they are meant: those of merged artists give way, and each artist stands once.
    pub(super) fn meant(&self, names: &[Name]) -> Vec<Name> {
        let mut meant: Vec<Name> = Vec::with_capacity(names.len());
        for name in names {
            let name = self.merged_into.get(name).unwrap_or(name);
            if self.merged_into.is_empty() || !meant.contains(name) {
                meant.push(name.clone());
            }
        }
        meant
    }

    /// The ids of a line-up; artists that are missing are made.
    pub(super) fn make(&mut self, tx: &Transaction<'_>, names: &[Name]) -> Result<Vec<ArtistId>> {
        names.iter().map(|name| self.make_one(tx, name)).collect()
    }

    /// How many were made.
    pub(super) const fn made(&self) -> usize {
        self.made.len()
    }

    /// Forgets those made since there were `made`, as the store has.
    pub(super) fn unmake(&mut self, made: usize) {
        for name in self.made.split_off(made) {
            self.by_name.remove(&name);
        }
    }

    fn make_one(&mut self, tx: &Transaction<'_>, name: &Name) -> Result<ArtistId> {
        if let Some(id) = self.by_name.get(name) {
            return Ok(*id);
        }
        let new = NewArtist {
            name: name.clone(),
            slug: None,
        };
        let id = crate::desk::artist::create(tx, &new)?;
        self.by_name.insert(name.clone(), id);
        self.made.push(name.clone());
        Ok(id)
    }
}
