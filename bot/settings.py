"""Settings of all commands: paths, model and terminal. The only reader of environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, Unpack
from urllib.parse import urlsplit

import platformdirs

from bot.config_file import PREFIX, Given, key_of, origin, parse_config
from bot.errors import InvalidSetting, SettingsError
from bot.slack_settings import SECRETS, SlackSettings
from bot.terminal import USUAL, Terminal, is_on
from embeddings.files import write_whole
from retrieval.index.default_folders import APP, encoders_folder, models_folder
from retrieval.index.place import IndexAddress, IndexPlace

if TYPE_CHECKING:
    from retrieval.index.rebuild import BuildOptions

OFFICIAL_ADDRESS = "https://documents.un.org/api/symbol/access?s={symbol}&l=en&t=pdf"
"""URL template of the UN Official Document System; undocs.org and docs.un.org lead to an HTML page around it."""


class Variable(NamedTuple):
    """Environment variable of a setting.

    Attributes:
        name: Name of the variable.
        is_folder: Whether its value is a path or an address.
        is_secret: Whether its value is hidden, and refused in the configuration file.
        option: Option of the command line that overrides it.
    """

    name: str
    is_folder: bool = False
    is_secret: bool = False
    option: Literal["library", "index", "model"] | None = None


VARIABLES = (
    Variable("CLAUSEBOT_AUDIT", is_folder=True),
    Variable("CLAUSEBOT_COLLECTIONS", is_folder=True),
    Variable("CLAUSEBOT_DATABASE"),
    Variable("CLAUSEBOT_FAST"),
    Variable("CLAUSEBOT_INDEX", is_folder=True, option="index"),
    Variable("CLAUSEBOT_KEEP_DAYS"),
    Variable("CLAUSEBOT_LIBRARY", is_folder=True, option="library"),
    Variable("CLAUSEBOT_LOOK_BACK_HOURS"),
    Variable("CLAUSEBOT_MCP_TOKEN", is_secret=True),
    Variable("CLAUSEBOT_MILVUS_TOKEN", is_secret=True),
    Variable("CLAUSEBOT_MODEL", option="model"),
    Variable("CLAUSEBOT_OFFICIAL_ADDRESS"),
    Variable("CLAUSEBOT_OWNERS"),
    Variable("CLAUSEBOT_PAGER"),
    Variable("CLAUSEBOT_PLAIN"),
    Variable("CLAUSEBOT_PROXY"),
    Variable("CLAUSEBOT_SLACK_API"),
    Variable("CLAUSEBOT_SUPPORT"),
    Variable("CLAUSEBOT_TOKEN_KEY", is_secret=True),
)
_KNOWN = [one.name for one in VARIABLES]
_SECRET = [one.name for one in VARIABLES if one.is_secret]
_CHECKOUT = Path(__file__).resolve().parents[1]


class Options(TypedDict, total=False):
    """Settings that options of the command line override; see `Settings.from_env`."""

    library: str | None
    index: str | None
    model: str | None
    adapter: bool
    fast: bool
    plain: bool
    quiet: bool
    paged: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of every command: locations of the library, the index and the models.

    Attributes:
        library: Folder of documents.
        index_address: Folder or Milvus address of the index; by default a folder for each library, in the user's cache.
        model: Name of the encoder, if one was chosen; None for that of the index, and for a build the best installed.
        models_dir: Folder of installed models.
        encoders: Folder of compiled encoders, shared by the indexes of this machine. Not a cache: an index needs
            its encoder to answer.
        history: File of the questions typed in the console.
        choice: File with the name of the encoder chosen by `model use`.
        collections: Folder of kept clauses.
        downloads: Folder of incomplete downloads.
        official_address: URL template of the official document of a resolution, with "{symbol}" for
            "S/RES/1325(2000)".
        proxy: URL of the proxy that documents are fetched through; "" for none.
        slack: Settings of the Slack bot.
        mcp_token: Bearer token that assistants must send over HTTP; "" for none.
        adapter: Whether to use the adapter of the encoder, if there is one.
        fast: Whether to answer without the cross-encoder of the encoder, if there is one.
        terminal: Output mode of the terminal.
        given: Every setting, and where its value comes from.
    """

    library: Path
    index_address: IndexAddress
    model: str | None
    models_dir: Path
    encoders: Path
    history: Path
    choice: Path
    collections: Path
    downloads: Path
    official_address: str
    slack: SlackSettings
    mcp_token: str = field(default="", repr=False)
    proxy: str = field(default="", repr=False)  # may hold a password
    adapter: bool = True
    fast: bool = False
    terminal: Terminal = USUAL
    given: tuple[Given, ...] = ()

    @property
    def index(self) -> Path:
        """Folder of the index; for an index in Milvus, of its local files."""
        return self.index_address.folder

    @property
    def place(self) -> IndexPlace:
        """Place of the index: a folder or Milvus."""
        return self.index_address.place(self.encoders)

    def build_options(self, *, portable: bool | None = None, languages: bool | None = None) -> BuildOptions:
        """Return the options of a build with these settings; see `BuildOptions`."""
        from retrieval.index.rebuild import BuildOptions  # noqa: PLC0415 - answers and --help need none of it

        return BuildOptions(self.models_dir, self.model, self.adapter, portable, languages)

    @classmethod
    def read(cls, env: Mapping[str, str], **options: Unpack[Options]) -> Settings:
        """Read the settings from environment variables and the configuration file; options override both.

        Raises:
            SettingsError: If a variable or a key is unknown, a value is invalid, the file cannot be read, or an option
                names a file for a folder.
            ClauseIndexError: If the Milvus address of the index is invalid.
        """
        file = _read_config(config_path())
        typed = {one.name: str(options[one.option]) for one in VARIABLES if one.option and options.get(one.option)}
        given = tuple(origin(name, option=typed, environment=env, file=file, secret=_SECRET) for name in _KNOWN)
        try:
            settings = cls.from_env({**file, **env}, **options)
        except InvalidSetting as error:
            if error.variable in env:
                raise
            key = key_of(error.variable)
            raise SettingsError(f"{config_path()}: {key} {error.problem}; {error.remedy}") from None
        folders = {"library": settings.library, "index": settings.index}
        for name in ("library", "index"):
            if options.get(name) and folders[name].is_file():
                raise SettingsError(f"--{name} {options[name]} is a file, not a folder")
        return replace(settings, given=tuple(map(settings._in_force, given)))

    def _in_force(self, given: Given) -> Given:
        """Return a setting with its default, if it is the library, the index or the model and was not given."""
        defaults = {"library": str(self.library), "index": str(self.index), "model": self.model or ""}
        return given if given.by else replace(given, value=defaults.get(given.key, ""))

    @classmethod
    def from_env(cls, env: Mapping[str, str], **options: Unpack[Options]) -> Settings:
        """Read the settings from environment variables; options override them.

        Raises:
            SettingsError: If a CLAUSEBOT_ variable is unknown, or its value is invalid.
            ClauseIndexError: If the Milvus address of the index is invalid.
        """
        unknown = sorted(name for name in env if name.startswith(PREFIX) and name not in _KNOWN)
        if unknown:
            raise SettingsError(f"unknown setting {', '.join(unknown)}; the known ones are {', '.join(_KNOWN)}")
        choice = platformdirs.user_config_path(APP) / "model"
        folder = _resolved(options.get("library") or env.get("CLAUSEBOT_LIBRARY")) or _default_library()
        token = env.get("CLAUSEBOT_MILVUS_TOKEN", "").strip()
        return cls(
            library=folder,
            index_address=IndexAddress.choose(folder, options.get("index") or env.get("CLAUSEBOT_INDEX", ""), token),
            model=options.get("model") or env.get("CLAUSEBOT_MODEL") or _chosen_model(choice),
            models_dir=models_folder(),
            encoders=encoders_folder(),
            history=platformdirs.user_state_path(APP) / "history",
            choice=choice,
            collections=_resolved(env.get("CLAUSEBOT_COLLECTIONS")) or platformdirs.user_data_path(APP) / "collections",
            downloads=platformdirs.user_cache_path(APP) / "downloads",
            official_address=_official_address(env.get("CLAUSEBOT_OFFICIAL_ADDRESS") or OFFICIAL_ADDRESS),
            slack=SlackSettings.from_env(env),
            proxy=_proxy_address(env.get("CLAUSEBOT_PROXY", "").strip()),
            mcp_token=env.get("CLAUSEBOT_MCP_TOKEN", "").strip(),
            adapter=options.get("adapter", True),
            fast=options.get("fast", False) or is_on(env.get("CLAUSEBOT_FAST", ""), "CLAUSEBOT_FAST"),
            terminal=Terminal.from_env(
                env,
                plain=options.get("plain", False),
                quiet=options.get("quiet", False),
                paged=options.get("paged", True),
            ),
        )


def config_path() -> Path:
    """Return the path of the configuration file, which need not exist."""
    return platformdirs.user_config_path(APP) / "config.toml"


def _read_config(path: Path) -> Mapping[str, str]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}); repair or delete it") from None
    secret = (*_SECRET, *(one.variable for one in SECRETS))
    known = [one.name for one in VARIABLES if not one.is_secret]
    folders = [one.name for one in VARIABLES if one.is_folder]
    return parse_config(data, path, known=known, secret=secret, folders=folders)


def choose_model(settings: Settings, name: str) -> None:
    """Save a model as the default."""
    settings.choice.parent.mkdir(parents=True, exist_ok=True)
    write_whole(settings.choice, f"{name}\n".encode())


def _resolved(path: str | None) -> Path | None:
    return Path(path).expanduser().resolve() if path else None


def _default_library() -> Path:
    """Return the default library: seeds/ of the checkout, else a folder in the user's data directory."""
    seeds = _CHECKOUT / "seeds"
    if seeds.is_dir() and (_CHECKOUT / "pyproject.toml").is_file():
        return seeds
    return platformdirs.user_data_path(APP) / "library"


def _official_address(address: str) -> str:
    if not address.lower().startswith(("http://", "https://")) or address.count("{symbol}") != 1:
        expected = f"expected a web address that contains {{symbol}} once, as in {OFFICIAL_ADDRESS}"
        raise InvalidSetting("CLAUSEBOT_OFFICIAL_ADDRESS", f"is {address!r}", expected)
    return address


def _proxy_address(address: str) -> str:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        # Not shown, as it may hold a password.
        expected = "expected one such as http://proxy.example:3128"
        raise InvalidSetting("CLAUSEBOT_PROXY", "is no address of a proxy", expected)
    return address


def _chosen_model(choice: Path) -> str | None:
    return choice.read_text(encoding="utf-8").strip() or None if choice.is_file() else None
