//! Customers at the desk.

use std::collections::HashMap;

use super::naming::missing;
use crate::db::{Snapshot, Transaction};
use crate::domain::{
    Code, Email, Error, Name, NewUser, Password, PasswordHash, Phone, Result, User, UserFilter,
    UserId, UserPatch, UserRef, count, dummy_hash, verify,
};
use crate::repository::{journal, user};

/// The customer that a reference names. An address that two sites gave to two people is ambiguous.
pub fn get(snapshot: &Snapshot<'_>, reference: &UserRef) -> Result<User> {
    match find(snapshot, reference)? {
        Some(user) => Ok(user),
        None => Err(missing(
            "user",
            &reference.to_string(),
            &user::emails(snapshot)?,
        )),
    }
}

/// The customer that a reference names, if there is one.
pub fn find(snapshot: &Snapshot<'_>, reference: &UserRef) -> Result<Option<User>> {
    let mut found = match reference {
        UserRef::Id(id) => user::find(snapshot, *id)?.into_iter().collect(),
        UserRef::WalkIn => user::find(snapshot, UserId::WALK_IN)?.into_iter().collect(),
        UserRef::Email(email) => user::find_by_email(snapshot, email)?,
        UserRef::Phone(phone) => user::find_by_phone(snapshot, phone)?,
    };
    if found.len() > 1 {
        let ids: Vec<_> = found.iter().map(|user| user.id.to_string()).collect();
        return Err(Error::new(
            Code::Ambiguous,
            format!("`{reference}` is {} users", found.len()),
        )
        .hint(format!("name one by its id: {}", ids.join(" or "))));
    }
    Ok(found.pop())
}

/// The users that fit, each with how many orders there are, and how many users there are without the limit.
pub fn list(snapshot: &Snapshot<'_>, filter: &UserFilter) -> Result<(Vec<(User, i64)>, i64)> {
    let users = user::list(snapshot, filter)?;
    Ok((
        with_orders(snapshot, users)?,
        user::count(snapshot, filter)?,
    ))
}

/// The same users, each with how many orders there are.
pub(super) fn with_orders(snapshot: &Snapshot<'_>, users: Vec<User>) -> Result<Vec<(User, i64)>> {
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    let orders: HashMap<_, _> = user::orders_of(snapshot, &ids)?.into_iter().collect();
    let counted = users.into_iter().map(|user| {
        let orders = orders.get(&user.id).copied().unwrap_or_default();
        (user, orders)
    });
    Ok(counted.collect())
}

/// How many orders a user has, which decides between deleting and erasing.
pub fn orders(snapshot: &Snapshot<'_>, id: UserId) -> Result<i64> {
    user::orders(snapshot, id)
}

/// Makes a user, with a password if one is given.
pub fn create(
    tx: &Transaction<'_>,
    new: &NewUser,
    password: Option<&PasswordHash>,
) -> Result<UserId> {
    if new.email.is_none() && new.phone.is_none() {
        return Err(Error::new(
            Code::Usage,
            "a user needs an e-mail address or a phone number",
        )
        .hint("boxoffice user create --name 'Ani' --email ani@example.com"));
    }
    must_be_free(tx, None, new.email.as_ref(), new.phone.as_ref())?;
    let id = user::insert(tx, new)?;
    if password.is_some() {
        set_password(tx, id, password)?;
    }
    Ok(id)
}

/// The user that a reference names, made with `name` where the address or number is new.
pub fn get_or_create(
    tx: &Transaction<'_>,
    reference: &UserRef,
    name: Option<&Name>,
) -> Result<UserId> {
    // Most sales are to nobody by name, and the schema keeps that customer in every file.
    if *reference == UserRef::WalkIn {
        return Ok(UserId::WALK_IN);
    }
    if let Some(user) = find(tx, reference)? {
        must_not_be_erased(&user)?;
        return Ok(user.id);
    }
    let (email, phone) = match reference {
        UserRef::Email(email) => (Some(email.clone()), None),
        UserRef::Phone(phone) => (None, Some(phone.clone())),
        UserRef::Id(_) | UserRef::WalkIn => return get(tx, reference).map(|user| user.id),
    };
    match name {
        Some(name) => user::insert(
            tx,
            &NewUser {
                name: name.clone(),
                email,
                phone,
                note: None,
            },
        ),
        None => Err(
            missing("user", &reference.to_string(), &user::emails(tx)?).hint(format!(
                "add `--name NAME` to make `{reference}` a user with this sale"
            )),
        ),
    }
}

/// Changes a user.
pub fn update(tx: &Transaction<'_>, id: UserId, patch: &UserPatch) -> Result<UserId> {
    let mut changed = get(tx, &UserRef::Id(id))?;
    must_be_a_person(&changed)?;
    patch.email.clone().apply(&mut changed.email);
    patch.phone.clone().apply(&mut changed.phone);
    patch.note.clone().apply(&mut changed.note);
    changed.name = patch.name.clone().or(changed.name);
    if changed.email.is_none() && changed.phone.is_none() {
        return Err(Error::new(
            Code::WrongState,
            "a user keeps an e-mail address or a phone number",
        ));
    }
    must_be_free(tx, Some(id), changed.email.as_ref(), changed.phone.as_ref())?;
    user::update(tx, &changed)?;
    Ok(id)
}

/// What became of a user that was to be deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Deleted {
    /// The user.
    pub id: UserId,
    /// Whether the row stays for the sake of its orders, with nothing personal left in it.
    pub erased: bool,
}

/// Deletes a user without orders; one with orders is erased: name, e-mail address, phone number and note go for good.
pub fn delete(tx: &Transaction<'_>, id: UserId) -> Result<Deleted> {
    let gone = get(tx, &UserRef::Id(id))?;
    must_be_a_person(&gone)?;
    let erased = user::orders(tx, id)? > 0;
    if erased {
        user::erase(tx, id, tx.now())?;
    } else {
        user::delete(tx, id)?;
    }
    journal::forget(tx, "users", id.0)?;
    Ok(Deleted { id, erased })
}

/// Sets a user's password, or removes it. The hash is made before the transaction begins, as that takes its time.
pub fn set_password(
    tx: &Transaction<'_>,
    id: UserId,
    password: Option<&PasswordHash>,
) -> Result<UserId> {
    must_be_a_person(&get(tx, &UserRef::Id(id))?)?;
    user::set_password_hash(tx, id, password)?;
    Ok(id)
}

/// A password that was found to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Whose it is.
    pub id: UserId,
    /// What is stored of it, where that is weaker than what would be stored today.
    pub outdated: Option<PasswordHash>,
}

/// Whether `password` is that user's. An unknown user and a wrong password take the same time and say the same.
pub fn verify_password(
    snapshot: &Snapshot<'_>,
    reference: &UserRef,
    password: &Password,
) -> Result<Verified> {
    let found = find(snapshot, reference)?;
    let stored = match &found {
        Some(user) => user::password_hash(snapshot, user.id)?,
        None => None,
    };
    let text = stored.as_ref().map_or(dummy_hash(), PasswordHash::as_str);
    let verdict = verify(password, text);
    match (found, stored) {
        (Some(user), Some(stored)) if verdict.matches => Ok(Verified {
            id: user.id,
            outdated: verdict.rehash.then_some(stored),
        }),
        _ => Err(wrong_password()),
    }
}

/// Puts a stronger hash of the same password in place of `outdated`, unless another password was set since.
pub fn rehash(
    tx: &Transaction<'_>,
    id: UserId,
    outdated: &PasswordHash,
    stronger: &PasswordHash,
) -> Result<UserId> {
    if user::password_hash(tx, id)?.as_ref() == Some(outdated) {
        user::set_password_hash(tx, id, Some(stronger))?;
    }
    Ok(id)
}

/// The one answer to an unknown user and to a wrong password.
#[must_use]
pub fn wrong_password() -> Error {
    Error::new(Code::WrongPassword, "the name or the password is wrong")
}

/// Refuses to go on when the user has more or fewer orders than were shown before the question.
pub fn must_still_have(snapshot: &Snapshot<'_>, id: UserId, orders: i64) -> Result<()> {
    let now = user::orders(snapshot, id)?;
    if now == orders {
        return Ok(());
    }
    let message = format!("the user has {} now, not {orders}", count(now, "order"));
    Err(Error::new(Code::Moved, message).hint("repeat the command to see how it stands now"))
}

/// Refuses to change the walk-in customer and who was erased.
pub fn must_be_a_person(user: &User) -> Result<()> {
    if user.id == UserId::WALK_IN {
        return Err(Error::new(
            Code::WrongState,
            "`walk-in` stands for everybody without a name and never changes",
        ));
    }
    must_not_be_erased(user)
}

fn must_not_be_erased(user: &User) -> Result<()> {
    if user.erased_at.is_none() {
        return Ok(());
    }
    let message = format!("user {} was erased and stays so", user.id);
    Err(Error::new(Code::WrongState, message))
}

fn must_be_free(
    snapshot: &Snapshot<'_>,
    of: Option<UserId>,
    email: Option<&Email>,
    phone: Option<&Phone>,
) -> Result<()> {
    let mut others = Vec::new();
    if let Some(email) = email {
        others.extend(
            user::find_by_email(snapshot, email)?
                .into_iter()
                .map(|user| (user, email.to_string())),
        );
    }
    if let Some(phone) = phone {
        others.extend(
            user::find_by_phone(snapshot, phone)?
                .into_iter()
                .map(|user| (user, phone.to_string())),
        );
    }
    match others.into_iter().find(|(other, _)| Some(other.id) != of) {
        Some((_, contact)) => Err(Error::new(
            Code::Taken,
            format!("`{contact}` already belongs to another user"),
        )
        .hint(format!("boxoffice user show '{contact}'"))),
        None => Ok(()),
    }
}
