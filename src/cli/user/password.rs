//! `boxoffice user password`

use clap::Args;

use super::given::Given;
use super::{hashed, look, must_repeat};
use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::{Password, Result, UserRef};

/// Set a user's password; it is asked for twice unless given otherwise
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  boxoffice user password rina@example.com
  boxoffice user password rina@example.com --password-file secret.txt")]
pub(crate) struct PasswordArgs {
    /// The user: e-mail address, phone number or id
    user: UserRef,

    #[command(flatten)]
    given: Given,

    /// Remove the password
    #[arg(long, conflicts_with_all = ["password_stdin", "password_file"])]
    clear: bool,
}

pub(crate) fn run(app: &App, args: &PasswordArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let user = desk::user::get(snapshot, &args.user)?;
        desk::user::must_be_a_person(&user)?;
        Ok(user)
    })?;
    let password = (!args.clear).then(|| password(app, args)).transpose()?;
    let hash = password.as_ref().map(|password| hashed(app, password));
    let hash = hash.transpose()?;

    let done = app.write(
        "user password",
        &(&args.user, args.clear),
        |tx| {
            let user = desk::user::get(tx, &args.user)?;
            must_be_as_shown(shown.map(|shown| shown.id), user.id, &args.user)?;
            desk::user::set_password(tx, user.id, hash.as_ref())
        },
        |snapshot, id| look(app, snapshot, *id),
    )?;

    must_repeat(app, &done, password.as_ref())?;
    app.done(&done, |user| {
        let verb = if user.has_password { "set" } else { "removed" };
        format!("The password of `{}` is {verb}.", user.user)
    });
    Ok(app.printer.answer(&done.value)?)
}

fn password(app: &App, args: &PasswordArgs) -> Result<Password> {
    if let Some(given) = args.given.read()? {
        return Password::new(given);
    }
    let question = format!("New password of {}", args.user);
    app.prompter.new_password(&question, Given::FLAG)
}
