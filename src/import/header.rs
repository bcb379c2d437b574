//! The columns of a file held against the fields: DESIGN's own names, and foreign ones by `--map FIELD=COLUMN`.

use super::column_map::{ColumnMap, FieldValue, Target, canonical, did_you_mean, field_names};
use super::headings::map_of;
use super::held::{REASON, must_not_be_mapped};
use super::mapping::{Mapping, NEEDS_TYPE};
use super::slots::Slots;
use crate::domain::{Code, ConcertField, Error, Result, Word};

/// Columns that `boxoffice concert list` writes and an import does not set.
const NOT_SET: &[&str] = &[
    "venue_name",
    "taken",
    "tax_kind",
    "tax_rate",
    "cancelled_at",
    "cancel_reason",
    "id",
    "created_at",
    "updated_at",
];

impl Mapping {
    /// The mapping of a file with this header. Without maps, every column has to be known.
    pub(super) fn new(
        header: &[String],
        maps: &[ColumnMap],
        values: &[FieldValue],
    ) -> Result<Self> {
        let mut mapping = Self::empty(maps, values)?;
        mapping.read_header(header)?;
        mapping.must_be_whole()?;
        Ok(mapping)
    }

    fn empty(maps: &[ColumnMap], values: &[FieldValue]) -> Result<Self> {
        let mut mapping = Self {
            maps: maps.to_vec(),
            slots: Slots::default(),
            types: Vec::new(),
            headings: Vec::new(),
            ignored: Vec::new(),
        };
        for (at, map) in maps.iter().enumerate() {
            must_not_be_mapped(&map.column)?;
            if maps[..at].iter().any(|before| before.field == map.field) {
                let message = format!("`{}` is mapped twice", map.field);
                return Err(Error::new(Code::Usage, message));
            }
            mapping.slots_of(&map.field).promise(map.field.field());
        }
        let of_venues = |value: &&FieldValue| !value.is_default();
        for FieldValue { field, value } in values.iter().filter(of_venues) {
            mapping.slots_of(field).set_value(field.field(), value);
        }
        Ok(mapping)
    }

    fn read_header(&mut self, header: &[String]) -> Result<()> {
        let mut unknown = Vec::new();
        for (at, heading) in header.iter().enumerate() {
            self.headings.push(heading.clone());
            if heading.is_empty() || self.is_mapped_column(at, heading) {
                continue;
            }
            let name = canonical(heading);
            let target = ConcertField::from_word(&name)
                .map(Target::Field)
                .or_else(|| Target::of_type(heading));
            let is_foreign =
                target.is_none() && heading != REASON && !NOT_SET.contains(&name.as_str());
            let is_read =
                target.is_some_and(|target| self.slots_of(&target).set_own(target.field(), at));
            if is_foreign && self.maps.is_empty() {
                unknown.push(heading.as_str());
            } else if !is_read {
                self.ignored.push(heading.clone());
            }
        }
        if unknown.is_empty() {
            Ok(())
        } else {
            Err(unknown_columns(&unknown, header))
        }
    }

    fn must_be_whole(&mut self) -> Result<()> {
        for map in &self.maps {
            let is_missing = self.column_of(&map.field).is_none();
            if is_missing {
                let message = format!("the file has no column `{}`", map.column);
                let names: Vec<_> = self.headings.iter().map(|it| format!("`{it}`")).collect();
                let error = Error::new(Code::Usage, message);
                return Err(did_you_mean(error, &map.column, &self.headings)
                    .hint(format!("its columns are {}", names.join(", "))));
            }
        }
        for field in NEEDS_TYPE {
            let Some(at) = self.column(*field).filter(|_| !self.says_types()) else {
                continue;
            };
            let heading = &self.headings[at];
            if self.maps.is_empty() || self.is_mapped(*field) {
                let message =
                    format!("the column `{heading}` needs a column `ticket_type` beside it");
                return Err(Error::new(Code::Usage, message).hint(format!(
                    "--map ticket_type.regular.price={heading} --set ticket_type.regular.quota=N makes one type of it"
                )));
            }
            self.ignored.push(heading.clone());
        }
        Ok(())
    }

    fn slots_of(&mut self, target: &Target) -> &mut Slots {
        let Target::OfType(name, _) = target else {
            return &mut self.slots;
        };
        let known = self.types.iter().position(|(known, _)| known == name);
        let at = known.unwrap_or(self.types.len());
        if known.is_none() {
            self.types.push((name.clone(), Slots::default()));
        }
        &mut self.types[at].1
    }

    /// Whether maps name the column: exactly, or in another case where none is named so exactly.
    fn is_mapped_column(&mut self, at: usize, heading: &str) -> bool {
        let lower = heading.to_lowercase();
        let mut is_mapped = false;
        for map in self.maps.clone() {
            let is_exact = map.column == heading;
            let is_free = self.column_of(&map.field).is_none();
            if is_exact || is_free && map.column.to_lowercase() == lower {
                self.slots_of(&map.field).set_mapped(map.field.field(), at);
                is_mapped = true;
            }
        }
        is_mapped
    }
}

fn unknown_columns(unknown: &[&str], header: &[String]) -> Error {
    let known = field_names();
    let names: Vec<_> = unknown.iter().map(|name| format!("`{name}`")).collect();
    let message = match unknown {
        [_] => format!("the column {} is unknown", names.join("")),
        _ => format!("the columns {} are unknown", names.join(", ")),
    };
    let mut error = Error::new(Code::Usage, message);
    let mut maps: Vec<String> = unknown
        .iter()
        .filter_map(|name| map_of(name, header))
        .collect();
    let field = |map: &String| map.split('=').next().map(str::to_owned);
    let mut fields: Vec<_> = Vec::new();
    maps.retain(|map| {
        let is_new = !fields.contains(&field(map));
        fields.push(field(map));
        is_new
    });
    if !maps.is_empty() {
        error = error.hint(maps.join(" "));
    }
    for name in unknown.iter().filter(|name| map_of(name, header).is_none()) {
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
        let mapping = Mapping::new(&header("Name,Starts at,DOORS-AT"), &[], &[]).unwrap();
        assert_eq!(mapping.column(ConcertField::StartsAt), Some(1));
        assert_eq!(mapping.column(ConcertField::DoorsAt), Some(2));
        assert_eq!(mapping.heading(ConcertField::StartsAt), "Starts at");
    }

    #[test]
    fn unknown_columns_are_refused_all_at_once_with_the_nearest() {
        let error = Mapping::new(&header("name,venu,colour"), &[], &[]).unwrap_err();
        assert_eq!(error.message, "the columns `venu`, `colour` are unknown");
        assert_eq!(error.hints[0], "did you mean `venue` instead of `venu`?");
    }

    #[test]
    fn unknown_columns_with_usual_headings_get_the_maps_to_paste() {
        let heads = header("Title,Hall,City,starts_at,Price VIP");
        let error = Mapping::new(&heads, &[], &[]).unwrap_err();
        assert_eq!(
            error.hints[0],
            "--map name=Title --map venue=Hall --map location=City --map ticket_type.vip.price='Price VIP'"
        );
        let far: Vec<_> = error
            .hints
            .iter()
            .filter(|hint| hint.contains("mean"))
            .collect();
        assert!(far.is_empty(), "{far:?}");
    }

    #[test]
    fn with_a_map_the_rest_is_left_out_and_named() {
        let mapping = Mapping::new(
            &header("venue_id,venue,title,price"),
            &maps(&["name=Title"]),
            &[],
        )
        .unwrap();
        assert_eq!(mapping.column(ConcertField::Name), Some(2));
        assert_eq!(mapping.column(ConcertField::Venue), Some(1));
        assert_eq!(mapping.ignored, ["venue_id", "price"]);
    }

    #[test]
    fn a_mapped_column_goes_before_one_of_our_name() {
        let mapping = Mapping::new(&header("name,title"), &maps(&["name=title"]), &[]).unwrap();
        assert_eq!(mapping.column(ConcertField::Name), Some(1));
        assert_eq!(mapping.ignored, ["name"]);
        let both = Mapping::new(
            &header("when,title"),
            &maps(&["date=when", "time=when"]),
            &[],
        )
        .unwrap();
        assert_eq!(
            both.column(ConcertField::Time),
            both.column(ConcertField::Date)
        );
    }

    #[test]
    fn a_price_without_a_ticket_type_is_refused_in_our_own_columns() {
        let error = Mapping::new(&header("name,price"), &[], &[]).unwrap_err();
        assert_eq!(
            error.message,
            "the column `price` needs a column `ticket_type` beside it"
        );
    }

    #[test]
    fn what_a_concert_list_writes_can_be_read_again() {
        let mapping = Mapping::new(
            &header("concert,name,status,taken,refused_because"),
            &[],
            &[],
        )
        .unwrap();
        assert_eq!(mapping.ignored, ["taken", "refused_because"]);
    }

    #[test]
    fn a_map_has_to_fit_the_file() {
        let error = Mapping::new(&header("titel,venue"), &maps(&["name=title"]), &[]).unwrap_err();
        assert_eq!(error.message, "the file has no column `title`");
        assert_eq!(error.hints[0], "did you mean `titel` instead of `title`?");
        let error = Mapping::new(&header("a,b"), &maps(&["name=a", "name=b"]), &[]).unwrap_err();
        assert_eq!(error.message, "`name` is mapped twice");
    }

    #[test]
    fn each_ticket_type_may_have_columns_of_its_own() {
        let maps = maps(&["ticket_type.VIP.price=P1", "ticket_type.VIP.quota=Q1"]);
        let values = ["ticket_type.Early Bird.price=0".parse().unwrap()];
        let heads = header("P1,Q1,ticket_type.child.price,price");
        let mapping = Mapping::new(&heads, &maps, &values).unwrap();
        let names: Vec<_> = mapping
            .types
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["VIP", "Early Bird", "child"]);
        assert_eq!(mapping.types[0].1.column(ConcertField::Quota), Some(1));
        assert_eq!(mapping.types[1].1.value(ConcertField::Price), Some("0"));
        assert_eq!(mapping.ignored, ["price"]);
    }

    #[test]
    fn the_price_of_the_only_ticket_type_is_told_in_the_words_of_the_file() {
        let maps = maps(&["name=Title", "ticket_type.regular.price=Regular"]);
        let mapping = Mapping::new(&header("Title,Regular"), &maps, &[]).unwrap();
        assert_eq!(mapping.heading(ConcertField::Price), "Regular");
        assert_eq!(mapping.heading(ConcertField::Name), "Title");
        assert_eq!(mapping.heading(ConcertField::Quota), "quota");
    }
}
