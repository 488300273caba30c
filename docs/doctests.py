"""Docstrings as Markdown for the site: examples and drawings become code."""

from __future__ import annotations

from typing import Any

import griffe

from docs.hooks import fenced


class CodeInDocstrings(griffe.Extension):
    """Fences examples and drawings in every docstring that the site shows."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Fence them in the docstring of one module, class, function or attribute."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
