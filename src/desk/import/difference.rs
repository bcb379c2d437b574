//! In what a row differs from what is in the box office.

use super::draft::Said;
use crate::domain::{Change, Code, ConcertField as Field, Error, FieldChange, Name, Problem, Word};

/// One field that differs.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    pub(super) line: u64,
    pub(super) field: Field,
    /// The ticket type that it is about.
    pub(super) of_type: Option<Name>,
    /// Whether its row says several types, so that it has to be named.
    is_named: bool,
    /// What is there; nothing may be.
    pub(super) from: Option<String>,
    pub(super) to: String,
}

impl Difference {
    /// As the reason why the row is refused.
    pub(super) fn problem(&self) -> Problem {
        let none = match self.field {
            Field::Capacity | Field::MaxPerOrder => "no limit",
            Field::Artists => "nobody",
            _ => "none",
        };
        let from = self.from.as_deref().unwrap_or(none);
        let of_type = match self.named() {
            Some(name) => format!(" for `{name}`"),
            None => String::new(),
        };
        let message = format!("`{}`{of_type}, but `{from}` in the box office", self.to);
        let error = Error::new(Code::RowsRefused, message);
        Problem {
            of_type: self.of_type.clone(),
            ..Problem::of_field(self.line, self.field, error)
        }
    }

    fn named(&self) -> Option<&Name> {
        self.of_type.as_ref().filter(|_| self.is_named)
    }

    /// As what would change.
    pub(super) fn change(&self) -> FieldChange {
        FieldChange {
            field: match self.named() {
                Some(name) => format!("{} of {name}", self.field.as_str()),
                None => self.field.as_str().to_owned(),
            },
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }
}

/// Collects what differs.
pub(super) struct Differences {
    of_type: Option<Name>,
    is_named: bool,
    found: Vec<Difference>,
}

impl Differences {
    /// Of a concert itself.
    pub(super) fn of_concert() -> Self {
        Self {
            of_type: None,
            is_named: false,
            found: Vec::new(),
        }
    }

    /// Of a ticket type, which is named if its row says several.
    pub(super) const fn of_type(name: Name, is_named: bool) -> Self {
        Self {
            of_type: Some(name),
            is_named,
            found: Vec::new(),
        }
    }

    /// What a row says of a field, if it is not there already.
    pub(super) fn of<T: PartialEq + Clone>(
        &mut self,
        field: Field,
        said: Option<&Said<T>>,
        there: Option<&T>,
        tell: impl Fn(&T) -> String,
    ) -> Option<T> {
        let said = said.filter(|said| Some(&said.value) != there)?;
        self.add(said.line, field, there.map(&tell), tell(&said.value));
        Some(said.value.clone())
    }

    /// The same, as a change of a field that may be empty.
    pub(super) fn change<T: PartialEq + Clone>(
        &mut self,
        field: Field,
        said: Option<&Said<T>>,
        there: Option<&T>,
        tell: impl Fn(&T) -> String,
    ) -> Change<T> {
        self.of(field, said, there, tell)
            .map_or(Change::Keep, Change::Set)
    }

    /// Adds a field that differs.
    pub(super) fn add(&mut self, line: u64, field: Field, from: Option<String>, to: String) {
        self.found.push(Difference {
            line,
            field,
            of_type: self.of_type.clone(),
            is_named: self.is_named,
            from,
            to,
        });
    }

    /// Everything that differs.
    pub(super) fn done(self) -> Vec<Difference> {
        self.found
    }
}
