//! `boxoffice concert export`

use clap::{Args, ValueEnum};

use super::filter::Filters;
use crate::cli::app::App;
use crate::cli::export::{self, Export, Target, rows};
use crate::desk;
use crate::desk::export::Staged;
use crate::domain::{Code, Concert, ConcertRef, Error, Profile, PublicUrl, Result};
use crate::office::Snapshot;
use crate::output::{Feed, Form};
use crate::view::{CalendarView, ConcertExportView, MusicEventView, PublicParts};

/// Write concerts for other programs: all fields for an import, or what the public may read
///
/// CSV (the usual form), `--format json` and `--format ndjson` have everything an import sets, and importing them again
/// changes nothing. `--output-format` writes what web pages and calendars read. `boxoffice help export` explains both.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert export --out season.csv
  boxoffice concert export --from today --format ndjson | gzip > season.ndjson.gz
  boxoffice concert export java-jazz-2026 --output-format jsonld
  boxoffice concert export --from today --output-format ics > concerts.ics")]
pub(crate) struct ExportArgs {
    /// Only these concerts, in this order
    #[arg(value_name = "CONCERT", conflicts_with = "Filters")]
    concerts: Vec<ConcertRef>,

    #[command(flatten)]
    filters: Filters,

    /// Write a form of other programs: schema.org JSON-LD, or an iCalendar file
    #[arg(long, value_name = "FORMAT")]
    output_format: Option<PublicForm>,

    /// Where the public finds a concert, with `{concert}` for its slug
    #[arg(long, value_name = "URL", requires = "output_format")]
    url: Option<PublicUrl>,

    #[command(flatten)]
    target: Target,
}

/// The forms that the public reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PublicForm {
    /// schema.org's `MusicEvent`, for web pages and search engines.
    Jsonld,
    /// `iCalendar`, for calendars.
    Ics,
}

impl PublicForm {
    /// Refuses a `--format` that this form cannot have; beside a file, it is that of the answer.
    fn must_fit(self, app: &App, to_file: bool) -> Result<()> {
        let Some(format) = app.asked_format() else {
            return Ok(());
        };
        let (form, fits) = match self {
            Self::Jsonld => ("jsonld", format.is_json()),
            Self::Ics => ("ics", format.is_json() && to_file),
        };
        if fits {
            return Ok(());
        }
        let message = format!(
            "`--output-format {form}` cannot be written as `--format {}`",
            format.as_str()
        );
        let one = format!(
            "leave out one of them: `--format` is for rows, `--output-format {form}` for the public"
        );
        Err(Error::new(Code::Usage, message).hint(one))
    }
}

pub(crate) fn run(app: &App, args: &ExportArgs) -> anyhow::Result<()> {
    let rows = rows(app)?;
    if let Some(public) = args.output_format {
        public.must_fit(app, args.target.file().is_some())?;
    }
    let profile = app.office()?.profile();
    let form = match (args.output_format, rows) {
        (Some(PublicForm::Ics), _) => Form::Calendar(profile.name.to_string()),
        (Some(PublicForm::Jsonld), Form::Csv) => Form::Json,
        (_, form) => form,
    };
    export::write(app, &args.target, form, "concert", |snapshot, export| {
        let named = named(snapshot, &args.concerts)?;
        let filter = args.filters.resolve(app, snapshot)?;
        export.add(Feed::begin::<ConcertExportView>)?;
        if args.concerts.is_empty() {
            export.announce(desk::export::count_concerts(snapshot, &filter)?);
        }
        let mut write = |staged: &Staged| write(export, staged, profile, args, snapshot);
        if args.concerts.is_empty() {
            return desk::export::concerts(snapshot, &filter, write);
        }
        desk::export::staged(snapshot, named)?
            .iter()
            .try_for_each(&mut write)
    })
}

/// The concerts that are named, each once.
fn named(snapshot: &Snapshot<'_>, references: &[ConcertRef]) -> Result<Vec<Concert>> {
    let mut named: Vec<Concert> = Vec::new();
    for reference in references {
        let found = desk::concert::get(snapshot, reference)?;
        if named.iter().all(|before| before.id != found.id) {
            named.push(found);
        }
    }
    Ok(named)
}

fn write(
    export: &mut Export<'_>,
    staged: &Staged,
    profile: &Profile,
    args: &ExportArgs,
    snapshot: &Snapshot<'_>,
) -> Result<()> {
    let Staged {
        concert,
        line_up,
        ticket_types,
    } = staged;
    let public = PublicParts {
        concert,
        line_up,
        ticket_types,
        house: &profile.name,
        currency: profile.currency,
        now: snapshot.now(),
        url: args.url.as_ref(),
    };
    export.record(|feed| match args.output_format {
        None => feed.record(&ConcertExportView::of(
            concert,
            line_up,
            ticket_types,
            profile.currency,
        )),
        Some(PublicForm::Jsonld) => {
            feed.document(concert.slug.as_str(), &MusicEventView::of(public))
        }
        Some(PublicForm::Ics) => feed.entry(&CalendarView::of(public, &profile.house_id)),
    })
}
