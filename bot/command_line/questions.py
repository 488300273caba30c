"""Commands on questions and clauses: chat, ask, cites, compare, check, graph, clauses, label, collect and others."""

from __future__ import annotations

import argparse

from bot.command_line.options import Commands, add_dry_run, add_filters, count, finish
from bot.export.formats import Format, Headings


def add_questions(commands: Commands) -> None:
    """Add the commands that answer questions, and that list, compare or check clauses."""
    chat = commands.add_parser("chat", help="ask in a console chat")
    finish(chat, "bot.commands.ask:open_chat")
    ask = commands.add_parser("ask", help="answer one question, or one a line from standard input", words="question")
    ask.add_argument(
        "question",
        nargs="*",
        metavar="QUESTION",
        help="its words, quoted or not; without it, one question a line is read",
    )
    ask.add_argument("-k", type=count, metavar="N", help="paragraphs to return (5; of a list or a whole part, all)")
    ask.add_argument("--literal", action="store_true", help="read no limits from the words of a question")
    ask.add_argument(
        "--conversation", action="store_true", help="each line may build on those before it; a blank line starts anew"
    )
    add_filters(ask)
    finish(ask, "bot.commands.ask:ask")
    cites = commands.add_parser(
        "cites", help="list the references of a paragraph or a resolution, and references to it"
    )
    cites.add_argument("citation", metavar="CITATION", help="as in '2331 OP 10', or '1325' for all of it")
    finish(cites, "bot.commands.cites:cites")
    compare = commands.add_parser("compare", help="compare two resolutions, side by side: kept, changed, in one alone")
    compare.add_argument("resolutions", nargs=2, metavar="RESOLUTION", help="as in '1325'; the older one is put first")
    compare.add_argument("--html", metavar="FILE", help="write it as a page that stands by itself")
    compare.add_argument("--markdown", metavar="FILE", help="write it as Markdown")
    finish(compare, "bot.commands.compare:compare")
    check = commands.add_parser("check", help="verify the quotations and citations of a draft")
    check.add_argument("draft", metavar="DRAFT", help="a .docx, .pdf, .html, .md or .txt file")
    check.add_argument("--comments", metavar="FILE", help="write a copy of a .docx draft with comments on errors")
    finish(check, "bot.commands.check:check")
    graph = commands.add_parser("graph", help="write the network of citations between resolutions, or draw it")
    graph.add_argument("--format", choices=["graphml", "json", "svg"], help="the form of the file (json)")
    graph.add_argument("--output", metavar="FILE", help="the file to write; without it, standard output")
    graph.add_argument("--outside", action="store_true", help="add cited resolutions that are not in the library")
    add_filters(graph)
    finish(graph, "bot.commands.graph:graph")
    clauses = commands.add_parser("clauses", help="list or export every clause of the library")
    _add_writing(clauses)
    add_filters(clauses)
    finish(clauses, "bot.commands.clauses:clauses")
    label = commands.add_parser("label", help="review suggested themes, and write your decisions")
    add_filters(label)
    add_dry_run(label)
    finish(label, "bot.commands.label:label")


def add_agreed(commands: Commands) -> None:
    """Add the commands that trace agreed language: precedents and history."""
    precedents = commands.add_parser("precedents", help="find earlier uses of some language, and how they differ")
    precedents.add_argument(
        "text",
        nargs="?",
        metavar="TEXT|CITATION",
        help="a draft, or a clause as in '2242 OP 1'; without it, a draft is read",
    )
    precedents.add_argument("-k", type=count, default=5, metavar="N", help="clauses of each likeness (%(default)s)")
    precedents.add_argument(
        "--later", action="store_true", help="find uses after the clause, or --since, rather than before"
    )
    add_filters(precedents)
    finish(precedents, "bot.commands.precedents:precedents")
    history = commands.add_parser("history", help="show each change of a clause, or the clauses a year with some words")
    history.add_argument("text", metavar="CITATION|PHRASE", help="a clause, words, or a question")
    history.add_argument(
        "--meaning", action="store_true", help="count clauses with the meaning of the phrase, not with its words"
    )
    history.add_argument("--plot", metavar="FILE", help="draw it into a .png or .svg file, too")
    add_filters(history)
    finish(history, "bot.commands.history:history")


def add_collect(commands: Commands) -> None:
    """Add the command that keeps clauses, with its actions."""
    collect = commands.add_parser("collect", help="keep clauses of your own choice, and export them")
    actions = collect.add_subparsers(title="actions", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="keep clauses as they are worded now")
    add.add_argument("citations", nargs="+", metavar="CITATION", help="as in '2331 OP 2 (a)'; an id will do, too")
    add.add_argument("--note", default="", metavar="TEXT", help="a note to keep with them")
    remove = actions.add_parser("remove", help="remove clauses from a collection")
    remove.add_argument("citations", nargs="+", metavar="CITATION", help="a paragraph goes with its sub-paragraphs")
    show = actions.add_parser("list", help="list kept clauses, and changes in the library since")
    export = actions.add_parser("export", help="write kept clauses as a document, a table or references")
    _add_writing(export)
    for name, action in (("add", add), ("remove", remove), ("show", show), ("write", export)):
        action.add_argument("--name", metavar="NAME", help="name of the collection (kept)")
        finish(action, f"bot.commands.collect:{name}")


def _add_writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=[form.value for form in Format], help="the form of the file, for other programs"
    )
    parser.add_argument("--output", metavar="FILE", help="the file to write; without it, standard output")
    parser.add_argument(
        "--headings", choices=[one.value for one in Headings], help="headings of a Word document (resolution)"
    )
