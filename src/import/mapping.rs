//! Which column says what: DESIGN's own names, and foreign ones by `--map FIELD=COLUMN`.

use super::column_map::{ColumnMap, canonical, did_you_mean};
use crate::domain::{Code, ConcertField, Error, Result, Word};

/// Columns that `boxoffice concert list` writes and an import does not set, and the one it adds to refused rows.
const NOT_SET: &[&str] = &[
    "venue_name",
    "taken",
    "cancelled_at",
    "cancel_reason",
    "id",
    "created_at",
    "updated_at",
    REASON,
];

/// The column with which refused rows are written.
pub(super) const REASON: &str = "reason";

/// Where each field stands in the records of one file.
#[derive(Debug)]
pub(super) struct Mapping {
    columns: Vec<Option<usize>>,
    headings: Vec<String>,
    mapped: Vec<ConcertField>,
    /// The columns that nothing is read from.
    pub(super) ignored: Vec<String>,
}

impl Mapping {
    /// The mapping of a file with this header. Without maps, every column has to be known.
    pub(super) fn new(header: &[String], maps: &[ColumnMap]) -> Result<Self> {
        let mut mapping = Self {
            columns: vec![None; ConcertField::ALL.len()],
            headings: header.to_vec(),
            mapped: maps.iter().map(|map| map.field).collect(),
            ignored: Vec::new(),
        };
        for map in maps {
            mapping.map(header, map)?;
        }
        let mut unknown = Vec::new();
        for (at, heading) in header.iter().enumerate() {
            if mapping.columns.contains(&Some(at)) || heading.is_empty() {
                continue;
            }
            let name = canonical(heading);
            let field = ConcertField::from_word(&name);
            let is_foreign = field.is_none() && !NOT_SET.contains(&name.as_str());
            match field {
                Some(field) if !mapping.has(field) => mapping.set(field, at),
                _ if is_foreign && maps.is_empty() => unknown.push(heading.as_str()),
                _ => mapping.ignored.push(heading.clone()),
            }
        }
        if !unknown.is_empty() {
            return Err(unknown_columns(&unknown));
        }
        mapping.drop_types_without_a_name(maps.is_empty())?;
        Ok(mapping)
    }

    /// Whether some column says that field.
    pub(super) fn has(&self, field: ConcertField) -> bool {
        self.column(field).is_some()
    }

    /// Whether the field is read from a column that was mapped.
    pub(super) fn is_mapped(&self, field: ConcertField) -> bool {
        self.mapped.contains(&field)
    }

    /// The cell that says the field.
    pub(super) fn cell<'c>(&self, field: ConcertField, cells: &'c [String]) -> Option<&'c str> {
        cells.get(self.column(field)?).map(String::as_str)
    }

    /// A cell that says something under a column without a name.
    pub(super) fn unheaded<'c>(&self, cells: &'c [String]) -> Option<&'c str> {
        let mut found = cells.iter().enumerate().filter(|(at, cell)| {
            let heading = self.headings.get(*at).map_or("", String::as_str);
            heading.is_empty() && !cell.trim().is_empty()
        });
        found.next().map(|(_, cell)| cell.as_str())
    }

    /// The name of the column that says the field, in the file's own words; a start may stand in two columns.
    pub(super) fn heading(&self, field: ConcertField) -> &str {
        let others: &[ConcertField] = match field {
            ConcertField::StartsAt => &[ConcertField::Time, ConcertField::Date],
            _ => &[],
        };
        std::iter::once(&field)
            .chain(others)
            .find_map(|field| self.column(*field))
            .and_then(|at| self.headings.get(at))
            .map_or(field.as_str(), String::as_str)
    }

    /// Where the field stands.
    pub(super) fn column(&self, field: ConcertField) -> Option<usize> {
        self.columns[field as usize]
    }

    fn set(&mut self, field: ConcertField, at: usize) {
        self.columns[field as usize] = Some(at);
    }

    fn map(&mut self, header: &[String], map: &ColumnMap) -> Result<()> {
        if self.has(map.field) {
            let message = format!("`{}` is mapped twice", map.field);
            return Err(Error::new(Code::Usage, message));
        }
        let exactly = header.iter().position(|heading| *heading == map.column);
        let wanted = map.column.to_lowercase();
        let found = exactly.or_else(|| {
            header
                .iter()
                .position(|heading| heading.to_lowercase() == wanted)
        });
        let Some(at) = found else {
            let message = format!("the file has no column `{}`", map.column);
            let columns: Vec<_> = header.iter().map(|name| format!("`{name}`")).collect();
            let error = did_you_mean(Error::new(Code::Usage, message), &map.column, header);
            return Err(error.hint(format!("its columns are {}", columns.join(", "))));
        };
        self.set(map.field, at);
        Ok(())
    }

    /// Price and quota belong to a ticket type. A foreign list may have a price all the same; it is left out.
    fn drop_types_without_a_name(&mut self, ours: bool) -> Result<()> {
        if self.has(ConcertField::TicketType) {
            return Ok(());
        }
        for field in [ConcertField::Price, ConcertField::Quota] {
            let Some(at) = self.column(field) else {
                continue;
            };
            if ours || self.is_mapped(field) {
                let message = format!(
                    "the column `{}` needs a column `ticket_type` beside it",
                    self.headings[at]
                );
                return Err(Error::new(Code::Usage, message).hint(
                    "one row for each ticket type of a concert; see `boxoffice help import`",
                ));
            }
            self.columns[field as usize] = None;
            self.ignored.push(self.headings[at].clone());
        }
        Ok(())
    }
}

fn unknown_columns(unknown: &[&str]) -> Error {
    let known: Vec<_> = ConcertField::ALL
        .iter()
        .map(|field| field.as_str())
        .collect();
    let names: Vec<_> = unknown.iter().map(|name| format!("`{name}`")).collect();
    let message = match unknown {
        [_] => format!("the column {} is unknown", names.join("")),
        _ => format!("the columns {} are unknown", names.join(", ")),
    };
    let mut error = Error::new(Code::Usage, message);
    for name in unknown {
        error = did_you_mean(error, name, &known);
    }
    error
        .hint(format!("the fields are {}", known.join(", ")))
        .hint("with --map FIELD=COLUMN, columns of other names are read, and the rest is left out")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    fn maps(words: &[&str]) -> Vec<ColumnMap> {
        words.iter().map(|word| word.parse().unwrap()).collect()
    }

    #[test]
    fn our_columns_are_met_whatever_their_case_and_blanks() {
        let mapping = Mapping::new(&header("Name,Starts at,DOORS-AT"), &[]).unwrap();
        assert_eq!(mapping.column(ConcertField::StartsAt), Some(1));
        assert_eq!(mapping.column(ConcertField::DoorsAt), Some(2));
        assert_eq!(mapping.heading(ConcertField::StartsAt), "Starts at");
    }

    #[test]
    fn unknown_columns_are_refused_all_at_once_with_the_nearest() {
        let error = Mapping::new(&header("name,venu,colour"), &[]).unwrap_err();
        assert_eq!(error.message, "the columns `venu`, `colour` are unknown");
        assert_eq!(error.hints[0], "did you mean `venue` instead of `venu`?");
    }

    #[test]
    fn with_a_map_the_rest_is_left_out_and_named() {
        let mapping = Mapping::new(
            &header("venue_id,venue,title,price"),
            &maps(&["name=Title"]),
        )
        .unwrap();
        assert_eq!(mapping.column(ConcertField::Name), Some(2));
        assert_eq!(mapping.column(ConcertField::Venue), Some(1));
        assert_eq!(mapping.ignored, ["venue_id", "price"]);
    }

    #[test]
    fn a_mapped_column_goes_before_one_of_our_name() {
        let mapping = Mapping::new(&header("name,title"), &maps(&["name=title"])).unwrap();
        assert_eq!(mapping.column(ConcertField::Name), Some(1));
        assert_eq!(mapping.ignored, ["name"]);
        let both = Mapping::new(&header("when,title"), &maps(&["date=when", "time=when"])).unwrap();
        assert_eq!(
            both.column(ConcertField::Time),
            both.column(ConcertField::Date)
        );
    }

    #[test]
    fn a_price_without_a_ticket_type_is_refused_in_our_own_columns() {
        let error = Mapping::new(&header("name,price"), &[]).unwrap_err();
        assert_eq!(
            error.message,
            "the column `price` needs a column `ticket_type` beside it"
        );
    }

    #[test]
    fn what_a_concert_list_writes_can_be_read_again() {
        let mapping = Mapping::new(&header("concert,name,status,taken,reason"), &[]).unwrap();
        assert_eq!(mapping.ignored, ["taken", "reason"]);
    }

    #[test]
    fn a_map_has_to_fit_the_file() {
        let error = Mapping::new(&header("titel,venue"), &maps(&["name=title"])).unwrap_err();
        assert_eq!(error.message, "the file has no column `title`");
        assert_eq!(error.hints[0], "did you mean `titel` instead of `title`?");
        let error = Mapping::new(&header("a,b"), &maps(&["name=a", "name=b"])).unwrap_err();
        assert_eq!(error.message, "`name` is mapped twice");
    }
}
