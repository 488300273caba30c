"""Audit log: one JSON line for each change of settings, rebuild, installation, erasure and export of judgements.

The log holds no words of questions, and the line of an erasure names no person, so that no erased data stays in it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

WORKSPACE_SETTINGS = "workspace settings"
"""Value of "what" for a change of workspace settings, in Slack or on the command line."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Audit:
    """Audit log in a file; several processes of one machine may use it, as each line is appended by a single write.

    Attributes:
        file: Path of the file; None for no log.
    """

    file: Path | None = None

    def note(self, what: str, *, team: str, **about: Any) -> None:
        """Append a line; a failure is logged, not raised.

        Args:
            what: Kind of action, such as "settings".
            team: The workspace; "" for all.
            **about: Further fields.
        """
        if self.file is None:
            return
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = json.dumps({"at": at, "what": what, "workspace": team, **about}, ensure_ascii=False)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            opened = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(opened, f"{line}\n".encode())
            finally:
                os.close(opened)
        except OSError as error:
            _log.error("the audit log cannot be written", what=what, reason=str(error))
