//! The season that both sides write.

use std::fmt::Write as _;

pub(crate) const VENUES: usize = 500;
pub(crate) const ARTISTS: usize = 2_000;
pub(crate) const ARTISTS_A_CONCERT: usize = 2;
pub(crate) const TYPES: [(&str, i64, i64); 3] = [
    ("Adult", 150_000, 800),
    ("Child", 75_000, 150),
    ("VIP", 500_000, 50),
];
/// One concert, as the file tells it and the loop writes it.
pub(crate) struct Night {
    pub(crate) name: String,
    pub(crate) venue: usize,
    pub(crate) day: usize,
    pub(crate) artists: [usize; ARTISTS_A_CONCERT],
}

/// Every venue has one concert a day, and nobody plays twice a day.
pub(crate) fn night(at: usize) -> Night {
    let artists = [2 * at % ARTISTS, (2 * at + 1) % ARTISTS];
    Night {
        name: format!("{} Live", name(artists[0], 3)),
        venue: at % VENUES,
        day: at / VENUES,
        artists,
    }
}

/// A name like no other of as many words.
pub(crate) fn name(number: usize, words: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ra", "mi", "to", "su", "le", "na", "ko", "di", "va", "pe", "lu", "sha", "bo", "ni", "ge",
        "zu",
    ];
    // Steps of an odd number through all numbers of two bytes: neighbours look nothing alike.
    let mut rest = (number + 1) * 40_503 % 65_536;
    let mut name = String::new();
    for word in 0..words {
        let mut syllables = String::new();
        for _ in 0..3 {
            rest = (rest * 5 + number + word) % 65_536;
            syllables.push_str(SYLLABLES[rest / 7 % SYLLABLES.len()]);
        }
        let (first, others) = syllables.split_at(1);
        let _never_fails = write!(name, "{}{others} ", first.to_uppercase());
    }
    format!("{name}{number}")
}

pub(crate) fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

/// A day of the years from 2027, each month with 28 of them.
pub(crate) fn date(day: usize) -> String {
    let (year, month) = (2027 + day / 336, day / 28 % 12);
    format!("{year}-{:02}-{:02}", month + 1, day % 28 + 1)
}
