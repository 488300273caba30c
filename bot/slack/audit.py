"""Audit log: one JSON line for each change of settings, rebuild, installation, erasure and export of judgements.

It holds no words of questions, and an erasure names nobody: the log is not to keep what was erased.
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
"""Noun of a change of the settings of a workspace, in Slack or on the command line."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Audit:
    """A file that lines are added to; None for no log.

    Several processes of a machine may write to one file: each line is added at once.
    """

    file: Path | None = None

    def note(self, what: str, *, team: str, **about: Any) -> None:
        """Add a line; where that fails, log it, as nothing may depend on it.

        Args:
            what: Noun of the deed, such as "settings".
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
