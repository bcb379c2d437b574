//! Refused rows with the keys that they were known by, so that they keep them when they are mended.

use std::collections::HashMap;

use serde_json::Value;

use super::object::Members;
use super::table::Record;

/// What the column is called where the file has none.
const KEY: &str = "key";

/// The keys that rows were given, by their line.
pub(super) struct Keyed<'k> {
    header: &'k [String],
    column: Option<usize>,
    keys: &'k HashMap<u64, String>,
}

impl<'k> Keyed<'k> {
    /// Rows under `header`, where the keys stand in that column, if there is one.
    pub(super) const fn of(
        header: &'k [String],
        column: Option<usize>,
        keys: &'k HashMap<u64, String>,
    ) -> Self {
        Self {
            header,
            column,
            keys,
        }
    }

    /// The header, with one more column where keys would have none.
    pub(super) fn header(&self) -> Vec<String> {
        let mut header = self.header.to_vec();
        if self.has_one_more() {
            header.push(KEY.to_owned());
        }
        header
    }

    /// The cells of a record with its key.
    pub(super) fn cells(&self, record: &Record) -> Vec<String> {
        let mut cells = record.cells.clone();
        let key = self.keys.get(&record.line);
        if self.has_one_more() {
            let behind = self.header.len().min(cells.len());
            cells.insert(behind, key.cloned().unwrap_or_default());
        } else if let (Some(key), Some(at), None) = (key, self.column, &record.wrong)
            && let Some(cell) = cells.get_mut(at)
        {
            key.clone_into(cell);
        }
        cells
    }

    /// An object with its key before the other members.
    pub(super) fn object(&self, json: &str, line: u64) -> String {
        let (Some(key), Ok(Members(members))) = (self.keys.get(&line), serde_json::from_str(json))
        else {
            return json.to_owned();
        };
        let heading = self.column.and_then(|at| self.header.get(at));
        let heading = heading.map_or(KEY, String::as_str);
        let others = members.iter().filter(|(name, _)| name != heading);
        let others = others.map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
        let key = format!("{}:{}", Value::from(heading), Value::from(key.as_str()));
        let members: Vec<_> = [key].into_iter().chain(others).collect();
        format!("{{{}}}", members.join(","))
    }

    fn has_one_more(&self) -> bool {
        self.column.is_none() && !self.keys.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_in_its_column_or_in_one_more() {
        let header = ["a".to_owned(), "key".to_owned()];
        let keys = HashMap::from([(2, "x-1".to_owned())]);
        let cells = |line| Record::new(line, vec!["1".to_owned(), String::new()]);
        let there = Keyed::of(&header, Some(1), &keys);
        assert_eq!(there.header(), header);
        assert_eq!(there.cells(&cells(2)), ["1", "x-1"]);
        assert_eq!(
            there.object(r#"{"a":1.0,"key":null}"#, 2),
            r#"{"key":"x-1","a":1.0}"#
        );
        let added = Keyed::of(&header[..1], None, &keys);
        assert_eq!(added.header(), ["a", "key"]);
        assert_eq!(
            added.cells(&Record::new(2, vec!["1".to_owned()])),
            ["1", "x-1"]
        );
        assert_eq!(
            added.cells(&Record::new(3, vec!["1".to_owned()])),
            ["1", ""]
        );
    }
}
