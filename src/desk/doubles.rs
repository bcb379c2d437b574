//! Venues and artists whose names are so near to another's that they may be the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::db::Snapshot;
use crate::domain::{Artist, ArtistFilter, NearNames, Result, Venue, VenueFilter, fold};
use crate::repository::{artist, venue};

/// Two that may be the same, with how many concerts each has: the one with fewer first, else the newer.
#[derive(Debug, Clone)]
pub struct Double<T> {
    /// The one that would be merged, and its concerts.
    pub one: (T, i64),
    /// The one that would stay, and its concerts.
    pub into: (T, i64),
}

/// Venues at the same place whose names are near to each other.
pub fn venues(snapshot: &Snapshot<'_>, filter: &VenueFilter) -> Result<Vec<Double<Venue>>> {
    let all = venue::list(snapshot, filter)?;
    let place = |at: usize| fold(all[at].location.as_str());
    let pairs = pairs(all.iter().map(|venue| venue.name.as_str()));
    let pairs = pairs
        .into_iter()
        .filter(|(one, other)| place(*one) == place(*other));
    let concerts = |venue: &Venue| venue::concerts(snapshot, venue.id);
    in_order(&all, pairs, concerts, |venue| venue.id.0)
}

/// Artists whose names are near to each other.
pub fn artists(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<Vec<Double<Artist>>> {
    let all = artist::list(snapshot, filter)?;
    let pairs = pairs(all.iter().map(|artist| artist.name.as_str()));
    let concerts = |artist: &Artist| artist::concerts(snapshot, artist.id);
    in_order(&all, pairs.into_iter(), concerts, |artist| artist.id.0)
}

/// The pairs of near names, each once, the one that comes first first.
fn pairs<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(usize, usize)> {
    let mut seen = NearNames::default();
    names
        .enumerate()
        .flat_map(|(at, name)| seen.add(name).into_iter().map(move |near| (near, at)))
        .collect()
}

/// Puts of each pair the one with fewer concerts first, else the one that was made later. One that is near to several
/// is told once, with the one that has most. The concerts of each are counted once, in however many pairs it is.
fn in_order<T: Clone>(
    all: &[T],
    pairs: impl Iterator<Item = (usize, usize)>,
    concerts: impl Fn(&T) -> Result<i64>,
    id: impl Fn(&T) -> i64,
) -> Result<Vec<Double<T>>> {
    let mut counts: HashMap<usize, i64> = HashMap::new();
    let mut counted = |at: usize| {
        let known = match counts.entry(at) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(unknown) => *unknown.insert(concerts(&all[at])?),
        };
        Ok((all[at].clone(), known))
    };
    let rank = |(it, concerts): &(T, i64)| (*concerts, -id(it));
    let mut found: Vec<Double<T>> = Vec::new();
    let mut at_id: HashMap<i64, usize> = HashMap::new();
    for (one, other) in pairs {
        let (one, other) = (counted(one)?, counted(other)?);
        let (one, into) = if rank(&one) < rank(&other) {
            (one, other)
        } else {
            (other, one)
        };
        match at_id.get(&id(&one.0)) {
            Some(at) if rank(&found[*at].into) < rank(&into) => found[*at].into = into,
            Some(_) => {}
            None => {
                at_id.insert(id(&one.0), found.len());
                found.push(Double { one, into });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn concerts_of_one_in_many_pairs_are_counted_once() {
        let asked = RefCell::new(Vec::new());
        let concerts = |number: &i64| {
            asked.borrow_mut().push(*number);
            Ok(*number)
        };
        let pairs = [(0, 1), (0, 2), (1, 2)].into_iter();
        let found = in_order(&[5, 6, 7], pairs, concerts, |number| *number).unwrap();
        assert_eq!(asked.take(), [5, 6, 7]);
        let pairs: Vec<_> = found.iter().map(|it| (it.one.0, it.into.0)).collect();
        assert_eq!(pairs, [(5, 7), (6, 7)]);
    }
}
