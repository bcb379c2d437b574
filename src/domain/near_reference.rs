//! What was probably meant by a text that names nothing.

use super::order_code::is_a_slip;
use super::reference::id;
use super::{Code, Error, Slug, quoted};

/// The refusal of a text that is not the slug of a thing; `noun` has a list to look it up in, if it is given.
///
/// The slug of a name is told as just that: nobody has looked whether anything has it.
pub(super) fn no_slug(text: &str, noun: Option<&str>, refusal: Error) -> Error {
    let mut error = Error {
        hints: Vec::new(),
        ..refusal
    };
    if noun == Some("artist") && is_list(text) {
        return error.hint("to name several, repeat the flag");
    }
    if let Some(slug) = Slug::from_name(text) {
        error = error.hint(format!("if you mean its name: `{slug}`"));
    }
    look_up(error, noun, text)
}

/// The refusal of a text that is neither the code of an order nor an id.
pub(super) fn no_order(text: &str, refusal: Error) -> Error {
    let error = if is_a_slip(text, &refusal) {
        refusal
    } else {
        let message =
            format!("`{text}` names no order; expected its code, such as `K7QX3`, or its id");
        Error::new(Code::InvalidValue, message)
    };
    look_up(error, Some("order"), text)
}

/// The refusal of a text that is nothing a customer is known by.
pub(super) fn no_user(text: &str) -> Error {
    let message = format!(
        "`{text}` names no user; expected an e-mail address, a phone number, `walk-in` or an id"
    );
    let error = Error::new(Code::InvalidValue, message);
    look_up(error, Some("user"), text)
}

/// The same error with the command that finds a thing by what its name has in it.
fn look_up(error: Error, noun: Option<&str>, text: &str) -> Error {
    let has_letter = text.contains(char::is_alphabetic);
    match noun.filter(|_| has_letter) {
        Some(noun) => error.hint(format!("boxoffice {noun} list --text {}", quoted(text))),
        None => error,
    }
}

/// Whether it is several references with commas between them.
fn is_list(text: &str) -> bool {
    let is_one = |part: &str| {
        let part = part.trim();
        part.parse::<Slug>().is_ok() || matches!(id(part), Ok(Some(_)))
    };
    text.contains(',') && text.split(',').all(is_one)
}

#[cfg(test)]
mod tests {
    use crate::domain::{ArtistRef, OrderCode, OrderRef, TicketTypeRef, UserRef, VenueRef};

    fn hints<T: std::str::FromStr<Err = super::Error> + std::fmt::Debug>(
        text: &str,
    ) -> Vec<String> {
        text.parse::<T>().unwrap_err().hints
    }

    #[test]
    fn a_name_for_a_slug_is_met_with_its_slug_and_a_list_to_look_in() {
        assert_eq!(
            hints::<VenueRef>("Gedung Cak Durasim"),
            [
                "if you mean its name: `gedung-cak-durasim`",
                "boxoffice venue list --text 'Gedung Cak Durasim'"
            ]
        );
        assert_eq!(
            hints::<TicketTypeRef>("java-jazz/VIP Gold"),
            ["if you mean its name: `vip-gold`"]
        );
    }

    #[test]
    fn several_references_at_once_are_told_to_stand_apart() {
        for text in ["rina,joko", "rina-sari, 12"] {
            assert_eq!(
                hints::<ArtistRef>(text),
                ["to name several, repeat the flag"]
            );
        }
        assert_eq!(
            hints::<ArtistRef>("Crosby, Stills & Nash")[0],
            "if you mean its name: `crosby-stills-nash`"
        );
    }

    #[test]
    fn a_person_for_an_order_is_looked_up() {
        let error = "joko".parse::<OrderRef>().unwrap_err();
        assert_eq!(
            error.message,
            "`joko` names no order; expected its code, such as `K7QX3`, or its id"
        );
        assert_eq!(error.hints, ["boxoffice order list --text joko"]);
    }

    #[test]
    fn a_slip_in_the_code_of_an_order_is_told_as_one() {
        let mut code = OrderCode::compute(1, &[7; 32]).to_string();
        let last = code.pop();
        code.push(if last == Some('A') { 'B' } else { 'A' });
        let message = code.parse::<OrderRef>().unwrap_err().message;
        assert!(message.contains("a slip of the finger?"), "{message}");
    }

    #[test]
    fn a_name_for_a_user_is_looked_up() {
        assert_eq!(
            hints::<UserRef>("Joko Widodo"),
            ["boxoffice user list --text 'Joko Widodo'"]
        );
        assert!(hints::<UserRef>("012").is_empty());
    }
}
