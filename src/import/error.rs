//! Why a file did not become a document.

use crate::domain::{Fault, sentence};

/// Why a file was not taken. The file's name is not part of it: the list that shows the error names the file.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The system would not open it.
    #[error("the file could not be opened")]
    Open(#[source] std::io::Error),
    /// The system would not read it to its end.
    #[error("the file could not be read")]
    Read(#[source] std::io::Error),
    /// It is a pipe, a device or the like.
    #[error("this is {0}, not a file")]
    NotAFile(SpecialFile),
    /// It is larger than a document may be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// There is not enough memory for it.
    #[error("there is not enough memory for the {bytes} bytes of this file")]
    NoMemory {
        /// Its size.
        bytes: u64,
    },
    /// Somebody wrote to it meanwhile.
    #[error("the file changed while it was read")]
    Changed,
    /// It has no bytes, or a byte order mark alone.
    #[error("the file is empty")]
    Empty,
    /// It is not text.
    #[error("the file holds {0}, not text")]
    Binary(BinaryKind),
    /// The encoding a person chose has a name nobody knows.
    #[error("no encoding known here is called “{0}”")]
    UnknownEncoding(String),
}

/// Things in a folder that are not files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialFile {
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A block or character device.
    Device,
    /// Something else.
    Other,
}

impl std::fmt::Display for SpecialFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Link => "a link",
            Self::Pipe => "a named pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
            Self::Other => "something special",
        })
    }
}

/// What bytes are that are not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryKind {
    /// Known by its first bytes.
    Known(&'static str),
    /// Zero bytes that no encoding of text explains.
    ZeroBytes,
    /// Too many control characters.
    Controls,
}

impl std::fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Known(name) => name,
            Self::ZeroBytes => "zero bytes",
            Self::Controls => "control codes",
        })
    }
}

impl ImportError {
    /// The stable code of this kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Open(_) => "AS-IMP-01",
            Self::Read(_) => "AS-IMP-02",
            Self::NotAFile(_) => "AS-IMP-03",
            Self::TooLarge { .. } => "AS-IMP-04",
            Self::NoMemory { .. } => "AS-IMP-05",
            Self::Changed => "AS-IMP-06",
            Self::Empty => "AS-IMP-07",
            Self::Binary(_) => "AS-IMP-08",
            Self::UnknownEncoding(_) => "AS-IMP-09",
        }
    }
}

impl From<ImportError> for Fault {
    fn from(error: ImportError) -> Self {
        let todo = match &error {
            ImportError::Open(_) => "Check that the file is still there and that you may read it, then add it again.",
            ImportError::Read(_) => "Check the disk or the connection it is on, then add it again.",
            ImportError::NotAFile(_) => "Copy what it holds into an ordinary file and add that.",
            ImportError::TooLarge { .. } => "Split it into smaller files and add those.",
            ImportError::NoMemory { .. } => "Close other programs, or split the file, then add it again.",
            ImportError::Changed => "Wait until nothing writes to it, then add it again.",
            ImportError::Empty => "Check whether the copy is complete.",
            ImportError::Binary(_) => "Save it as plain text with the program it belongs to and add that.",
            ImportError::UnknownEncoding(_) => "Choose one by its usual name, such as windows-1251, KOI8-R or GB18030.",
        };
        let fault = Fault::new(
            error.code(),
            sentence(&error.to_string()),
            "Nothing was added for it; the file and the other documents are untouched.",
            todo,
        );
        match std::error::Error::source(&error) {
            Some(cause) => fault.caused_by(cause),
            None => fault,
        }
    }
}
