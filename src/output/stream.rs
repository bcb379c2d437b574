//! One of the two streams, written whole and at once.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// Where to write, and whether somebody is watching.
pub(super) struct Stream {
    writer: Mutex<Box<dyn Write + Send>>,
    pub(super) is_terminal: bool,
}

impl Stream {
    pub(super) fn new(is_terminal: bool, writer: impl Write + Send + 'static) -> Self {
        Self {
            writer: Mutex::new(Box::new(writer)),
            is_terminal,
        }
    }

    /// Writes all of it and flushes, so that a full disk is noticed here and not at the end of the process.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(bytes)?;
        writer.flush()
    }
}

/// Keeps what was written, for tests.
#[cfg(test)]
#[derive(Clone, Default)]
pub(super) struct Heard(std::sync::Arc<Mutex<Vec<u8>>>);

#[cfg(test)]
impl Heard {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[cfg(test)]
impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
