//! `boxoffice ticket admit`

use std::io::BufRead;
use std::path::Path;

use anyhow::Context;
use clap::Args;

use super::view;
use crate::cli::app::App;
use crate::desk;
use crate::domain::{Code, ConcertId, ConcertRef, Error, Name, ScanResult, TicketCode, count};
use crate::view::AdmissionView;

/// No code is nearly as long as this.
const LONGEST_LINE: usize = 256;

/// Let somebody in; each code stands for itself
#[derive(Debug, Args)]
#[command(
    after_help = "Every code that can be read is written down, also when it is refused. Exit status 4 means that one was.\n\nExamples:\n  boxoffice ticket admit KXQPRT-77HMNA-C3DFGJ --gate north\n  boxoffice ticket admit - --concert java-jazz-2026    reads a scanner, a code a line"
)]
pub(crate) struct AdmitArgs {
    /// The tickets' own codes, or `-` for a code a line on the standard input
    #[arg(value_name = "CODE", required = true)]
    codes: Vec<String>,

    /// The concert at whose door they are read
    #[arg(long, value_name = "CONCERT")]
    concert: Option<ConcertRef>,

    /// Where they are read
    #[arg(long, value_name = "NAME")]
    gate: Option<Name>,
}

pub(crate) fn run(app: &App, args: &AdmitArgs) -> anyhow::Result<()> {
    args.codes
        .iter()
        .try_for_each(|code| app.must_be_readable(Path::new(code)))?;
    let find = |concert: &ConcertRef| app.read(|snapshot| desk::concert::get(snapshot, concert));
    let concert = args.concert.as_ref().map(find).transpose()?;
    let concert = concert.map(|concert| concert.id);

    app.claim_key("ticket admit", &(&args.codes, concert, &args.gate))?;
    let at_once = app.printer.answers_by_line();
    let mut views: Vec<AdmissionView> = Vec::new();
    let read = read(&args.codes, |text| {
        let view = admit(app, text, concert, args.gate.as_ref(), &views)?;
        if at_once {
            app.printer.list(std::slice::from_ref(&view), 1)?;
        }
        views.push(view);
        Ok(())
    });

    // Who was let in before something failed is in all the same, so that is told first.
    if !at_once {
        app.printer
            .list(&views, i64::try_from(views.len()).unwrap_or(i64::MAX))?;
    }
    read?;
    refuse_if_any(&views)
}

/// Calls `admit` with each code, those on the standard input as they come.
fn read(codes: &[String], mut admit: impl FnMut(&str) -> anyhow::Result<()>) -> anyhow::Result<()> {
    for code in codes {
        if code != "-" {
            admit(code.trim())?;
            continue;
        }
        let mut input = std::io::stdin().lock();
        while let Some(line) = next_line(&mut input)? {
            if !line.trim().is_empty() {
                admit(line.trim())?;
            }
        }
    }
    Ok(())
}

/// The next line, of which no more is kept than a code could need; the rest of a longer one is passed over.
fn next_line(input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut kept = Vec::new();
    let mut is_read = false;
    loop {
        let chunk = input
            .fill_buf()
            .context("the standard input cannot be read")?;
        if chunk.is_empty() {
            return Ok(is_read.then(|| String::from_utf8_lossy(&kept).into_owned()));
        }
        is_read = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let (line, used) = end.map_or((chunk, chunk.len()), |end| (&chunk[..end], end + 1));
        let room = LONGEST_LINE.saturating_sub(kept.len());
        kept.extend_from_slice(&line[..line.len().min(room)]);
        input.consume(used);
        if end.is_some() {
            return Ok(Some(String::from_utf8_lossy(&kept).into_owned()));
        }
    }
}

/// Reads one code, says at once what came of it, and remembers it; `before` was read by the same command.
fn admit(
    app: &App,
    text: &str,
    concert: Option<ConcertId>,
    gate: Option<&Name>,
    before: &[AdmissionView],
) -> anyhow::Result<AdmissionView> {
    let code: TicketCode = match text.parse() {
        Ok(code) => code,
        Err(error) => {
            // One slip of a scanner must not end the evening's reading.
            let error: Error = error;
            app.printer.warning(error.code.as_str(), &error.message);
            return Ok(AdmissionView::unreadable(text));
        }
    };
    let done = app.write_one(
        &item(&code, before),
        "ticket admit",
        &(code.as_str(), concert, gate),
        |tx| desk::admission::admit(tx, &code, concert, gate),
        |snapshot, scanned| desk::admission::recall(snapshot, &code, scanned),
    )?;

    let view = view(&done.value);
    app.done(&done, |_| format!("{}.", view.sentence()));
    Ok(view)
}

/// A code that is read once more by the same command is another reading, which a key must not take for the first.
fn item(code: &TicketCode, before: &[AdmissionView]) -> String {
    let shown = code.to_string();
    match before.iter().filter(|view| view.code == shown).count() {
        0 => code.as_str().to_owned(),
        times => format!("{}#{}", code.as_str(), times + 1),
    }
}

fn refuse_if_any(views: &[AdmissionView]) -> anyhow::Result<()> {
    let refused: Vec<_> = views
        .iter()
        .filter(|view| view.result != ScanResult::Admitted)
        .collect();
    let Some(first) = refused.first() else {
        return Ok(());
    };
    let message = match refused.len() {
        1 => first.sentence(),
        many => format!(
            "{} of {} refused",
            many,
            count(i64::try_from(views.len()).unwrap_or(i64::MAX), "code")
        ),
    };
    let error = Error::new(Code::NotAdmitted, message);
    Err(match refused.iter().find(|view| view.code.contains('/')) {
        Some(place) => error
            .hint(format!(
                "boxoffice ticket show {}    tells the code, which the door takes",
                place.code
            ))
            .into(),
        None => error.into(),
    })
}
