//! The artists that rows name, by their exact names.

use std::collections::HashMap;

use crate::db::Transaction;
use crate::domain::{ArtistFilter, ArtistId, Name, NewArtist, Result};
use crate::repository;

/// Every artist there is, and those that the import has made. Of several with one name, the first counts.
pub(super) struct Artists {
    by_name: HashMap<Name, ArtistId>,
    made: Vec<Name>,
}

impl Artists {
    /// The artists of the box office.
    pub(super) fn load(tx: &Transaction<'_>) -> Result<Self> {
        let mut by_name = HashMap::new();
        for artist in repository::artist::list(tx, &ArtistFilter::default())? {
            by_name.entry(artist.name).or_insert(artist.id);
        }
        Ok(Self {
            by_name,
            made: Vec::new(),
        })
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
