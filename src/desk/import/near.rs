//! New names that are nearly those of other artists and venues.

use std::rc::Rc;

use super::relate::{Beside, New, OddDraft, Relating};
use crate::domain::{NearNames, Odd, is_near};

/// A name, and the drafts that need it where it is new.
type Needed<'n> = (String, Option<&'n Vec<usize>>);

impl Relating<'_, '_, '_> {
    /// Tells of new artists whose names are near others.
    pub(super) fn near_artists(&mut self, new: &New) {
        if new.is_empty() {
            return;
        }
        let mut names = NearNames::default();
        let artists = &self.directory.artists;
        for (number, name) in artists.names() {
            let near = names.add(name.as_str());
            let is_there = |number: usize| artists.id(number).is_some();
            let Some(drafts) = new.get(&number).filter(|_| !is_there(number)) else {
                continue;
            };
            let others = near
                .into_iter()
                .filter(|other| new.contains_key(other) || is_there(*other))
                .map(|other| (artists.name(other).to_string(), new.get(&other)));
            let of_name = (name.to_string(), Some(drafts));
            tell(
                &mut self.found,
                self.strict,
                Odd::NearArtist,
                &of_name,
                others,
            );
        }
    }

    /// Tells of new venues whose names are near others, and their places as well: every town has a town hall.
    pub(super) fn near_places(&mut self, new: &New) {
        if new.is_empty() {
            return;
        }
        let mut names = NearNames::default();
        let places = &self.directory.places;
        let all: Vec<_> = places.names().collect();
        for (place, name, location) in &all {
            let near = names.add(name.as_str());
            let Some(drafts) = new.get(place) else {
                continue;
            };
            let others = near
                .into_iter()
                .filter(|other| new.contains_key(other) || places.id(*other).is_some())
                .filter(|other| is_near(all[*other].2.as_str(), location.as_str()))
                .map(|other| (places.tell(other), new.get(&other)));
            let of_name = (places.tell(*place), Some(drafts));
            tell(
                &mut self.found,
                self.strict,
                Odd::NearVenue,
                &of_name,
                others,
            );
        }
    }
}

/// Tells of a new name beside the first of the others, at the first draft that needs it. Where rows are refused for it,
/// each draft is told beside all of the others: which of them are taken, and come first, is not known yet.
fn tell<'n>(
    found: &mut Vec<OddDraft>,
    strict: bool,
    kind: Odd,
    name: &Needed<'n>,
    mut others: impl Iterator<Item = Needed<'n>>,
) {
    if !strict {
        let other = others.next();
        found.extend(other.and_then(|other| all(kind, name, &other).next()));
        return;
    }
    for other in others {
        found.extend(all(kind, name, &other));
        found.extend(all(kind, &other, name));
    }
}

/// Each draft that needs a name, beside another name.
fn all(
    kind: Odd,
    (name, drafts): &Needed<'_>,
    (other, theirs): &Needed<'_>,
) -> impl Iterator<Item = OddDraft> {
    let (whose, beside) = match theirs {
        Some(drafts) => ("", Beside::Name(Rc::from(drafts.as_slice()))),
        None => ("the box office", Beside::There),
    };
    let message = format!("`{name}` is near `{other}` of {whose}");
    drafts.iter().copied().flatten().map(move |at| OddDraft {
        at: *at,
        kind,
        message: message.clone(),
        beside: beside.clone(),
    })
}
