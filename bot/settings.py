"""Settings: paths, model and Slack credentials. The only reader of environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypedDict, Unpack
from urllib.parse import urlsplit

import platformdirs

from bot.config_file import PREFIX, Given, origin, parse_config
from bot.errors import SettingsError
from bot.terminal import USUAL, Terminal
from embeddings.files import write_whole
from retrieval.index.locations import APP, encoders_folder, models_folder
from retrieval.index.place import IndexLocation, Place

OFFICIAL_ADDRESS = "https://documents.un.org/api/symbol/access?s={symbol}&l=en&t=pdf"
"""URL template of the UN Official Document System; undocs.org and docs.un.org lead to an HTML page around it."""

_KNOWN = (
    "CLAUSEBOT_AUDIT",
    "CLAUSEBOT_COLLECTIONS",
    "CLAUSEBOT_DATABASE",
    "CLAUSEBOT_INDEX",
    "CLAUSEBOT_KEEP_DAYS",
    "CLAUSEBOT_LIBRARY",
    "CLAUSEBOT_LOOK_BACK_HOURS",
    "CLAUSEBOT_MCP_TOKEN",
    "CLAUSEBOT_MILVUS_TOKEN",
    "CLAUSEBOT_MODEL",
    "CLAUSEBOT_OFFICIAL_ADDRESS",
    "CLAUSEBOT_OWNERS",
    "CLAUSEBOT_PAGER",
    "CLAUSEBOT_PLAIN",
    "CLAUSEBOT_PROXY",
    "CLAUSEBOT_SLACK_API",
    "CLAUSEBOT_SUPPORT",
    "CLAUSEBOT_TOKEN_KEY",
)
_OPTIONS: tuple[Literal["library", "index", "model"], ...] = ("library", "index", "model")
_SECRET = ("CLAUSEBOT_MCP_TOKEN", "CLAUSEBOT_MILVUS_TOKEN", "CLAUSEBOT_TOKEN_KEY")
_CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Secret:
    """Slack credential: a token or the signing secret.

    Attributes:
        variable: Environment variable.
        prefix: Common prefix of such secrets; "" for none.
        place: Location in the app's settings, starting at https://api.slack.com/apps.
    """

    variable: str
    prefix: str
    place: str

    @property
    def remedy(self) -> str:
        """Remedy for a missing or wrong credential."""
        return f"set it to what is shown at {self.place}"


BOT_TOKEN = Secret("SLACK_BOT_TOKEN", "xoxb-", "the app's page, OAuth & Permissions, Bot User OAuth Token")
APP_TOKEN = Secret(
    "SLACK_APP_TOKEN",
    "xapp-",
    "the app's page, Basic Information, App-Level Tokens; give it the scope connections:write",
)
SIGNING_SECRET = Secret("SLACK_SIGNING_SECRET", "", "the app's page, Basic Information, App Credentials")
CLIENT_ID = Secret("SLACK_CLIENT_ID", "", "the app's page, Basic Information, App Credentials")
CLIENT_SECRET = Secret("SLACK_CLIENT_SECRET", "", "the app's page, Basic Information, App Credentials")
CONFIG_TOKEN = Secret("SLACK_CONFIG_TOKEN", "xoxe.", "the list of your apps, Your App Configuration Tokens")
_SLACK_SECRETS = (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, CLIENT_ID, CLIENT_SECRET, CONFIG_TOKEN)


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Settings of the Slack bot. Secrets are hidden from the repr.

    Attributes:
        bot_token: Bot token of one workspace; "" if not set, like the others.
        client_id: Client id of an app that many workspaces install.
        client_secret: Client secret of such an app.
        token_keys: Keys that the tokens of these workspaces are encrypted with in the database.
        app_token: App-level token, for Socket Mode.
        signing_secret: Signing secret, for signature verification of HTTP requests.
        config_token: App configuration token, with which `clausebot doctor` reads the app's events; otherwise unused.
        database: SQLAlchemy URL.
        owners: Users who may see feedback and rebuild the index, as "U0123ABCD", or "T0123ABCD/U0123ABCD" for those of
            one of many workspaces.
        keep: Retention time of the words of a question; with 0 they are erased with the answer.
        api: Base URL of Slack's Web API.
        support: Whom people may ask about the bot; "" for nobody.
        audit: File of the audit log.
        look_back: Maximum age of questions that were asked while the bot was away and are answered later; 0 for none.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    config_token: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    token_keys: tuple[str, ...] = field(repr=False)
    database: str = field(repr=False)
    owners: frozenset[str]
    keep: timedelta
    api: str
    support: str
    audit: Path
    look_back: timedelta

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> SlackSettings:
        """Read the settings from environment variables.

        Raises:
            SettingsError: If a number of days or hours is invalid.
        """
        database = platformdirs.user_data_path(APP) / "slack.db"
        return cls(
            bot_token=env.get(BOT_TOKEN.variable, "").strip(),
            app_token=env.get(APP_TOKEN.variable, "").strip(),
            signing_secret=env.get(SIGNING_SECRET.variable, "").strip(),
            config_token=env.get(CONFIG_TOKEN.variable, "").strip(),
            client_id=env.get(CLIENT_ID.variable, "").strip(),
            client_secret=env.get(CLIENT_SECRET.variable, "").strip(),
            token_keys=_listed(env.get("CLAUSEBOT_TOKEN_KEY", "")),
            database=env.get("CLAUSEBOT_DATABASE") or f"sqlite:///{database}",
            owners=frozenset(_listed(env.get("CLAUSEBOT_OWNERS", ""))),
            keep=_kept(env.get("CLAUSEBOT_KEEP_DAYS") or "90"),
            api=(env.get("CLAUSEBOT_SLACK_API") or "https://slack.com/api").rstrip("/") + "/",
            support=env.get("CLAUSEBOT_SUPPORT", "").strip(),
            audit=_folder(env.get("CLAUSEBOT_AUDIT")) or platformdirs.user_data_path(APP) / "audit.jsonl",
            look_back=_looked_back(env.get("CLAUSEBOT_LOOK_BACK_HOURS") or "24"),
        )

    @property
    def is_distributed(self) -> bool:
        """Whether workspaces install the app by themselves, each with a token of its own."""
        return bool(self.client_id)

    def require_no_mixture(self) -> None:
        """Check that settings of one workspace are not mixed with those of many.

        Raises:
            SettingsError: If there is a token of one workspace besides, or an owner without a workspace.
        """
        if self.is_distributed and self.bot_token:
            raise SettingsError(
                f"{CLIENT_ID.variable} and {BOT_TOKEN.variable} are both set; unset the first to serve one workspace, "
                "or the second to let workspaces install the app"
            )
        if self.is_distributed and (bare := sorted(owner for owner in self.owners if "/" not in owner)):
            raise SettingsError(
                f"CLAUSEBOT_OWNERS names no workspace for {', '.join(bare)}; with many workspaces, "
                "write T0123ABCD/U0123ABCD"
            )

    def problem(self, wanted: Secret) -> str:
        """Return the obvious problem of a secret, such as "is not set"; "" for none."""
        value = self._value(wanted)
        if not value:
            return "is not set"
        return "" if value.startswith(wanted.prefix) else f"does not begin with {wanted.prefix}"

    def secret(self, wanted: Secret) -> str:
        """Return a credential of the Slack app: a token or its signing secret.

        Raises:
            SettingsError: If it is not set, or lacks its prefix; names the place in Slack.
        """
        if problem := self.problem(wanted):
            raise SettingsError(f"{wanted.variable} {problem}; {wanted.remedy}")
        return self._value(wanted)

    def _value(self, wanted: Secret) -> str:
        return {
            BOT_TOKEN: self.bot_token,
            APP_TOKEN: self.app_token,
            SIGNING_SECRET: self.signing_secret,
            CLIENT_ID: self.client_id,
            CLIENT_SECRET: self.client_secret,
            CONFIG_TOKEN: self.config_token,
        }[wanted]


class Options(TypedDict, total=False):
    """Settings that options of the command line override; see `Settings.from_env`."""

    library: str | None
    index: str | None
    model: str | None
    adapter: bool
    plain: bool
    quiet: bool
    paged: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of every command: locations of the library, the index and the models.

    Attributes:
        library: Folder of documents.
        location: Location of the index; by default a folder for each library, in the user's cache.
        model: The encoder somebody asked for by name; None to take the index's own, or the best installed.
        models_dir: Where models are installed.
        encoders: Folder of the compiled encoders that the indexes of this machine share. No cache: an index cannot
            answer without its own.
        history: File of the questions typed in the console.
        choice: File that `model use` keeps the encoder's name in.
        collections: Folder of the clauses that somebody keeps.
        downloads: Folder for documents whose download broke off.
        official_address: Of the official document of a resolution, with "{symbol}" for "S/RES/1325(2000)".
        proxy: URL of the proxy that documents are fetched through; "" for none.
        slack: What the Slack bot needs besides.
        mcp_token: Bearer token that assistants have to send over HTTP; "" for none.
        adapter: Whether an encoder is fitted to the field, where there is an adapter for it.
        terminal: Manner of output in a terminal.
        given: Every setting, and where its value comes from.
    """

    library: Path
    location: IndexLocation
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
    terminal: Terminal = USUAL
    given: tuple[Given, ...] = ()

    @property
    def index(self) -> Path:
        """Folder of the index; for an index in Milvus, of its local files."""
        return self.location.folder

    @property
    def place(self) -> Place:
        """Place of the index: a folder or Milvus."""
        return self.location.place(self.encoders)

    @classmethod
    def read(cls, env: Mapping[str, str], **options: Unpack[Options]) -> Settings:
        """Read the settings from environment variables and the configuration file; options override both.

        Raises:
            SettingsError: If a variable or a key is unknown, a value is invalid, or the file cannot be read.
            ClauseIndexError: If the Milvus address of the index is invalid.
        """
        file = _read_config(config_path())
        typed = {f"{PREFIX}{name.upper()}": str(options[name] or "") for name in _OPTIONS if name in options}
        given = tuple(origin(name, option=typed, environment=env, file=file, secret=_SECRET) for name in _KNOWN)
        return replace(cls.from_env({**file, **env}, **options), given=given)

    @classmethod
    def from_env(
        cls,
        env: Mapping[str, str],
        *,
        library: str | None = None,
        index: str | None = None,
        model: str | None = None,
        adapter: bool = True,
        plain: bool = False,
        quiet: bool = False,
        paged: bool = True,
    ) -> Settings:
        """Read the settings from environment variables; arguments override them.

        Raises:
            SettingsError: If a CLAUSEBOT_ variable is unknown, or its value is invalid.
            ClauseIndexError: If the Milvus address of the index is invalid.
        """
        unknown = sorted(name for name in env if name.startswith(PREFIX) and name not in _KNOWN)
        if unknown:
            raise SettingsError(f"unknown setting {', '.join(unknown)}; the known ones are {', '.join(_KNOWN)}")
        choice = platformdirs.user_config_path(APP) / "model"
        folder = _folder(library or env.get("CLAUSEBOT_LIBRARY")) or _default_library()
        token = env.get("CLAUSEBOT_MILVUS_TOKEN", "").strip()
        return cls(
            library=folder,
            location=IndexLocation.choose(folder, index or env.get("CLAUSEBOT_INDEX", ""), token),
            model=model or env.get("CLAUSEBOT_MODEL") or _chosen(choice),
            models_dir=models_folder(),
            encoders=encoders_folder(),
            history=platformdirs.user_state_path(APP) / "history",
            choice=choice,
            collections=_folder(env.get("CLAUSEBOT_COLLECTIONS")) or platformdirs.user_data_path(APP) / "collections",
            downloads=platformdirs.user_cache_path(APP) / "downloads",
            official_address=_pattern(env.get("CLAUSEBOT_OFFICIAL_ADDRESS") or OFFICIAL_ADDRESS),
            slack=SlackSettings.from_env(env),
            proxy=_proxy(env.get("CLAUSEBOT_PROXY", "").strip()),
            mcp_token=env.get("CLAUSEBOT_MCP_TOKEN", "").strip(),
            adapter=adapter,
            terminal=Terminal.from_env(env, plain=plain, quiet=quiet, paged=paged),
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
    secret = (*_SECRET, *(one.variable for one in _SLACK_SECRETS))
    return parse_config(data, path, known=[name for name in _KNOWN if name not in _SECRET], secret=secret)


def choose_model(settings: Settings, name: str) -> None:
    """Save a model as the default."""
    settings.choice.parent.mkdir(parents=True, exist_ok=True)
    write_whole(settings.choice, f"{name}\n".encode())


def _folder(path: str | None) -> Path | None:
    return Path(path).expanduser().resolve() if path else None


def _default_library() -> Path:
    """Return the default library: seeds/ of the checkout, else a folder in the user's data directory."""
    seeds = _CHECKOUT / "seeds"
    if seeds.is_dir() and (_CHECKOUT / "pyproject.toml").is_file():
        return seeds
    return platformdirs.user_data_path(APP) / "library"


def _pattern(address: str) -> str:
    if not address.lower().startswith(("http://", "https://")) or address.count("{symbol}") != 1:
        raise SettingsError(
            f"CLAUSEBOT_OFFICIAL_ADDRESS is {address!r}; expected a web address that contains {{symbol}} once, as in "
            f"{OFFICIAL_ADDRESS}"
        )
    return address


def _proxy(address: str) -> str:
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname):
        # Not shown, as it may hold a password.
        raise SettingsError("CLAUSEBOT_PROXY is no address of a proxy; expected one such as http://proxy.example:3128")
    return address


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _kept(days: str) -> timedelta:
    if not days.isdecimal() or len(days) > 5:
        raise SettingsError(f"CLAUSEBOT_KEEP_DAYS is {days!r}; expected a number of days, 0 to keep no question")
    return timedelta(days=int(days))


def _looked_back(hours: str) -> timedelta:
    if not hours.isdecimal() or len(hours) > 3:
        raise SettingsError(
            f"CLAUSEBOT_LOOK_BACK_HOURS is {hours!r}; expected a number of hours up to 999, 0 to look for nothing"
        )
    return timedelta(hours=int(hours))


def _chosen(choice: Path) -> str | None:
    return choice.read_text(encoding="utf-8").strip() or None if choice.is_file() else None
