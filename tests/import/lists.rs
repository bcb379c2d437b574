//! Lists of concerts, and the options they are imported with.

use boxoffice::domain::{ConcertRow, ImportDefaults, Oddity, time_of_day};
use boxoffice::import::{Reading, Sheet, Source, Watch};

/// A list, and the options it is imported with.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command"
)]
pub(crate) struct List {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) reading: Reading,
    pub(crate) defaults: ImportDefaults,
    pub(crate) update: bool,
    pub(crate) strict: bool,
    pub(crate) yes: bool,
    pub(crate) keep_going: bool,
}

/// The rows of a list, and what is wrong and odd about them.
#[derive(Default)]
pub(crate) struct Read {
    pub(crate) rows: Vec<ConcertRow>,
    pub(crate) problems: Vec<String>,
    pub(crate) oddities: Vec<String>,
}

pub(crate) fn tell_odd(odd: &Oddity) -> String {
    format!("{}: {}: {}", odd.line, odd.kind.as_str(), odd.message)
}

/// A list with this header and these rows.
pub(crate) fn list(header: &str, rows: &[&str]) -> List {
    list_of(format!("{header}\n{}\n", rows.join("\n")))
}

pub(crate) fn list_of(csv: String) -> List {
    file("list.csv", csv)
}

/// A list of any name, of which the format may be told.
pub(crate) fn file(name: &'static str, bytes: impl Into<Vec<u8>>) -> List {
    List {
        name,
        bytes: bytes.into(),
        reading: Reading::new("IDR".parse().unwrap()),
        defaults: ImportDefaults::default(),
        update: false,
        strict: false,
        yes: false,
        keep_going: false,
    }
}

impl List {
    pub(crate) fn map(mut self, map: &str) -> Self {
        self.reading.maps.push(map.parse().unwrap());
        self
    }

    pub(crate) fn set(mut self, value: &str) -> Self {
        self.reading.values.push(value.parse().unwrap());
        self
    }

    pub(crate) fn currency(mut self, code: &str) -> Self {
        self.reading.currency = code.parse().unwrap();
        self
    }

    pub(crate) fn decimal(mut self, mark: &str) -> Self {
        self.reading.decimal = Some(mark.parse().unwrap());
        self
    }

    pub(crate) fn dates(mut self, order: &str) -> Self {
        self.reading.dates = Some(order.parse().unwrap());
        self
    }

    pub(crate) fn local_times(mut self) -> Self {
        self.reading.local_times = true;
        self
    }

    /// What is read, before any box office looks at it.
    pub(crate) fn read(&self) -> Read {
        let sheet = self.sheet();
        let mut found = Read::default();
        let visited = sheet.each(|read| {
            found.rows.extend(read.row);
            let problems = read.problems.iter();
            found.problems.extend(problems.map(|it| sheet.tell(it)));
            found.oddities.extend(read.oddities.iter().map(tell_odd));
            Ok(())
        });
        visited.unwrap();
        found
    }

    pub(crate) fn sheet(&self) -> Sheet {
        let watch: Watch<'_> = &mut |_| Ok(());
        let source = Source::spool(self.name, self.bytes.as_slice(), watch).unwrap();
        Sheet::open(source, &self.reading, watch).unwrap()
    }

    pub(crate) fn artist_separator(mut self, separator: &str) -> Self {
        self.reading.artist_separator = Some(separator.to_owned());
        self
    }

    pub(crate) fn source(mut self, source: &str) -> Self {
        self.reading.source = Some(source.parse().unwrap());
        self
    }

    pub(crate) fn unknown_time(mut self, time: &str) -> Self {
        self.reading.unknown_time = Some(time_of_day(time).unwrap());
        self
    }

    pub(crate) fn venue(mut self, venue: &str) -> Self {
        self.reading.has_default_venue = true;
        self.defaults.venue = Some(venue.parse().unwrap());
        self
    }

    pub(crate) fn location(mut self, location: &str) -> Self {
        self.defaults.location = Some(location.parse().unwrap());
        self
    }

    pub(crate) fn zone(mut self, zone: &str) -> Self {
        self.defaults.zone = Some(zone.parse().unwrap());
        self
    }

    pub(crate) fn update(mut self) -> Self {
        self.update = true;
        self
    }

    pub(crate) fn yes(mut self) -> Self {
        self.yes = true;
        self
    }

    pub(crate) fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    pub(crate) fn keeps_going(&self) -> bool {
        self.keep_going
    }

    pub(crate) fn keep_going(mut self) -> Self {
        self.keep_going = true;
        self
    }
}
