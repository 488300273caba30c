"""Lock files: every package that pyproject.toml asks for, pinned, with hashes; and pinned actions of workflows."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = {
    "requirements.lock": ("build",),
    "requirements-dev.lock": ("build", "bench", "dev", "docs", "evaluate", "mcp", "milvus", "plot", "postgres"),
}
OWN_BUILDS = ("clausebot", "torch")
"""Packages without a lock entry: the checkout itself, and torch, whose build depends on the machine."""

_ENTRY = re.compile(
    r"^([a-z0-9-]+)==([^ ;]+)(?: ; ([^\\\n]+))? \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def _wanted(extras: tuple[str, ...]) -> list[Requirement]:
    project, groups = PROJECT["project"], PROJECT["dependency-groups"]
    lists = [project["dependencies"], groups["backend"], *(project["optional-dependencies"][extra] for extra in extras)]
    requirements = [Requirement(line) for some in lists for line in some]
    return [one for one in requirements if one.name not in OWN_BUILDS and (not one.marker or one.marker.evaluate())]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert _ENTRY.sub("", text) == ""
    assert not any(entry[1].startswith(("torch", "nvidia-", "cuda-", "triton")) for entry in _ENTRY.finditer(text))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_what_pyproject_asks_for_within_its_bounds(name: str) -> None:
    pins: dict[str, str] = {}
    for entry in _ENTRY.finditer((ROOT / name).read_text(encoding="utf-8")):
        if not entry[3] or Requirement(f"{entry[1]}; {entry[3]}").marker.evaluate():  # type: ignore[union-attr]
            pins[entry[1]] = entry[2]
    wanted = _wanted(LOCKS[name])
    assert [str(one) for one in wanted if not one.specifier.contains(pins.get(canonicalize_name(one.name), "0"))] == []


def test_every_action_of_a_workflow_is_pinned_by_its_commit() -> None:
    """A tag can be moved to other code."""
    texts = (file.read_text(encoding="utf-8") for file in (ROOT / ".github/workflows").glob("*.yml"))
    used = [line.strip(" -") for text in texts for line in text.splitlines() if "uses:" in line]
    assert used, "no workflow uses an action"
    assert [one for one in used if not re.fullmatch(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []
