//! `boxoffice user update`

use clap::Args;

use super::look;
use crate::cli::app::App;
use crate::cli::error::nothing_to_update;
use crate::desk;
use crate::domain::{Change, Email, Name, Note, Phone, UserPatch, UserRef};

/// Change a user
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice user update rina@example.com --phone '+62 812 3456 7890'
  boxoffice user update rina@example.com --email rina.sari@example.com")]
pub(crate) struct UpdateArgs {
    /// The user: e-mail address, phone number or id
    user: UserRef,

    /// The new name
    #[arg(long, value_name = "NAME")]
    name: Option<Name>,

    /// The e-mail address
    #[arg(long, value_name = "EMAIL")]
    email: Option<Email>,

    /// There is no e-mail address any more
    #[arg(long, conflicts_with = "email")]
    clear_email: bool,

    /// The phone number
    #[arg(long, value_name = "PHONE")]
    phone: Option<Phone>,

    /// There is no phone number any more
    #[arg(long, conflicts_with = "phone")]
    clear_phone: bool,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,

    /// Nothing else is to be known any more
    #[arg(long, conflicts_with = "note")]
    clear_note: bool,
}

pub(crate) fn run(app: &App, args: UpdateArgs) -> anyhow::Result<()> {
    let patch = UserPatch {
        name: args.name,
        email: Change::from_flags(args.email, args.clear_email),
        phone: Change::from_flags(args.phone, args.clear_phone),
        note: Change::from_flags(args.note, args.clear_note),
    };
    if patch == UserPatch::default() {
        return Err(nothing_to_update("user").into());
    }

    let done = app.write(
        "user update",
        &(&args.user, &patch),
        |tx| {
            let user = desk::user::get(tx, &args.user)?;
            desk::user::update(tx, user.id, &patch)
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    app.done(&done, |user| format!("User `{}` is changed.", user.user));
    Ok(app.printer.answer(&done.value)?)
}
