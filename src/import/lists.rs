//! The lists of objects that a JSON document holds, for when nobody said which one is meant.

use std::fmt;
use std::io::Read;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Remark;
use super::csv::LARGEST_RECORD;
use super::format::RowsPath;
use super::held::TIMES_LARGER;
use super::json::{Limit, parse};
use crate::domain::{Code, Error, Result};

/// How many objects deep a list is looked for.
const DEEPEST: usize = 4;

/// The list that is meant where nobody said it: the document itself, or the only list of objects in it.
pub(super) fn only(text: impl Read) -> Result<(RowsPath, Option<Remark>)> {
    let mut found = Vec::new();
    let limit = Limit::new(LARGEST_RECORD * TIMES_LARGER);
    let look = Look {
        path: Vec::new(),
        limit: &limit,
        found: &mut found,
    };
    parse(text, &limit, look)?;
    let names: Vec<String> = found.iter().map(|path| path.join(".")).collect();
    match found.as_slice() {
        [path] if path.is_empty() => Ok((RowsPath(Vec::new()), None)),
        [path] => {
            let remark = Remark::Status(format!("The rows are the list `{}`.", names.join("")));
            Ok((RowsPath(path.clone()), Some(remark)))
        }
        [] => Err(Error::new(
            Code::InvalidValue,
            "the document has no list of objects; expected one with the rows",
        )
        .hint("--input-format ndjson reads one object a line, --input-format jsonld schema.org events")),
        _ => {
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let message = format!("the document has several lists: {}", quoted.join(", "));
            let hints = names.iter().map(|name| format!("--rows {name}"));
            Err(hints.fold(Error::new(Code::Ambiguous, message), Error::hint))
        }
    }
}

struct Look<'l> {
    path: Vec<String>,
    limit: &'l Limit,
    found: &'l mut Vec<Vec<String>>,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> std::result::Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        let first = list.next_element::<Box<RawValue>>()?;
        let of_objects = first.is_some_and(|first| first.get().starts_with('{'));
        if of_objects || self.path.is_empty() {
            self.found.push(self.path);
        }
        self.limit.lift();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.limit.renew();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if self.path.len() == DEEPEST || key.trim().is_empty() || key.contains('.') {
                self.limit.lift();
                map.next_value::<IgnoredAny>()?;
            } else {
                let mut path = self.path.clone();
                path.push(key);
                map.next_value_seed(Look {
                    path,
                    limit: self.limit,
                    found: &mut *self.found,
                })?;
            }
            self.limit.renew();
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> std::result::Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> std::result::Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Result<String> {
        only(text.as_bytes()).map(|(path, _)| path.0.join("."))
    }

    #[test]
    fn the_only_list_of_objects_is_meant() {
        assert_eq!(path("[]"), Ok(String::new()));
        assert_eq!(path("[{\"a\":[{}]}]"), Ok(String::new()));
        assert_eq!(
            path("{\"n\":1,\"tags\":[\"x\"],\"programs\":[{\"a\":[{}]}]}"),
            Ok("programs".to_owned())
        );
        assert_eq!(
            path("{\"data\":{\"rows\":[{}]},\"x\":null}"),
            Ok("data.rows".to_owned())
        );
    }

    #[test]
    fn of_several_lists_all_are_named() {
        let error = path("{\"a\":[{}],\"b\":{\"c\":[{}]}}").unwrap_err();
        assert_eq!(error.message, "the document has several lists: `a`, `b.c`");
        assert_eq!(error.hints, ["--rows a", "--rows b.c"]);
        assert!(
            path("{\"a\":1}")
                .unwrap_err()
                .message
                .contains("no list of objects")
        );
        assert!(
            path("7")
                .unwrap_err()
                .message
                .contains("no list of objects")
        );
    }
}
