//! `boxoffice user delete`

use clap::Args;

use super::look;
use crate::cli::app::App;
use crate::desk;
use crate::domain::{User, UserRef, count};

/// Delete a user; one with orders is erased: who it was goes for good, the orders stay
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boxoffice user delete rina@example.com")]
pub(crate) struct DeleteArgs {
    /// The user: e-mail address, phone number or id
    user: UserRef,
}

pub(crate) fn run(app: &App, args: &DeleteArgs) -> anyhow::Result<()> {
    let (user, before) = app.read(|snapshot| {
        let user = desk::user::get(snapshot, &args.user)?;
        desk::user::must_be_a_person(&user)?;
        let view = look(app, snapshot, user.id)?;
        Ok((user, view))
    })?;
    app.confirm(&question(&user, before.orders))?;

    let done = app.write(
        "user delete",
        &user.id,
        |tx| {
            desk::user::must_still_have(tx, user.id, before.orders)?;
            desk::user::delete(tx, user.id)
        },
        |snapshot, deleted| {
            let erased = deleted.erased.then(|| look(app, snapshot, deleted.id));
            erased.transpose()
        },
    )?;

    app.done(&done, |erased| match erased {
        Some(_) => format!(
            "User {} is erased; {} without a name.",
            user.id,
            stay(before.orders)
        ),
        None => format!("User `{}` is deleted.", user.reference()),
    });
    Ok(app.printer.answer(done.value.as_ref().unwrap_or(&before))?)
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
