"""Commands that run servers, and their administration: slack, mcp."""

from __future__ import annotations

import argparse
from functools import partial

from bot.command_line.options import Commands, add_filters, count, finish


def add_slack(commands: Commands) -> None:
    """Add the command that runs the Slack bot, with its actions."""
    slack = commands.add_parser("slack", help="answer on Slack; without an action, over Socket Mode")
    slack.add_argument("--http", action="store_true", help="serve Slack's HTTP requests instead of opening a socket")
    slack.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    slack.add_argument(
        "--port", type=count, metavar="N", help="port to serve at (3000); without --http, of health and metrics alone"
    )
    finish(slack, "bot.commands.slack:run")
    actions = slack.add_subparsers(title="actions", metavar="ACTION")
    # SUPPRESS: an action without an option keeps the value given before the action.
    action = partial(actions.add_parser, argument_default=argparse.SUPPRESS)
    _add_manifest(action("manifest", help="print the description that Slack makes the app from"))
    scopes = action("scopes", help="print each scope of the app with its reason")
    finish(scopes, "bot.commands.slack:print_scopes")
    key = action("key", help="print a new key that tokens of workspaces are encrypted with")
    finish(key, "bot.commands.slack:print_key")
    forget = action("forget", help="erase the questions, the feedback and the kept clauses of a person")
    forget.add_argument("user", metavar="USER", help="as in U0123ABCD: on the profile, under More, Copy member ID")
    _add_workspace(forget)
    finish(forget, "bot.commands.workspaces:forget")
    judgements = action("judgements", help="write what people said of answers as judged requests")
    judgements.add_argument("file", metavar="FILE", help="JSON lines, as evaluate and model adapt read them")
    judgements.add_argument("--passages", metavar="FILE", default="", help="write the index's paragraphs, too")
    _add_workspace(judgements)
    finish(judgements, "bot.commands.judgements:judgements")
    status = action("status", help="list the workspaces, and what is kept of each")
    finish(status, "bot.commands.workspaces:status")
    _add_workspace_settings(action("workspace", help="change or show the settings of a workspace"))


def _add_workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workspace", metavar="TEAM", default="", help="workspace; needed if the database has several")


def _add_manifest(manifest: argparse.ArgumentParser) -> None:
    manifest.add_argument(
        "--http", dest="url", default="", metavar="URL", help="address of a bot that serves HTTP requests"
    )
    manifest.add_argument(
        "--format", choices=["json", "yaml"], default="json", help="form of the description (%(default)s)"
    )
    manifest.add_argument(
        "--legacy-assistant", action="store_true", default=False, help="for an app with the assistant's older pane"
    )
    manifest.add_argument(
        "--distribute", default="", metavar="URL", help="address at which many workspaces install the app"
    )
    finish(manifest, "bot.commands.slack:print_manifest")


def _add_workspace_settings(workspace: argparse.ArgumentParser) -> None:
    workspace.add_argument("team", metavar="TEAM", help="as in T0123ABCD: 'clausebot slack status' lists them")
    workspace.add_argument(
        "--keep-days",
        default=None,
        metavar="N",
        help="days for which words are kept, or 'default'; not above the bot's",
    )
    workspace.add_argument(
        "--language", default=None, metavar="TAG", help="language of what the bot says, or 'default': that of who asks"
    )
    workspace.add_argument("--no-limits", action="store_true", default=False, help="search everything")
    add_filters(workspace)
    finish(workspace, "bot.commands.workspaces:workspace")


def add_mcp(commands: Commands) -> None:
    """Add the command that serves assistants."""
    mcp = commands.add_parser("mcp", help="serve assistants (MCP), over standard input and output")
    mcp.add_argument("--http", action="store_true", help="serve over streamable HTTP instead")
    mcp.add_argument("--host", default="127.0.0.1", help="address to serve at (%(default)s)")
    mcp.add_argument("--port", type=count, default=8000, metavar="N", help="port to serve at (%(default)s)")
    finish(mcp, "bot.commands.mcp:mcp")
