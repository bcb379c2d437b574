//! Customers in the store.

use super::{limit, of_any, pattern};
use crate::db::{Row, Snapshot, Transaction};
use crate::domain::{
    Email, Instant, Name, NewUser, PasswordHash, Phone, Result, User, UserFilter, UserId, fold,
};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, email, phone, note, CASE WHEN password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
             created_at, updated_at, erased_at FROM users ",
            $rest
        )
    };
}

fn from_row(row: &Row<'_>) -> Result<User> {
    Ok(User {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        note: row.get("note")?,
        has_password: row.get("has_password")?,
        created_at: row.get("created_at")?,
        updated_at: row.get("updated_at")?,
        erased_at: row.get("erased_at")?,
    })
}

/// The user with that id.
pub fn find(snapshot: &Snapshot<'_>, id: UserId) -> Result<Option<User>> {
    snapshot.opt(select!("WHERE id = $1"), &[&id], from_row)
}

/// The users with that e-mail address: one per site at most.
pub fn find_by_email(snapshot: &Snapshot<'_>, email: &Email) -> Result<Vec<User>> {
    snapshot.all(
        select!("WHERE email = $1 AND merged_into IS NULL ORDER BY id"),
        &[email],
        from_row,
    )
}

/// The users with that phone number, written as at home or as abroad.
pub fn find_by_phone(snapshot: &Snapshot<'_>, phone: &Phone) -> Result<Vec<User>> {
    let exact = snapshot.all(
        select!("WHERE phone = $1 AND merged_into IS NULL ORDER BY id"),
        &[phone],
        from_row,
    )?;
    let Some(digits) = phone.shared_digits().filter(|_| exact.is_empty()) else {
        return Ok(exact);
    };
    // The last eight digits are the same however a number is written; the rest is a rule, not a pattern.
    let ending = format!("%{}", &digits[digits.len() - 8..]);
    let similar = snapshot.all(
        select!("WHERE phone LIKE $1 AND merged_into IS NULL ORDER BY id"),
        &[&ending],
        from_row,
    )?;
    let is_same = |user: &User| {
        user.phone
            .as_ref()
            .is_some_and(|other| other.is_same_line(phone))
    };
    Ok(similar.into_iter().filter(is_same).collect())
}

/// Every e-mail address, to suggest one from.
pub fn emails(snapshot: &Snapshot<'_>) -> Result<Vec<String>> {
    snapshot.all(
        "SELECT email FROM users WHERE email IS NOT NULL ORDER BY email",
        &[],
        |row| row.get("email"),
    )
}

/// Users by name.
pub fn list(snapshot: &Snapshot<'_>, filter: &UserFilter) -> Result<Vec<User>> {
    let mut found = Vec::new();
    each(snapshot, filter, |user| {
        found.push(user);
        Ok(())
    })?;
    Ok(found)
}

/// Calls `visit` with users by name, one at a time.
pub fn each(
    snapshot: &Snapshot<'_>,
    filter: &UserFilter,
    mut visit: impl FnMut(User) -> Result<()>,
) -> Result<()> {
    snapshot.each(
        select!(
            r"WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\') ORDER BY name NULLS LAST, id LIMIT $2"
        ),
        &[&pattern(filter.text.as_deref()), &limit(filter.limit)],
        |row| visit(from_row(row)?),
    )
}

/// How many users fit.
pub fn count(snapshot: &Snapshot<'_>, filter: &UserFilter) -> Result<i64> {
    snapshot.one(
        r"SELECT count(*) AS n FROM users WHERE ($1 IS NULL OR search LIKE $1 ESCAPE '\')",
        &[&pattern(filter.text.as_deref())],
        |row| row.get("n"),
    )
}

/// Makes a user.
pub fn insert(tx: &Transaction<'_>, new: &NewUser) -> Result<UserId> {
    let id = tx.one(
        "INSERT INTO users (id, name, email, phone, note, search, created_at, updated_at)
         VALUES ((SELECT id FROM next_users), $1, $2, $3, $4, $5, $6, $6) RETURNING id",
        &[
            &new.name,
            &new.email,
            &new.phone,
            &new.note,
            &search(Some(&new.name), new.email.as_ref(), new.phone.as_ref()),
            &tx.now(),
        ],
        |row| row.get::<UserId>("id"),
    )?;
    tx.touch("users", id.0);
    Ok(id)
}

/// Writes all of a user that may change, but the password.
pub fn update(tx: &Transaction<'_>, user: &User) -> Result<()> {
    tx.run(
        "UPDATE users SET name = $2, email = $3, phone = $4, note = $5, search = $6, updated_at = $7 WHERE id = $1",
        &[
            &user.id,
            &user.name,
            &user.email,
            &user.phone,
            &user.note,
            &search(user.name.as_ref(), user.email.as_ref(), user.phone.as_ref()),
            &tx.now(),
        ],
    )?;
    tx.touch("users", user.id.0);
    Ok(())
}

/// The stored hash of a user's password.
pub fn password_hash(snapshot: &Snapshot<'_>, id: UserId) -> Result<Option<PasswordHash>> {
    snapshot.one(
        "SELECT password_hash FROM users WHERE id = $1",
        &[&id],
        |row| {
            let stored: Option<String> = row.get("password_hash")?;
            Ok(stored.map(PasswordHash::stored))
        },
    )
}

/// Stores the hash of a user's password, or removes it.
pub fn set_password_hash(
    tx: &Transaction<'_>,
    id: UserId,
    hash: Option<&PasswordHash>,
) -> Result<()> {
    tx.run(
        "UPDATE users SET password_hash = $2, updated_at = $3 WHERE id = $1",
        &[&id, &hash.map(PasswordHash::as_str), &tx.now()],
    )?;
    tx.touch("users", id.0);
    Ok(())
}

/// Forgets who a user is: every personal column is emptied, the row and its orders stay.
pub fn erase(tx: &Transaction<'_>, id: UserId, at: Instant) -> Result<()> {
    tx.run(
        "UPDATE users SET name = NULL, email = NULL, phone = NULL, note = NULL, password_hash = NULL, search = '',
             erased_at = $2, updated_at = $2
         WHERE id = $1",
        &[&id, &at],
    )?;
    tx.touch("users", id.0);
    Ok(())
}

/// Deletes a user; one with orders is refused by the schema.
pub fn delete(tx: &Transaction<'_>, id: UserId) -> Result<()> {
    tx.run("DELETE FROM users WHERE id = $1", &[&id])?;
    tx.touch("users", id.0);
    Ok(())
}

/// How many orders a user has.
pub fn orders(snapshot: &Snapshot<'_>, id: UserId) -> Result<i64> {
    snapshot.one(
        "SELECT count(*) AS n FROM orders WHERE user_id = $1",
        &[&id],
        |row| row.get("n"),
    )
}

/// How many orders each of several users has; those without any are left out.
pub fn orders_of(snapshot: &Snapshot<'_>, ids: &[UserId]) -> Result<Vec<(UserId, i64)>> {
    of_any(
        snapshot,
        concat!(
            "SELECT user_id, count(*) AS n FROM orders WHERE user_id IN ",
            any_id!(),
            " AND $1 = $1 GROUP BY user_id"
        ),
        ids,
        |row| Ok((row.get("user_id")?, row.get("n")?)),
    )
}

/// Makes the customer of sales without a name, as user 1.
pub fn insert_walk_in(tx: &Transaction<'_>, name: &Name) -> Result<()> {
    tx.run(
        "INSERT INTO users (id, name, search, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)",
        &[
            &UserId::WALK_IN,
            name,
            &search(Some(name), None, None),
            &tx.now(),
        ],
    )?;
    tx.touch("users", UserId::WALK_IN.0);
    Ok(())
}

fn search(name: Option<&Name>, email: Option<&Email>, phone: Option<&Phone>) -> String {
    let parts = [
        name.map(ToString::to_string),
        email.map(ToString::to_string),
        phone.map(ToString::to_string),
    ];
    fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
}
