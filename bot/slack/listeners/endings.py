"""Listener for the end of access to workspaces of an organisation; Bolt handles uninstalls and revoked tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.distribution import Installations


def register(app: AsyncApp, installations: Installations) -> None:
    """Listen to the end of the access to workspaces."""

    async def on_revoked(event: Mapping[str, Any]) -> None:
        teams = event.get("team_ids")
        for team in teams if isinstance(teams, list) else ():
            if isinstance(team, str):
                await installations.erase(team)

    app.event("team_access_revoked")(on_revoked)
