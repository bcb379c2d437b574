//! Slugs that are still free, and errors about names that are not there.

use crate::domain::{Code, Error, Result, Slug, count, nearest};

/// A free slug: the wanted one must be free; a made one gets the further parts, then a number, until it is.
pub(super) fn free_slug(
    wanted: Option<&Slug>,
    made_from: &str,
    noun: &str,
    further: &[String],
    is_taken: impl Fn(&Slug) -> Result<bool>,
) -> Result<Slug> {
    if let Some(slug) = wanted {
        return if is_taken(slug)? {
            Err(taken(noun, slug))
        } else {
            Ok(slug.clone())
        };
    }
    let mut candidate = slug_of(made_from, noun)?;
    if !is_taken(&candidate)? {
        return Ok(candidate);
    }
    for part in further {
        candidate = candidate.with_suffix(part);
        if !is_taken(&candidate)? {
            return Ok(candidate);
        }
    }
    let numbered = |number: u32| candidate.with_suffix(&number.to_string());
    let number = first_free(2, |number| is_taken(&numbered(number)))?;
    Ok(numbered(number))
}

/// The first free number from `first` on, where every number up to it is taken, as they are given away in order.
///
/// Ever larger steps find a free one, halves the first: a name that a thousand have costs the next one twenty looks.
fn first_free(first: u32, is_taken: impl Fn(u32) -> Result<bool>) -> Result<u32> {
    let (mut taken, mut step) = (first - 1, 1_u32);
    let mut free = loop {
        let number = taken.saturating_add(step);
        if !is_taken(number)? {
            break number;
        }
        taken = number;
        step = step.saturating_mul(2);
    };
    while taken + 1 < free {
        let middle = taken + (free - taken) / 2;
        if is_taken(middle)? {
            taken = middle;
        } else {
            free = middle;
        }
    }
    Ok(free)
}

/// The slug of a name; one that would not begin with a letter gets the noun before it.
pub(super) fn slug_of(name: &str, noun: &str) -> Result<Slug> {
    Slug::from_name(name)
        .or_else(|| Slug::from_name(&format!("{noun} {name}")))
        .map_or_else(|| noun.replace(' ', "-").parse(), Ok)
}

/// The error of a slug that somebody else has.
pub(super) fn taken(noun: &str, slug: &Slug) -> Error {
    Error::new(
        Code::Taken,
        format!("the slug `{slug}` already belongs to another {noun}"),
    )
    .hint(format!("boxoffice {} show {slug}", noun.replace(' ', "-")))
}

/// The error of a name that is nobody's, with the nearest ones.
pub(super) fn missing(noun: &str, typed: &str, known: &[String]) -> Error {
    let error = Error::new(Code::NotFound, format!("no {noun} is named `{typed}`"));
    let near = nearest(typed, known.iter().map(String::as_str));
    match near.first() {
        Some(_) => {
            let shown: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
            error.hint(format!("did you mean {}?", shown.join(" or ")))
        }
        None => error.hint(format!("boxoffice {} list", noun.replace(' ', "-"))),
    }
}

/// The error of a thing that was merged into another and is only a name of it by now.
pub(super) fn merged(noun: &str, slug: &Slug, into: &Slug) -> Error {
    let message = format!("the {noun} `{slug}` was merged into `{into}` and is only a name of it");
    Error::new(Code::WrongState, message).hint(format!("name `{into}` instead"))
}

/// The error of a thing that others still need.
pub(super) fn in_use(noun: &str, name: &str, uses: i64, used_in: &str, instead: &str) -> Error {
    Error::new(
        Code::InUse,
        format!(
            "the {noun} `{name}` has {} and cannot be deleted",
            count(uses, used_in)
        ),
    )
    .hint(instead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_free_number_is_found_in_few_looks() {
        for taken in [0, 1, 2, 3, 7, 8, 1000, 123_456] {
            let looks = std::cell::Cell::new(0);
            let found = first_free(2, |number| {
                looks.set(looks.get() + 1);
                Ok(number < 2 + taken)
            });
            assert_eq!(found.unwrap(), 2 + taken);
            assert!(looks.get() <= 40, "{taken}: {}", looks.get());
        }
    }
}
