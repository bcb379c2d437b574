//! A concert as search engines read it: schema.org's `MusicEvent` in JSON-LD.

use serde::Serialize;

use super::concert::names;
use crate::domain::{
    Concert, ConcertStatus, Currency, Instant, LineUpArtist, Name, PublicUrl, SaleState,
    TicketType, Zone,
};

const CONTEXT: &str = "https://schema.org";

/// At most so much of a quota left is little: a tenth.
const LITTLE: i64 = 10;

/// What a concert is told to the public from.
#[derive(Debug, Clone, Copy)]
pub struct PublicParts<'p> {
    /// The concert.
    pub concert: &'p Concert,
    /// Who plays, in billing order.
    pub line_up: &'p [LineUpArtist],
    /// Its ticket types.
    pub ticket_types: &'p [TicketType],
    /// The house that sells.
    pub house: &'p Name,
    /// The currency of its prices.
    pub currency: Currency,
    /// When it is looked at.
    pub now: Instant,
    /// Where the public finds its concerts.
    pub url: Option<&'p PublicUrl>,
}

/// A concert as schema.org's `MusicEvent`. It has neither notes nor counts: what is left is told in a word.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MusicEventView {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: Identifier,
    name: String,
    description: String,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    door_time: Option<String>,
    event_status: String,
    event_attendance_mode: String,
    location: Place,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    performer: Vec<Named>,
    organizer: Named,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_attendee_capacity: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offers: Vec<Offer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// The slug, marked as ours, so that an import knows the concert again.
#[derive(Debug, Serialize)]
struct Identifier {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "propertyID")]
    property: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct Named {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

#[derive(Debug, Serialize)]
struct Place {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    address: Address,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    #[serde(rename = "@type")]
    kind: &'static str,
    address_locality: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Offer {
    #[serde(rename = "@type")]
    kind: &'static str,
    identifier: String,
    name: String,
    price: String,
    price_currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    availability: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_through: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    eligible_quantity: Option<Quantity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Quantity {
    #[serde(rename = "@type")]
    kind: &'static str,
    max_value: i64,
}

impl MusicEventView {
    /// The view of a concert at a moment.
    #[must_use]
    pub fn of(parts: PublicParts<'_>) -> Self {
        let concert = parts.concert;
        // A day goes by the clocks of whoever reads it, and so does what stands beside it.
        let (start_date, told): (_, fn(Zone, Instant) -> String) = if concert.time_known {
            (concert.zone.rfc3339(concert.starts_at), Zone::rfc3339)
        } else {
            let day = concert.zone.date(concert.starts_at);
            (day.to_string(), Zone::clock)
        };
        let written = |at: Instant| told(concert.zone, at);
        let named = |kind, name| Named { kind, name };
        Self {
            context: CONTEXT,
            kind: "MusicEvent",
            identifier: Identifier {
                kind: "PropertyValue",
                property: "boxoffice",
                value: concert.slug.to_string(),
            },
            name: plain(concert.name.as_str()),
            description: description(&parts),
            start_date,
            end_date: concert.ends_at.map(written),
            door_time: concert.doors_at.map(written),
            event_status: schema(status(concert.status)),
            event_attendance_mode: schema("OfflineEventAttendanceMode"),
            location: Place {
                kind: "MusicVenue",
                name: plain(concert.venue_name.as_str()),
                address: Address {
                    kind: "PostalAddress",
                    address_locality: plain(concert.location.as_str()),
                },
            },
            performer: names(parts.line_up)
                .into_iter()
                .map(|name| named("MusicGroup", plain(&name)))
                .collect(),
            organizer: named("Organization", plain(parts.house.as_str())),
            maximum_attendee_capacity: concert.capacity,
            offers: parts
                .ticket_types
                .iter()
                .map(|of_concert| Offer::of(of_concert, &parts))
                .collect(),
            url: parts.url.map(|url| url.of(&concert.slug)),
        }
    }
}

impl Offer {
    fn of(of_concert: &TicketType, parts: &PublicParts<'_>) -> Self {
        let written = |at: Instant| of_concert.zone.rfc3339(at);
        Self {
            kind: "Offer",
            identifier: of_concert.slug.to_string(),
            name: plain(of_concert.name.as_str()),
            price: parts.currency.plain(of_concert.price),
            price_currency: parts.currency.to_string(),
            availability: availability(of_concert, parts.now).map(schema),
            valid_from: of_concert.sale_starts_at.map(written),
            valid_through: of_concert.sale_ends_at.map(written),
            eligible_quantity: of_concert.max_per_order.map(|most| Quantity {
                kind: "QuantitativeValue",
                max_value: most,
            }),
            url: parts.url.map(|url| url.of(&parts.concert.slug)),
        }
    }
}

/// What is left, in a word; nothing where the status of the concert says already that nothing is sold.
fn availability(of_concert: &TicketType, now: Instant) -> Option<&'static str> {
    match of_concert.sale(now) {
        SaleState::OnSale if of_concert.left.saturating_mul(LITTLE) <= of_concert.quota => {
            Some("LimitedAvailability")
        }
        SaleState::OnSale => Some("InStock"),
        SaleState::NotYet => Some("PreOrder"),
        SaleState::SoldOut => Some("SoldOut"),
        SaleState::Ended => Some("OutOfStock"),
        SaleState::Postponed | SaleState::Cancelled => None,
    }
}

const fn status(status: ConcertStatus) -> &'static str {
    match status {
        ConcertStatus::Scheduled => "EventScheduled",
        ConcertStatus::Postponed => "EventPostponed",
        ConcertStatus::Cancelled => "EventCancelled",
    }
}

fn description(parts: &PublicParts<'_>) -> String {
    let concert = parts.concert;
    let who = match names(parts.line_up) {
        names if names.is_empty() => concert.name.to_string(),
        names => names.join(", "),
    };
    plain(&format!(
        "{who} at {}, {}",
        concert.venue_name, concert.location
    ))
}

/// Whoever reads a page takes `&amp;` for `&`, so text that looks so is written in a way that is read as it was.
fn plain(text: &str) -> String {
    let looks_like_one = |rest: &str| {
        let name = rest.split(';').next().unwrap_or_default();
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        name.len() < rest.len() && !name.is_empty() && name.chars().all(is_of_name)
    };
    if text.split('&').skip(1).any(looks_like_one) {
        text.replace('&', "&amp;")
    } else {
        text.to_owned()
    }
}

fn schema(word: &str) -> String {
    format!("{CONTEXT}/{word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_a_page_as_it_was() {
        assert_eq!(plain("Ani & Budi; AT&T"), "Ani & Budi; AT&T");
        assert_eq!(plain("R&amp;B & Soul"), "R&amp;amp;B &amp; Soul");
        assert_eq!(plain("&#38;"), "&amp;#38;");
    }
}
