//! Names so like each other that they may mean the same: another blank, another accent, another syllable.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::text::fold;

/// Names of at least so many letters may differ in one, and in two. A Korean syllable counts as its two or three.
const LONG: usize = 10;
const LONGER: usize = 12;
/// Of the names that have a part in common, only so many, the last, are looked at.
const MOST: usize = 16;

/// A name as it is compared: only letters and digits, without case and accents.
#[derive(Debug)]
struct Plain {
    letters: Vec<char>,
    /// The words in the order of the alphabet, so that it does not matter which name of a person comes first.
    words: String,
    /// What its numbers say: `Hall 1` is not `Hall 2`.
    digits: String,
}

impl Plain {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let mut words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let letters: Vec<char> = words.iter().flat_map(|word| word.chars()).collect();
        words.sort_unstable();
        Self {
            digits: letters.iter().filter(|c| c.is_numeric()).collect(),
            letters,
            words: words.join(" "),
        }
    }

    fn is_near(&self, other: &Self) -> bool {
        let (one, two) = (self.letters.len(), other.letters.len());
        let most = slips(one.min(two));
        0 < one.min(two)
            && (self.words == other.words
                || one.abs_diff(two) <= most
                    && self.digits == other.digits
                    && within(&self.letters, &other.letters, most))
    }

    /// A bit for each two letters side by side: a slip changes four of them at most.
    fn sketch(&self) -> u64 {
        let pairs = self.letters.windows(2);
        pairs.fold(0, |bits, pair| {
            bits | 1 << (hash(0, pair.iter().copied()) >> 58)
        })
    }

    fn words_key(&self) -> u64 {
        hash(0, self.words.chars())
    }
}

/// In how many letters a name may differ from one that is no shorter.
const fn slips(letters: usize) -> usize {
    match letters {
        0..LONG => 0,
        LONG..LONGER => 1,
        _ => 2,
    }
}

/// Whether so many slips make one text of the other: a letter more, a letter less, another letter.
fn within(one: &[char], two: &[char], slips: usize) -> bool {
    let same = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let (one, two) = (&one[same..], &two[same..]);
    match (one.split_first(), two.split_first(), slips) {
        (None, ..) => two.len() <= slips,
        (_, None, _) => one.len() <= slips,
        (.., 0) => false,
        (Some((_, one_on)), Some((_, two_on)), slips) => {
            let pairs = [(one_on, two_on), (one_on, two), (one, two_on)];
            pairs.iter().any(|(one, two)| within(one, two, slips - 1))
        }
    }
}

/// Whether two names may mean the same. A name is near to itself, unless it has neither letter nor digit.
#[must_use]
pub fn is_near(a: &str, b: &str) -> bool {
    Plain::of(a).is_near(&Plain::of(b))
}

/// Many names, asked which of them are near to one, without comparing it with each.
///
/// A name that differs in at most `n` letters has one of `n + 1` parts of the other as it is, hardly moved: names are
/// found by their parts. Where very many have a part in common, the last of them are found.
#[derive(Debug, Default)]
pub struct NearNames {
    names: Vec<Plain>,
    /// The last entry of each part; each entry says which was the last before it.
    last: HashMap<u64, u32>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    sketch: u64,
    name: u32,
    before: Option<u32>,
}

impl NearNames {
    /// Adds a name and says which of the names before it are near to it: names are numbered from 0 as they are added.
    pub fn add(&mut self, name: &str) -> Vec<usize> {
        let plain = Plain::of(name);
        let near = self.near_to(&plain);
        let length = plain.letters.len();
        let keys =
            parts(length).map(|part| part.key(&plain.digits, &plain.letters[part.start..part.end]));
        let (sketch, name) = (plain.sketch(), small(self.names.len()));
        for key in keys.chain([plain.words_key()]) {
            let before = self.last.insert(key, small(self.entries.len()));
            self.entries.push(Entry {
                sketch,
                name,
                before,
            });
        }
        self.names.push(plain);
        near
    }

    /// The numbers of the names that are near to this one, in their order.
    #[must_use]
    pub fn near(&self, name: &str) -> Vec<usize> {
        self.near_to(&Plain::of(name))
    }

    fn near_to(&self, plain: &Plain) -> Vec<usize> {
        let length = plain.letters.len();
        let sketch = plain.sketch();
        let mut alike = Vec::new();
        self.collect(plain.words_key(), sketch, &mut alike);
        for other in length.saturating_sub(slips(length))..=length + slips(length) {
            for part in parts(other) {
                for start in part.starts(length) {
                    if let Some(letters) = plain.letters.get(start..start + part.end - part.start) {
                        self.collect(part.key(&plain.digits, letters), sketch, &mut alike);
                    }
                }
            }
        }
        alike.sort_unstable();
        alike.dedup();
        alike.retain(|at| self.names[*at].is_near(plain));
        alike
    }

    /// The names with a part in common whose letters could be the same but for two slips.
    fn collect(&self, key: u64, sketch: u64, into: &mut Vec<usize>) {
        let mut next = self.last.get(&key).copied();
        for _ in 0..MOST {
            let Some(entry) = next.and_then(|at| self.entries.get(at as usize)) else {
                return;
            };
            if (entry.sketch ^ sketch).count_ones() <= 8 {
                into.push(entry.name as usize);
            }
            next = entry.before;
        }
    }
}

/// One of the parts of a name of `length` letters.
struct Part {
    length: usize,
    start: usize,
    end: usize,
    /// How many parts stand before it, and how many behind: each slip in one of those moves this one by a letter.
    before: usize,
    behind: usize,
}

impl Part {
    /// By what names with these letters in this part are found.
    fn key(&self, digits: &str, letters: &[char]) -> u64 {
        let place = (self.length as u64) << 32 | self.start as u64;
        hash(hash(place, digits.chars()), letters.iter().copied())
    }

    /// Where it can stand in a name of another length.
    fn starts(&self, length: usize) -> RangeInclusive<usize> {
        let from_end = (self.start + length).saturating_sub(self.length + self.behind);
        let to_end = (self.start + length + self.behind).saturating_sub(self.length);
        let from_start = self.start.saturating_sub(self.before);
        from_start.max(from_end)..=to_end.min(self.start + self.before)
    }
}

/// The parts of a name of so many letters: one more than it may differ in, so one of them stays.
fn parts(length: usize) -> impl Iterator<Item = Part> {
    let many = slips(length) + 1;
    (0..many).map(move |at| Part {
        length,
        start: length * at / many,
        end: length * (at + 1) / many,
        before: at,
        behind: many - 1 - at,
    })
}

/// Mixes letters into a number; two texts that come to the same are only compared in vain.
fn hash(begin: u64, letters: impl IntoIterator<Item = char>) -> u64 {
    letters
        .into_iter()
        .fold(begin ^ 0x9e37_79b9, |mixed, letter| {
            (mixed.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x517c_c1b7_2722_0a95)
        })
}

fn small(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_accents_case_marks_and_the_order_of_words_do_not_count() {
        for (a, b) in [
            ("Club TA", "clubTA"),
            ("Café  Müller", "CAFE MULLER"),
            ("스트릿 건즈", "스트릿건즈"),
            ("Damrosch, Walter", "Walter Damrosch"),
            ("A.B.C.", "abc"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_long_name_may_have_a_slip_or_two() {
        for (a, b) in [
            ("스트릿 건즈", "스트리트건즈"),
            ("Rolling Stones", "Rolling Stone"),
            ("Rolling Stones", "Rolling Stonse"),
        ] {
            assert!(is_near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("김민수", "김민서"),
            ("Club A", "Club B"),
            ("The Grand Hall 1", "The Grand Hall 2"),
            ("Rolling Stones", "Rolling Blackouts"),
            ("†††", "!!!"),
        ] {
            assert!(!is_near(a, b), "{a} {b}");
        }
    }

    fn names() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[ab]{1,3} ?[abc1]{3,9}", 1..40)
    }

    proptest! {
        #[test]
        fn slips_are_the_distance_that_is_known(a in "[ab]{0,8}", b in "[ab]{0,8}", slips in 0..3_usize) {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let is_within = strsim::levenshtein(&a, &b) <= slips;
            prop_assert_eq!(within(&letters(&a), &letters(&b), slips), is_within);
        }

        #[test]
        fn the_index_finds_what_comparing_with_each_finds(names in names()) {
            let mut index = NearNames::default();
            for (at, name) in names.iter().enumerate() {
                let near: Vec<usize> = (0..at).filter(|other| is_near(&names[*other], name)).collect();
                prop_assert_eq!(&index.near(name), &near);
                prop_assert_eq!(index.add(name), near);
            }
        }

        #[test]
        fn nearness_goes_both_ways_and_to_itself(a in "\\PC{0,20}", b in "\\PC{0,20}") {
            prop_assert_eq!(is_near(&a, &b), is_near(&b, &a));
            let has_letters = fold(&a).chars().any(char::is_alphanumeric);
            prop_assert_eq!(is_near(&a, &a), has_letters);
        }
    }
}
