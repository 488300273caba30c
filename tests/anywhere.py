"""Run the tests in several simulated environments: `python -m tests.anywhere`.

    python -m tests.anywhere                       the whole suite in every environment
    python -m tests.anywhere far tests/retrieval   pytest arguments, in one environment

Each environment has a fresh home and temporary folder; `stranger` is another user, to which only root can switch.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OF_THE_MACHINE = ("LANG", "LC_", "TZ", "COLUMNS", "LINES", "TERM", "FORCE_COLOR", "NO_COLOR", "PYTHONUTF8", "XDG_")
"""Prefixes of environment variables that are not inherited, but set by an environment only."""
_ANOTHER = "nobody"


@dataclass(frozen=True, slots=True)
class Place:
    """Simulated environment in which the tests must pass.

    Attributes:
        variables: Environment variables.
        depth: Depth of the temporary folder, in names of forty letters.
        busy: Whether to keep every core busy.
        user: User that runs the tests; "" for the current one.
    """

    variables: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    busy: bool = False
    user: str = ""


PLACES = {
    "near": Place({"COLUMNS": "40", "TERM": "dumb", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}),
    "far": Place(
        # An ASCII locale, without Python's coercion to UTF-8.
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "America/St_Johns", "FORCE_COLOR": "1"},
        depth=4,
        busy=True,
    ),
    "stranger": Place({"LC_ALL": "tr_TR.UTF-8", "TZ": "UTC"}, depth=1, user=_ANOTHER),
}


def main(argv: Sequence[str]) -> int:
    """Run the tests in environments, one after the other; return 0 if they pass in all."""
    parser = argparse.ArgumentParser(prog="python -m tests.anywhere", description=__doc__.partition("\n")[0])
    parser.add_argument("places", nargs="*", metavar="PLACE", help=f"of {', '.join(PLACES)}; all without one")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of the order of the tests")
    args, rest = parser.parse_known_args(argv)
    named = [name for name in args.places if name in PLACES]
    told = [*(name for name in args.places if name not in PLACES), *rest]
    failed = []
    for name in named or PLACES:
        if PLACES[name].user and (os.name != "posix" or os.geteuid()):
            print(f"== {name}: left out, as only root can be another user")
            continue
        print(f"== {name}: {PLACES[name]}, --seed {args.seed}", flush=True)
        if not _passes(PLACES[name], told, args.seed):
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== passed")
    return 1 if failed else 0


def _passes(place: Place, told: Sequence[str], seed: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="cb.", dir=_short()) as folder, _hogs(os.cpu_count() or 1, place.busy):
        temporary = Path(folder, *(["a-folder-with-a-name-that-is-quite-long-x"] * place.depth), "t")
        home = Path(folder, "home")
        for made in (temporary, home):
            made.mkdir(parents=True)
        if place.user:
            for path in (Path(folder), *Path(folder).rglob("*")):
                shutil.chown(path, place.user)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_MACHINE)}
        own = {
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(home / "hypothesis"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        order = ["--random-order", f"--random-order-seed={seed}"]
        command = [sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider", *order, *told]
        return _succeeds(command, {**kept, **own, **place.variables}, place.user)


def _succeeds(command: Sequence[str], environment: Mapping[str, str], user: str) -> bool:
    """Run a command in the checkout as a user ("" for the current one); return whether it succeeds."""
    if not user:
        return not subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    import pwd  # noqa: PLC0415 - missing on Windows

    group = pwd.getpwnam(user).pw_gid
    try:
        ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, user=user, group=group, extra_groups=[])
    except PermissionError:
        sys.exit(f"{user} cannot run {command[0]} in {ROOT}; make both where everybody may read")
    return not ran.returncode


def _short() -> str:
    """Return the parent of the shortest possible temporary path, as TMPDIR is often long."""
    return "/tmp" if Path("/tmp").is_dir() else tempfile.gettempdir()


@contextmanager
def _hogs(number: int, wanted: bool) -> Iterator[None]:
    """Keep every core busy inside the block."""
    hogs = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(number if wanted else 0)]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
