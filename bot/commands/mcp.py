"""Command `clausebot mcp`: serve assistants."""

from __future__ import annotations

import argparse
from functools import partial

from bot.assistant import open_assistant
from bot.cli import ANSWERED
from bot.commands.shared import messages
from bot.settings import Settings
from embeddings.errors import ExtraMissingError, how_to_install


def mcp(args: argparse.Namespace, settings: Settings) -> int:
    """Serve assistants over standard input and output, or HTTP, until stopped.

    Raises:
        ExtraMissingError: If the packages of the extra are not installed.
        SettingsError: If other machines could reach it without a token.
    """
    try:
        from bot.mcp_server import http, server, tools  # noqa: PLC0415 - loads the protocol's package
    except ModuleNotFoundError as missing:
        raise ExtraMissingError(f"serving assistants needs {missing.name}: {how_to_install('mcp')}") from None

    served = server.build_server(tools.Tools(partial(open_assistant, settings)))
    if args.http:
        app = http.http_app(served, host=args.host, port=args.port, token=settings.mcp_token)
        messages().print(f"serving at http://{args.host}:{args.port}{http.PATH}")
        http.serve(app, host=args.host, port=args.port)
    else:
        served.run("stdio")
    return ANSWERED
