//! 出力: results go to standard output or a file, buffered; a file appears only when it is whole.

use crate::failure::Failure;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where results go.
#[derive(Debug)]
pub(crate) struct Output {
    sink: Sink,
}

#[derive(Debug)]
enum Sink {
    Standard(BufWriter<io::StdoutLock<'static>>),
    File { writer: BufWriter<File>, part: PathBuf, path: PathBuf },
}

impl Output {
    /// Standard output.
    pub(crate) fn standard() -> Self {
        Self { sink: Sink::Standard(BufWriter::new(io::stdout().lock())) }
    }

    /// A file: written beside its place and moved there by [`Output::finish`], so that a run that stops
    /// half-way leaves the old file as it was.
    ///
    /// # Errors
    ///
    /// The file system's.
    pub(crate) fn file(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".part");
        let part = path.with_file_name(name);
        let writer = BufWriter::new(File::create(&part)?);
        Ok(Self { sink: Sink::File { writer, part, path: path.to_owned() } })
    }

    /// One JSON value on a line of its own.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it cannot be written.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        serde_json::to_writer(&mut *self, value)?;
        self.write_all(b"\n")?;
        Ok(())
    }

    /// A line of text.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it cannot be written.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) -> Result<(), Failure> {
        self.write_all(text.as_ref().as_bytes())?;
        self.write_all(b"\n")?;
        Ok(())
    }

    /// Everything is written; a file takes its place.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the rest cannot be written.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.sink {
            Sink::Standard(mut writer) => writer.flush()?,
            Sink::File { mut writer, part, path } => {
                writer.flush()?;
                drop(writer);
                fs::rename(part, path)?;
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Standard(writer) => writer.write(bytes),
            Sink::File { writer, .. } => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Standard(writer) => writer.flush(),
            Sink::File { writer, .. } => writer.flush(),
        }
    }
}
