//! Rows of a list of customers.

use super::{Field, List, Listed, Refusal};
use crate::domain::{Code, Email, Error, Name, Note, Phone, UserField, UserRow};

impl Field for UserField {
    const NOT_SET: &'static [&'static str] = &[
        "user",
        "orders",
        "has_password",
        "id",
        "created_at",
        "updated_at",
        "erased_at",
    ];
}

/// What a row says of a customer, or everything that is wrong with it.
pub fn read_user(list: &List<UserField>, row: &Listed) -> Result<UserRow, Vec<Refusal>> {
    if let Some(wrong) = row.wrong() {
        return Err(vec![Refusal::of_row(row.line, wrong.clone())]);
    }
    let mut refusals = Vec::new();
    let name: Option<Name> = list.read(row, UserField::Name, &mut refusals);
    let email: Option<Email> = list.read(row, UserField::Email, &mut refusals);
    let phone: Option<Phone> = list.read(row, UserField::Phone, &mut refusals);
    let note: Option<Note> = list.read(row, UserField::Note, &mut refusals);
    if email.is_none() && phone.is_none() && refusals.is_empty() {
        let message = "the row has neither an e-mail address nor a phone number";
        refusals.push(Refusal::of_row(
            row.line,
            Error::new(Code::InvalidValue, message),
        ));
    }
    if refusals.is_empty() {
        Ok(UserRow {
            name,
            email,
            phone,
            note,
        })
    } else {
        Err(refusals)
    }
}
