//! What a file is made of, where it does not show by itself, and how it was understood.

use clap::Args;

use crate::cli::app::App;
use crate::domain::{Code, Error, Result};
use crate::import::{Delimiter, Encoding, Form, Format, MappingFile, Remark, RowsPath};

#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// The format: csv, ndjson, json, jsonld [default: as the file's name and its first lines say]
    #[arg(long, value_name = "FORMAT")]
    input_format: Option<Format>,

    /// What stands between two cells: `,`, `;`, `|`, `tab` [default: as the first rows say]
    #[arg(long, value_name = "MARK")]
    delimiter: Option<Delimiter>,

    /// What the file is written in, such as windows-1252, euc-kr or gbk [default: UTF-8, or as its bytes say]
    #[arg(long, value_name = "NAME")]
    encoding: Option<Encoding>,

    /// Where in a JSON document the list is, such as `programs` or `data.rows` [default: its only list]
    #[arg(long, value_name = "PATH")]
    rows: Option<RowsPath>,
}

impl FormArgs {
    /// What the options say.
    pub(crate) fn form(&self) -> Form {
        Form {
            format: self.input_format,
            delimiter: self.delimiter,
            encoding: self.encoding,
            rows: self.rows.clone(),
        }
    }

    /// The options, and behind them those of the mapping file.
    pub(crate) fn over(&self, file: &MappingFile) -> Result<Form> {
        let form = self.form();
        Ok(Form {
            format: form.format.or(file.setting("format", str::parse)?),
            delimiter: form.delimiter.or(file.setting("delimiter", str::parse)?),
            encoding: form.encoding.or(file.setting("encoding", str::parse)?),
            rows: form.rows.or(file.setting("rows", str::parse)?),
        })
    }
}

/// Says what is to be said of a file as a whole; one that a warning would be of is refused where `strict`.
pub(crate) fn tell(app: &App, file: &str, remarks: &[Remark], strict: bool) -> Result<()> {
    for remark in remarks {
        match remark {
            Remark::Status(text) => app.printer.status(&format!("`{file}`: {text}")),
            Remark::Warning(word, text) if strict => {
                let message = format!("{file}: {text}; --strict refuses `{word}`");
                return Err(Error::new(Code::Refused, message));
            }
            Remark::Warning(word, text) => app.printer.warning(word, &format!("{file}: {text}")),
        }
    }
    Ok(())
}
