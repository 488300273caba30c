"""emulate: Slack emulator with strict scopes and Slack's error messages; without Socket Mode."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.doubles.node import NODE, installed
from tests.doubles.process import Program
from tests.doubles.waiting import answers, free_port

REVOKED = "xoxb-revoked"


@contextmanager
def running_emulate(
    folder: Path, tokens: Mapping[str, Sequence[str]], *, apps: Sequence[Mapping[str, object]] = ()
) -> Iterator[str]:
    """Run an emulate and yield the address of its Web API.

    Args:
        folder: For what it needs.
        tokens: The tokens that it knows, and the scopes that each has. `REVOKED` is of a user who is gone.
        apps: Apps that can be installed by OAuth, as emulate's configuration has them.
    """
    program = installed("emulate/dist/index.js")
    config = {
        "tokens": {REVOKED: {"login": "somebody-who-left", "scopes": []}},
        "slack": {
            "team": {"name": "Test Workspace", "domain": "test-workspace"},
            "users": [{"name": "clausebot"}],
            "oauth_apps": [*apps],
            "strict_scopes": True,
            "tokens": [{"token": token, "user": "clausebot", "scopes": [*has]} for token, has in tokens.items()],
        },
    }
    (folder / "emulate.json").write_text(json.dumps(config), encoding="utf-8")
    port = free_port()
    command = [str(NODE), str(program), "start", "--service", "slack", "--port", str(port)]
    running = Program([*command, "--seed", str(folder / "emulate.json")], log=folder / "emulate.log")
    try:
        running.wait_until(lambda: answers(f"http://127.0.0.1:{port}/"))
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        running.stop()
