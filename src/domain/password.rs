//! Customers' passwords, kept as argon2id hashes.

use std::fmt;

use argon2::password_hash::phc;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;

use super::{Code, Error, Result};

/// A password of 8 to 1000 characters, which is never shown.
#[derive(Clone)]
pub struct Password(String);

/// What is stored of a password: its salted argon2id hash, as text with its parameters.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

/// What came of comparing a password with a stored hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the password is the one that was hashed.
    pub matches: bool,
    /// Whether the hash is weaker than a new one would be and should be replaced.
    pub rehash: bool,
}

impl Password {
    /// Takes a password; the same characters typed on another keyboard are the same password.
    pub fn new(text: impl AsRef<str>) -> Result<Self> {
        let text: String = text.as_ref().nfc().collect();
        match text.chars().count() {
            8..=1000 => Ok(Self(text)),
            found => {
                let message = format!("a password has 8 to 1000 characters, found {found}");
                Err(Error::new(Code::InvalidValue, message))
            }
        }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl PasswordHash {
    /// A hash that was stored.
    #[must_use]
    pub const fn stored(text: String) -> Self {
        Self(text)
    }

    /// The text that is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// The hash of a password with a random salt. It takes some 30 ms on purpose: never while others wait for a lock.
pub fn hash(password: &Password, salt: &[u8; 16]) -> Result<PasswordHash> {
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT);
    hasher
        .hash_password_with_salt(password.0.as_bytes(), salt)
        .map(|hash: phc::PasswordHash| PasswordHash(hash.to_string()))
        .map_err(|error| {
            Error::new(
                Code::Failed,
                format!("the password cannot be hashed: {error}"),
            )
        })
}

/// Compares a password with a stored hash; a text that is no hash matches nothing.
#[must_use]
pub fn verify(password: &Password, stored: &str) -> Verdict {
    let Ok(stored) = phc::PasswordHash::new(stored) else {
        return Verdict {
            matches: false,
            rehash: false,
        };
    };
    let matches = Argon2::default()
        .verify_password(password.0.as_bytes(), &stored)
        .is_ok();
    Verdict {
        matches,
        rehash: matches && is_weaker(&stored),
    }
}

/// A hash of no password, to be verified for unknown users so that the answer takes as long.
#[must_use]
pub fn dummy_hash() -> &'static str {
    "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBhIG5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
}

fn is_weaker(stored: &phc::PasswordHash) -> bool {
    let current = Params::DEFAULT;
    let weaker = |params: Params| {
        params.m_cost() < current.m_cost()
            || params.t_cost() < current.t_cost()
            || params.p_cost() < current.p_cost()
    };
    stored.algorithm.as_str() != Algorithm::Argon2id.as_str()
        || stored.version != Some(Version::V0x13.into())
        || Params::try_from(stored).map_or(true, weaker)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: [u8; 16] = *b"a grain of salt!";

    fn password(text: &str) -> Password {
        Password::new(text).unwrap()
    }

    #[test]
    fn the_password_matches_its_hash_and_another_does_not() {
        let stored = hash(&password("correct horse"), &SALT).unwrap();
        let verdict = verify(&password("correct horse"), stored.as_str());
        assert_eq!(
            verdict,
            Verdict {
                matches: true,
                rehash: false
            }
        );
        assert!(!verify(&password("correct horsf"), stored.as_str()).matches);
    }

    #[test]
    fn a_hash_says_how_it_was_made() {
        let stored = hash(&password("correct horse"), &SALT).unwrap();
        assert!(
            stored
                .as_str()
                .starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{}",
            stored.as_str()
        );
    }

    #[test]
    fn a_weaker_hash_matches_and_is_to_be_replaced() {
        let weak = Params::new(8_192, 1, 1, None).unwrap();
        let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, weak);
        let stored: phc::PasswordHash = hasher
            .hash_password_with_salt(b"correct horse", &SALT)
            .unwrap();
        let verdict = verify(&password("correct horse"), &stored.to_string());
        assert_eq!(
            verdict,
            Verdict {
                matches: true,
                rehash: true
            }
        );
    }

    #[test]
    fn the_same_characters_composed_differently_are_the_same_password() {
        let stored = hash(&password("caf\u{e9} au lait"), &SALT).unwrap();
        assert!(verify(&password("cafe\u{301} au lait"), stored.as_str()).matches);
    }

    #[test]
    fn the_dummy_hash_is_verified_like_any_and_matches_nothing() {
        let stored = phc::PasswordHash::new(dummy_hash()).unwrap();
        assert!(!is_weaker(&stored));
        assert!(!verify(&password("correct horse"), dummy_hash()).matches);
    }

    #[test]
    fn a_text_that_is_no_hash_matches_nothing() {
        assert!(!verify(&password("correct horse"), "correct horse").matches);
    }

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(format!("{:?}", password("correct horse")), "Password(…)");
    }

    #[test]
    fn a_password_has_8_to_1000_characters() {
        assert!(Password::new("1234567").is_err());
        assert!(Password::new("12345678").is_ok());
        assert!(Password::new("비밀번호비밀번호").is_ok());
        assert!(Password::new("x".repeat(1000)).is_ok());
        assert!(Password::new("x".repeat(1001)).is_err());
    }
}
