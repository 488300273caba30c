"""Worker subprocess for parsing: files in on stdin, one at a time, their clauses out on stdout.

A malicious file may loop, decompress to gigabytes or crash its parser, and a parser cannot be stopped from within. This
process therefore limits its memory, and the CPU time of each file; `bounded.py` starts it, kills it after a timeout,
and starts another.
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
    from retrieval.readers.table.columns import ColumnMapping

READY, DONE, REFUSED, FAILED = b"ready", b"done", b"refused", b"failed"
"""First frame of an answer; after FAILED, a retry in a new process may succeed."""

_LENGTH = 8
_ADVICE = "; use sys."  # advice to programmers, cut off
_LONGEST_REASON = 500


def main() -> None:
    """Serve requests until the end of stdin; the arguments are bytes of memory and seconds of CPU time."""
    memory, seconds = int(sys.argv[2]), float(sys.argv[3])
    # Redirect stdout, so that prints of a library do not get between the answers.
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
    """Write length-prefixed frames."""
    for frame in frames:
        file.write(len(frame).to_bytes(_LENGTH))
        file.write(frame)
    file.flush()


def read_frame(file: BinaryIO, most: int = sys.maxsize) -> bytes:
    """Read the next length-prefixed frame.

    Raises:
        EOFError: If there is none, or it is incomplete.
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
    """Process a request; return its status, and the result or the reason of a refusal."""
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
    except Exception as error:  # an unexpected error must not affect other files
        return FAILED, _encoded(f"its parser failed ({type(error).__name__}: {error})")
    finally:
        _limit_computing(0)


def _reader(asked: Mapping[str, Any]) -> Callable[[bytes], bytes]:
    """Return the function for a request; its imports are loaded here, before the file's CPU time counts."""
    match asked["as"]:
        case "toml":
            return _toml_json
        case "draft":
            if asked["form"] == "pdf":
                from retrieval.readers.pdf.draft import read_draft  # noqa: PLC0415
            else:
                from retrieval.readers.docx.draft import read_draft  # noqa: PLC0415

            return lambda file: read_draft(file).to_json()
        case "text":
            from retrieval.readers.read import quotable  # noqa: PLC0415
            from retrieval.readers.source import Form  # noqa: PLC0415

            form = Form(asked["form"])
            return lambda file: quotable(file, form)
    from retrieval.readers.quoted import quoted_file, quoted_to_json  # noqa: PLC0415
    from retrieval.readers.read import read_documents  # noqa: PLC0415

    name, columns, vouched = asked["name"], _columns(asked["columns"]), asked["vouched"]
    years = {int(number): year for number, year in asked["years"].items()}
    return lambda file: quoted_to_json(quoted_file(read_documents(name, file, columns, years, vouched=vouched)))


def _toml_json(file: bytes) -> bytes:
    import tomllib  # noqa: PLC0415

    try:
        return json.dumps(tomllib.loads(file.decode()), default=str).encode()
    except ValueError as error:  # no TOML, no UTF-8, or a number too large
        raise UnreadableError(str(error).partition(_ADVICE)[0]) from None


def _columns(said: Mapping[str, str]) -> ColumnMapping:
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
    with contextlib.suppress(ValueError, OSError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_computing(seconds: float) -> None:
    """Set a limit of CPU time from now on, after which the system ends this process; 0 lifts it."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
