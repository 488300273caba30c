"""Commands `clausebot slack status`, `workspace` and `forget`: workspaces and users in the bot's database."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_for, print_json, warnings
from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.audit import WORKSPACE_SETTINGS, Audit
from bot.slack.exchange import Alive, Workspace, workspace_record
from bot.slack.store import alive, erasure, installations
from bot.slack.store.store import Store
from bot.texts.texts import LANGUAGES, is_language_tag
from bot.wording import counted
from retrieval.clauses.filters import FIELDS, NO_LIMITS, describe

_USER = re.compile(r"[UW][A-Z0-9]{2,}")
_TEAM = re.compile(r"T[A-Z0-9]{2,}")
_DIGITS = 5


def status(args: argparse.Namespace, settings: Settings) -> int:
    """Print each workspace with its settings, the number of kept questions and clauses, and its last connection.

    Raises:
        StoreUnavailable: If the database cannot be used.
    """
    with opened(settings) as store:
        known, counts, places, connections = (
            store.workspaces(),
            store.counts(),
            installations.places(store),
            alive.find_all(store),
        )
    for workspace in known:
        questions, clauses = counts.get(workspace.team, (0, 0))
        # With the token of one workspace, there are no installations.
        installed = bool(places & {workspace.team, workspace.enterprise}) if settings.slack.is_distributed else None
        if args.json:
            there = {"questions": questions, "kept": clauses, "installed": installed}
            print_json({**workspace_record(workspace), **there, **_connection_record(connections.get(workspace.team))})
            continue
        held = f"{counted(questions, 'question')} with words, {counted(clauses, 'kept clause')}"
        gone = "" if installed is None or installed else "not installed; "
        answers().print(f"{_named(workspace)}: {gone}{held}; {_settings_line(workspace, settings.slack.keep)}")
        answers().print(f"  {_connection_line(connections.get(workspace.team), settings.slack.look_back)}")
    if not known and not args.json:
        answers().print("no workspace has asked anything yet")
    return ANSWERED if known else NOTHING_FOUND


def workspace(args: argparse.Namespace, settings: Settings) -> int:
    """Print the settings of a workspace, after changing those that are given.

    Raises:
        SettingsError: If an argument is invalid.
        RetrievalError: If a limit is invalid, or there is no index to check it against.
        StoreUnavailable: If the database cannot be used.
    """
    team = _team(args.team)
    with opened(settings) as store:
        before = store.workspace(team) or Workspace(team)
        after = _changed(before, args, settings)
        if after != before:
            if all(one.team != team for one in store.workspaces()):
                warnings().print(f"the bot has not seen {team} yet; check the id")
            store.save_workspace(after)
            before_after = {"before": workspace_record(before), "after": workspace_record(after)}
            Audit(settings.slack.audit).note(WORKSPACE_SETTINGS, team=team, by="the command line", **before_after)
    if args.json:
        print_json(workspace_record(after))
    else:
        answers().print(f"{_named(after)}: {_settings_line(after, settings.slack.keep)}")
    return ANSWERED


def forget(args: argparse.Namespace, settings: Settings) -> int:
    """Erase a user's questions, feedback and kept clauses in one workspace.

    Raises:
        SettingsError: If the id of the user or workspace is invalid, or no workspace is named of several.
        StoreUnavailable: If the database cannot be used.
    """
    if not _USER.fullmatch(args.user):
        raise SettingsError(
            f"{args.user!r} is not a user ID of Slack; copy it from the profile there: More, Copy member ID"
        )
    with opened(settings) as store:
        team = the_one(store, args.workspace)
        erased = erasure.forget(store, team, args.user)
    Audit(settings.slack.audit).note("erasure", team=team, by="the command line", rows=erased)
    if args.json:
        print_json({"workspace": team, "user": args.user, "erased": erased})
    else:
        place = f" in {team}" if team else ""
        answers().print(f"erased {erased:,} of {args.user}'s questions, verdicts and kept clauses{place}")
    return ANSWERED if erased else NOTHING_FOUND


def the_one(store: Store, named: str) -> str:
    """Return the id of the named workspace, else of the only one in the database; "" if it has none.

    Raises:
        SettingsError: If the name is no id, or none is named of several.
    """
    if named:
        return _team(named)
    known = [one.team for one in store.workspaces()]
    if len(known) > 1:
        raise SettingsError(f"the database has {len(known)} workspaces: {', '.join(known)}; name one with --workspace")
    return "".join(known)


@contextmanager
def opened(settings: Settings) -> Iterator[Store]:
    """Open the bot's database, and close it at the end of the block.

    Raises:
        SettingsError: If its URL cannot be used, or a newer version wrote it.
        StoreUnavailable: If it cannot be used now.
    """
    store = Store.open(settings.slack.database, keep=settings.slack.keep)
    try:
        yield store
    finally:
        store.close()


def _changed(workspace: Workspace, args: argparse.Namespace, settings: Settings) -> Workspace:
    """Return a workspace with the settings of the options."""
    if args.keep_days is not None:
        workspace = replace(workspace, keep_days=_days(args.keep_days, settings.slack.keep.days))
    if args.language is not None:
        workspace = replace(workspace, language=_language(args.language))
    if args.no_limits:
        return replace(workspace, standing=NO_LIMITS)
    names_limits = any(getattr(args, one.option) for one in FIELDS)
    if not names_limits:
        return workspace
    return replace(workspace, standing=filters_for(args, settings.place.open()))


def _team(typed: str) -> str:
    if not _TEAM.fullmatch(typed):
        raise SettingsError(f"{typed!r} is not a workspace ID of Slack; 'clausebot slack status' lists them")
    return typed


def _days(typed: str, most: int) -> int | None:
    if typed == "default":
        return None
    if not typed.isdecimal() or len(typed) > _DIGITS:
        raise SettingsError(f"--keep-days is {typed!r}; expected a number of days, or 'default'")
    if int(typed) > most:
        raise SettingsError(
            f"--keep-days is {typed!r}; the bot keeps words for {most} days at most (CLAUSEBOT_KEEP_DAYS)"
        )
    return int(typed)


def _language(typed: str) -> str:
    if typed == "default":
        return ""
    if not is_language_tag(typed):
        raise SettingsError(f"--language is {typed!r}; expected a language tag such as 'fr', or 'default'")
    if typed.partition("-")[0] not in LANGUAGES:
        raise SettingsError(f"--language is {typed!r}; the bot's languages are {', '.join(LANGUAGES)}")
    return typed


def _named(workspace: Workspace) -> str:
    org = f", organisation {workspace.enterprise}" if workspace.enterprise else ""
    return f"{workspace.team}{f' ({workspace.name})' if workspace.name else ''}{org}"


def _settings_line(workspace: Workspace, keep: timedelta) -> str:
    days = keep.days if workspace.keep_days is None else min(workspace.keep_days, keep.days)
    limits = " · ".join(describe(workspace.standing)) or "none"
    return f"words kept for {counted(days, 'day')}; limits: {limits}; language: {workspace.language or 'of who asks'}"


def _connection_line(heard: Alive | None, look_back: timedelta) -> str:
    """Format the time of the last connection to a workspace, and whether missed messages can be found.

    Args:
        heard: The last connection; None for none.
        look_back: Maximum age of missed messages; 0 to look for none.
    """
    if heard is None:
        return "never heard"
    said = [f"last heard {heard.heard_at.isoformat(sep=' ', timespec='minutes')}"]
    if not look_back:
        said.append("does not look back")
    elif heard.missed_since:
        said.append(f"looks for what was missed since {heard.missed_since.isoformat(sep=' ', timespec='minutes')}")
    if heard.lacks and look_back:
        said.append(f"cannot look back everywhere: lacks {heard.lacks}")
    return "; ".join(said)


def _connection_record(heard: Alive | None) -> dict[str, Any]:
    since = heard and heard.missed_since
    return {
        "heard_at": heard.heard_at.isoformat() if heard else None,
        "missed_since": since.isoformat() if since else None,
        "lacks": [scope for scope in heard.lacks.split(", ") if scope] if heard else [],
    }
