//! The harness: a practice office that lists are imported into.

use boxoffice::desk::import::{Import, Imported, run};
use boxoffice::desk::sale::{self, Customer, NewOrder};
use boxoffice::desk::settle::Taking;
use boxoffice::desk::{concert, ticket_type};
use boxoffice::domain::{
    Amount, Channel, Code, Concert, ConcertRef, Error, ImportCounts, Instant, Line, Method,
    NewTicketType, Odd, Offer, PlannedRow, Problem, Result, TicketType, TicketTypeFilter, Unit,
    UserRef,
};
use boxoffice::import::{Sheet, Watch};
use boxoffice::office::{NewOffice, Office, Request, Setting, Snapshot, Transaction};

use super::lists::tell_odd;
pub(crate) use super::lists::{List, file, list, list_of};

/// A practice office in rupiah, on 1 November 2026.
pub(crate) struct House {
    office: Office,
    folder: tempfile::TempDir,
}

/// What came of a list.
pub(crate) struct Outcome {
    pub(crate) counts: ImportCounts,
    /// What becomes of each row, if that was asked for.
    pub(crate) planned: Vec<PlannedRow>,
    /// What is wrong, as `LINE: COLUMN: …`.
    pub(crate) problems: Vec<String>,
    /// What is odd, as `LINE: kind: …`.
    pub(crate) oddities: Vec<String>,
    /// The refused rows as a file.
    pub(crate) rejects: String,
}

impl Outcome {
    fn of(sheet: &Sheet, mut found: Imported) -> Self {
        let counts = found.counts;
        let mut planned = Vec::new();
        if let Some(plan) = &mut found.planned {
            let reason = |problem: &Problem| sheet.tell(problem);
            let keep = |row| {
                planned.push(row);
                Ok(())
            };
            plan.each(found.problems.each(), reason, keep).unwrap();
        }
        let oddities = Odd::ALL.iter().flat_map(|kind| found.oddities.of(*kind).1);
        let mut rejects = Vec::new();
        let mut watched = 0;
        let watch: Watch<'_> = &mut |rows| {
            watched += rows;
            Ok(())
        };
        let problems = found.problems.each();
        sheet.rejects(problems, &mut rejects, watch).unwrap();
        assert_eq!(watched, sheet.rows());
        Self {
            counts,
            planned,
            problems: found
                .problems
                .each()
                .map(|problem| sheet.tell(&problem.unwrap()))
                .collect(),
            oddities: oddities.map(tell_odd).collect(),
            rejects: String::from_utf8(rejects).unwrap(),
        }
    }
}

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

impl House {
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let setting = Setting {
            operator: "Sari".parse().unwrap(),
            practice_now: Some(at("2026-11-01T03:00:00Z")),
            on_wait: Box::new(|| {}),
            trace: None,
        };
        let new = NewOffice {
            name: "Gedung Kesenian".parse().unwrap(),
            currency: "IDR".parse().unwrap(),
            zone: "Asia/Jakarta".parse().unwrap(),
            practice: true,
        };
        let office = Office::create(&folder.path().join("house.db"), new, setting).unwrap();
        Self { office, folder }
    }

    /// Imports a list as the program does: all of it or nothing, or with `keep_going` what can be taken.
    pub(crate) fn import(&self, list: &List) -> Outcome {
        self.run(list, false)
    }

    /// Imports a list and takes it all back; says what becomes of each row.
    pub(crate) fn try_out(&self, list: &List) -> Outcome {
        self.run(list, true)
    }

    fn run(&self, list: &List, dry_run: bool) -> Outcome {
        let sheet = list.sheet();
        let mut found = Imported::default();
        let import = Import {
            verb: "test",
            defaults: &list.defaults,
            unit: Unit::Line,
            update: list.update,
            strict: list.strict,
            keep_going: list.keep_going,
            agreed: list.yes || dry_run,
            plan: dry_run,
        };
        let request = Request::new("test", &()).unwrap().dry_run(dry_run);
        let act = |tx: &Transaction<'_>| {
            found = run(tx, import, |visit| sheet.each(visit), |_| Ok(()))?;
            if found.counts.refused > 0 && !list.keep_going {
                return Err(Error::new(Code::RowsRefused, "rows cannot be taken"));
            }
            Ok(())
        };
        let written = self.office.write(&request, act, |_, ()| Ok(()));
        assert_eq!(
            written.is_ok(),
            found.counts.refused == 0 || list.keep_going,
            "{written:?}"
        );
        Outcome::of(&sheet, found)
    }

    /// Imports a list of which every row is taken.
    pub(crate) fn takes(&self, list: &List) -> ImportCounts {
        let outcome = self.import(list);
        assert_eq!(outcome.problems, Vec::<String>::new());
        outcome.counts
    }

    /// Imports a list of which nothing is taken, and says why.
    pub(crate) fn refuses(&self, list: &List) -> Vec<String> {
        let outcome = self.import(list);
        assert_ne!(outcome.counts.refused, 0, "{:?}", outcome.counts);
        outcome.problems
    }

    pub(crate) fn write<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T>) -> Result<T> {
        let request = Request::new("test", &()).unwrap();
        let mut made = None;
        self.office.write(
            &request,
            |tx| {
                made = Some(act(tx)?);
                Ok(())
            },
            |_, ()| Ok(()),
        )?;
        Ok(made.unwrap())
    }

    /// Sells so many tickets of a concert, of a type that is made for it.
    pub(crate) fn sells(&self, slug: &str, quantity: i64) {
        let standing = NewTicketType {
            concert_id: self.concert(slug).id,
            name: "Standing".parse().unwrap(),
            price: Amount(100_000),
            quota: 100,
            slug: None,
            sale_starts_at: None,
            sale_ends_at: None,
            max_per_order: None,
        };
        let order = |ticket_type| NewOrder {
            lines: vec![Line {
                ticket_type,
                quantity,
            }],
            customer: Customer {
                user: UserRef::WalkIn,
                name: None,
            },
            channel: Channel::Counter,
            note: None,
        };
        let cash = Taking {
            offers: vec![Offer {
                method: Method::Cash,
                amount: None,
            }],
            tendered: None,
            reference: None,
        };
        let sold = self.write(|tx| {
            let of_type = ticket_type::create(tx, &standing)?;
            sale::sell(tx, &order(of_type), &cash)
        });
        sold.unwrap();
    }

    /// Every row of every table but what the engine keeps for itself.
    pub(crate) fn dump(&self) -> Vec<String> {
        let connection = rusqlite::Connection::open(self.folder.path().join("house.db")).unwrap();
        let all = |sql: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            let columns = statement.column_count();
            let told = |row: &rusqlite::Row<'_>| {
                let cells = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at));
                Ok(format!("{:?}", cells.collect::<Vec<_>>()))
            };
            let rows = statement.query_map([], told).unwrap();
            rows.map(std::result::Result::unwrap).collect()
        };
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let mut statement = connection.prepare(tables).unwrap();
        let names = statement.query_map([], |row| row.get::<_, String>(0));
        let names = names.unwrap().map(std::result::Result::unwrap);
        names
            .flat_map(|name| all(&format!("SELECT '{name}', * FROM {name}")))
            .collect()
    }

    pub(crate) fn read<T>(&self, look: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> T {
        self.office.read(look).unwrap()
    }

    /// One number that SQL counts.
    pub(crate) fn count(&self, of: &str) -> i64 {
        // A statement stays where it is until the process ends.
        let sql = Box::leak(format!("SELECT count(*) AS n FROM {of}").into_boxed_str());
        self.read(|snapshot| snapshot.one(sql, &[], |row| row.get("n")))
    }

    pub(crate) fn concert(&self, slug: &str) -> Concert {
        let reference: ConcertRef = slug.parse().unwrap();
        self.read(|snapshot| concert::get(snapshot, &reference))
    }

    /// The names of its line-up.
    pub(crate) fn line_up(&self, slug: &str) -> Vec<String> {
        let reference: ConcertRef = slug.parse().unwrap();
        let billed = self.read(|snapshot| concert::billed(snapshot, &reference));
        billed
            .line_up
            .iter()
            .map(|artist| artist.name.to_string())
            .collect()
    }

    pub(crate) fn types(&self, slug: &str) -> Vec<TicketType> {
        let of_concert = TicketTypeFilter {
            concert: Some(self.concert(slug).id),
            ..TicketTypeFilter::default()
        };
        self.read(|snapshot| ticket_type::list(snapshot, &of_concert))
            .0
    }

    /// When it starts, by the clocks of its venue.
    pub(crate) fn starts(&self, slug: &str) -> String {
        let concert = self.concert(slug);
        concert.zone.show_short(concert.starts_at)
    }
}
