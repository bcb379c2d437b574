//! Venues and artists whose names are so near to another's that they may be the same.

use std::collections::HashMap;

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
    let counted = |at: usize| Ok((all[at].clone(), venue::concerts(snapshot, all[at].id)?));
    in_order(pairs, counted, |venue| venue.id.0)
}

/// Artists whose names are near to each other.
pub fn artists(snapshot: &Snapshot<'_>, filter: &ArtistFilter) -> Result<Vec<Double<Artist>>> {
    let all = artist::list(snapshot, filter)?;
    let pairs = pairs(all.iter().map(|artist| artist.name.as_str()));
    let counted = |at: usize| Ok((all[at].clone(), artist::concerts(snapshot, all[at].id)?));
    in_order(pairs.into_iter(), counted, |artist| artist.id.0)
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
/// is told once, with the one that has most.
fn in_order<T>(
    pairs: impl Iterator<Item = (usize, usize)>,
    counted: impl Fn(usize) -> Result<(T, i64)>,
    id: impl Fn(&T) -> i64,
) -> Result<Vec<Double<T>>> {
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
