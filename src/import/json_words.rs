//! What is wrong with JSON, in words for people.

/// What the parser says, and what that means.
const WORDS: &[(&str, &str)] = &[
    ("EOF while parsing", "the JSON is cut off here"),
    (
        "expected ident",
        "a word that JSON does not have; expected `true`, `false` or `null`, or a text in quotes",
    ),
    (
        "expected value",
        "no value stands here; expected a text in quotes, a number, `true`, `false`, `null`, `{` or `[`",
    ),
    ("expected `:`", "no `:` stands behind a key; expected `:`"),
    (
        "expected `,` or `}`",
        "neither `,` nor `}` stands behind a value; expected one of them",
    ),
    (
        "expected `,` or `]`",
        "neither `,` nor `]` stands behind a value; expected one of them",
    ),
    (
        "key must be a string",
        "no key in quotes stands here; expected one like `\"name\"`",
    ),
    (
        "trailing comma",
        "a `,` with nothing behind it; expected one more value, or no `,`",
    ),
    (
        "trailing characters",
        "something stands behind the end of the JSON; expected nothing",
    ),
    (
        "control character",
        "a line break or another control character in a text; expected it as `\\n` or the like",
    ),
    (
        "invalid escape",
        "a `\\` before a letter that it does not go with; expected `\\\\` or `\\n` or the like",
    ),
    (
        "lone leading surrogate",
        "half a letter written as `\\u…`; expected the other half behind it",
    ),
    (
        "unexpected end of hex escape",
        "half a letter written as `\\u…`; expected the other half behind it",
    ),
    (
        "invalid unicode code point",
        "bytes that are no letter; expected UTF-8",
    ),
    (
        "invalid number",
        "a number that JSON does not have; expected one like `12` or `1.5`, or a text in quotes",
    ),
    ("number out of range", "a number that is too large"),
    (
        "recursion limit",
        "lists and objects too deep in each other",
    ),
];

/// What the parser calls what it found.
const FOUND: &[(&str, &str)] = &[
    ("string", "a text"),
    ("map", "an object"),
    ("sequence", "a list"),
    ("boolean", "true or false"),
    ("null", "nothing"),
    ("integer", "a number"),
    ("floating point", "a number"),
    ("number", "a number"),
];

/// What is wrong with JSON, without the place that the parser adds.
pub(super) fn what(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let said = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(said, _)| said);
    if let Some((_, meant)) = WORDS.iter().find(|(begin, _)| said.starts_with(begin)) {
        return (*meant).to_owned();
    }
    let types = said.strip_prefix("invalid type: ");
    let Some((found, expected)) = types.and_then(|types| types.rsplit_once(", expected ")) else {
        return said.to_owned();
    };
    let known = FOUND.iter().find(|(begin, _)| found.starts_with(begin));
    let found = known.map_or("something else", |(_, word)| *word);
    format!("found {found}; expected {expected}")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_words_of_the_parser_are_not_told() {
        for (json, begin) in [
            ("{\"a\":", "the JSON is cut off"),
            ("nope", "a word that JSON does not have"),
            ("x", "no value stands here"),
            ("{\"a\" 1}", "no `:` stands"),
            ("{\"a\":1 2}", "neither `,` nor `}`"),
            ("[1 2]", "neither `,` nor `]`"),
            ("{a:1}", "no key in quotes"),
            ("{\"a\":1,}", "a `,` with nothing"),
            ("[] []", "something stands behind"),
            ("\"\n\"", "a line break"),
            ("\"\\x\"", "a `\\` before"),
            ("01", "a number that JSON"),
        ] {
            let error = serde_json::from_str::<Value>(json).unwrap_err();
            assert!(what(&error).starts_with(begin), "{json}: {}", what(&error));
        }
        let error = serde_json::from_str::<String>("[1]").unwrap_err();
        assert_eq!(what(&error), "found a list; expected a string");
    }
}
