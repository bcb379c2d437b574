//! The artists that rows name, by their exact names.

use std::collections::HashMap;

use crate::db::Transaction;
use crate::domain::{ArtistFilter, ArtistId, LineUpArtist, Name, NewArtist, Result};
use crate::repository;

/// An artist, by the place in the list of all that rows name.
pub(super) type ArtistNo = usize;

struct Known {
    name: Name,
    id: Option<ArtistId>,
}

/// Every artist there is or will be. Of several with one name, the first counts; the name of one that was merged means
/// the one it was merged into.
pub(super) struct Artists {
    all: Vec<Known>,
    by_name: HashMap<Name, ArtistNo>,
    has_merged: bool,
    made: Vec<ArtistNo>,
}

impl Artists {
    /// The artists of the box office.
    pub(super) fn load(tx: &Transaction<'_>) -> Result<Self> {
        let mut artists = Self {
            all: Vec::new(),
            by_name: HashMap::new(),
            has_merged: false,
            made: Vec::new(),
        };
        let mut by_slug = HashMap::new();
        for artist in repository::artist::list(tx, &ArtistFilter::default())? {
            let number = match artists.by_name.get(&artist.name) {
                Some(number) => *number,
                None => artists.add(artist.name, Some(artist.id)),
            };
            by_slug.insert(artist.slug, number);
        }
        let merged = ArtistFilter {
            merged: true,
            ..ArtistFilter::default()
        };
        for artist in repository::artist::list(tx, &merged)? {
            let into = artist.merged_into.and_then(|slug| by_slug.get(&slug));
            if let Some(into) = into {
                artists.by_name.entry(artist.name).or_insert(*into);
                artists.has_merged = true;
            }
        }
        Ok(artists)
    }

    /// The numbers of those names, each once though it may stand there under two names.
    pub(super) fn numbers(&mut self, names: &[Name]) -> Vec<ArtistNo> {
        let mut numbers = Vec::with_capacity(names.len());
        for name in names {
            let number = match self.by_name.get(name) {
                Some(number) => *number,
                None => self.add(name.clone(), None),
            };
            if !self.has_merged || !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    /// The numbers of a line-up of the box office.
    pub(super) fn known(&self, line_up: &[LineUpArtist]) -> Vec<ArtistNo> {
        let numbers = line_up.iter().map(|artist| self.by_name.get(&artist.name));
        numbers.flatten().copied().collect()
    }

    pub(super) fn name(&self, number: ArtistNo) -> &Name {
        &self.all[number].name
    }

    /// The id, unless the artist is yet to be made.
    pub(super) fn id(&self, number: ArtistNo) -> Option<ArtistId> {
        self.all[number].id
    }

    /// All of them with their numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = (ArtistNo, &Name)> {
        self.all.iter().map(|known| &known.name).enumerate()
    }

    /// A line-up in a sentence.
    pub(super) fn tell(&self, numbers: &[ArtistNo]) -> String {
        let names: Vec<_> = numbers.iter().map(|it| self.name(*it).as_str()).collect();
        names.join("; ")
    }

    /// The ids of a line-up; artists that are missing are made.
    pub(super) fn make(
        &mut self,
        tx: &Transaction<'_>,
        numbers: &[ArtistNo],
    ) -> Result<Vec<ArtistId>> {
        numbers
            .iter()
            .map(|number| self.make_one(tx, *number))
            .collect()
    }

    /// How many were made.
    pub(super) const fn made(&self) -> usize {
        self.made.len()
    }

    /// Forgets those made since there were `made`, as the store has.
    pub(super) fn unmake(&mut self, made: usize) {
        for number in self.made.split_off(made) {
            self.all[number].id = None;
        }
    }

    fn add(&mut self, name: Name, id: Option<ArtistId>) -> ArtistNo {
        let number = self.all.len();
        self.by_name.insert(name.clone(), number);
        self.all.push(Known { name, id });
        number
    }

    fn make_one(&mut self, tx: &Transaction<'_>, number: ArtistNo) -> Result<ArtistId> {
        let known = &mut self.all[number];
        if let Some(id) = known.id {
            return Ok(id);
        }
        let new = NewArtist {
            name: known.name.clone(),
            slug: None,
        };
        let id = crate::desk::artist::create(tx, &new)?;
        known.id = Some(id);
        self.made.push(number);
        Ok(id)
    }
}
