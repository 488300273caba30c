"""The process that reads: files in on stdin, one after the other, their clauses out on stdout.

A file may be made to loop, to unpack to gigabytes or to crash what reads it, and no reader can be stopped from within.
So this process limits its memory, and the computing that one file may take; `bounded.py` starts it, ends it where it
does not answer in time, and starts another.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from retrieval.errors import UnreadableError

if TYPE_CHECKING:
    from retrieval.readers.table.columns import Names

READY, DONE, REFUSED, FAILED = b"ready", b"done", b"refused", b"failed"
"""The first frame of an answer; of a file that FAILED, another try in a new process may succeed."""

_LENGTH = 8
_ADVICE = "; use sys."  # to programmers, who could set another limit
_LONGEST_REASON = 500


def main() -> None:
    """Read what is asked for until nothing more comes; the arguments are bytes of memory and seconds of computing."""
    memory, seconds = int(sys.argv[2]), float(sys.argv[3])
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory(memory)
    write_frames(answers, READY)
    while True:
        try:
            asked, file = read_frame(sys.stdin.buffer), read_frame(sys.stdin.buffer)
        except EOFError:
            return
        write_frames(answers, *_answer(json.loads(asked), file, memory, seconds))


def write_frames(file: BinaryIO, *frames: bytes) -> None:
    """Write some frames, each after its length."""
    for frame in frames:
        file.write(len(frame).to_bytes(_LENGTH))
        file.write(frame)
    file.flush()


def read_frame(file: BinaryIO, most: int = sys.maxsize) -> bytes:
    """Return the next frame.

    Raises:
        EOFError: If there is none, or not the whole of it.
        ValueError: If it has more than `most` bytes.
    """
    length = int.from_bytes(_exactly(file, _LENGTH))
    if length > most:
        raise ValueError(f"a frame of {length} bytes")
    return _exactly(file, length)


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _answer(asked: Mapping[str, Any], file: bytes, memory: int, seconds: float) -> tuple[bytes, bytes]:
    """Return how it went, and what was read, or why it was not."""
    read = _reader(asked)
    try:
        _limit_computing(seconds)
        return DONE, read(file)
    except UnreadableError as error:
        return REFUSED, _encoded(str(error))
    except MemoryError:
        return FAILED, _encoded(f"it needs more than {memory / 1e6:,.0f} MB of memory to read")
    except RecursionError:
        return FAILED, b"it is nested too deep"
    except Exception as error:  # a file that nobody thought of costs no more than itself
        return FAILED, _encoded(f"its reader fails on it ({type(error).__name__}: {error})")
    finally:
        _limit_computing(0)


def _reader(asked: Mapping[str, Any]) -> Callable[[bytes], bytes]:
    """Return what reads a file; it is loaded here, before the time of the file begins."""
    match asked["as"]:
        case "toml":
            return _toml_json
        case "text":
            from retrieval.readers.read import quotable  # noqa: PLC0415
            from retrieval.readers.source import Form  # noqa: PLC0415

            form = Form(asked["form"])
            return lambda file: quotable(file, form)
    from retrieval.readers.quoted import quoted_json  # noqa: PLC0415
    from retrieval.readers.read import read_documents  # noqa: PLC0415

    name, columns, vouched = asked["name"], _columns(asked["columns"]), asked["vouched"]
    years = {int(number): year for number, year in asked["years"].items()}
    return lambda file: quoted_json(read_documents(name, file, columns, years, vouched=vouched))


def _toml_json(file: bytes) -> bytes:
    import tomllib  # noqa: PLC0415

    try:
        return json.dumps(tomllib.loads(file.decode()), default=str).encode()
    except ValueError as error:  # no TOML, no UTF-8, or a number beyond all bounds
        raise UnreadableError(str(error).partition(_ADVICE)[0]) from None


def _columns(said: Mapping[str, str]) -> Names:
    if not said:
        return {}
    from retrieval.readers.table.columns import Column  # noqa: PLC0415

    return {heading: Column(column) for heading, column in said.items()}


def _encoded(reason: str) -> bytes:
    return reason[:_LONGEST_REASON].encode("utf-8", "backslashreplace")


def _limit_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows
        return
    with contextlib.suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: float) -> None:
    """Let the system end this process after so much computing from now on; 0 lifts that."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
