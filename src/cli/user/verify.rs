//! `boxoffice user verify`

use clap::Args;

use super::given::Given;
use super::{hashed, look};
use crate::cli::app::App;
use crate::desk;
use crate::domain::{Password, Result, UserRef};

/// Check a user's password: exit status 0 if it is right, 4 if not
///
/// An unknown user and a wrong password are not told apart.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice user verify rina@example.com
  printf '%s' \"$password\" | boxoffice user verify rina@example.com --password-stdin --quiet")]
pub(crate) struct VerifyArgs {
    /// The user: e-mail address, phone number or id
    user: UserRef,

    #[command(flatten)]
    given: Given,
}

pub(crate) fn run(app: &App, args: &VerifyArgs) -> anyhow::Result<()> {
    app.must_be_plain("user verify")?;
    app.office()?;
    let password = password(app, args)?;

    let verified =
        app.read(|snapshot| desk::user::verify_password(snapshot, &args.user, &password))?;
    if let Some(outdated) = &verified.outdated {
        let stronger = hashed(app, &password)?;
        let replaced = app.write(
            "user verify",
            &verified.id,
            |tx| desk::user::rehash(tx, verified.id, outdated, &stronger),
            |_, _| Ok(()),
        );
        if let Err(error) = replaced {
            let message = format!("the password is right, but was not hashed anew: {error}");
            app.printer.warning("not_rehashed", &message);
        }
    }

    let view = app.read(|snapshot| look(app, snapshot, verified.id))?;
    app.printer.status("The password is right.");
    Ok(app.printer.answer(&view)?)
}

/// What was typed or given; what cannot be a password is simply a wrong one.
fn password(app: &App, args: &VerifyArgs) -> Result<Password> {
    let typed = match args.given.read()? {
        Some(given) => given,
        None => app.prompter.typed_secret("Password", Given::FLAG)?,
    };
    Password::new(typed).map_err(|_unfit| desk::user::wrong_password())
}
