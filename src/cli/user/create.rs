//! `boxoffice user create`

use clap::{ArgGroup, Args};

use super::given::Given;
use super::{hashed, look, must_repeat};
use crate::cli::app::App;
use crate::desk;
use crate::domain::{Email, Name, NewUser, Note, Password, Phone};

/// Add a user, who can be named by e-mail address or phone number
///
/// A password is not needed; `boxoffice user password` asks for one at any time.
#[derive(Debug, Args)]
#[command(
    group = ArgGroup::new("contact").args(["email", "phone"]).required(true).multiple(true),
    after_help = "Examples:
  boxoffice user create --name 'Rina Sari' --email rina@example.com
  boxoffice user create --name 'Rina Sari' --phone '+62 812 3456 7890' --password-file secret.txt"
)]
pub(crate) struct CreateArgs {
    /// The name
    #[arg(long, value_name = "NAME")]
    name: Name,

    /// The e-mail address
    #[arg(long, value_name = "EMAIL")]
    email: Option<Email>,

    /// The phone number
    #[arg(long, value_name = "PHONE")]
    phone: Option<Phone>,

    /// What else is to be known
    #[arg(long, value_name = "TEXT")]
    note: Option<Note>,

    #[command(flatten)]
    given: Given,
}

pub(crate) fn run(app: &App, args: CreateArgs) -> anyhow::Result<()> {
    app.office()?;
    let password = args.given.read()?.map(Password::new).transpose()?;
    let hash = password.as_ref().map(|password| hashed(app, password));
    let hash = hash.transpose()?;
    let CreateArgs {
        name,
        email,
        phone,
        note,
        ..
    } = args;
    let new = NewUser {
        name,
        email,
        phone,
        note,
    };

    let done = app.write(
        "user create",
        &(&new, hash.is_some()),
        |tx| desk::user::create(tx, &new, hash.as_ref()),
        |snapshot, id| look(app, snapshot, *id),
    )?;

    must_repeat(app, &done, password.as_ref())?;
    app.done(&done, |user| {
        format!("User `{}` is on the books.", user.user)
    });
    app.next(&format!(
        "boxoffice sell CONCERT/TYPE --user {} --pay METHOD",
        done.value.user
    ));
    Ok(app.printer.answer(&done.value)?)
}
