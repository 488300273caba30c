"""local-slack: Slack emulator with Socket Mode, signed HTTP events and a control API for user actions.

`Said` is a message as a person sees it, with its controls.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from tests.doubles.node import installed
from tests.doubles.process import Program
from tests.doubles.waiting import answers, free_port, get, post, post_json, until

PROGRAM = "local-slack-linux-x64/bin/local-slack"
TEAM = "T01TEST"
ALICE, BOB, OWNER = "U01ALICE", "U02BOB", "U03OWNER"
_BOT = "U0BOT"
_LINK = re.compile(r"\*<[^|>]+\|([^>]+)>\*")
"""Bold link of a title, of which people see the text."""

_ONE_LINE = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")


@dataclass(frozen=True)
class App:
    """One installed app, and the channels that it is in.

    Attributes:
        id: As in "A01SOCKET".
        channel: Main channel.
        side: Second channel, for tests of settings.
        events_url: URL at which it receives events over HTTP; "" for Socket Mode.
    """

    id: str
    events_url: str = ""

    @property
    def bot(self) -> str:
        return f"{_BOT}{self.id}"

    @property
    def name(self) -> str:
        return f"clausebot-{self.id.casefold()}"

    @property
    def channel(self) -> str:
        return f"C01{self.id}"

    @property
    def side(self) -> str:
        return f"C02{self.id}"

    @property
    def secret(self) -> str:
        return f"secret-of-{self.id}"

    @property
    def bot_token(self) -> str:
        return f"xoxb-{self.id}"

    @property
    def app_token(self) -> str:
        return f"xapp-1-{self.id}-1-test"


@dataclass(frozen=True)
class Said:
    """A message; its files are named as they lie in the folder "files" of the one it runs in."""

    ts: str
    channel: str
    text: str
    user: str
    thread_ts: str
    only_for: str
    blocks: tuple[Mapping[str, Any], ...]
    files: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Everything that can be read in its blocks; its text, where it has none."""
        return "\n".join(_texts(self.blocks)) if self.blocks else self.text

    @property
    def quotes(self) -> list[str]:
        """What it quotes."""
        parts = (part for block in self.blocks for part in block.get("elements", ()))
        return ["".join(_texts(part["elements"])) for part in parts if part.get("type") == "rich_text_quote"]

    def control(self, action_id: str, *, holding: str = "") -> Mapping[str, Any]:
        """Return what can be clicked, as a click on it needs."""
        return _control(self.blocks, action_id, holding)

    @property
    def controls(self) -> list[Mapping[str, Any]]:
        return list(_controls(self.blocks))


def _control(blocks: Any, action_id: str, holding: str) -> Mapping[str, Any]:
    found = [control for control in _controls(blocks) if control["action_id"] == action_id]
    for control in found:
        if holding in json.dumps(control, ensure_ascii=False):
            return control
    raise AssertionError(f"no {action_id!r} with {holding!r} among {[c['action_id'] for c in _controls(blocks)]}")


def _controls(blocks: Any) -> Iterator[Mapping[str, Any]]:
    """Yield what can be clicked in blocks, each with the id of its block."""
    for block in blocks:
        for element in (*block.get("elements", ()), block.get("accessory", {})):
            if element.get("action_id"):
                yield {**element, "block_id": block["block_id"]}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        if part.get("type") in _ONE_LINE:
            yield "".join(_texts(part["elements"]))
            return
        if isinstance(part.get("text"), str):
            yield _LINK.sub(r"\1", part["text"]) if part.get("type") == "mrkdwn" else part["text"]
        for key, value in part.items():
            if key not in ("value", "text") or not isinstance(value, str):
                yield from _texts(value)


class LocalSlack:
    """A running local-slack, driven as people would."""

    def __init__(self, port: int, program: Program) -> None:
        self._port = port
        self._program = program
        self.api = f"http://127.0.0.1:{port}/api/"

    # What people do.

    def say(self, channel: str, text: str, *, user: str = ALICE, thread_ts: str = "") -> str:
        """Write a message, and return its timestamp."""
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        return str(self._do("message", channel=channel, user=user, text=text, **thread)["message"]["ts"])

    def edit(self, channel: str, ts: str, text: str, *, user: str = ALICE) -> None:
        self._do("edit-message", channel=channel, ts=ts, user=user, text=text)

    def delete(self, channel: str, ts: str, *, user: str = ALICE) -> None:
        self._do("delete-message", channel=channel, ts=ts, user=user)

    def command(self, app: App, text: str, *, user: str = ALICE, channel: str = "") -> None:
        where = channel or app.channel
        self._do("command", appId=app.id, channel=where, user=user, command="/clauses", text=text)

    def click(self, said: Said, action_id: str, *, holding: str = "", user: str = ALICE) -> None:
        """Press a button."""
        self._interact(said, said.control(action_id, holding=holding), user)

    def choose(self, said: Said, action: str, *, holding: str, user: str = ALICE) -> None:
        """Choose what to do with a paragraph in its menu."""
        menu = said.control("paragraph", holding=holding)
        [chosen] = [one for one in menu["options"] if one["value"].startswith(f"{action} ")]
        self._interact(said, {**menu, "selected_option": chosen}, user)

    def judge(self, said: Said, *, helpful: bool, user: str = ALICE) -> None:
        """Say whether a message is of help."""
        control = said.control("feedback")
        value = control["positive_button" if helpful else "negative_button"]["value"]
        self._interact(said, {**control, "value": value}, user)

    def click_at_home(self, app: App, action_id: str, *, holding: str = "", user: str = ALICE) -> None:
        """Press a button of the Home tab."""
        control = _control(self.home(app, user=user)["blocks"], action_id, holding)
        asyncio.run(self._person({"t": "block_action", "appId": app.id, "user": user, "action": control}))

    def open_home(self, app: App, *, user: str = ALICE) -> None:
        self._do("open-home", appId=app.id, user=user)

    def direct(self, app: App, *, user: str = ALICE) -> str:
        """Return the direct conversation of a person with an app's bot."""
        headers = {"Authorization": f"Bearer {app.bot_token}", "Content-Type": "application/json"}
        said = json.loads(post(f"{self.api}conversations.open", json.dumps({"users": user}).encode(), headers))
        return str(said["channel"]["id"])

    def submit(self, title: str, values: Mapping[str, Any], *, user: str = ALICE) -> None:
        """Send in the modal of that title.

        Args:
            title: Of the modal, which may not be there yet.
            values: What is typed or chosen: element's action_id -> its state, as in {"type": …, "value": …}.
            user: Who does it.
        """
        inputs = [block for block in self.modal(title)["blocks"] if "element" in block]
        blocks = {block["element"]["action_id"]: block["block_id"] for block in inputs}
        state = {blocks[action_id]: {action_id: value} for action_id, value in values.items()}
        asyncio.run(self._person({"t": "view_submit", "user": user, "values": state}))

    # What people see.

    def messages(self, channel: str) -> list[Said]:
        return [_said(message) for message in get(self._url(f"messages/{channel}"))["messages"]]

    def answers(self, channel: str, *, thread_ts: str = "") -> list[Said]:
        """Return the messages of bots in a channel, or in one of its threads, the newest last."""
        said = (one for one in self.messages(channel) if one.user.startswith(_BOT))
        return [one for one in said if thread_ts in ("", one.thread_ts)]

    def answer(self, channel: str, holds: Callable[[Said], bool] = lambda _: True, *, thread_ts: str = "") -> Said:
        """Wait for a message of a bot, and return it.

        Args:
            channel: Where it is to be.
            holds: What is to be true of it.
            thread_ts: The thread it is to be in; "" for any place.
        """

        def look() -> list[Said]:
            return [said for said in self.answers(channel, thread_ts=thread_ts) if holds(said)]

        return until(look, f"an answer in {channel} like that")[-1]

    def modal(self, title: str) -> Any:
        """Wait for the modal of a title to be on top, and return it."""

        def look() -> list[Any]:
            return [view for view in self._seen()["modalStack"][-1:] if view["title"]["text"] == title]

        return until(look, f"the modal “{title}”")[0]

    def home(self, app: App, *, user: str = ALICE) -> dict[str, Any]:
        """Return the Home tab that an app shows to somebody; empty before there is any."""
        return dict(self._seen()["homeViews"].get(user, {}).get(app.id, {}))

    def log(self) -> list[dict[str, Any]]:
        return list(get(self._url("log"))["log"])

    def called(self, method: str) -> list[Any]:
        """Return the arguments of each call that bots made of a method."""
        return [entry["detail"] for entry in self.log() if (entry["kind"], entry["summary"]) == ("web_api", method)]

    def delivered(self, kind: str) -> list[Any]:
        """Return what was sent to bots: bodies for HTTP, payloads for Socket Mode; `kind` as in "slash_commands"."""
        return [entry["detail"] for entry in self.log() if (entry["direction"], entry["kind"]) == ("to_bot", kind)]

    def connections(self, app: App) -> int:
        """Return how many sockets an app has opened so far."""
        return sum(entry["summary"] == f"socket connected (hello) [{app.id}]" for entry in self.log())

    @contextmanager
    def deaf(self) -> Iterator[None]:
        """Neither hear nor answer anything, while connections stay as they are."""
        self._program.pause()
        try:
            yield
        finally:
            self._program.go_on()

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/_control/{path}"

    def _interact(self, said: Said, action: Mapping[str, Any], user: str) -> None:
        self._do("interact", channel=said.channel, messageTs=said.ts, user=user, action=action)

    def _do(self, what: str, **how: Any) -> Any:
        return post_json(self._url(what), how)

    def _seen(self) -> Any:
        return asyncio.run(self._person(None))

    async def _person(self, act: Mapping[str, Any] | None) -> Any:
        """Open the page that people look at, do something there, and return what it shows."""
        url = f"http://127.0.0.1:{self._port}/ui"
        async with aiohttp.ClientSession() as session, session.ws_connect(url, max_msg_size=0) as page:
            shown = (await page.receive_json())["state"]
            if act:
                await page.send_json(act)
                # Whatever it leads to is told on this page, too.
                await asyncio.wait_for(page.receive(), 10)
            return shown


def _said(message: Mapping[str, Any]) -> Said:
    return Said(
        ts=message["ts"],
        channel=message["channel"],
        text=message.get("text") or "",
        user=message.get("user", ""),
        thread_ts=message.get("thread_ts", ""),
        only_for=message.get("ephemeral_to", ""),
        blocks=tuple(message.get("blocks") or ()),
        files=tuple(f"{file['id']}/{file['name']}" for file in message.get("files") or ()),
    )


@contextmanager
def running_local_slack(folder: Path, apps: list[App]) -> Iterator[LocalSlack]:
    """Run a local-slack with these apps, three people, and a channel for each app."""
    program = installed(PROGRAM)
    people = {ALICE: "alice", BOB: "bob", OWNER: "olive"}
    rooms = [(app, room) for app in apps for room in (app.channel, app.side)]
    config = {
        "workspace": {"name": "Test Workspace", "domain": "test-workspace", "teamId": TEAM},
        "apps": [
            {
                "appId": app.id,
                "botUserId": app.bot,
                "botName": app.name,
                "botToken": app.bot_token,
                "appToken": app.app_token,
                "signingSecret": app.secret,
                **({"mode": "events", "requestUrl": app.events_url} if app.events_url else {"mode": "socket"}),
            }
            for app in apps
        ],
        "users": [{"id": user, "name": name, "real_name": name.title()} for user, name in people.items()],
        "channels": [{"id": room, "name": room.casefold(), "members": [*people, app.bot]} for app, room in rooms],
    }
    (folder / "local-slack.json").write_text(json.dumps(config), encoding="utf-8")
    port = free_port()
    command = [str(program), "--config", str(folder / "local-slack.json"), "--port", str(port)]
    files = ["--base-host", "127.0.0.1", "--files-dir", str(folder / "files")]
    running = Program([*command, *files], log=folder / "local-slack.log")
    try:
        running.wait_until(lambda: answers(f"http://127.0.0.1:{port}/_control/state"))
        yield LocalSlack(port, running)
    finally:
        running.stop()
