//! Rows into concerts: which rows are about the same one.

use std::collections::HashMap;

use super::draft::{Draft, Said};
use super::natural::{Natural, natural_of, place_of};
use super::places::{Place, Places, Wrong};
use crate::domain::{
    Code, ConcertField as Field, ConcertRow, Error, Odd, Oddity, Problem, Slug, Start, Word,
};

/// What the rows of a file make together.
#[derive(Default)]
pub(super) struct Gathered {
    /// The concerts in the order of their first rows.
    pub(super) drafts: Vec<Draft>,
    /// Rows that say nothing an earlier one has not said.
    pub(super) skipped: i64,
    /// Those of them that double an earlier one cell by cell.
    pub(super) doubled: i64,
    /// Rows whose title was made.
    pub(super) titles_made: i64,
    /// Rows without an hour.
    pub(super) times_unknown: i64,
    /// What is wrong with rows.
    pub(super) problems: Vec<Problem>,
    /// What is odd about rows.
    pub(super) oddities: Vec<Oddity>,
}

#[derive(Default)]
struct Gatherer {
    gathered: Gathered,
    by_slug: HashMap<Slug, usize>,
    by_source: HashMap<(String, String), usize>,
    by_natural: HashMap<Natural, usize>,
    above: Above,
}

/// The concert of the row above, to which a row with blank cells belongs.
#[derive(Clone, Copy, Default)]
enum Above {
    #[default]
    Nothing,
    Draft(usize),
    Refused(u64),
}

/// What a row says, held against the venues.
struct Held<'r> {
    row: &'r ConcertRow,
    place: Option<Place>,
    natural: Option<Natural>,
}

/// Gathers the rows of a file; `Err` is the line of one that could not be read.
pub(super) fn gather(rows: &[Result<ConcertRow, u64>], places: &mut Places) -> Gathered {
    let mut gatherer = Gatherer::default();
    for row in rows {
        match row {
            Err(line) => gatherer.above = Above::Refused(*line),
            Ok(row) => gatherer.add(row, places),
        }
    }
    gatherer.gathered
}

impl Gatherer {
    fn add(&mut self, row: &ConcertRow, places: &mut Places) {
        if matches!(row.start, Some(Start::Day(_))) {
            self.gathered.times_unknown += 1;
        }
        let (home, held) = match self.find_home(row, places) {
            Ok(found) => found,
            Err(wrong) => return self.refuse(row.line, wrong),
        };
        let Some(at) = home else {
            return self.begin(&held);
        };
        let draft = &self.gathered.drafts[at];
        let wrong = draft.contradictions(row, held.place, places);
        self.above = Above::Draft(at);
        let is_keyed = row.concert.is_some() || row.source.is_some();
        if !wrong.is_empty() && (is_keyed || row.of_type) {
            return self.refuse_of(row.line, wrong);
        }
        if held.natural.is_some() && row.name.is_none() {
            self.gathered.titles_made += 1;
        }
        if !wrong.is_empty() {
            return self.skip_near_double(row.line, self.gathered.drafts[at].line(), &wrong);
        }
        if !self.gathered.drafts[at].take(row, held.place) {
            self.gathered.skipped += 1;
            self.gathered.doubled += i64::from(row.same_as.is_some());
        }
        self.register(at, &held);
    }

    /// The concert that a row is about, if rows before it have named it.
    fn find_home<'r>(
        &self,
        row: &'r ConcertRow,
        places: &mut Places,
    ) -> Result<(Option<usize>, Held<'r>), Vec<Wrong>> {
        let by_key = self.by_key(row)?;
        let is_keyed = row.concert.is_some() || row.source.is_some();
        let may_follow = by_key.is_none() && !is_keyed && is_incomplete(row);
        if may_follow
            && row.of_type
            && let Some(at) = self.follows(row, places)?
        {
            let place = place_of(row, None, places).map_err(|wrong| vec![wrong])?;
            let natural = None;
            return Ok((
                Some(at),
                Held {
                    row,
                    place,
                    natural,
                },
            ));
        }
        let default = if is_keyed && row.location.is_none() {
            None
        } else {
            places.default_venue()
        };
        let place = place_of(row, default.as_ref(), places).map_err(|wrong| vec![wrong])?;
        let natural = natural_of(row, place, places).map_err(|wrong| vec![wrong])?;
        let by_natural = natural
            .as_ref()
            .and_then(|natural| self.by_natural.get(natural).copied())
            .filter(|at| self.could_be(*at, row));
        Ok((
            by_key.or(by_natural),
            Held {
                row,
                place,
                natural,
            },
        ))
    }

    /// By its key in a list, else by its slug; both have to mean the same concert.
    fn by_key(&self, row: &ConcertRow) -> Result<Option<usize>, Vec<Wrong>> {
        let by_source = row.source.as_ref().and_then(|key| self.by_source.get(key));
        let by_slug = row.concert.as_ref().and_then(|slug| self.by_slug.get(slug));
        match (by_source, by_slug) {
            (Some(one), Some(other)) if one != other => {
                let line = self.gathered.drafts[*one].line();
                let message = format!(
                    "it is another concert than that of line {line}, which has the same `source_id`"
                );
                Err(vec![(
                    Field::Concert,
                    Error::new(Code::InvalidValue, message),
                )])
            }
            _ => Ok(by_source.or(by_slug).copied()),
        }
    }

    /// The concert of the row above, if this row leaves its own cells blank or repeats them.
    fn follows(&self, row: &ConcertRow, places: &mut Places) -> Result<Option<usize>, Vec<Wrong>> {
        let refused = |message: String| {
            Err(vec![(
                Field::TicketType,
                Error::new(Code::InvalidValue, message),
            )])
        };
        match self.above {
            Above::Draft(at) => {
                let place = place_of(row, None, places).map_err(|wrong| vec![wrong])?;
                let draft = &self.gathered.drafts[at];
                let concert = ConcertRow {
                    ticket_types: Vec::new(),
                    ..row.clone()
                };
                let agrees = draft.contradictions(&concert, place, places).is_empty();
                Ok(agrees.then_some(at))
            }
            Above::Refused(line) if says_nothing_of_its_concert(row) => refused(format!(
                "its concert is that of line {line}, which is refused"
            )),
            Above::Nothing if says_nothing_of_its_concert(row) => {
                refused("the row names no concert, and no row stands above it".to_owned())
            }
            _ => Ok(None),
        }
    }

    /// Two rows of one venue, start and name are about one concert unless their keys say otherwise.
    fn could_be(&self, at: usize, row: &ConcertRow) -> bool {
        let draft = &self.gathered.drafts[at];
        let differs = |known: Option<bool>| known == Some(false);
        let slug = row.concert.as_ref().zip(draft.slug.as_ref());
        let source = row.source.as_ref().zip(draft.source.as_ref());
        !differs(slug.map(|(now, before)| *now == before.value))
            && !differs(source.map(|(now, before)| *now == before.value))
    }

    fn begin(&mut self, held: &Held<'_>) {
        let at = self.gathered.drafts.len();
        let mut draft = Draft::default();
        draft.take(held.row, held.place);
        if let (None, Some((_, _, name))) = (&draft.name, &held.natural) {
            self.gathered.titles_made += 1;
            draft.name = Some(Said {
                value: name.clone(),
                line: held.row.line,
            });
        }
        self.gathered.drafts.push(draft);
        self.above = Above::Draft(at);
        self.register(at, held);
    }

    fn register(&mut self, at: usize, held: &Held<'_>) {
        if let Some(slug) = &held.row.concert {
            self.by_slug.entry(slug.clone()).or_insert(at);
        }
        if let Some(source) = &held.row.source {
            self.by_source.entry(source.clone()).or_insert(at);
        }
        if let Some(natural) = &held.natural {
            self.by_natural.entry(natural.clone()).or_insert(at);
        }
    }

    fn refuse(&mut self, line: u64, wrong: Vec<Wrong>) {
        self.above = Above::Refused(line);
        self.refuse_of(line, wrong);
    }

    /// A list without keys often has one night twice, told a little otherwise: nobody but its author knows which is
    /// right, so the first row stands and the other is named.
    fn skip_near_double(&mut self, line: u64, first: u64, wrong: &[Wrong]) {
        let fields: Vec<_> = wrong
            .iter()
            .map(|(field, _)| format!("`{}`", field.as_str()))
            .collect();
        self.gathered.skipped += 1;
        self.gathered.oddities.push(Oddity {
            kind: Odd::NearDouble,
            line,
            message: format!(
                "the concert of line {first} with another {}",
                fields.join(", ")
            ),
        });
    }

    fn refuse_of(&mut self, line: u64, wrong: Vec<Wrong>) {
        let problems = wrong
            .into_iter()
            .map(|(field, error)| Problem::of_field(line, field, error));
        self.gathered.problems.extend(problems);
    }
}

fn is_incomplete(row: &ConcertRow) -> bool {
    row.venue.is_none() || row.start.is_none()
}

fn says_nothing_of_its_concert(row: &ConcertRow) -> bool {
    row.name.is_none() && row.venue.is_none() && row.start.is_none() && row.artists.is_none()
}
