//! `boxoffice init`

use clap::Args;

use super::app::App;
use crate::domain::{Currency, Name, Zone};
use crate::office::{NewOffice, Office};
use crate::view::OfficeView;

/// Start a box office: a new file, never over an old one
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice init --name 'Gedung Kesenian' --currency IDR --timezone Asia/Jakarta
  boxoffice --db practice.db init --practice")]
pub(crate) struct InitArgs {
    /// The house's name
    #[arg(long, value_name = "NAME", default_value = "Box office")]
    name: Name,

    /// The one currency of the file; it never changes
    #[arg(long, value_name = "CODE", default_value = "IDR")]
    currency: Currency,

    /// The zone of venues that name none
    #[arg(long, value_name = "ZONE", default_value = "Asia/Jakarta")]
    timezone: Zone,

    /// Make an office to practise in, where `BOXOFFICE_NOW` sets the clock
    #[arg(long)]
    practice: bool,
}

pub(crate) fn run(app: &App, args: InitArgs) -> anyhow::Result<()> {
    let InitArgs {
        name,
        currency,
        timezone,
        practice,
    } = args;
    let path = app.path()?;
    app.must_be_plain("init")?;

    let office = Office::create(
        &path,
        NewOffice {
            name,
            currency,
            zone: timezone,
            practice,
        },
        app.setting()?,
    )?;

    app.warn_of_practice(&office)?;
    app.printer
        .status(&format!("The box office is open in `{}`.", path.display()));
    app.next("boxoffice venue create --name NAME --location PLACE");
    if !app.has_operator() {
        app.next("export BOXOFFICE_OPERATOR=NAME, or --as NAME: who stands at the counter, for the journal");
    }
    Ok(app
        .printer
        .answer(&OfficeView::of(office.profile(), &path))?)
}
