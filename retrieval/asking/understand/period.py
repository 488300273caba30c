"""A way of stating a period, as the lexicon has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Reads = Literal["since", "after", "until", "before", "in", "between", "in decade", "last years"]


@dataclass(frozen=True, slots=True)
class Period:
    """A pattern of a period, and when it limits.

    Attributes:
        reads: How its first and last day are read from a match.
        apart: Whether it must stand apart from the sentence, as it could be part of the story told.
        set_off: Whether, at the end, it needs a comma before it for that.
    """

    pattern: re.Pattern[str]
    reads: Reads
    apart: bool = True
    set_off: bool = False
