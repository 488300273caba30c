"""Answer controls: paging and filter menus, and the effect of a click."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.kit import Element, button, menu, option
from bot.slack.views.limits import size
from bot.texts.texts import Texts
from retrieval.asking.answer import Answer, Hit
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters, describe

PAGE = 3
"""Paragraphs per page, as many as a reader takes in at once."""

_MENU = 800
"""Size limit of the options of one menu in bytes."""

_LATEST = 10
"""Number of latest years offered one by one; before them every fifth, and decades."""

_ANY = "any"
_IS = "is:"
_OPERATIVE = (ClauseKind.OPERATIVE,)


@dataclass(frozen=True, slots=True)
class Page:
    """Page of results.

    Attributes:
        first: Number of results before the page.
        of: Total number of results.
    """

    hits: tuple[Hit, ...]
    first: int
    of: int

    @property
    def last(self) -> int:
        """Number of results up to the end of the page."""
        return self.first + len(self.hits)


def shows_near_misses(exchange: Exchange, answer: Answer) -> bool:
    """Return whether near misses are shown: somebody asked for them, or one of them may answer."""
    return bool(answer.near_misses) and (exchange.misses or answer.is_close)


def page_of(exchange: Exchange, answer: Answer) -> Page:
    """Return the page to show: hits or near misses; the last page if results have become fewer."""
    found = answer.hits or (answer.near_misses if shows_near_misses(exchange, answer) else ())
    first = min(exchange.page, max(len(found) - 1, 0) // PAGE) * PAGE
    return Page(found[first : first + PAGE], first, len(found))


def page_buttons(exchange: Exchange, page: Page, say: Texts) -> list[Element]:
    """Return the paging buttons."""
    after = min(page.last + PAGE, page.of)
    first = page.last + 1
    span = (
        say("controls.last_of", last=after, n=page.of)
        if after == first
        else say("controls.share_of", first=first, last=after, n=page.of)
    )
    return [
        *([button(actions.BACK, say("controls.back"), exchange.id)] if page.first else []),
        *([button(actions.MORE, say("controls.more", span=span), exchange.id)] if page.last < page.of else []),
    ]


def narrowing(exchange: Exchange, answer: Answer, about: About, say: Texts) -> list[Element]:
    """Return the filter menus, and the button that resets filters.

    A filter from the question's words can be replaced by a menu, but dropped only by the reset of all filters: an
    option "any" would have no effect on it.
    """
    understood, given = answer.asked.understood, exchange.limits
    filters = understood.scope.filters
    themes = [option(say("controls.any_theme"), _ANY)] if given.themes else []
    themes += [option(name, _IS + name) for name in about.labelled]
    years = [option(say("controls.any_year"), _ANY)] if given.since or given.until else []
    years += _year_options(about.years, say)
    limited = filters != NO_LIMITS or understood.scope.outside or understood.corrections
    controls = [
        *_menu(
            actions.THEME, say("controls.theme"), themes, _IS + filters.themes[0] if len(filters.themes) == 1 else None
        ),
        *_menu(actions.YEARS, say("controls.years"), years, _years_value(filters)),
    ]
    if filters.kinds != _OPERATIVE or given.kinds == _OPERATIVE:
        text = say("controls.all_kinds") if given.kinds == _OPERATIVE else say("controls.operative_only")
        controls.append(button(actions.OPERATIVE, text, exchange.id))
    if answer.asked.differs:
        controls.append(button(actions.WIDEN, say("controls.alone"), exchange.id))
    elif limited:
        controls.append(button(actions.WIDEN, say("controls.as_typed"), exchange.id))
    return controls


def around_limits(exchange: Exchange, answer: Answer, say: Texts) -> list[Element]:
    """Return the buttons that ask without limits: of the channel, of given labels, or any."""
    understood = answer.asked.understood
    searched = actions.carry(exchange.id, understood.text)
    many = answer.suggestions
    return [
        *(
            [button(actions.IGNORE, say("controls.ignore_channel"), exchange.id)]
            if describe(understood.standing)
            else []
        ),
        *([button(actions.SUGGESTED, say("controls.suggested", n=many), exchange.id)] if many else []),
        *(
            [button(actions.EVERYWHERE, say("controls.everywhere"), searched, style="primary")]
            if answer.beyond and size(searched) <= limits.BUTTON_VALUE
            else []
        ),
    ]


def pressed(exchange: Exchange, action_id: str, value: str = "") -> Exchange:
    """Apply a click on a control to an exchange.

    Args:
        exchange: The exchange as shown.
        action_id: Action id from `page_buttons`, `narrowing` or `around_limits`, or `NEAR`.
        value: Selected option of a menu.
    """
    given, standing = exchange.given, exchange.standing
    match action_id:
        case actions.MORE:
            return replace(exchange, page=exchange.page + 1)
        case actions.BACK:
            return replace(exchange, page=max(exchange.page - 1, 0))
        case actions.NEAR:
            return replace(exchange, page=0, misses=True)
        case actions.THEME:
            given = replace(given, themes=() if value == _ANY else (value.removeprefix(_IS),))
            standing = replace(standing, themes=())
        case actions.YEARS:
            since, until = _years(value)
            given = replace(given, since=since, until=until)
            standing = replace(standing, since=None, until=None)
        case actions.OPERATIVE:
            given = replace(given, kinds=() if exchange.limits.kinds == _OPERATIVE else _OPERATIVE)
            standing = replace(standing, kinds=())
        case actions.SUGGESTED:
            given = replace(given, suggested=True)
        case actions.IGNORE:
            standing = NO_LIMITS
        case actions.WIDEN:
            return replace(exchange, given=NO_LIMITS, standing=NO_LIMITS, literal=True, page=0, misses=False)
        case _:
            raise ValueError(f"{action_id!r} does not change how an answer is shown")
    return replace(exchange, given=given, standing=standing, page=0, misses=False)


def _menu(action_id: str, placeholder: str, options: Iterable[Element], chosen: str | None) -> list[Element]:
    """Return a menu, with options cut to Slack's limit; none without options."""
    kept: list[Element] = []
    room = _MENU
    for one in list(options)[: limits.OPTIONS]:
        room -= size(one["text"]["text"])
        if room < 0:
            break
        kept.append(one)
    return [menu(action_id, placeholder, kept, chosen)] if kept else []


def _year_options(years: Sequence[int], say: Texts) -> list[Element]:
    if len(years) < 2:
        return []
    latest, older = years[-_LATEST:][::-1], years[:-_LATEST][::-1]
    since = [
        (say("controls.since", year=str(year)), f"{year}-")
        for year in (*latest, *(y for y in older if y % 5 == 0))
        if year != years[0]
    ]
    decades = [(max(ten, years[0]), min(ten + 9, years[-1])) for ten in sorted({y // 10 * 10 for y in older})[::-1]]
    spans = [(_span(first, last, say), f"{first}-{last}") for first, last in decades]
    single = [(_span(year, year, say), f"{year}-{year}") for year in latest]
    return [option(text, value) for value, text in {value: text for text, value in (*since, *single, *spans)}.items()]


def _span(first: int, last: int, say: Texts) -> str:
    if first == last:
        return say("controls.in_year", year=str(first))
    return say("controls.span", first=str(first), last=str(last))


def _years_value(filters: Filters) -> str | None:
    """Return the option value of filters by year, offered or not; None without years."""
    since, until = filters.since, filters.until
    if since is None or (since.month, since.day) != (1, 1) or (until and (until.month, until.day) != (12, 31)):
        return None
    return f"{since.year}-{until.year if until else ''}"


def _years(value: str) -> tuple[date | None, date | None]:
    if value == _ANY:
        return None, None
    since, _, until = value.partition("-")
    return date(int(since), 1, 1), date(int(until), 12, 31) if until else None
