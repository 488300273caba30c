"""Exceptions of this package, and the content of their messages.

RetrievalError
├── UnreadableError      a file is not a resolution; says what was found and what is accepted
├── LibraryError         the library folder, a labels file or themes.toml is missing or wrong
├── CitationError        a citation cannot be understood, or names nothing in the library
├── QuestionError        a question or a filter cannot be used
├── CalibrationError     a user's own calibration cannot be read or fitted; says what to do
├── FetchError           an address cannot be fetched; says what happened and what to do instead
│   └── UnreachableError its server cannot be reached, as without a network
├── UnknownThemeError    a theme is not in the vocabulary, which the message lists
└── ClauseIndexError     the index is missing, damaged or built with another encoder; says the repair
    └── NoIndexError     no index was built there yet
"""


class RetrievalError(Exception):
    """Base class of all exceptions of this package."""


class UnreadableError(RetrievalError):
    """A file cannot be read as a resolution; the message is the reason, without the file's name."""


class LibraryError(RetrievalError):
    """The library folder or one of its own files cannot be used."""


class CitationError(RetrievalError):
    """A citation cannot be understood, or names nothing in the library."""


class FetchError(RetrievalError):
    """An address cannot be fetched; the message is the reason, without the address."""


class UnreachableError(FetchError):
    """The server of an address cannot be reached, as without a network."""


class UnknownThemeError(RetrievalError):
    """A theme is not in the vocabulary."""


class ClauseIndexError(RetrievalError):
    """The index is missing, damaged or does not fit; the message names the command that repairs it."""


class NoIndexError(ClauseIndexError):
    """No index was built yet in a folder, or at an address of Milvus."""


class QuestionError(RetrievalError):
    """A question, or a limit put on it, cannot be used."""


class CalibrationError(RetrievalError):
    """A user's own calibration cannot be read, or the questions do not suffice to fit one."""
