"""Installations and OAuth states in the bot's database, by slack_sdk's stores, with encrypted tokens.

slack_sdk's synchronous stores are called in the database's worker threads. Its async stores would need connections of
their own, which neither notice that a file was replaced nor wait in the queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from functools import partial
from typing import TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, MetaData, Table, func, select

from bot.errors import InvalidSetting, SettingsError
from bot.slack.exchange import Workspace
from bot.slack.store import erasure
from bot.slack.store.store import Store
from bot.slack.store.tables import BOTS, INSTALLATIONS, STATES, TOKENS

STATE_SECONDS = 600
"""Time that a person has to press "Allow", in seconds."""

KEY = "CLAUSEBOT_TOKEN_KEY"

Installed = TypeVar("Installed", Bot, Installation)


class Seal:
    """Encryption of tokens at rest, with Fernet: the first key encrypts, and all of them decrypt."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Load the keys.

        Raises:
            InvalidSetting: If there is none, or one is invalid.
        """
        if not keys:
            raise InvalidSetting(KEY, "is not set", "set it to what 'clausebot slack key' prints, and keep it")
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise InvalidSetting(KEY, "holds no key", "set it to what 'clausebot slack key' prints") from None

    def closed(self, installed: Installed) -> Installed:
        """Return a copy of an installation with encrypted tokens."""
        return _changed(installed, lambda token: self._fernet.encrypt(token.encode()).decode())

    def opened(self, installed: Installed) -> Installed:
        """Return a copy of an installation with its tokens decrypted.

        Raises:
            SettingsError: If they were encrypted with another key.
        """
        return _changed(installed, self._open)

    def renewed(self, token: str) -> str:
        """Return an encrypted token, encrypted with the first key.

        Raises:
            SettingsError: If it was encrypted with another key.
        """
        try:
            return self._fernet.rotate(token.encode()).decode()
        except InvalidToken:
            raise _other_key() from None

    def _open(self, token: str) -> str:
        try:
            return self._fernet.decrypt(token.encode()).decode()
        except InvalidToken:
            raise _other_key() from None


def new_key() -> str:
    """Return a new encryption key for tokens."""
    return Fernet.generate_key().decode()


class _Installations(SQLAlchemyInstallationStore):
    """slack_sdk's store, in tables that the migrations make."""

    @classmethod
    def build_installations_table(cls, metadata: MetaData, table_name: str) -> Table:
        return INSTALLATIONS

    @classmethod
    def build_bots_table(cls, metadata: MetaData, table_name: str) -> Table:
        return BOTS


class _States(SQLAlchemyOAuthStateStore):
    """slack_sdk's store, in the table that the migrations make."""

    @classmethod
    def build_oauth_states_table(cls, metadata: MetaData, table_name: str) -> Table:
        return STATES


def save(store: Store, installation: Installation, *, client_id: str, seal: Seal) -> None:
    """Write an installation, and the name and organisation of its workspace."""
    store.database.lend(lambda engine: _Installations(client_id, engine).save(seal.closed(installation)))
    if installation.team_id and not installation.is_enterprise_install:
        enterprise, name = installation.enterprise_id or "", installation.team_name or ""
        store.meet(Workspace(installation.team_id, enterprise, name))


def save_bot(store: Store, bot: Bot, *, client_id: str, seal: Seal) -> None:
    """Write the tokens of an installation that were renewed."""
    store.database.lend(lambda engine: _Installations(client_id, engine).save_bot(seal.closed(bot)))


def find_bot(
    store: Store, enterprise: str, team: str, *, client_id: str, seal: Seal, org_wide: bool = False
) -> Bot | None:
    """Return the installation that serves a workspace: its own, or else that of its organisation.

    Args:
        store: The database.
        enterprise: The organisation in the payload; "" for none. In a shared channel it may be another one.
        team: The workspace.
        client_id: The app.
        seal: Encryption of tokens.
        org_wide: Whether the payload says that the app is installed in the whole organisation. Only then does the
            organisation's installation serve a workspace that is not known yet.
    """
    known = store.workspace(team)
    enterprises = dict.fromkeys([known.enterprise, enterprise, ""] if known else [enterprise, ""])

    def find(engine: Engine) -> Bot | None:
        installations = _Installations(client_id, engine)
        for one in enterprises:
            if bot := installations.find_bot(enterprise_id=one or None, team_id=team):
                return bot
        claimed = enterprise if org_wide else ""
        organisation = known.enterprise if known else claimed
        return installations.find_bot(enterprise_id=organisation, team_id=None) if organisation else None

    bot = store.database.lend(find)
    if bot and bot.is_enterprise_install and team and known is None:
        store.meet(Workspace(team, bot.enterprise_id or ""))
    return bot and seal.opened(bot)


def revoke(store: Store, enterprise: str, team: str, *, client_id: str) -> None:
    """Delete the tokens of a workspace, or of its organisation where it has no installation of its own."""
    ids = _ids_of(store, enterprise, team, client_id)
    store.database.lend(lambda engine: _Installations(client_id, engine).delete_bot(**ids))


def remove(store: Store, enterprise: str, team: str, *, client_id: str) -> list[str]:
    """Delete an installation and all data of its workspaces; return these workspaces.

    The workspaces of an organisation's installation are those without an installation of their own.
    """
    ids = _ids_of(store, enterprise, team, client_id)
    org_wide = ids["team_id"] is None

    def delete(engine: Engine) -> list[str]:
        installations = _Installations(client_id, engine)
        installations.delete_bot(**ids)
        installations.delete_installation(**ids)
        known = [one.team for one in store.workspaces() if one.enterprise == enterprise] if org_wide else [team]
        return [
            one for one in known if not installations.find_installation(enterprise_id=enterprise or None, team_id=one)
        ]

    gone = store.database.lend(delete)
    for one in gone:
        erasure.erase_workspace(store, one)
    return gone


def _ids_of(store: Store, enterprise: str, team: str, client_id: str) -> dict[str, str | None]:
    """Return the ids that an installation is stored under: workspace and organisation, or organisation alone."""

    def find(engine: Engine) -> dict[str, str | None]:
        installations = _Installations(client_id, engine)
        has = partial(installations.find_installation, enterprise_id=enterprise or None)
        is_whole = enterprise and not has(team_id=team) and has(team_id=None)
        return {"enterprise_id": enterprise or None, "team_id": None if is_whole else team}

    return store.database.lend(find)


def renew_seals(store: Store, seal: Seal) -> int:
    """Encrypt all tokens with the first key, and return how many installations have one.

    Raises:
        SettingsError: If a token was encrypted with a key that `seal` lacks.
    """

    def renew(engine: Engine) -> int:
        count = 0
        with engine.begin() as connection:
            for table in (BOTS, INSTALLATIONS):
                for row in connection.execute(table.select()).mappings().all():
                    sealed = {name: seal.renewed(row[name]) for name in TOKENS if row.get(name)}
                    if sealed:
                        connection.execute(table.update().where(table.c.id == row["id"]).values(sealed))
                    count += table is BOTS
        return count

    return store.database.lend(renew)


def places(store: Store) -> set[str]:
    """Return the ids of workspaces, and of whole organisations, with a token."""
    where = func.coalesce(BOTS.c.team_id, BOTS.c.enterprise_id)
    return set(store.database.read(lambda connection: connection.scalars(select(where)).all()))


def served(store: Store) -> list[str]:
    """Return the workspaces with a token of their own or of their organisation."""
    there = places(store)
    return [one.team for one in store.workspaces() if there & {one.team, one.enterprise}]


def issue_state(store: Store) -> str:
    """Return a new state of an OAuth flow, which is valid once and for a while."""
    return store.database.lend(lambda engine: _States(STATE_SECONDS, engine).issue())


def consume_state(store: Store, state: str) -> bool:
    """Return whether a state of an OAuth flow is valid, and invalidate it."""
    return store.database.lend(lambda engine: _States(STATE_SECONDS, engine).consume(state))


def _changed(installed: Installed, change: Callable[[str], str]) -> Installed:
    changed = copy(installed)
    for name in _tokens_of(installed):
        setattr(changed, name, change(getattr(installed, name)))
    return changed


def _tokens_of(installed: Bot | Installation) -> Iterator[str]:
    return (name for name in TOKENS if getattr(installed, name, None))


def _other_key() -> SettingsError:
    return SettingsError(
        f"{KEY} lacks the key that stored tokens were encrypted with; add it after a comma, or install the app anew"
    )
