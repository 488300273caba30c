"""The version of a build: that of the latest tag, or the fallback."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _git(folder: Path, *argv: str) -> None:
    names = ["-c", "user.name=tests", "-c", "user.email=tests@example.org"]
    subprocess.run(["git", "-C", str(folder), *names, *argv], check=True, capture_output=True)


def _version(folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "version"], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


@pytest.mark.skipif(
    not (shutil.which("git") and importlib.util.find_spec("hatch_vcs")), reason="needs git, and a set-up from the lock"
)
def test_the_version_is_that_of_the_tag_and_without_one_of_the_fallback(tmp_path: Path) -> None:
    checkout, archive, unpacked = tmp_path / "checkout", tmp_path / "archive.tar", tmp_path / "unpacked"
    checkout.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".git_archival.txt", ".gitattributes"):
        shutil.copy(ROOT / name, checkout / name)
    assert _version(checkout) == "0.1.0.dev0"  # files without git
    _git(checkout, "init", "--quiet")
    _git(checkout, "add", ".")
    _git(checkout, "commit", "--quiet", "--no-gpg-sign", "--message", "First")
    assert re.fullmatch(r"0\.1\.0\.dev1\+g[0-9a-f]+", _version(checkout))
    _git(checkout, "tag", "v0.7.2")
    assert _version(checkout) == "0.7.2"
    _git(checkout, "archive", "--output", str(archive), "HEAD")
    shutil.unpack_archive(archive, unpacked, filter="data")
    assert _version(unpacked) == "0.7.2"
