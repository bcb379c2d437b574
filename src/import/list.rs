//! Lists of other things than concerts: our own columns, or others that are mapped, read record by record.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::str::FromStr;

use serde::de::IgnoredAny;

use super::cell::said;
use super::column_map::{canonical, did_you_mean};
use super::field_map::unknown_columns;
use super::file::{ListFile, unwritten, with_reason};
use super::format::Form;
use super::held::{REASON, because, must_not_be_mapped};
use super::keyed::Keyed;
use super::object::kind;
use super::rows::Row;
use super::table::Record;
use super::{Field, FieldMap, Refusal, Remark, Source, Watch, rows_json};
use crate::domain::{Code, Error, Result, Unit};

/// A list, ready to be read from its beginning as often as needed. Nothing of it is held but its header.
#[derive(Debug)]
pub struct List<F> {
    file: ListFile,
    columns: Vec<(F, usize)>,
    ignored: Vec<String>,
}

/// One row of a list.
#[derive(Debug)]
pub struct Listed {
    /// Where it stands in the file.
    pub line: u64,
    /// Whether it was an object.
    is_json: bool,
    /// Its cells, or why they cannot be told apart.
    cells: std::result::Result<Vec<String>, Error>,
}

impl<F: Field> List<F> {
    /// Finds out what a file is made of, and what its columns are. Fails where not a single row can be read.
    pub fn open(
        source: Source,
        form: &Form,
        maps: &[FieldMap<F>],
        watch: Watch<'_>,
    ) -> Result<Self> {
        let is_known = |name: &str| {
            F::from_word(&canonical(name)).is_some() || maps.iter().any(|map| map.column == name)
        };
        let (file, columns) = ListFile::open(source, form, is_known, watch)?;
        let mut list = Self {
            file,
            columns: Vec::new(),
            ignored: Vec::new(),
        };
        list.map(maps)
            .map_err(|error| list.file.misread(error, &columns))?;
        Ok(list)
    }

    /// Where the rows come from.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.file.source
    }

    /// How many rows the file has, the header and blank lines left out.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.file.rows
    }

    /// What its rows are counted by.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.file.unit()
    }

    /// What is to be said of the file as a whole.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.file.remarks
    }

    /// The columns that nothing is read from.
    #[must_use]
    pub fn ignored_columns(&self) -> &[String] {
        &self.ignored
    }

    /// Whether some column says that field.
    #[must_use]
    pub fn has(&self, field: F) -> bool {
        self.column(field).is_some()
    }

    /// Reads the file from its beginning, and hands on each row as it comes. What the visitor fails with ends it.
    pub fn each(&self, mut visit: impl FnMut(Listed) -> Result<()>) -> Result<()> {
        self.file.records(&mut |record: Record| {
            let cells = record.wrong.map_or(Ok(record.cells), Err);
            visit(Listed {
                line: record.line,
                is_json: record.json.is_some(),
                cells,
            })
        })
    }

    /// What a row says of a field; nothing where its cell is blank or says so in a word.
    #[must_use]
    pub fn said<'r>(&self, row: &'r Listed, field: F) -> Option<&'r str> {
        let at = self.column(field)?;
        let cells = row.cells.as_ref().ok()?;
        cells.get(at).and_then(|cell| said(cell))
    }

    /// What a row says in all of its columns but one and the reason of an earlier refusal, in whatever order they stand
    /// and whatever is read from them. Blanks, capitals and cells that say nothing make no difference.
    #[must_use]
    pub fn words(&self, row: &Listed, but: F) -> Vec<(String, String)> {
        let left_out = self.column(but);
        let cells = row.cells.as_deref().unwrap_or_default();
        let columns = self.file.header.iter().zip(cells).enumerate();
        let told = columns.filter(|(at, (heading, _))| Some(*at) != left_out && *heading != REASON);
        let mut words: Vec<_> = told
            .filter_map(|(_, (heading, cell))| Some((plain(heading), plain(said(cell)?))))
            .collect();
        words.sort();
        words
    }

    /// What a row says of a field as a `T`; a cell that cannot be read is added to the refusals.
    pub fn read<T: FromStr<Err = Error>>(
        &self,
        row: &Listed,
        field: F,
        refusals: &mut Vec<Refusal>,
    ) -> Option<T> {
        let said = self.said(row, field)?;
        let read = if row.is_json && is_list(said) {
            let message = format!("`{said}` is a list; expected one text or number");
            Err(Error::new(Code::InvalidValue, message))
        } else {
            said.parse()
        };
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                let cells = row.cells.as_deref().unwrap_or_default();
                let at = self.column(field);
                let error = self.file.suspected(error, row.line, cells, at);
                refusals.push(self.refuse(row.line, field, error));
                None
            }
        }
    }

    /// A refusal of a row for what stands in one of its columns.
    #[must_use]
    pub fn refuse(&self, line: u64, field: F, error: Error) -> Refusal {
        let column = self.column(field).and_then(|at| self.file.header.get(at));
        Refusal {
            line,
            column: Some(column.map_or_else(|| field.as_str().to_owned(), Clone::clone)),
            error,
        }
    }

    /// Refuses a name for the rejects that says another format than the file has.
    pub fn must_suit(&self, rejects: &Path) -> Result<()> {
        self.file.must_suit(rejects)
    }

    /// Writes the rows that are refused in the format of the file, in UTF-8, with the reasons in one more column.
    /// Rows that were given a key of their own, by their line, keep it in a column `key`. The rows that were gone
    /// through are counted.
    pub fn rejects(
        &self,
        refusals: &[Refusal],
        keys: &HashMap<u64, String>,
        into: impl Write,
        watch: Watch<'_>,
    ) -> Result<()> {
        let mut reasons: HashMap<u64, Vec<String>> = HashMap::new();
        for refusal in refusals {
            let reason = refusal.reason();
            reasons.entry(refusal.line).or_default().push(reason);
        }
        let keyed = Keyed::of(&self.file.header, self.key_column(), keys);
        let header = keyed.header();
        let mut rows = self.file.refused(&header, into)?;
        self.file.records(&mut |record| {
            watch(1)?;
            let Some(reasons) = reasons.get(&record.line) else {
                return Ok(());
            };
            let reason = because(reasons, &record, self.file.source.name());
            let row = match &record.json {
                None => Row::Cells(with_reason(&header, keyed.cells(&record), &reason)),
                Some(json) => {
                    let json = keyed.object(json, record.line);
                    Row::Json(rows_json::with_reason(&json, &reason))
                }
            };
            rows.write(&row).map_err(unwritten)
        })?;
        rows.end().map_err(unwritten)
    }

    fn key_column(&self) -> Option<usize> {
        F::from_word("key").and_then(|field| self.column(field))
    }

    fn column(&self, field: F) -> Option<usize> {
        let found = self.columns.iter().find(|(known, _)| *known == field);
        found.map(|(_, at)| *at)
    }

    /// Holds the columns against the fields. Without maps, every column has to be known.
    fn map(&mut self, maps: &[FieldMap<F>]) -> Result<()> {
        for map in maps {
            must_not_be_mapped(&map.column)?;
            let at = self
                .file
                .header
                .iter()
                .position(|heading| *heading == map.column);
            let Some(at) = at else {
                let message = format!("the file has no column `{}`", map.column);
                let error = Error::new(Code::Usage, message);
                return Err(did_you_mean(error, &map.column, &self.file.header));
            };
            if self.has(map.field) {
                let message = format!("`{}` is mapped twice", map.field.as_str());
                return Err(Error::new(Code::Usage, message));
            }
            self.columns.push((map.field, at));
        }
        let mut unknown = Vec::new();
        for (at, heading) in self.file.header.clone().into_iter().enumerate() {
            if heading.is_empty() || maps.iter().any(|map| map.column == heading) {
                continue;
            }
            let name = canonical(&heading);
            match F::from_word(&name) {
                Some(field) if !self.has(field) => self.columns.push((field, at)),
                None if maps.is_empty()
                    && !F::NOT_SET.contains(&name.as_str())
                    && heading != REASON =>
                {
                    unknown.push(heading);
                }
                _ => self.ignored.push(heading),
            }
        }
        if unknown.is_empty() {
            Ok(())
        } else {
            Err(unknown_columns::<F>(&unknown))
        }
    }
}

impl Listed {
    /// Why its cells cannot be told apart, if so.
    #[must_use]
    pub fn wrong(&self) -> Option<&Error> {
        self.cells.as_ref().err()
    }
}

fn plain(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn is_list(cell: &str) -> bool {
    kind(cell) == "a list" && serde_json::from_str::<IgnoredAny>(cell).is_ok()
}
