//! `boxoffice user delete`

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::must_be_as_shown;
use crate::desk;
use crate::domain::{User, UserRef, count};
use crate::view::DeletedView;

/// Delete a user; one with orders is erased: who it was goes for good, the orders stay
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice user delete rina@example.com")]
pub(crate) struct DeleteArgs {
    /// The user: e-mail address, phone number or id
    user: UserRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let shown = app.unless_repeated(|snapshot| {
        let user = desk::user::get(snapshot, &args.user)?;
        desk::user::must_be_a_person(&user)?;
        let orders = desk::user::orders(snapshot, user.id)?;
        Ok((user, orders))
    })?;
    if let Some((user, orders)) = &shown {
        app.confirm(&question(user, *orders))?;
    }

    let done = app.write(
        "user delete",
        &args.user,
        |tx| {
            let user = desk::user::get(tx, &args.user)?;
            if let Some((shown, orders)) = &shown {
                must_be_as_shown(Some(shown.id), user.id, &args.user)?;
                desk::user::must_still_have(tx, user.id, *orders)?;
            }
            let deleted = desk::user::delete(tx, user.id)?;
            Ok(DeletedView::of_user(deleted.id.0, deleted.erased))
        },
        |_, gone| Ok(gone.clone()),
    )?;

    app.done(&done, |gone| match &shown {
        Some((user, orders)) if gone.erased == Some(true) => {
            format!(
                "User {} is erased; {} without a name.",
                user.id,
                stay(*orders)
            )
        }
        _ => format!("User `{}` is deleted.", args.user),
    });
    Ok(app.printer.answer(&done.value)?)
}

fn question(user: &User, orders: i64) -> String {
    let name = user.name.as_ref().map(|name| format!(" ({name})"));
    let named = format!("`{}`{}", user.reference(), name.unwrap_or_default());
    if orders == 0 {
        return format!("Delete the user {named}?");
    }
    let stay = stay(orders);
    format!("Erase name, e-mail address, phone number and note of {named} for good, while {stay}?")
}

fn stay(orders: i64) -> String {
    let verb = if orders == 1 { "stays" } else { "stay" };
    format!("{} {verb}", count(orders, "order"))
}
