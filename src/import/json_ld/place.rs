//! Where an event is.

use serde_json::Value;

use super::{each, said, text, types, wrong};
use crate::domain::Result;

/// The venue and where it is, as far as an event says so.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) venue: Option<String>,
    pub(super) location: Option<String>,
}

/// The first place of an event that somebody can walk into. A place without a name goes by its address.
pub(super) fn place(event: &Value) -> Result<Place> {
    let places = each(event.get("location"));
    let physical = places.iter().find(|place| !is_virtual(place));
    let is_online = said(event, "eventAttendanceMode")
        .is_some_and(|mode| mode.ends_with("OnlineEventAttendanceMode"));
    let Some(place) = physical else {
        if is_online || !places.is_empty() {
            return Err(wrong("it takes place online only; expected a venue"));
        }
        return Ok(Place::default());
    };
    let address = place.get("address").and_then(address);
    let location = address
        .or_else(|| address_of(place))
        .or_else(|| text(place));
    Ok(Place {
        venue: said(place, "name").or_else(|| location.clone()),
        location,
    })
}

fn is_virtual(place: &Value) -> bool {
    types(place).any(|word| word == "VirtualLocation")
        || place
            .as_str()
            .is_some_and(|text| text.starts_with("http://") || text.starts_with("https://"))
}

/// An address as a text, or as its parts.
fn address(address: &Value) -> Option<String> {
    let first = each(Some(address)).first()?;
    text(first).or_else(|| address_of(first))
}

/// The town with its region, else with its country: `Philadelphia, PA`.
fn address_of(parts: &Value) -> Option<String> {
    let country = parts
        .get("addressCountry")
        .and_then(|country| text(country).or_else(|| said(country, "name")));
    let region = said(parts, "addressRegion").or(country);
    let town = said(parts, "addressLocality");
    match (town, region) {
        (Some(town), Some(region)) if town != region => Some(format!("{town}, {region}")),
        (Some(one), _) | (None, Some(one)) => Some(one),
        (None, None) => said(parts, "streetAddress"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(location: &Value) -> (String, String) {
        let place = place(&json!({ "location": location })).unwrap();
        (
            place.venue.unwrap_or_default(),
            place.location.unwrap_or_default(),
        )
    }

    fn pair(venue: &str, location: &str) -> (String, String) {
        (venue.to_owned(), location.to_owned())
    }

    #[test]
    fn a_town_goes_with_its_region_or_its_country() {
        let address = |parts: Value| told(&json!({"name": "Hall", "address": parts})).1;
        let leeds = json!({"addressLocality": "Leeds", "addressCountry": {"name": "GB"}});
        assert_eq!(address(leeds), "Leeds, GB");
        let denver =
            json!({"addressLocality": "Denver", "addressRegion": "CO", "addressCountry": "US"});
        assert_eq!(address(denver), "Denver, CO");
        assert_eq!(
            address(json!({"addressLocality": "Singapore"})),
            "Singapore"
        );
        assert_eq!(address(json!("79 Washington St.")), "79 Washington St.");
    }

    #[test]
    fn a_place_without_a_name_goes_by_its_address() {
        assert_eq!(
            told(&json!({"address": {"addressLocality": "Leeds"}})),
            pair("Leeds", "Leeds")
        );
        assert_eq!(
            told(&json!("Memphis, TN")),
            pair("Memphis, TN", "Memphis, TN")
        );
        assert_eq!(told(&json!({"name": "Hall"})), pair("Hall", ""));
    }

    #[test]
    fn what_is_online_only_is_refused() {
        let stream = json!({"@type": "VirtualLocation", "url": "https://stream.example"});
        let both = told(&json!([stream, {"@type": "Place", "name": "Hall"}]));
        assert_eq!(both, pair("Hall", ""));
        for event in [
            json!({ "location": stream }),
            json!({ "location": "https://stream.example" }),
            json!({"eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode"}),
        ] {
            let message = place(&event).unwrap_err().message;
            assert!(message.starts_with("it takes place online only"), "{event}");
        }
        assert_eq!(place(&json!({})).unwrap(), Place::default());
    }
}
