//! `boxoffice concert lineup`

use clap::Args;

use crate::cli::app::App;
use crate::desk;
use crate::domain::{ArtistId, ArtistRef, ConcertRef, LineUpChange, Result};
use crate::office::Snapshot;
use crate::view::LineUpView;

/// Show or change who plays at a concert
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice concert lineup java-jazz-2026
  boxoffice concert lineup java-jazz-2026 --set rina-sari the-trees
  boxoffice concert lineup java-jazz-2026 --add the-leaves")]
pub(crate) struct LineupArgs {
    /// The concert: its slug or its id
    concert: ConcertRef,

    #[command(flatten)]
    change: ChangeArgs,
}

/// What to do with the line-up; without any of these it is shown.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct ChangeArgs {
    /// These play, in this billing order, and nobody else
    #[arg(long, value_name = "ARTIST", num_args = 1..)]
    set: Vec<ArtistRef>,

    /// These play as well, after the others
    #[arg(long, value_name = "ARTIST", num_args = 1..)]
    add: Vec<ArtistRef>,

    /// These do not play
    #[arg(long, value_name = "ARTIST", num_args = 1..)]
    remove: Vec<ArtistRef>,

    /// Nobody plays for now
    #[arg(long)]
    clear: bool,
}

pub(crate) fn run(app: &App, args: &LineupArgs) -> anyhow::Result<()> {
    let (concert, change) = app.read(|snapshot| {
        let concert = desk::concert::get(snapshot, &args.concert)?;
        Ok((concert, args.change.resolve(snapshot)?))
    })?;
    let Some(change) = change else {
        let line_up = app.read(|snapshot| look(snapshot, &args.concert))?;
        return answer(app, &line_up);
    };

    let done = app.write(
        "concert lineup",
        &(concert.id, &change),
        |tx| desk::concert::change_line_up(tx, concert.id, &change),
        |snapshot, id| look(snapshot, &ConcertRef::Id(*id)),
    )?;

    app.done(&done, |line_up| match line_up.as_slice() {
        [] => format!("Nobody plays at `{}` for now.", concert.slug),
        [.., last] => {
            let before = line_up.iter().take(line_up.len() - 1);
            let before: Vec<_> = before.map(|artist| artist.name.as_str()).collect();
            let names = match before.as_slice() {
                [] => last.name.clone(),
                before => format!("{} and {}", before.join(", "), last.name),
            };
            let verb = if before.is_empty() { "plays" } else { "play" };
            format!("{names} {verb} at `{}`.", concert.slug)
        }
    });
    answer(app, &done.value)
}

impl ChangeArgs {
    /// What was asked for, if anything.
    fn resolve(&self, snapshot: &Snapshot<'_>) -> Result<Option<LineUpChange>> {
        let ids = |artists: &[ArtistRef]| -> Result<Vec<ArtistId>> {
            let found = artists
                .iter()
                .map(|artist| desk::artist::get(snapshot, artist));
            found.map(|artist| Ok(artist?.id)).collect()
        };
        Ok(match self {
            Self { clear: true, .. } => Some(LineUpChange::Set(Vec::new())),
            Self { set, .. } if !set.is_empty() => Some(LineUpChange::Set(ids(set)?)),
            Self { add, .. } if !add.is_empty() => Some(LineUpChange::Add(ids(add)?)),
            Self { remove, .. } if !remove.is_empty() => Some(LineUpChange::Remove(ids(remove)?)),
            _ => None,
        })
    }
}

fn look(snapshot: &Snapshot<'_>, concert: &ConcertRef) -> Result<Vec<LineUpView>> {
    let billed = desk::concert::billed(snapshot, concert)?;
    Ok(billed.line_up.iter().map(LineUpView::of).collect())
}

fn answer(app: &App, line_up: &[LineUpView]) -> anyhow::Result<()> {
    Ok(app.printer.list(line_up, i64::try_from(line_up.len())?)?)
}
