//! The command line. The only place with clap and with questions.

mod app;
mod args;
mod artist;
mod batch;
mod clap_error;
mod concert;
mod config;
mod db;
mod discount;
mod error;
mod export;
mod fee;
mod files;
mod guess;
mod help;
mod hidden;
mod hold;
mod import;
mod init;
mod items;
mod journal;
mod office;
mod order;
mod overriding;
mod paging;
mod payment;
mod pool;
mod prompt;
mod report;
mod sell;
mod taking;
mod terms;
mod ticket;
mod ticket_type;
mod tier;
mod topics;
mod user;
mod venue;
mod waiting;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use app::App;
pub use batch::{BatchReader, ReadLine};
use config::Config;

use crate::output::Printer;

/// What can be asked of a box office: a noun each, then the verbs without a noun.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Sell(sell::SellArgs),
    #[command(subcommand)]
    Order(order::OrderCommand),
    #[command(subcommand)]
    Payment(payment::PaymentCommand),
    #[command(subcommand)]
    Ticket(ticket::TicketCommand),
    #[command(subcommand)]
    Hold(hold::HoldCommand),
    #[command(subcommand)]
    Venue(venue::VenueCommand),
    #[command(subcommand)]
    Artist(artist::ArtistCommand),
    #[command(subcommand)]
    Concert(concert::ConcertCommand),
    #[command(subcommand)]
    TicketType(ticket_type::TicketTypeCommand),
    #[command(subcommand)]
    Pool(pool::PoolCommand),
    #[command(subcommand)]
    Tier(tier::TierCommand),
    #[command(subcommand)]
    Discount(discount::DiscountCommand),
    #[command(subcommand)]
    Fee(fee::FeeCommand),
    Init(init::InitArgs),
    #[command(subcommand)]
    Office(office::OfficeCommand),
    #[command(subcommand)]
    User(user::UserCommand),
    #[command(subcommand)]
    Report(report::ReportCommand),
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    #[command(subcommand)]
    Db(db::DbCommand),
    Batch(batch::BatchArgs),
    Help(topics::HelpArgs),
}

impl Command {
    fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Sell(args) => sell::run(app, &args),
            Self::Order(command) => command.run(app),
            Self::Payment(command) => command.run(app),
            Self::Ticket(command) => command.run(app),
            Self::Hold(command) => command.run(app),
            Self::Venue(command) => command.run(app),
            Self::Artist(command) => command.run(app),
            Self::Concert(command) => command.run(app),
            Self::TicketType(command) => command.run(app),
            Self::Pool(command) => command.run(app),
            Self::Tier(command) => command.run(app),
            Self::Discount(command) => command.run(app),
            Self::Fee(command) => command.run(app),
            Self::Init(args) => init::run(app, args),
            Self::Office(command) => command.run(app),
            Self::User(command) => command.run(app),
            Self::Report(command) => command.run(app),
            Self::Journal(command) => command.run(app),
            Self::Db(command) => command.run(app),
            Self::Batch(args) => batch::run(app, &args),
            Self::Help(args) => topics::run(app, &args),
        }
    }
}

/// Does what the command line says and tells how it ended; whatever failed has been printed by then.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // A file that may not grow is an error to be told, not a reason to die; where this cannot be set, it stays one.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    let arguments: Vec<_> = arguments.into_iter().collect();
    let config = Config::from_environment();
    let early = Printer::new(args::early(&arguments, &config));
    let cli = match args::parse(&arguments) {
        Ok(cli) => cli,
        Err(error) => return error::unparsed(&early, &error),
    };
    let app = match App::new(cli.globals, config) {
        Ok(app) => app,
        Err(error) => return error::failed(&early, &error.into(), false),
    };
    match cli.command.run(&app) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => error::failed(&app.printer, &error, app.has_written()),
    }
}
