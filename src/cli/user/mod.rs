//! Manage users.

mod create;
mod delete;
mod export;
mod given;
mod import;
mod list;
mod password;
mod show;
mod update;
mod verify;

use super::app::App;
use crate::desk;
use crate::domain::{Code, Error, Password, PasswordHash, Result, UserId, UserRef, hash};
use crate::office::{Done, Snapshot};
use crate::view::UserView;

/// Manage users: the customers
#[derive(Debug, clap::Subcommand)]
#[command(arg_required_else_help = true)]
pub(crate) enum UserCommand {
    List(list::ListArgs),
    Show(show::ShowArgs),
    Create(create::CreateArgs),
    Update(update::UpdateArgs),
    Delete(delete::DeleteArgs),
    Password(password::PasswordArgs),
    Verify(verify::VerifyArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
}

impl UserCommand {
    pub(crate) fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::List(args) => list::run(app, &args),
            Self::Show(args) => show::run(app, &args),
            Self::Create(args) => create::run(app, args),
            Self::Update(args) => update::run(app, args),
            Self::Delete(args) => delete::run(app, &args),
            Self::Password(args) => password::run(app, &args),
            Self::Verify(args) => verify::run(app, &args),
            Self::Import(args) => import::run(app, &args),
            Self::Export(args) => export::run(app, &args),
        }
    }
}

/// A user with the number of orders.
fn look(app: &App, snapshot: &Snapshot<'_>, id: UserId) -> Result<UserView> {
    let user = desk::user::get(snapshot, &UserRef::Id(id))?;
    let orders = desk::user::orders(snapshot, id)?;
    Ok(UserView::of(&user, orders, app.zone()?))
}

/// What is stored of a password, made before the transaction begins.
fn hashed(app: &App, password: &Password) -> Result<PasswordHash> {
    hash(password, &app.office()?.salt()?)
}

/// Refuses a repetition under a key with another password, which the request does not hold: not even its hash is kept
/// anywhere but with the user.
fn must_repeat(app: &App, done: &Done<UserView>, password: Option<&Password>) -> Result<()> {
    let Some(password) = password.filter(|_| done.repeated) else {
        return Ok(());
    };
    let user = UserRef::Id(done.value.id);
    let verified = app.read(|snapshot| desk::user::verify_password(snapshot, &user, password));
    verified.map(drop).map_err(|_wrong| {
        let message = "the key was used with another password, or it was changed since";
        Error::new(Code::KeyReused, message).hint(
            "give each request a key of its own; only an exact repetition may use the same one",
        )
    })
}
