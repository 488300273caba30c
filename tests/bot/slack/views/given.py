"""Answers to show: tidy ones made by hand, and nasty ones made by hypothesis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.inert import inert
from bot.slack.exchange import ChannelSettings, Exchange, Feedback, LeftAlone, Origin
from bot.slack.views.about import About
from bot.slack.views.home import home_view
from bot.slack.views.kept import Shelf
from bot.slack.views.kit import View
from bot.slack.views.privacy import Privacy
from bot.texts.texts import ENGLISH, texts_in
from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.follow_ups.turns import Reading
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.spelling import Correction
from retrieval.clauses.citation import Citation, clause_id
from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Provenance, Symbol, ThemeLabel
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope

SAY = texts_in(ENGLISH)
NO_CLAUSES = Shelf()

THEMES = ("Participation", "Justice, Rule of Law and Security Sector Reform", "Implementation")

ABOUT = About(
    clauses=2_157,
    resolutions=50,
    oldest="S/RES/1261 (1999)",
    newest="S/RES/2730 (2024)",
    newest_day=date(2024, 5, 24),
    themes=((THEMES[0], 7), (THEMES[1], 12), (THEMES[2], 0)),
    suggested=((THEMES[2], 37), ("Displacement", 3)),
    years=tuple(range(1999, 2025)),
    encoder="all-mpnet-base-v2",
    generation="20261125T145848",
)

EXCHANGE = Exchange(
    id="0b5e1f7ad2",
    team="T1",
    channel="C1",
    asker="U1",
    question="Who ratifies treaties against trafficking?",
    asked_at=datetime(2026, 11, 25, 12, tzinfo=UTC),
    origin=Origin.MENTION,
    question_ts="1764072000.000100",
)

PROVENANCE = Provenance("file.txt", "0" * 64, ((0, 1),))

CLAUSE = Clause(
    id="S/RES/2331(2016)#2(a)",
    symbol=Symbol(2331, 2016),
    date=date(2016, 12, 20),
    kind=ClauseKind.OPERATIVE,
    paragraph="2(a)",
    lead_in="Calls upon Member States:",
    text="That have not yet done so, to consider ratifying the Convention, as well as all instruments;",
    themes=(
        ThemeLabel("Participation", Labeller.PEACEWOMEN),
        ThemeLabel("Protection", Labeller.SUGGESTED, 0.72),
        ThemeLabel("Treaties", Labeller.USER),
    ),
    source=PROVENANCE,
)

HIT = Hit(
    clause=CLAUSE,
    rank=1,
    score=0.7,
    also=("S/RES/2388(2017)#5",),
    alike=("S/RES/2388(2017)#6", "S/RES/2388(2017)#7", "S/RES/2331(2016)#2(b)", "S/RES/2467(2019)#PP4"),
    highlights=((27, 63),),
)


def hits(count: int, *, words: str = "") -> tuple[Hit, ...]:
    """Return so many hits, each from another paragraph."""
    return tuple(
        Hit(replace(CLAUSE, id=f"S/RES/2331(2016)#{n}", paragraph=str(n), text=words or f"Paragraph {n};"), n, 0.5)
        for n in range(1, count + 1)
    )


def answer(*found: Hit, near: tuple[Hit, ...] = (), reply: str = "", understood: Question | None = None) -> Answer:
    """Return what the assistant would."""
    asked = Reading(understood or Question(EXCHANGE.question, EXCHANGE.question), continues=False, note="")
    sure = None if reply else 0.83 if found else 0.12
    return Answer(asked, bool(found), sure, "20261125T145848", "all-mpnet-base-v2", found, near, reply)


def home(
    recent: Sequence[Exchange] = (),
    examples: Sequence[str] = (),
    *,
    about: About = ABOUT,
    owner: bool = False,
    shelf: Shelf = NO_CLAUSES,
    left: Sequence[LeftAlone] = (),
) -> View:
    privacy = Privacy(90, "the desk")
    return home_view(about, recent, examples, SAY, owner=owner, shelf=shelf, privacy=privacy, left=left, daily=True)


def feedback(reason: str, *, helpful: bool = False) -> Feedback:
    """Return a verdict on the exchange."""
    return Feedback(EXCHANGE.id, "T1", "U1", helpful, reason, EXCHANGE.asked_at)


_ODD = st.sampled_from(
    [
        *("<!channel> <@U1> ` ``` *b* _i_ ~s~ &<> &amp; :smile: @here http://a.b/ \x1b[31m \x00 =1+1".split(" ")),
        *("👩\u200d👩\u200d👧 𝕏 ẞ 漢字 “” \t \n \u202e \u200b \u00ad \ufeff".split(" ")),
    ]
)

words = st.lists(_ODD | st.text(min_size=1, max_size=30), min_size=1, max_size=30).map(" ".join)
"""Odd text of a usual length."""

long_words = st.builds(
    lambda part, blank, length: ((part + blank) * (length // len(part + blank) + 1))[:length],
    words,
    st.sampled_from(("", " ", "; and to do so without delay as is asked of all ")),
    st.integers(1, 30_000),
)
"""Odd text of any length up to what no resolution has."""


@st.composite
def clauses(draw: st.DrawFn, text: st.SearchStrategy[str] = words | long_words) -> Clause:
    """Make a clause that a library might hold."""
    kind = draw(st.sampled_from(ClauseKind))
    symbol = Symbol(draw(st.integers(1, 9999)), draw(st.integers(1946, 2099)))
    number = str(draw(st.integers(1, 150))) + draw(st.sampled_from(("", "(a)", "(b)(iv)")))
    paragraph = {ClauseKind.PREAMBULAR: f"PP{number}", ClauseKind.ANNEX: f"annex-B.{number}"}.get(kind, number)
    cited = draw(st.sampled_from((paragraph, None)))
    labels = st.builds(ThemeLabel, words | long_words, st.sampled_from(Labeller))
    return Clause(
        id=clause_id(symbol, cited or "unnumbered-1"),
        symbol=symbol,
        date=draw(st.none() | st.dates(date(symbol.year, 1, 1), date(symbol.year, 12, 31))),
        kind=kind,
        paragraph=cited,
        lead_in=draw(st.just("") | text),
        text=draw(text),
        themes=tuple(draw(st.lists(labels, max_size=5))),
        source=PROVENANCE,
    )


@st.composite
def found(draw: st.DrawFn) -> Hit:
    """Make a hit, with what answers marked or not."""
    clause = draw(clauses())
    cuts = sorted(draw(st.lists(st.integers(0, len(clause.text)), max_size=4, unique=True)))
    highlights = tuple((start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))
    ids = st.lists(clauses(st.just("Some words;")).map(lambda other: other.id), max_size=12).map(tuple)
    return Hit(clause, draw(st.integers(1, 60)), 0.5, draw(ids), draw(ids), draw(ids), highlights)


filters = st.builds(
    Filters,
    resolutions=st.lists(st.builds(Citation, st.integers(1, 9999), st.none(), st.none()), max_size=40).map(tuple),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    kinds=st.lists(st.sampled_from(ClauseKind), unique=True).map(tuple),
    themes=st.lists(words, max_size=3, unique=True).map(tuple),
)

exchanges = st.builds(
    lambda question, given, flags, page, asker: replace(
        EXCHANGE,
        question=question,
        given=given,
        literal=flags[0],
        misses=flags[1],
        private=flags[2],
        question_ts="1.1" * flags[3],
        page=page,
        asker=asker,
    ),
    words | long_words,
    filters,
    st.tuples(*[st.booleans()] * 4),
    st.integers(0, 25),
    st.sampled_from(("U1", "")),
)

abouts = st.builds(
    lambda themes, years: replace(ABOUT, themes=tuple(themes.items()), years=tuple(sorted(years))),
    st.dictionaries(words | long_words | st.text(min_size=1, max_size=50), st.integers(0, 999), max_size=130),
    st.sets(st.integers(1946, 2099), max_size=120),
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Make an answer of any sort."""
    some = tuple(draw(st.lists(found(), max_size=7)))
    shape = draw(st.sampled_from(("found", "nothing", "reply")))
    corrections = st.lists(st.builds(Correction, words, words), max_size=3).map(tuple)
    understood = Question(
        draw(words),
        draw(words),
        Scope(draw(filters)),
        corrections=draw(corrections),
        stated=draw(st.just(("in 2242",))),
    )
    asked = Reading(understood, continues=False, note=draw(st.just("") | words))
    sure = draw(st.none() | st.floats(0, 1))
    if shape == "reply":
        return Answer(asked, False, None, "g", "e", reply=draw(words.filter(lambda text: inert(text).strip())))
    if shape == "found" and some:
        return Answer(asked, True, sure, "g", "e", hits=some)
    return Answer(asked, False, sure, "g", "e", near_misses=some)


settings = st.builds(
    ChannelSettings,
    st.builds(
        Filters,
        since=st.none() | st.dates(),
        until=st.none() | st.dates(),
        kinds=st.lists(st.sampled_from(ClauseKind), unique=True).map(tuple),
        themes=st.lists(st.sampled_from(THEMES), unique=True).map(tuple),
    ),
    st.booleans(),
    st.booleans(),
)
