"""Type checks for dataclasses that were read from JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def check_fields(value: object) -> None:
    """Check every field of a dataclass against its annotation, recursively.

    Raises:
        TypeError: If a value has another type; names the field.

    >>> from embeddings.compiled import CompiledFacts
    >>> check_fields(CompiledFacts("tiny", "ab12", "32", 48, 2, "", "", (0, 1), False))
    Traceback (most recent call last):
    TypeError: dimensions is '32'
    """
    kind: Any = type(value)
    for name, hint in _hints(kind).items():
        found = getattr(value, name)
        if not _fits(found, hint):
            raise TypeError(f"{name} is {repr(found)[:60]}")


def _fits(value: object, hint: Any) -> bool:
    origin, args = get_origin(hint), get_args(hint)
    if hint is float:  # NaN is refused, too
        fits = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    elif hint is int:  # a bool is an int in Python
        fits = type(value) is int
    elif origin in (Union, UnionType):
        fits = any(_fits(value, one) for one in args)
    elif origin in (tuple, frozenset):  # any length, one element type
        fits = isinstance(value, origin) and _all_fit(value, args[0])
    elif origin is Mapping:
        fits = isinstance(value, Mapping) and _all_fit(value.keys(), args[0]) and _all_fit(value.values(), args[1])
    elif is_dataclass(hint) and isinstance(hint, type):
        fits = isinstance(value, hint) and all(_fits(getattr(value, name), of) for name, of in _hints(hint).items())
    else:
        fits = isinstance(value, hint)
    return fits


def _all_fit(values: Iterable[object], hint: Any) -> bool:
    if hint in (int, str):  # fast path for long sequences
        return set(map(type, values)) <= {hint}
    return all(_fits(value, hint) for value in values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
