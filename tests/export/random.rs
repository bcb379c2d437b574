//! Random seasons: few venues, artists and concerts, but with every oddity that an office may hold.

use boxoffice::domain::{Name, Slug};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Text that some program or other stumbles over.
const AWKWARD: &[&str] = &[
    "=1+1",
    "+49 Grad",
    "-5°",
    "@home",
    "'x",
    "'=1",
    "''=1",
    "a;b",
    "; a",
    "a, b",
    "\"quoted\"",
    "[x]",
    "[\"x\"]",
    "{x}",
    "x\"",
    "50 % \\ off",
    "AT&T",
    "R&amp;B",
    "<b>loud</b>",
    "재즈 밤",
    "1001 Nights",
    "2026-11-28",
    "🎷",
    "x",
];

/// A season, as it is to be made.
#[derive(Debug, Clone)]
pub(crate) struct Season {
    pub(crate) halls: Vec<Hall>,
    pub(crate) acts: Vec<String>,
    pub(crate) gigs: Vec<Gig>,
}

#[derive(Debug, Clone)]
pub(crate) struct Hall {
    pub(crate) name: String,
    pub(crate) location: String,
    pub(crate) zone: &'static str,
    pub(crate) capacity: Option<i64>,
}

#[derive(Debug, Clone)]
pub(crate) struct Gig {
    pub(crate) name: String,
    pub(crate) hall: Index,
    /// The day and, where it is known, the minute of it.
    pub(crate) start: (i64, Option<i64>),
    /// So many minutes before the start.
    pub(crate) doors: Option<i64>,
    /// So many minutes after it.
    pub(crate) ends: Option<i64>,
    pub(crate) acts: Vec<Index>,
    pub(crate) capacity: Option<i64>,
    pub(crate) status: &'static str,
    pub(crate) note: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) slug: Option<String>,
    pub(crate) kinds: Vec<Kind>,
}

#[derive(Debug, Clone)]
pub(crate) struct Kind {
    pub(crate) name: String,
    pub(crate) slug: Option<String>,
    pub(crate) price: i64,
    pub(crate) quota: i64,
    /// The first and the last day of its sale.
    pub(crate) sale: (Option<i64>, Option<i64>),
    pub(crate) most: Option<i64>,
}

pub(crate) fn seasons() -> impl Strategy<Value = Season> {
    let halls = prop::collection::vec(hall(), 1..4);
    let acts = prop::collection::btree_set(name(), 1..6);
    let gigs = prop::collection::vec(gig(), 1..6);
    (halls, acts, gigs).prop_map(|(halls, acts, gigs)| Season {
        halls,
        acts: acts.into_iter().collect(),
        gigs,
    })
}

/// A name that says something: the words for nothing are read as such.
fn name() -> impl Strategy<Value = String> {
    let free = "\\PC{1,30}".prop_filter_map("no name", |text| read_name(&text));
    let awkward = select(AWKWARD).prop_map(str::to_owned);
    let numbered =
        (select(AWKWARD), 0..1000_u32).prop_map(|(text, number)| format!("{text} {number}"));
    prop_oneof![awkward, numbered, free]
}

fn read_name(text: &str) -> Option<String> {
    let name = text.parse::<Name>().ok()?.to_string();
    let says_something = !["-", "?", "–", "—", "--", "---"].contains(&name.as_str());
    says_something.then_some(name)
}

fn slug() -> impl Strategy<Value = Option<String>> {
    prop::option::of(
        "[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}"
            .prop_filter("no slug", |text| text.parse::<Slug>().is_ok()),
    )
}

fn hall() -> impl Strategy<Value = Hall> {
    let zones = select(&["Asia/Jakarta", "America/New_York", "Europe/Dublin", "UTC"][..]);
    let capacity = prop::option::of(400..1000_i64);
    let of_one_name = select(&["Hall", "Municipal Auditorium"][..]).prop_map(str::to_owned);
    (prop_oneof![of_one_name, name()], name(), zones, capacity).prop_map(
        |(name, location, zone, capacity)| Hall {
            name,
            location,
            zone,
            capacity,
        },
    )
}

fn gig() -> impl Strategy<Value = Gig> {
    let minute = prop::option::weighted(0.8, 12 * 60..23 * 60_i64);
    let start = (0..700_i64, minute);
    let around = (prop::option::of(0..240_i64), prop::option::of(1..600_i64));
    let acts = prop::collection::vec(any::<Index>(), 0..4);
    let capacity = prop::option::of(300..2000_i64);
    let status = select(&["scheduled", "scheduled", "postponed", "cancelled"][..]);
    let texts = (prop::option::of(name()), prop::option::of(name()), slug());
    let kinds = prop::collection::vec(kind(), 0..4);
    let fields = (
        name(),
        any::<Index>(),
        start,
        around,
        acts,
        capacity,
        status,
        texts,
        kinds,
    );
    fields.prop_map(
        |(
            name,
            hall,
            start,
            (doors, ends),
            acts,
            capacity,
            status,
            (note, source, slug),
            kinds,
        )| Gig {
            name,
            hall,
            start,
            doors,
            ends,
            acts,
            capacity,
            status,
            note,
            source,
            slug,
            kinds,
        },
    )
}

fn kind() -> impl Strategy<Value = Kind> {
    let prices = prop_oneof![Just(0), 1..100_000_000_i64];
    let sale = (prop::option::of(-90..0_i64), prop::option::of(0..700_i64));
    let most = prop::option::of(1..20_i64);
    (name(), slug(), prices, 0..100_i64, sale, most).prop_map(
        |(name, slug, price, quota, sale, most)| Kind {
            name,
            slug,
            price,
            quota,
            sale,
            most,
        },
    )
}
