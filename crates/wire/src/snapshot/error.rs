//! Why a file is no snapshot of masters.

use super::FORMAT_VERSION;
use santei_engine::masters::MastersError;
use std::fmt;
use thiserror::Error;

/// A part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Magic, version and length.
    Frame,
    /// The header and its hash.
    Header,
    /// The body, packed.
    Body,
    /// The body, unpacked.
    Unpacked,
}

/// What is wrong with a snapshot.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// Another kind of file.
    #[error("not a snapshot of masters: the file does not begin with its mark")]
    Magic,
    /// Written by another version of the program.
    #[error(
        "the snapshot has format version {found}, this program reads version {FORMAT_VERSION}; build it again with `santei masters build`"
    )]
    Version {
        /// The version found.
        found: u32,
    },
    /// The file ends early.
    #[error("the snapshot is truncated: {expected} bytes of the {part} expected, {found} found")]
    Truncated {
        /// Where it ends.
        part: Part,
        /// Bytes stated.
        expected: u64,
        /// Bytes there.
        found: u64,
    },
    /// Bytes after the body.
    #[error("the snapshot goes on for {extra} bytes after its body")]
    Trailing {
        /// How many.
        extra: u64,
    },
    /// A size beyond what masters can have.
    #[error("the {part} of the snapshot states {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// The part.
        part: Part,
        /// Bytes stated.
        bytes: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// The bytes are not those that were written.
    #[error("the {part} of the snapshot was altered: its SHA-256 is not the one recorded")]
    Altered {
        /// The part.
        part: Part,
    },
    /// The hash is right, but the header is not one of this format.
    #[error("the header of the snapshot cannot be read: {0}")]
    Header(String),
    /// The body does not unpack to the size stated.
    #[error("the body of the snapshot cannot be unpacked: {0}")]
    Unpack(String),
    /// The body does not hold rows of this format.
    #[error("the body of the snapshot cannot be decoded: {0}")]
    Decode(String),
    /// Header and body name different official files.
    #[error("the snapshot contradicts itself: header and body name different files")]
    Sources,
    /// The rows make no masters.
    #[error("the snapshot holds masters that contradict themselves: {0}")]
    Masters(#[from] MastersError),
    /// The masters cannot be written in this format.
    #[error("the masters cannot be encoded: {0}")]
    Encode(String),
    /// The file cannot be read.
    #[error("the snapshot cannot be read: {0}")]
    Read(#[from] std::io::Error),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Frame => "frame",
            Self::Header => "header",
            Self::Body => "body",
            Self::Unpacked => "unpacked body",
        })
    }
}
