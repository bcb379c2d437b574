//! How a list is read: the options, and the mapping file that stands behind them.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use crate::cli::import::FormArgs;
use crate::domain::{
    Code, ConcertField, Currency, Error, ImportDefaults, Name, Result, Zone, time_of_day,
};
use crate::import::{
    ColumnMap, DateOrder, DecimalMark, FieldValue, Form, MappingFile, Reading, Target,
};

/// What a list does not say of itself.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    #[command(flatten)]
    form: FormArgs,

    /// Read FIELD from the column named COLUMN; columns that nothing is read from are left out
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<ColumnMap>,

    /// What FIELD is where a row says nothing of it
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<FieldValue>,

    /// Take such options from a TOML file, where they are not given here
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,

    /// What stands between two artists in one cell [default: `;`, in the column `artists`]
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    artist_separator: Option<String>,

    /// The venue of rows that name none: its name or its slug
    #[arg(long, value_name = "VENUE")]
    venue: Option<Name>,

    /// Where venues are that say nothing of it
    #[arg(long, value_name = "PLACE")]
    location: Option<Name>,

    /// The zone of venues that are new [default: the office's]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<Zone>,

    /// The list that `source_id` belongs to, where no column says so
    #[arg(long, value_name = "NAME")]
    source: Option<Name>,

    /// The hour that the list writes where it knows none
    #[arg(long, value_name = "TIME", value_parser = time_of_day)]
    unknown_time: Option<NaiveTime>,

    /// The mark before decimals in prices: `comma` or `point`; without it, `15.000` may be refused as unclear
    #[arg(long, value_name = "MARK")]
    decimal: Option<DecimalMark>,

    /// The order in dates such as 31/12/2027: `dmy`, `mdy` or `ymd` [default: only 2027-12-31 is read]
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,

    /// Times are what the clocks of the venue show, whatever offset the list writes behind them
    #[arg(long)]
    local_times: bool,
}

/// How a list is read, and what stands for its blank cells.
pub(super) struct Options {
    pub(super) reading: Reading,
    pub(super) defaults: ImportDefaults,
}

/// What `--key` remembers of them.
#[derive(Serialize)]
pub(super) struct ReadingRequest<'r> {
    form: &'r Form,
    map: &'r [ColumnMap],
    set: &'r [FieldValue],
    artist_separator: Option<&'r str>,
    pub(super) defaults: &'r ImportDefaults,
    source: Option<&'r Name>,
    unknown_time: Option<String>,
    decimal: Option<DecimalMark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<DateOrder>,
    local_times: bool,
}

impl ReadingArgs {
    /// The options, and behind them those of the mapping file.
    pub(super) fn resolve(self, currency: Currency) -> Result<Options> {
        let path = self.mapping.as_deref().unwrap_or(Path::new(""));
        let file = self.mapping.as_deref().map(read_mapping).transpose()?;
        let file = file.unwrap_or_default();
        let in_file = |error: Error| named(path, error);
        let text = |text: &str| Ok(text.to_owned());
        let separator = file.setting("artist_separator", text).map_err(in_file)?;
        let unknown_time = file.setting("unknown_time", time_of_day).map_err(in_file)?;
        let decimal = file.setting("decimal", str::parse).map_err(in_file)?;
        let dates = file.setting("dates", str::parse).map_err(in_file)?;
        let values = file.values_under(&self.set);
        let defaults = ImportDefaults {
            venue: given(self.venue, &values, ConcertField::Venue)?,
            location: given(self.location, &values, ConcertField::Location)?,
            zone: given(self.timezone, &values, ConcertField::Timezone)?,
        };
        let reading = Reading {
            form: self.form.over(&file).map_err(in_file)?,
            maps: file.maps_under(&self.map),
            source: given(self.source, &values, ConcertField::Source)?,
            values,
            artist_separator: self.artist_separator.or(separator),
            unknown_time: self.unknown_time.or(unknown_time),
            has_default_venue: defaults.venue.is_some(),
            decimal: self.decimal.or(decimal),
            dates: self.dates.or(dates),
            local_times: self.local_times || file.local_times,
            ..Reading::new(currency)
        };
        Ok(Options { reading, defaults })
    }
}

impl Options {
    /// Everything that decides what a list comes to.
    pub(super) fn request(&self) -> ReadingRequest<'_> {
        let Self { reading, defaults } = self;
        ReadingRequest {
            form: &reading.form,
            map: &reading.maps,
            set: &reading.values,
            artist_separator: reading.artist_separator.as_deref(),
            defaults,
            source: reading.source.as_ref(),
            unknown_time: reading.unknown_time.map(|time| time.to_string()),
            decimal: reading.decimal,
            dates: reading.dates,
            local_times: reading.local_times,
        }
    }
}

fn read_mapping(path: &Path) -> Result<MappingFile> {
    let text = fs::read_to_string(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {error}", path.display());
        Error::new(Code::Failed, message)
    })?;
    MappingFile::read(&text).map_err(|error| named(path, error))
}

/// The error with the name of the mapping file before the line and the column.
fn named(path: &Path, error: Error) -> Error {
    let message = format!("{}:{}", path.display(), error.message);
    Error { message, ..error }
}

/// What an option says, else what `--set` or the mapping file says in its place.
fn given<T: std::str::FromStr<Err = Error>>(
    option: Option<T>,
    values: &[FieldValue],
    field: ConcertField,
) -> Result<Option<T>> {
    let of_field = |value: &&FieldValue| value.field == Target::Field(field);
    match (option, values.iter().find(of_field)) {
        (Some(option), _) => Ok(Some(option)),
        (None, Some(set)) => set.value.parse().map(Some).map_err(|error: Error| {
            let message = format!("{field}: {}", error.message);
            Error { message, ..error }
        }),
        (None, None) => Ok(None),
    }
}
