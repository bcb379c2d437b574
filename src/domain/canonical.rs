//! What every type with a canonical text shares: it is serialized as that text.

/// Serializes each type as what its `Display` writes.
macro_rules! serialize_as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )+};
}

/// Deserializes each type from the text that it is serialized as.
macro_rules! deserialize_from_text {
    ($($name:ty),+ $(,)?) => {$(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

/// Gives each newtype over a `String` its text: `as_str`, `Display` and `Serialize`.
macro_rules! text_newtype {
    ($($name:ident),+ $(,)?) => {$(
        impl $name {
            /// The canonical text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        $crate::domain::canonical::serialize_as_text!($name);
    )+};
}

pub(super) use {deserialize_from_text, serialize_as_text, text_newtype};
