//! The venues that rows name: those of the box office, and those that the import is to make.

use std::collections::HashMap;

use crate::db::Transaction;
use crate::domain::{
    Code, ConcertField as Field, Error, ImportDefaults, Name, NewVenue, Result, Slug, Venue,
    VenueFilter, VenueId, Zone,
};
use crate::repository;

/// A venue, by its place in the list of all that rows name.
pub(super) type Place = usize;

/// What is wrong with a cell.
pub(super) type Wrong = (Field, Error);

struct Known {
    id: Option<VenueId>,
    /// What people type; that of a venue to be made is not known yet.
    slug: Option<String>,
    name: Name,
    location: Name,
    zone: Zone,
    capacity: Option<i64>,
}

/// Every venue there is or will be. What tells two apart is name and location together.
pub(super) struct Places {
    all: Vec<Known>,
    /// With the location that each is known at under this name: the names of merged venues go on to count.
    by_name: HashMap<Name, Vec<(Name, Place)>>,
    by_slug: HashMap<String, (Name, Place)>,
    by_id: HashMap<VenueId, Place>,
    defaults: ImportDefaults,
    office_zone: Zone,
    made: Vec<Place>,
}

impl Places {
    /// The venues of the box office.
    pub(super) fn load(
        tx: &Transaction<'_>,
        defaults: &ImportDefaults,
        office_zone: Zone,
    ) -> Result<Self> {
        let mut places = Self {
            all: Vec::new(),
            by_name: HashMap::new(),
            by_slug: HashMap::new(),
            by_id: HashMap::new(),
            defaults: defaults.clone(),
            office_zone,
            made: Vec::new(),
        };
        for venue in repository::venue::list(tx, &VenueFilter::default())? {
            let Venue {
                id,
                slug,
                name,
                location,
                zone,
                capacity,
                ..
            } = venue;
            places.add(Known {
                id: Some(id),
                slug: Some(slug.to_string()),
                name,
                location,
                zone,
                capacity,
            });
        }
        places.load_merged(tx)?;
        Ok(places)
    }

    /// The venue that a row names by slug or by name; one that is new has to say where it is.
    ///
    /// Of the defaults, the location goes with a name only: a slug says by itself where the venue is.
    pub(super) fn resolve(
        &mut self,
        venue: &Name,
        location: Option<&Name>,
        zone: Option<Zone>,
    ) -> std::result::Result<Place, Wrong> {
        let found = match location {
            Some(location) => self.at(venue, location)?,
            None => self.without_location(venue)?,
        };
        if let Some(place) = found {
            return Ok(place);
        }
        let location = location.or(self.defaults.location.as_ref()).cloned();
        let Some(location) = location else {
            let message = format!("the venue `{venue}` is new, and nothing says where it is");
            let error =
                Error::new(Code::InvalidValue, message).hint("--location PLACE says it for all");
            return Err((Field::Location, error));
        };
        Ok(self.add(Known {
            id: None,
            slug: None,
            name: venue.clone(),
            location,
            zone: zone.or(self.defaults.zone).unwrap_or(self.office_zone),
            capacity: None,
        }))
    }

    /// The venue of rows that name none.
    pub(super) fn default_venue(&self) -> Option<Name> {
        self.defaults.venue.clone()
    }

    pub(super) fn by_id(&self, id: VenueId) -> Option<Place> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn id(&self, place: Place) -> Option<VenueId> {
        self.all[place].id
    }

    pub(super) fn name(&self, place: Place) -> &Name {
        &self.all[place].name
    }

    pub(super) fn zone(&self, place: Place) -> Zone {
        self.all[place].zone
    }

    /// How many people the venue holds.
    pub(super) fn capacity(&self, place: Place) -> Option<i64> {
        self.all[place].capacity
    }

    /// All of them with their names and where they are.
    pub(super) fn names(&self) -> impl Iterator<Item = (Place, &Name, &Name)> {
        let all = self.all.iter().enumerate();
        all.map(|(place, known)| (place, &known.name, &known.location))
    }

    /// How a venue is told in a sentence.
    pub(super) fn tell(&self, place: Place) -> String {
        let Known { name, location, .. } = &self.all[place];
        format!("{name}, {location}")
    }

    /// The venue's id, after making it if there is none yet.
    pub(super) fn make(&mut self, tx: &Transaction<'_>, place: Place) -> Result<VenueId> {
        let known = &mut self.all[place];
        if let Some(id) = known.id {
            return Ok(id);
        }
        let new = NewVenue {
            name: known.name.clone(),
            location: known.location.clone(),
            capacity: None,
            zone: Some(known.zone),
            slug: None,
        };
        let id = crate::desk::venue::create(tx, &new)?;
        known.id = Some(id);
        self.made.push(place);
        Ok(id)
    }

    /// How many were made.
    pub(super) const fn made(&self) -> usize {
        self.made.len()
    }

    /// Forgets those made since there were `made`, as the store has.
    pub(super) fn unmake(&mut self, made: usize) {
        for place in self.made.split_off(made) {
            self.all[place].id = None;
        }
    }

    /// Gives the names of merged venues to those they were merged into.
    fn load_merged(&mut self, tx: &Transaction<'_>) -> Result<()> {
        let merged = VenueFilter {
            merged: true,
            ..VenueFilter::default()
        };
        for venue in repository::venue::list(tx, &merged)? {
            let into = venue.merged_into.as_ref().map(Slug::as_str);
            let place = into.and_then(|slug| self.by_slug.get(slug));
            if let Some((_, place)) = place.cloned() {
                self.call(
                    place,
                    Some(venue.slug.to_string()),
                    venue.name,
                    venue.location,
                );
            }
        }
        Ok(())
    }

    fn add(&mut self, known: Known) -> Place {
        let place = self.all.len();
        let (name, location) = (known.name.clone(), known.location.clone());
        self.call(place, known.slug.clone(), name, location);
        if let Some(id) = known.id {
            self.by_id.insert(id, place);
        }
        self.all.push(known);
        place
    }

    /// Gives a venue a name. Of two that have the same name at the same location, the first has it.
    fn call(&mut self, place: Place, slug: Option<String>, name: Name, location: Name) {
        if let Some(slug) = slug {
            self.by_slug.insert(slug, (location.clone(), place));
        }
        self.by_name
            .entry(name)
            .or_default()
            .push((location, place));
    }

    fn named_at(&self, venue: &Name, location: &Name) -> Option<Place> {
        let mut named = self.by_name.get(venue)?.iter();
        named
            .find(|(at, _)| at == location)
            .map(|(_, place)| *place)
    }

    /// A venue whose slug, and not whose name, was written, and where it is under that slug.
    fn by_slug(&self, venue: &Name) -> Option<(&Name, Place)> {
        let (location, place) = self.by_slug.get(venue.as_str())?;
        (self.all[*place].name != *venue).then_some((location, *place))
    }

    fn at(&self, venue: &Name, location: &Name) -> std::result::Result<Option<Place>, Wrong> {
        if let Some(place) = self.named_at(venue, location) {
            return Ok(Some(place));
        }
        match self.by_slug(venue) {
            Some((there, place)) if there == location || self.all[place].location == *location => {
                Ok(Some(place))
            }
            Some((there, _)) => {
                let message = format!("`{location}`, but the venue `{venue}` is in `{there}`");
                Err((Field::Location, Error::new(Code::InvalidValue, message)))
            }
            None => Ok(None),
        }
    }

    fn without_location(&self, venue: &Name) -> std::result::Result<Option<Place>, Wrong> {
        if let Some((_, place)) = self.by_slug(venue) {
            return Ok(Some(place));
        }
        if let Some(location) = &self.defaults.location {
            return Ok(self.named_at(venue, location));
        }
        let named = self.by_name.get(venue).map_or(&[][..], Vec::as_slice);
        let Some((_, first)) = named.first() else {
            return Ok(None);
        };
        if named.iter().all(|(_, place)| place == first) {
            return Ok(Some(*first));
        }
        let message = format!("{} venues are named `{venue}`", named.len());
        let places: Vec<_> = named.iter().map(|(at, _)| format!("`{at}`")).collect();
        let error =
            Error::new(Code::Ambiguous, message).hint(format!("they are in {}", places.join(", ")));
        Err((Field::Venue, error))
    }

    /// Refuses another zone than the venue's for a concert that is to be made there.
    pub(super) fn must_keep_its_zone(
        &self,
        place: Place,
        zone: Option<Zone>,
    ) -> std::result::Result<(), Wrong> {
        let known = &self.all[place];
        match zone {
            Some(zone) if zone != known.zone => {
                let message = format!(
                    "`{zone}`, but the clocks of `{}` show {}",
                    known.name, known.zone
                );
                Err((Field::Timezone, Error::new(Code::InvalidValue, message)))
            }
            _ => Ok(()),
        }
    }
}
