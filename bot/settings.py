"""Where things are and which model is meant. The only reader of the environment."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from bot.errors import SettingsError

_APP = "clausebot"
_PREFIX = "CLAUSEBOT_"
_KNOWN = ("CLAUSEBOT_INDEX", "CLAUSEBOT_LIBRARY", "CLAUSEBOT_MODEL")
_CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Settings:
    """What every command needs to know.

    Attributes:
        library: Folder of documents.
        index: Folder of generations; by default one for each library, in the user's cache.
        model: The encoder somebody asked for by name; None to take the index's own, or the best installed.
        models_dir: Where models are installed.
        history: File of the questions typed in the console.
        choice: File that `model use` keeps the encoder's name in.
        adapter: Whether an encoder is fitted to the field, where there is an adapter for it.
    """

    library: Path
    index: Path
    model: str | None
    models_dir: Path
    history: Path
    choice: Path
    adapter: bool = True

    @classmethod
    def from_env(
        cls,
        env: Mapping[str, str],
        *,
        library: str | None = None,
        index: str | None = None,
        model: str | None = None,
        adapter: bool = True,
    ) -> Settings:
        """Read the environment; an argument that is given overrides it.

        Raises:
            SettingsError: If a CLAUSEBOT_ name is unknown.
        """
        unknown = sorted(name for name in env if name.startswith(_PREFIX) and name not in _KNOWN)
        if unknown:
            raise SettingsError(f"unknown setting {', '.join(unknown)}; the known ones are {', '.join(_KNOWN)}")
        cache, choice = platformdirs.user_cache_path(_APP), platformdirs.user_config_path(_APP) / "model"
        folder = _folder(library or env.get("CLAUSEBOT_LIBRARY")) or _default_library()
        return cls(
            library=folder,
            index=_folder(index or env.get("CLAUSEBOT_INDEX")) or cache / "indexes" / _slug(folder),
            model=model or env.get("CLAUSEBOT_MODEL") or _chosen(choice),
            models_dir=cache / "models",
            history=platformdirs.user_state_path(_APP) / "history",
            choice=choice,
            adapter=adapter,
        )


def choose_model(settings: Settings, name: str) -> None:
    """Make a model the one that is used where none is named."""
    settings.choice.parent.mkdir(parents=True, exist_ok=True)
    settings.choice.write_text(f"{name}\n", encoding="utf-8")


def _folder(path: str | None) -> Path | None:
    return Path(path).expanduser().resolve() if path else None


def _default_library() -> Path:
    """Return seeds/ of the checkout this runs from, else a folder of the user's own."""
    seeds = _CHECKOUT / "seeds"
    if seeds.is_dir() and (_CHECKOUT / "pyproject.toml").is_file():
        return seeds
    return platformdirs.user_data_path(_APP) / "library"


def _slug(folder: Path) -> str:
    """Name an index after its library: readable, and different for each path."""
    return f"{folder.name}-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"


def _chosen(choice: Path) -> str | None:
    return choice.read_text(encoding="utf-8").strip() or None if choice.is_file() else None
