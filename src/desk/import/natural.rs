//! What a concert without a key of its own is known by: its venue, its start and its name.

use super::draft::Draft;
use super::places::{Place, Places, Wrong};
use crate::domain::{ConcertField as Field, ConcertRow, Instant, Name};

/// Venue, start and name: what a concert without a key of its own is known by.
pub(super) type Natural = (Place, Instant, Name);

/// The title of a concert that has none: its first artists, or its venue.
pub(super) fn made_title(artists: Option<&[Name]>, venue: &Name) -> Name {
    let artists = artists.unwrap_or_default();
    let named = (1..=artists.len().min(3)).rev().find_map(|shown| {
        let names: Vec<_> = artists[..shown].iter().map(Name::as_str).collect();
        let rest = match artists.len() - shown {
            0 => String::new(),
            rest => format!(" +{rest}"),
        };
        format!("{}{rest}", names.join(", ")).parse().ok()
    });
    named.unwrap_or_else(|| venue.clone())
}

/// The venue that a row names, else the default.
pub(super) fn place_of(
    row: &ConcertRow,
    default: Option<&Name>,
    places: &mut Places,
) -> Result<Option<Place>, Wrong> {
    let Some(venue) = row.venue.as_ref().or(default) else {
        return Ok(None);
    };
    places
        .resolve(venue, row.location.as_ref(), row.zone)
        .map(Some)
}

/// Venue, start and name of a row, as far as it says them; a title that is missing is made unless the row has a key.
pub(super) fn natural_of(
    row: &ConcertRow,
    place: Option<Place>,
    places: &Places,
) -> Result<Option<Natural>, Wrong> {
    let (Some(place), Some(start)) = (place, row.start) else {
        return Ok(None);
    };
    let instant = start
        .resolve(places.zone(place))
        .map_err(|error| (Field::StartsAt, error))?;
    let is_keyed = row.concert.is_some() || row.source.is_some();
    let name = match &row.name {
        Some(name) => name.clone(),
        None if is_keyed => return Ok(None),
        None => made_title(row.artists.as_deref(), places.name(place)),
    };
    Ok(Some((place, instant, name)))
}

/// Whether a draft is at that venue and time under that name.
pub(super) fn has_natural(draft: &Draft, natural: &Natural, places: &Places) -> bool {
    let (place, starts_at, name) = natural;
    let start = draft.start.as_ref().map(|said| said.value);
    draft.place.as_ref().map(|said| said.value) == Some(*place)
        && draft.name.as_ref().map(|said| &said.value) == Some(name)
        && start.and_then(|start| start.resolve(places.zone(*place)).ok()) == Some(*starts_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(artists: &[&str]) -> String {
        let artists: Vec<Name> = artists.iter().map(|name| name.parse().unwrap()).collect();
        made_title(Some(&artists), &"Hall".parse().unwrap()).to_string()
    }

    #[test]
    fn a_title_is_made_of_the_first_three_artists() {
        assert_eq!(title(&["Ani"]), "Ani");
        assert_eq!(title(&["Ani", "Budi", "Cici"]), "Ani, Budi, Cici");
        assert_eq!(
            title(&["Ani", "Budi", "Cici", "Didi"]),
            "Ani, Budi, Cici +1"
        );
    }

    #[test]
    fn a_title_is_made_of_fewer_artists_when_it_would_be_too_long() {
        let long = "x".repeat(150);
        assert_eq!(title(&[&long, &long]), format!("{long} +1"));
    }

    #[test]
    fn without_artists_the_venue_is_the_title() {
        assert_eq!(title(&[]), "Hall");
    }
}
