"""Mark of Clausebot's own exports, so that they are never read as sources.

A Word file has it among its keywords, a web page in its `<meta name="keywords">`, Markdown in a comment. Word
processors keep keywords when they save a document in another of their formats, PDF included. Tables are exported to be
read again, and have no mark.
"""

from __future__ import annotations

from retrieval.errors import UnreadableError

MARK = "Clausebot export"
COMMENT = f"<!-- {MARK} -->"


def refuse_marked(*, is_marked: bool) -> None:
    """Refuse a file with the mark.

    Raises:
        UnreadableError: If `is_marked`.
    """
    if is_marked:
        raise UnreadableError("it is an export of Clausebot, not a source; add the document that was exported instead")
