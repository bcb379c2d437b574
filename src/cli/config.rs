//! What the environment says. The only place that reads it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::domain::{Code, ConcertRef, Error, Instant, Name, Result};

/// The environment of one run, read once; a variable set to nothing counts as unset.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    /// `BOXOFFICE_DB`.
    pub(crate) db: Option<PathBuf>,
    /// Whether nobody may be asked: `BOXOFFICE_NO_INPUT`.
    pub(crate) no_input: bool,
    /// Whether colour is not wanted: `NO_COLOR`, or a terminal that has none.
    pub(crate) no_color: bool,
    data_folder: Option<PathBuf>,
    operator: Option<String>,
    login: Option<String>,
    concert: Option<String>,
    now: Option<String>,
}

impl Config {
    /// Reads the environment of this process.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place that reads the environment"
    )]
    pub(crate) fn from_environment() -> Self {
        Self::read(|name| std::env::var_os(name))
    }

    /// Reads an environment given as a look-up.
    fn read(look_up: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &str| look_up(name).filter(|value| !value.is_empty());
        let text = |name: &str| set(name).map(|value| value.to_string_lossy().into_owned());
        let home = || set("HOME").map(|home| Path::new(&home).join(".local/share"));
        let data_home = set("XDG_DATA_HOME").map(PathBuf::from);
        Self {
            db: set("BOXOFFICE_DB").map(PathBuf::from),
            no_input: set("BOXOFFICE_NO_INPUT").is_some(),
            no_color: set("NO_COLOR").is_some() || text("TERM").is_some_and(|term| term == "dumb"),
            data_folder: data_home.filter(|path| path.is_absolute()).or_else(home),
            operator: text("BOXOFFICE_OPERATOR"),
            login: text("USER").or_else(|| text("LOGNAME")),
            concert: text("BOXOFFICE_CONCERT"),
            now: text("BOXOFFICE_NOW"),
        }
    }

    /// The file of the box office when no flag names one.
    pub(crate) fn path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.db {
            return Ok(path.clone());
        }
        let folder = self.data_folder.as_ref().ok_or_else(|| {
            Error::new(
                Code::Usage,
                "no file is named and there is no home folder to look in",
            )
            .hint("name it with `--db FILE` or `BOXOFFICE_DB`")
        })?;
        Ok(folder.join("boxoffice").join("boxoffice.db"))
    }

    /// Who stands at the counter when no flag says so: `BOXOFFICE_OPERATOR`, else who is logged in.
    pub(crate) fn operator(&self) -> Result<Name> {
        if let Some(operator) = variable("BOXOFFICE_OPERATOR", self.operator.as_deref())? {
            return Ok(operator);
        }
        let login = self.login.as_deref().unwrap_or_default();
        login.parse().or_else(|_unfit| "unknown".parse())
    }

    /// Whether `BOXOFFICE_OPERATOR` says who stands at the counter.
    pub(crate) const fn has_operator(&self) -> bool {
        self.operator.is_some()
    }

    /// The concert that items without one belong to: `BOXOFFICE_CONCERT`.
    pub(crate) fn concert(&self) -> Result<Option<ConcertRef>> {
        variable("BOXOFFICE_CONCERT", self.concert.as_deref())
    }

    /// Where the clock of a practice office stands: `BOXOFFICE_NOW`.
    pub(crate) fn now(&self) -> Result<Option<Instant>> {
        variable("BOXOFFICE_NOW", self.now.as_deref())
    }
}

fn variable<T: FromStr<Err = Error>>(name: &str, value: Option<&str>) -> Result<Option<T>> {
    value
        .map(str::parse)
        .transpose()
        .map_err(|mut error: Error| {
            error.message = format!("{name}: {}", error.message);
            error
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)]) -> Config {
        Config::read(|name| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_file_is_named_by_the_variable_or_lies_in_the_data_folder() {
        for (variables, path) in [
            (
                vec![("BOXOFFICE_DB", "night.db"), ("HOME", "/h")],
                "night.db",
            ),
            (
                vec![("XDG_DATA_HOME", "/d"), ("HOME", "/h")],
                "/d/boxoffice/boxoffice.db",
            ),
            (
                vec![("XDG_DATA_HOME", "d"), ("HOME", "/h")],
                "/h/.local/share/boxoffice/boxoffice.db",
            ),
            (
                vec![("BOXOFFICE_DB", ""), ("HOME", "/h")],
                "/h/.local/share/boxoffice/boxoffice.db",
            ),
        ] {
            assert_eq!(
                config(&variables).path().unwrap(),
                Path::new(path),
                "{variables:?}"
            );
        }
        assert_eq!(config(&[]).path().unwrap_err().code, Code::Usage);
    }

    #[test]
    fn the_operator_is_the_variable_then_the_login_then_unknown() {
        for (variables, operator) in [
            (
                vec![("BOXOFFICE_OPERATOR", "Sari"), ("USER", "kasir")],
                "Sari",
            ),
            (vec![("USER", "kasir")], "kasir"),
            (vec![("LOGNAME", "kasir")], "kasir"),
            (vec![], "unknown"),
        ] {
            assert_eq!(config(&variables).operator().unwrap().as_str(), operator);
        }
    }

    #[test]
    fn an_unreadable_variable_is_named() {
        let error = config(&[("BOXOFFICE_NOW", "soon")]).now().unwrap_err();
        assert!(
            error.message.starts_with("BOXOFFICE_NOW: "),
            "{}",
            error.message
        );
    }

    #[test]
    fn colour_is_refused_by_no_color_and_by_a_dumb_terminal() {
        assert!(config(&[("NO_COLOR", "1")]).no_color);
        assert!(config(&[("TERM", "dumb")]).no_color);
        assert!(!config(&[("NO_COLOR", ""), ("TERM", "xterm")]).no_color);
    }
}
