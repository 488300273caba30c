"""The Slack app: Bolt, with every listener."""

from __future__ import annotations

from collections.abc import Collection

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.desk import Desk
from bot.slack.listeners import actions, assistant, commands, events, home, modals
from bot.slack.listeners import owners as librarian
from bot.slack.listeners.owners import Build, Rebuild


def build_app(
    client: AsyncWebClient,
    desk: Desk,
    *,
    signing_secret: str = "",
    owners: Collection[str] = (),
    build: Build | None = None,
) -> AsyncApp:
    """Return the app, which listens to nothing yet.

    Args:
        client: Speaks as the bot.
        desk: Answers.
        signing_secret: Proves what comes over HTTP; not needed for Socket Mode.
        owners: Users who may see feedback and rebuild the index.
        build: Rebuilds the index; None where that is not offered.
    """
    app = AsyncApp(
        name="clausebot",
        client=client,
        signing_secret=signing_secret,
        # What Bolt would put at the listeners' hands is done by the desk's poster, in its order.
        attaching_conversation_kwargs_enabled=False,
    )
    for part in (events, commands, actions, modals, assistant):
        part.register(app, desk)
    home.register(app, desk, owners)
    librarian.register(app, desk, owners, Rebuild(desk, build) if build else None)
    return app
