//! Ctrl-C, a request to end, a terminal that was closed: while long work runs they are asked about, so that what was begun is taken back.

use std::fs;
use std::io::{self, Read};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level::pipe};

use crate::domain::{Code, Error, Result};

/// The status of a process that was interrupted.
const INTERRUPTED: i32 = 130;

/// What the signals do: end the process, or only ask, while somebody holds them.
#[derive(Debug, Clone, Default)]
pub struct Interrupt {
    state: Arc<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Whether the signals are listened for at all.
    listening: AtomicBool,
    /// Whether a signal ends the process, as it would have without us.
    idle: Arc<AtomicBool>,
    /// How many hold the signals now, one within the other.
    holders: AtomicUsize,
    /// Whether one came while held.
    asked: Arc<AtomicBool>,
    /// Can be read once one came; there since the signals are first held.
    came: OnceLock<UnixStream>,
}

/// Until it is dropped, a signal only asks, and a second one ends the process at once.
#[derive(Debug)]
pub struct Held {
    state: Arc<State>,
}

impl Interrupt {
    /// Holds the signals. Nothing is done to them before somebody first does.
    pub fn hold(&self) -> Result<Held> {
        self.state.listen().map_err(|error| {
            let message = format!("Ctrl-C cannot be listened for: {error}");
            Error::new(Code::Failed, message)
        })?;
        self.state.holders.fetch_add(1, Ordering::SeqCst);
        self.state.idle.store(false, Ordering::SeqCst);
        Ok(Held {
            state: Arc::clone(&self.state),
        })
    }
}

impl State {
    fn listen(&self) -> io::Result<()> {
        if self.listening.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        let (reading, writing) = UnixStream::pair()?;
        for signal in heard() {
            flag::register_conditional_default(signal, Arc::clone(&self.idle))?;
            flag::register_conditional_shutdown(signal, INTERRUPTED, Arc::clone(&self.asked))?;
            flag::register(signal, Arc::clone(&self.asked))?;
            pipe::register(signal, writing.try_clone()?)?;
        }
        self.came.get_or_init(|| reading);
        Ok(())
    }
}

/// The signals to listen for: not those that whoever started us has turned off, as `nohup` does.
fn heard() -> impl Iterator<Item = i32> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| {
        let mask = line.strip_prefix("SigIgn:")?.trim();
        u64::from_str_radix(mask, 16).ok()
    });
    // Where it cannot be known, a closed terminal ends the process as it always does.
    let ignored = ignored.unwrap_or(1 << (SIGHUP - 1));
    [SIGINT, SIGTERM, SIGHUP]
        .into_iter()
        .filter(move |signal| ignored & 1 << (signal - 1) == 0)
}

impl Held {
    /// Goes on, unless a signal came.
    pub fn check(&self) -> Result<()> {
        if self.state.asked.load(Ordering::SeqCst) {
            return Err(interrupted());
        }
        Ok(())
    }

    /// Reads from `source`, however long nothing comes, until a signal does.
    pub fn reader<R: Read + AsFd>(&self, source: R) -> impl Read + use<R> {
        Guarded {
            state: Arc::clone(&self.state),
            source,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.state.holders.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.state.idle.store(true, Ordering::SeqCst);
        }
    }
}

struct Guarded<R> {
    state: Arc<State>,
    source: R,
}

impl<R: Read + AsFd> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let Some(came) = self.state.came.get() {
            let mut both = [
                PollFd::new(&self.source, PollFlags::IN),
                PollFd::new(came, PollFlags::IN),
            ];
            while let Err(error) = poll(&mut both, None) {
                if error != Errno::INTR {
                    return Err(error.into());
                }
            }
            if !both[1].revents().is_empty() {
                return Err(io::Error::other(interrupted()));
            }
        }
        self.source.read(into)
    }
}

fn interrupted() -> Error {
    Error::new(Code::Interrupted, "interrupted; nothing was written")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use signal_hook::low_level::raise;

    use super::*;

    /// One test, as the signals belong to the whole process.
    #[test]
    fn a_signal_that_is_held_only_asks_and_wakes_who_waits() {
        let interrupt = Interrupt::default();
        let held = interrupt.hold().unwrap();
        let (reading, mut writing) = UnixStream::pair().unwrap();
        let mut reader = held.reader(reading);
        writing.write_all(b"ab").unwrap();
        let mut two = [0; 2];
        reader.read_exact(&mut two).unwrap();
        assert_eq!((&two, held.check()), (b"ab", Ok(())));

        raise(SIGTERM).unwrap();
        assert_eq!(held.check().unwrap_err().code, Code::Interrupted);
        let error = reader.read(&mut two).unwrap_err();
        let inside = error.get_ref().unwrap().downcast_ref::<Error>().unwrap();
        assert_eq!(inside.message, "interrupted; nothing was written");
    }
}
