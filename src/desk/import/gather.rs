//! Rows into concerts: which rows are about the same one.

use super::directory::Directory;
use super::draft::{Draft, Looked, Said};
use super::keys::Keys;
use super::natural::{Natural, has_natural, natural_of, place_of};
use super::places::Place;
use super::spool::Spool;
use super::stop::{Found, Stop};
use super::tally::Tally;
use crate::domain::{
    Code, ConcertField as Field, ConcertRow, Error, Odd, Oddity, Problem, Result, Start, Word,
};
use crate::import::ReadRow;

/// Takes rows one by one, and keeps the concerts they make together.
pub(super) struct Gatherer<'g> {
    directory: &'g mut Directory,
    tally: &'g mut Tally,
    /// The concerts of the file in the order of their first rows.
    drafts: Spool<Draft>,
    slugs: Keys,
    sources: Keys,
    naturals: Keys,
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

/// A row with its concert, if rows before it have named that.
struct Homed {
    place: Option<Place>,
    natural: Option<Natural>,
    home: Option<usize>,
}

impl<'g> Gatherer<'g> {
    /// Begins with no row.
    pub(super) fn new(directory: &'g mut Directory, tally: &'g mut Tally) -> Result<Self> {
        Ok(Self {
            directory,
            tally,
            drafts: Spool::new()?,
            slugs: Keys::default(),
            sources: Keys::default(),
            naturals: Keys::default(),
            above: Above::Nothing,
        })
    }

    /// What the rows make together.
    pub(super) fn done(self) -> Spool<Draft> {
        self.drafts
    }

    /// Takes a row.
    pub(super) fn add(&mut self, read: ReadRow) -> Result<()> {
        let line = read.line;
        match self.add_row(read) {
            Ok(()) => Ok(()),
            Err(Stop::Rows(problems)) => {
                self.above = Above::Refused(line);
                self.tally.refuse_rows(problems)
            }
            Err(Stop::Work(error)) => Err(error),
        }
    }

    fn add_row(&mut self, read: ReadRow) -> Found<()> {
        let mut problems = read.problems;
        for odd in read.oddities {
            problems.extend(self.tally.odd_row(odd)?);
        }
        self.tally.counts().rows += 1;
        let Some(row) = read.row.filter(|_| problems.is_empty()) else {
            return Err(Stop::Rows(problems));
        };
        if matches!(row.start, Some(Start::Day(_))) {
            self.tally.counts().times_unknown += 1;
        }
        let artists = row.artists.as_ref();
        let artists = artists.map(|names| self.directory.artists.numbers(names));
        let homed = self.find_home(&row, artists.as_ref())?;
        let said = Looked {
            row: &row,
            place: homed.place,
            artists: artists.as_ref(),
        };
        let Some(at) = homed.home else {
            return Ok(self.begin(said, &homed)?);
        };
        let directory = &*self.directory;
        let look = |draft: &Draft| (draft.contradictions(said, directory), draft.line());
        let (wrong, first) = self.drafts.look(at, look)?;
        self.above = Above::Draft(at);
        let is_keyed = row.concert.is_some() || row.source.is_some();
        if !wrong.is_empty() && (is_keyed || row.of_type) {
            return Ok(self.tally.refuse_rows(wrong)?);
        }
        if homed.natural.is_some() && row.name.is_none() {
            self.tally.counts().titles_made += 1;
        }
        if !wrong.is_empty() {
            return self.skip_near_double(row.line, first, &wrong);
        }
        if !self.drafts.change(at, |draft| draft.take(said))? {
            self.tally.skip(row.line, first, row.same_as.is_some())?;
        }
        self.register(at, &row, homed.natural.as_ref());
        Ok(())
    }

    /// The concert that a row is about, if rows before it have named it.
    fn find_home(&mut self, row: &ConcertRow, artists: Option<&Vec<usize>>) -> Found<Homed> {
        let by_key = self.by_key(row)?;
        let stop = |wrong| Stop::of_row(row.line, [wrong]);
        let is_keyed = row.concert.is_some() || row.source.is_some();
        let may_follow = by_key.is_none() && !is_keyed && is_incomplete(row);
        if may_follow
            && row.of_type
            && let Some((at, place)) = self.follows(row, artists)?
        {
            return Ok(Homed {
                place,
                natural: None,
                home: Some(at),
            });
        }
        let places = &mut self.directory.places;
        let default = if is_keyed && row.location.is_none() {
            None
        } else {
            places.default_venue()
        };
        let place = place_of(row, default.as_ref(), places).map_err(stop)?;
        let natural = natural_of(row, place, places).map_err(stop)?;
        let by_natural = match &natural {
            Some(natural) => self.by_natural(row, natural)?,
            None => None,
        };
        Ok(Homed {
            place,
            natural,
            home: by_key.or(by_natural),
        })
    }

    /// By its key in a list, else by its slug; both have to mean the same concert.
    fn by_key(&mut self, row: &ConcertRow) -> Found<Option<usize>> {
        let drafts = &mut self.drafts;
        let mut found = [None, None];
        if let Some(key) = &row.source
            && let Some(at) = self.sources.get(key)
        {
            let has = |draft: &Draft| draft.source.as_ref().is_some_and(|it| it.value == *key);
            found[0] = drafts.look(at, has)?.then_some(at);
        }
        if let Some(slug) = &row.concert
            && let Some(at) = self.slugs.get(slug)
        {
            let has = |draft: &Draft| draft.slug.as_ref().is_some_and(|it| it.value == *slug);
            found[1] = drafts.look(at, has)?.then_some(at);
        }
        match found {
            [Some(one), Some(other)] if one != other => {
                let first = drafts.look(one, Draft::line)?;
                let message = format!(
                    "it is another concert than that of {} {first}, which has the same `source_id`",
                    self.directory.unit
                );
                let error = Error::new(Code::InvalidValue, message);
                Err(Stop::of_row(row.line, [(Field::Concert, error)]))
            }
            [by_source, by_slug] => Ok(by_source.or(by_slug)),
        }
    }

    /// Two rows of one venue, start and name are about one concert unless their keys say otherwise.
    fn by_natural(&mut self, row: &ConcertRow, natural: &Natural) -> Found<Option<usize>> {
        let Some(at) = self.naturals.get(natural) else {
            return Ok(None);
        };
        let places = &self.directory.places;
        let is_same = |draft: &Draft| has_natural(draft, natural, places) && could_be(draft, row);
        Ok(self.drafts.look(at, is_same)?.then_some(at))
    }

    /// The concert of the row above, if this row leaves its own cells blank or repeats them.
    fn follows(
        &mut self,
        row: &ConcertRow,
        artists: Option<&Vec<usize>>,
    ) -> Found<Option<(usize, Option<Place>)>> {
        let refused = |message: String| {
            let error = Error::new(Code::InvalidValue, message);
            Err(Stop::of_row(row.line, [(Field::TicketType, error)]))
        };
        match self.above {
            Above::Draft(at) => {
                let stop = |wrong| Stop::of_row(row.line, [wrong]);
                let place = place_of(row, None, &mut self.directory.places).map_err(stop)?;
                let said = Looked {
                    row,
                    place,
                    artists,
                };
                let directory = &*self.directory;
                let agrees = |draft: &Draft| draft.agrees(said, directory);
                let agrees = self.drafts.look(at, agrees)?;
                Ok(agrees.then_some((at, place)))
            }
            Above::Refused(line) if says_nothing_of_its_concert(row) => refused(format!(
                "its concert is that of {} {line}, which is refused",
                self.directory.unit
            )),
            Above::Nothing if says_nothing_of_its_concert(row) => {
                refused("the row names no concert, and no row stands above it".to_owned())
            }
            _ => Ok(None),
        }
    }

    fn begin(&mut self, said: Looked<'_>, homed: &Homed) -> Result<()> {
        let mut draft = Draft::default();
        draft.take(said);
        if let (None, Some((_, _, name))) = (&draft.name, &homed.natural) {
            self.tally.counts().titles_made += 1;
            draft.name = Some(Said {
                value: name.clone(),
                line: said.row.line,
            });
        }
        let at = self.drafts.push(draft)?;
        self.above = Above::Draft(at);
        self.register(at, said.row, homed.natural.as_ref());
        Ok(())
    }

    fn register(&mut self, at: usize, row: &ConcertRow, natural: Option<&Natural>) {
        if let Some(slug) = &row.concert {
            self.slugs.insert(slug, at);
        }
        if let Some(source) = &row.source {
            self.sources.insert(source, at);
        }
        if let Some(natural) = natural {
            self.naturals.insert(natural, at);
        }
    }

    /// A list without keys often has one night twice, told a little otherwise: nobody but its author knows which is
    /// right, so the first row stands and the other is named.
    fn skip_near_double(&mut self, line: u64, first: u64, wrong: &[Problem]) -> Found<()> {
        let fields: Vec<_> = wrong
            .iter()
            .filter_map(|problem| problem.field)
            .map(|field| format!("`{}`", field.as_str()))
            .collect();
        let message = format!(
            "the concert of {} {first} with another {}",
            self.directory.unit,
            fields.join(", ")
        );
        let odd = Oddity {
            field: wrong.iter().find_map(|problem| problem.field),
            ..Oddity::new(Odd::NearDouble, line, message)
        };
        if let Some(problem) = self.tally.odd_row(odd)? {
            return Ok(self.tally.refuse_rows(vec![problem])?);
        }
        Ok(self.tally.skip(line, first, false)?)
    }
}

fn could_be(draft: &Draft, row: &ConcertRow) -> bool {
    let differs = |known: Option<bool>| known == Some(false);
    let slug = row.concert.as_ref().zip(draft.slug.as_ref());
    let source = row.source.as_ref().zip(draft.source.as_ref());
    !differs(slug.map(|(now, before)| *now == before.value))
        && !differs(source.map(|(now, before)| *now == before.value))
}

fn is_incomplete(row: &ConcertRow) -> bool {
    row.venue.is_none() || row.start.is_none()
}

fn says_nothing_of_its_concert(row: &ConcertRow) -> bool {
    row.name.is_none() && row.venue.is_none() && row.start.is_none() && row.artists.is_none()
}
