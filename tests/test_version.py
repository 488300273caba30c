"""Version of a build: from the latest tag, or the fallback."""

import importlib.util
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FALLBACK = "0.1.0.dev0"


def _git(folder: Path, *argv: str) -> None:
    names = ["-c", "user.name=tests", "-c", "user.email=tests@example.org"]
    subprocess.run(["git", "-C", str(folder), *names, *argv], check=True, capture_output=True)


def _version(folder: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "hatchling", "version"], cwd=folder, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def _archived(checkout: Path, folder: Path) -> Path:
    archive = folder.with_suffix(".zip")
    _git(checkout, "archive", "--output", str(archive), "HEAD")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder


@pytest.mark.skipif(
    not (shutil.which("git") and importlib.util.find_spec("hatch_vcs")), reason="needs git, and a set-up from the lock"
)
def test_the_version_is_that_of_the_tag_and_without_one_of_the_fallback(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".git_archival.txt", ".gitattributes"):
        shutil.copy(ROOT / name, checkout / name)
    assert _version(checkout) == FALLBACK  # files without git
    _git(checkout, "init", "--quiet")
    _git(checkout, "add", ".")
    _git(checkout, "commit", "--quiet", "--no-gpg-sign", "--message", "First")
    assert re.fullmatch(rf"{FALLBACK[:-1]}1\+g[0-9a-f]+", _version(checkout))
    assert _version(_archived(checkout, tmp_path / "untagged")) == FALLBACK
    _git(checkout, "tag", "v0.7.2")
    assert _version(checkout) == "0.7.2"
    assert _version(_archived(checkout, tmp_path / "tagged")) == "0.7.2"
