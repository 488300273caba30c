import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.limit_words import with_correction, without_dropped
from retrieval.asking.understand.follow_ups.limits import lifts_limits
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FOUND = (Symbol(2467, 2019), Symbol(2106, 2013), Symbol(1325, 2000))


def after(first: str, text: str) -> Reading:
    return follow_up(text, [Turn(understand(first, LIBRARY), FOUND)], LIBRARY)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("newer than 2015", "since 2016"),
        ("anything newer than 2015?", "since 2016"),
        ("older than 2005", "until 2004"),
        ("more recent than 2016?", "since 2017"),
        ("later than 2013 please", "since 2014"),
        ("not older than 2014", "since 2014"),
        ("no, newer than 2015", "since 2016"),
        ("nothing older than 2010, please", "since 2010"),
        ("but not newer than 2016", "until 2016"),
        ("do you have newer ones than 2016", "since 2017"),
        ("only texts older than 2010", "until 2009"),
        ("and something earlier than 2013?", "until 2012"),
        ("it should be more recent than March 2013", "since 2013-04-01"),
        ("newer than 2106", "since 2013-06-25"),
        ("2015 or newer", "since 2015"),
        ("can we go newer than 2016", "since 2017"),
    ],
)
@pytest.mark.parametrize(
    "first", ["women peacekeepers", "women peacekeepers since 2001", "women peacekeepers up to 2018"]
)
def test_a_year_that_is_typed_limits_and_not_the_days_of_what_was_quoted(first: str, text: str, stated: str) -> None:
    read = after(first, text)
    assert (read.understood.stated, read.note) == ((stated,), "about: women peacekeepers")
    assert read.understood.text == "women peacekeepers"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Are you sure that there is nothing earlier than 2014?", "until 2013"),
        ("did nobody think of them before 2019?", "until 2018"),
        ("anything at all before 2019?", "until 2018"),
        ("are you sure that's the first? anything before 2015", "until 2014"),
        ("that can't be the oldest one. was there none before 2015?", "until 2014"),
        ("Only what was adopted after 2015.", "since 2016"),
        ("surely there is something more recent than 2010", "since 2011"),
        ("is that repeated anywhere after 2013?", "since 2014"),
        ("didn't the Council say so before 2005?", "until 2004"),
        ("so not a single line before 2008?", "until 2007"),
        ("could you leave out everything before 2015", "since 2015"),
        ("show me what there was before 2005", "until 2004"),
        ("has nobody thought of it since 2015?", "since 2015"),
        ("was there none at all in 2013?", "in 2013"),
        ("was it reaffirmed in 2018?", "in 2018"),
        ("nothing newer?", "since 2019-04-24"),
        ("and earlier than that, was there really nothing?", "until 2000-10-30"),
        ("Do other resolutions repeat it?", "outside S/RES/2467 (2019)"),
        ("and did 2106 repeat it?", "in S/RES/2106 (2013)"),
    ],
)
def test_whether_there_is_anything_within_a_limit_is_asked_of_the_same_topic(text: str, stated: str) -> None:
    read = after("women peacekeepers", text).understood
    assert (read.text, read.stated) == ("women peacekeepers", (stated,))


@pytest.mark.parametrize(
    ("text", "searched", "stated"),
    [
        ("does the 2013 one mention boys?", "boys?", "in 2013"),
        ("is there a deadline in the 2013 one?", "is there a deadline?", "in 2013"),
        ("what else does the 2106 one say on boys", "what else does it say on boys", "in S/RES/2106 (2013)"),
        ("para nr in the 2013 one?", "women peacekeepers", "in 2013"),
        ("which paragraph of the 2106 text", "women peacekeepers", "in S/RES/2106 (2013)"),
    ],
)
def test_one_of_several_is_named_by_its_year_or_number(text: str, searched: str, stated: str) -> None:
    read = after("women peacekeepers", text).understood
    assert (read.text, read.stated) == (searched, (stated,))


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("any sanctions after 2010?", "any sanctions?"),
        ("nothing on girls before 2010?", "girls?"),
        ("what did they do about teachers before 2010?", "what did they do about teachers?"),
    ],
)
def test_a_topic_beside_a_limit_is_searched_for(text: str, searched: str) -> None:
    assert after("women peacekeepers", text).understood.text == searched


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("Older texts are fine again.", "women peacekeepers"),
        ("any year is fine", "women peacekeepers"),
        ("old ones are ok too", "women peacekeepers"),
        ("older and newer texts are fine again", "women peacekeepers"),
        ("any period will do", "women peacekeepers"),
        ("And what is expected of companies? Older texts are fine again.", "And what is expected of companies"),
        ("what about nurses? earlier texts count too", "what about nurses"),
    ],
)
def test_a_period_is_lifted_by_saying_that_others_are_welcome(text: str, searched: str) -> None:
    read = after("women peacekeepers since 2016", text).understood
    assert (read.text, read.stated) == (searched, ())


def test_what_is_older_than_that_is_the_same_topic() -> None:
    assert after("women peacekeepers", "older than that").understood.text == "women peacekeepers"


def test_a_year_that_is_typed_limits_beside_a_topic() -> None:
    read = after("women peacekeepers", "anything newer than 2015 on girls?").understood
    assert (read.stated, read.text) == (("since 2016",), "girls?")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("anything newer?", ("since 2019-04-24",)),
        ("older ones", ("until 2000-10-30",)),
        ("more recent than that", ("since 2019-04-24",)),
        ("women older than 60", ()),
        ("who is newer to the camps than 2015 refugees?", ()),
        ("what about before that?", ("until 2000-10-30",)),
    ],
)
def test_without_a_year_newer_and_older_are_than_what_was_quoted(text: str, stated: tuple[str, ...]) -> None:
    assert after("women peacekeepers", text).understood.stated == stated


@pytest.mark.parametrize(
    "text",
    [
        "any later resolution?",
        "anything later?",
        "and later",
        "is there something later?",
        "what came after that",
        "was it repeated later?",
        "which resolutions came after this?",
        "is it used later on?",
        "anything after that?",
        "did a later resolution say it again?",
    ],
)
def test_what_is_later_is_later_than_what_was_quoted_first(text: str) -> None:
    found = (Symbol(1325, 2000), Symbol(2467, 2019))
    read = follow_up(text, [Turn(understand("women peacekeepers", LIBRARY), found)], LIBRARY).understood
    assert (read.stated, read.text) == (("since 2000-11-01",), "women peacekeepers")


@pytest.mark.parametrize(
    ("first", "text", "stated"),
    [
        *[("women peacekeepers before 2010", text, "since 2010") for text in ("and after?", "after that", "after?")],
        *[("women peacekeepers since 2016", text, "until 2015") for text in ("and before?", "before", "and earlier?")],
        ("women peacekeepers since 2016", "what about before?", "until 2015"),
        ("women peacekeepers since 2016", "and previously?", "until 2015"),
        ("women peacekeepers, only 2016", "and after?", "since 2017"),
        ("women peacekeepers, only 2016", "what about before that?", "until 2015"),
        ("women peacekeepers", "was there something earlier?", "until 2000-10-30"),
        ("women peacekeepers", "what came before?", "until 2000-10-30"),
        ("women peacekeepers", "where is it reaffirmed later", "since 2019-04-24"),
    ],
)
def test_before_and_after_alone_are_the_period_beside_the_last_one(first: str, text: str, stated: str) -> None:
    read = after(first, text)
    assert (read.understood.text, read.understood.stated) == ("women peacekeepers", (stated,))


def test_what_newer_texts_say_on_another_topic_is_looked_for_in_them() -> None:
    assert after("women peacekeepers", "what do newer ones say on training?").understood.stated == ("since 2019-04-24",)
    assert after("women peacekeepers", "what do older texts say about training").understood.stated == (
        "until 2000-10-30",
    )


@pytest.mark.parametrize("text", ["and before elections?", "before the conflict", "what came before disarmament?"])
def test_before_something_of_a_topic_limits_nothing(text: str) -> None:
    assert after("women peacekeepers", text).understood.stated == ()


@pytest.mark.parametrize(
    "text", ["later stages of missions", "and after the conflict?", "what comes after disarmament?", "later marriages"]
)
def test_later_and_after_of_a_topic_limit_nothing(text: str) -> None:
    assert after("women peacekeepers", text).understood.stated == ()


@pytest.mark.parametrize(
    "first",
    ["camps in 2016", "camps since 2016", "camps in 2242", "preambular paragraphs of 2242 on camps"],
)
@pytest.mark.parametrize(
    "text", ["no limits please", "without the limits", "drop all filters", "ok, remove the restrictions"]
)
def test_every_limit_can_be_lifted(first: str, text: str) -> None:
    read = after(first, text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", (), "camps")
    assert read.note == "about: camps"


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        *[
            ("in 2242", text)
            for text in (
                "not only 2242",
                "not just in 2242",
                "all resolutions again",
                "in all of them",
                "across the board",
                "other resolutions too",
                "not only in that one",
                "back to all resolutions",
            )
        ],
        *[
            ("since 2016", text)
            for text in (
                "not only since 2016",
                "other years too",
                "earlier ones too",
                "the whole period",
            )
        ],
        ("operative only", "everything please"),
        ("operative only", "preambles as well"),
        ("operative only", "not only operative ones"),
        ("preambles only", "operative ones too"),
        ("preambles only", "both operative and preambular"),
        ("preambles only", "also the OPs"),
    ],
)
def test_a_question_that_widens_lifts_the_limit_of_whichever_sort(limit: str, text: str) -> None:
    read = after(f"camps, {limit}", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", (), "camps")


@pytest.mark.parametrize("text", ["what about the others?", "and the other resolutions", "and elsewhere?"])
def test_what_others_say_is_looked_for_outside_the_resolution_before(text: str) -> None:
    read = after("camps in 2242", text)
    assert (read.searched, read.understood.stated) == ("camps", ("outside S/RES/2242 (2015)",))


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("camps", "not only 2242"),
        ("camps in 2242", "not only girls"),
        ("camps in 2242", "beyond 2331"),
        ("camps in 2015", "beyond 2015"),
        ("camps in 2242", "don't limit it to girls"),
        ("camps in 2242", "everywhere, not just schools"),
        ("camps in 2242", "everything on girls"),
        ("camps in 2242", "the whole period of detention"),
        ("camps in 2242", "preambles as well"),
        ("camps", "across the board"),
        ("camps in 2242", "everything please"),
        ("2242 OP 5", "not only 2242"),
    ],
)
def test_words_that_widen_no_limit_of_the_question_before_are_left_as_they_are(first: str, text: str) -> None:
    assert with_correction(text, understand(first, LIBRARY)) == text


@pytest.mark.parametrize(
    "text",
    [
        "forget 2242",
        "never mind that resolution",
        "let's leave 2242 aside for now",
        "ignore 2242 and look everywhere",
        "everywhere, not just 2242",
        "don't limit it to 2242",
        "stop limiting it to that resolution",
        "not limited to 2242",
        "everywhere please, not only in 2242",
        "any resolution, not only 2242",
        "beyond 2242?",
        "look beyond that resolution",
    ],
)
def test_the_only_resolution_can_be_given_up(text: str) -> None:
    read = after("camps in 2242", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", (), "camps")


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("forget 2242. What about girls?", "what about girls"),
        ("skip 2242, girls anywhere?", "girls"),
        ("ok forget about resolution 2242 - and girls?", "girls"),
        ("never mind that text, show me girls in all texts", "show me girls"),
        ("drop 2242, who trains girls?", "who trains girls?"),
        ("and girls, not just in 2242", "and girls"),
        ("girls everywhere, not only in that resolution", "girls"),
    ],
)
def test_another_topic_can_be_asked_for_where_the_resolution_is_given_up(text: str, searched: str) -> None:
    read = after("camps in 2242", text).understood
    assert (read.text.lower(), read.stated) == (searched, ())


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("camps in 2242", "forget 2331. what about girls?"),
        ("camps in 2242 and 2331", "skip 2331"),
        ("camps", "forget 2242"),
        ("2242 OP 5", "forget 2242"),
        ("camps in 2242", "don't forget 2242"),
        ("camps in 2242", "leave 2242 in"),
        ("camps in 2242", "forget 2242 and 2331, girls?"),
        ("camps in 2242", "ignore resolution 2242 being old"),
        ("camps in 2242", "never mind the cost"),
        ("camps in 2242", "girls, not just widows"),
        ("camps in 2242", "girls, not just in 2331"),
    ],
)
def test_what_gives_up_another_thing_than_the_only_resolution_stays_as_asked(first: str, text: str) -> None:
    assert without_dropped(text, understand(first, LIBRARY)) == text


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        *[
            (text, ("in S/RES/2242 (2015)", "operative paragraphs"))
            for text in ("in any year", "drop the date", "any year", "no matter when", "all years please")
        ],
        *[
            (text, ("in S/RES/2242 (2015)", "since 2014"))
            for text in ("both kinds please", "any kind of paragraph", "and of either kind")
        ],
        *[(text, ("since 2014", "operative paragraphs")) for text in ("in any resolution", "and everywhere?")],
    ],
)
def test_limits_of_a_sort_can_be_lifted(text: str, stated: tuple[str, ...]) -> None:
    read = after("operative paragraphs of 2242 on camps since 2014", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", stated, "camps")


@pytest.mark.parametrize(
    "text",
    [
        "in any year of war",
        "both kinds of abuse",
        "drop in funding",
        "any date for the report?",
        "and the date?",
        "without the limits of a camp",
    ],
)
def test_words_that_lift_no_limit_are_searched_for(text: str) -> None:
    assert not lifts_limits(text)
    assert after("camps in 2242", text).understood.text == text


def test_what_is_everywhere_else_is_outside_the_resolutions_named_before() -> None:
    first = Turn(understand("camps in 2242", LIBRARY), FOUND)
    second = Turn(follow_up("and in 2331", [first], LIBRARY).understood, FOUND)
    read = follow_up("and everywhere else", [first, second], LIBRARY).understood
    assert (read.text, read.stated) == ("camps", ("outside S/RES/2242 (2015) and S/RES/2331 (2016)",))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("ok and operative ones from 2242", ("in S/RES/2242 (2015)", "operative paragraphs")),
        ("operative from 2242", ("in S/RES/2242 (2015)", "operative paragraphs")),
        ("and OPs of 2242?", ("in S/RES/2242 (2015)", "operative paragraphs")),
        ("and in 2242?", ("in S/RES/2242 (2015)", "preambular paragraphs")),
        ("operative instead", ("operative paragraphs",)),
        ("ok, OPs instead", ("operative paragraphs",)),
        ("now the operative paragraphs", ("operative paragraphs",)),
        ("rather the operative ones", ("operative paragraphs",)),
        ("switch to operative paragraphs", ("operative paragraphs",)),
        ("only the demands", ("operative paragraphs",)),
        ("just the obligations please", ("operative paragraphs",)),
        ("only what they must do", ("operative paragraphs",)),
        ("operative ones newer than 2015", ("since 2016", "operative paragraphs")),
        ("anything newer, operative?", ("since 2019-04-24", "operative paragraphs")),
    ],
)
def test_the_kind_asked_for_now_counts(text: str, stated: tuple[str, ...]) -> None:
    read = after("preambular paragraphs on camps", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", stated, "camps")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("and girls, 2008", 2008),
        ("what about reparations, in 2013", 2013),
        ("hate speech in 2023", 2023),
        ("also mediation, 2016", 2016),
        ("then small arms, in 2015 please", 2015),
        ("and youth participation in 2020", 2020),
        ("detention of journalists, 2015", 2015),
        ("disability - 2019", 2019),
    ],
)
@pytest.mark.parametrize("first", ["camps in the year 2014", "camps since 2014", "camps in 2242"])
def test_a_year_behind_another_topic_limits_in_place_of_the_limits_before(first: str, text: str, year: int) -> None:
    read = after(first, text).understood
    assert (read.stated, str(year) in read.text) == ((f"in {year}",), False)
    assert read.asked == text


@pytest.mark.parametrize(
    "text",
    [
        "and the peace operations established in 2013",
        "and the killings in Beni in 2014",
        "and the war in 2003",
        "what happened to girls in 2014",
        "not girls, 2014",
        "and the elections that were held there in May 2014",
        "girls, 2003: what protects them",
    ],
)
def test_a_year_of_an_event_is_no_limit(text: str) -> None:
    assert f"in {text.rstrip('?')[-4:]}" not in after("camps in the year 2016", text).understood.stated


def test_a_year_behind_another_topic_is_no_limit_after_a_question_without_limits() -> None:
    assert after("camps", "and girls, in 2014").understood.stated == ()


@pytest.mark.parametrize(
    ("text", "searched", "stated"),
    [
        ("same for refugees, in all resolutions", "attacks on refugees", ("since 2014", "operative paragraphs")),
        ("and for hospitals in any resolution", "attacks on hospitals", ("since 2014", "operative paragraphs")),
        ("same for hospitals, whole library", "attacks on hospitals", ()),
        ("and ransom in the whole library", "and ransom", ()),
        ("for boys, everywhere", "for boys", ()),
        ("and sanctions, any text", "and sanctions", ("since 2014", "operative paragraphs")),
        ("what about camps, anywhere please", "attacks on camps", ("since 2014", "operative paragraphs")),
        ("same for hospitals but any year", "attacks on hospitals", ("in S/RES/2242 (2015)", "operative paragraphs")),
        ("same for hospitals, any year", "attacks on hospitals", ("in S/RES/2242 (2015)", "operative paragraphs")),
        ("same for hospitals, any kind", "attacks on hospitals", ("in S/RES/2242 (2015)", "since 2014")),
    ],
)
def test_limits_can_be_lifted_along_with_another_request(text: str, searched: str, stated: tuple[str, ...]) -> None:
    read = after("attacks on schools in 2242, since 2014, operative only", text).understood
    assert (read.text, read.stated, read.shape.name) == (searched, stated, "answer")


@pytest.mark.parametrize(
    "text",
    [
        "girls, in any year of war",
        "and refugees everywhere in Africa",
        "and landmines of all kinds",
        "what is in any resolution",
        "and in every year of the mission",
    ],
)
def test_words_of_a_topic_lift_no_limits(text: str) -> None:
    read = after("attacks on schools in 2242", text).understood
    assert read.text.rstrip("?") == text.rstrip("?")


@pytest.mark.parametrize("text", ["what about the whole library", "in all resolutions", "across the library"])
def test_the_limit_to_a_resolution_can_be_lifted_in_other_words(text: str) -> None:
    read = after("camps in 2242", text).understood
    assert (read.text, read.stated) == ("camps", ())


@pytest.mark.parametrize(
    "text",
    [
        "sorry wrong year, I wanted 2015",
        "wrong year, 2015",
        "not 2001, 2015",
        "2015, not 2001",
        "no, not in 2001 but in 2015",
        "make it 2015",
        "it should have been 2015",
        "oops, my mistake, 2015 please",
        "wait, I was thinking of 2015",
        "sorry 2015 not 2001",
        "2015 rather than 2001",
        "oops, 2015 and not 2001",
        "make it 2015 instead of 2001 please",
        "that's the wrong year - 2015",
    ],
)
def test_a_year_is_corrected(text: str) -> None:
    read = after("camps in the year 2001", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", ("in 2015",), "camps")
    assert read.understood.shape.name == "answer"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("sorry, since 2010 not 2015", "since 2010"),
        ("since 2010, not since 2015", "since 2010"),
        ("no, after 2010 rather than 2015", "since 2011"),
        ("I meant before 2010 instead of 2015 please", "until 2009"),
    ],
)
def test_a_period_is_corrected(text: str, stated: str) -> None:
    read = after("camps since 2015", text).understood
    assert (read.text, read.stated) == ("camps", (stated,))


def test_a_year_that_the_last_question_did_not_have_is_left_out_of_a_period() -> None:
    read = after("camps", "since 2010, not 2013").understood
    assert read.stated == ("outside S/RES/2106 (2013) and S/RES/2117 (2013)", "since 2010")


@pytest.mark.parametrize("text", ["wrong resolution, 2106", "not 2242, 2106", "no wait, I meant 2106"])
def test_a_resolution_is_corrected(text: str) -> None:
    read = after("camps in 2242", text).understood
    assert (read.text, read.stated) == ("camps", ("in S/RES/2106 (2013)",))


@pytest.mark.parametrize("text", ["no wait I meant the recent ones", "the recent ones", "only new ones please"])
def test_recent_ones_are_the_latest(text: str) -> None:
    read = after("old resolutions on camps", text).understood
    assert (read.text, read.shape.name) == ("camps", "latest")


@pytest.mark.parametrize(
    "text",
    [
        "no new resolutions on camps",
        "not girls, boys",
        "not 2001",
        "make it mandatory",
        "wrong year of birth in documents",
        "sorry, which one is it",
        "since 2010, not 2015",
        "2013 not mentioned",
        "why 2013 and not 2019",
        "the recent ones on women",
        "2015",
    ],
)
def test_what_corrects_no_limit_stays_as_asked(text: str) -> None:
    assert with_correction(text, understand("camps", LIBRARY)) == text


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("narrow it to 2013", "in 2013"),
        ("Can you narrow that down to 2013, please?", "in 2013"),
        ("limit the search to 2013", "in 2013"),
        ("filter for 2013", "in 2013"),
        ("I want to restrict this to the last five years", "since 2019-05-25"),
        ("let's restrict ourselves to 2106", "in S/RES/2106 (2013)"),
        ("reduce it to 2106 and 2242", "in S/RES/2106 (2013) or S/RES/2242 (2015)"),
        ("ok. narrow to operative", "operative paragraphs"),
        ("cut it down to the preamble", "preambular paragraphs"),
        ("limit it to resolutions after 2015", "since 2016"),
        ("ok now all of it for 2106", "in S/RES/2106 (2013)"),
    ],
)
def test_a_limit_may_be_put_with_a_verb(text: str, stated: str) -> None:
    read = after("camps", text)
    assert (read.understood.text, read.understood.stated, read.searched) == ("camps", (stated,), "camps")


@pytest.mark.parametrize(
    "text",
    [
        "limit arms exports to 2013 levels",
        "filter out 2013",
        "keep to the ceasefire",
        "reduce it to 2000 troops",
        "limit to 12 months",
        "limit it to girls",
        "focus on schools",
        "now all of it for girls",
    ],
)
def test_verbs_of_limiting_that_put_no_limit_are_searched_for(text: str) -> None:
    assert after("camps", text).understood.text == text


@pytest.mark.parametrize("text", ["but not from 2013", "anything except 2013", "not the 2013 ones please"])
def test_a_later_turn_can_leave_out_a_year(text: str) -> None:
    read = after("camps", text).understood
    assert (read.text, read.stated) == ("camps", ("outside S/RES/2106 (2013) and S/RES/2117 (2013)",))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("was it in 2106", "in S/RES/2106 (2013)"),
        ("was it also in 2242?", "in S/RES/2242 (2015)"),
        ("has it been in 2467", "in S/RES/2467 (2019)"),
        ("were they in 1325?", "in S/RES/1325 (2000)"),
        ("and was it there in 1820", "in S/RES/1820 (2008)"),
        ("was that already in resolution 1325", "in S/RES/1325 (2000)"),
        ("ok, have they been mentioned in 1325 too?", "in S/RES/1325 (2000)"),
        ("had it been in S/RES/1820 (2008)", "in S/RES/1820 (2008)"),
        ("was this in the 2467 one", "in S/RES/2467 (2019)"),
        ("is it in 1325 as well", "in S/RES/1325 (2000)"),
        ("was it in 2014?", "in 2014"),
        ("2106 same?", "in S/RES/2106 (2013)"),
        ("1325 the same?", "in S/RES/1325 (2000)"),
        ("and 1325 same thing", "in S/RES/1325 (2000)"),
        ("is 2242 the same?", "in S/RES/2242 (2015)"),
        ("is 2242 any different", "in S/RES/2242 (2015)"),
        ("you are wrong, 2242 has it", "in S/RES/2242 (2015)"),
        ("I think 2242 has it", "in S/RES/2242 (2015)"),
        ("2242 definitely has it", "in S/RES/2242 (2015)"),
        ("wrong, 2242 mentions it as well", "in S/RES/2242 (2015)"),
        ("you're mistaken, it is in 2242", "in S/RES/2242 (2015)"),
        ("I believe that it's in 2242", "in S/RES/2242 (2015)"),
        ("are you sure? 2242 says so", "in S/RES/2242 (2015)"),
        ("try 2242", "in S/RES/2242 (2015)"),
    ],
)
def test_whether_it_was_in_a_resolution_is_asked_of_the_topic_before(text: str, stated: str) -> None:
    read = after("women peacekeepers", text)
    assert (read.understood.text, read.understood.stated) == ("women peacekeepers", (stated,))
    assert (read.understood.shape.name, read.note) == ("answer", "about: women peacekeepers")
    assert read.alone is None


@pytest.mark.parametrize(
    "text",
    [
        "was it in 1325 that training began",
        "was a ceasefire in 1325",
        "were they disarmed in 1325",
        "was training of police in 2467",
        "has it been funded in 1820",
        "you are wrong, women have it",
        "I think 2242 has girls in it",
        "2242 has it on page 3",
        "I think it is funded in 1820",
        "try camps in 1820",
    ],
)
def test_whether_something_else_was_in_a_resolution_is_searched_for(text: str) -> None:
    assert after("women peacekeepers", text).understood.text != "women peacekeepers"


def test_without_a_turn_before_a_resolution_that_it_was_in_is_not_read_as_one() -> None:
    assert follow_up("was it in 2106", [], LIBRARY).note == ""


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("which resolutions mention it?", ()),
        ("how many resolutions say that?", ()),
        ("when was that first mentioned?", ()),
        ("and the latest?", ()),
        ("which texts have that?", ()),
        ("list them all", ("in S/RES/2467 (2019)",)),
        ("how many paragraphs?", ("in S/RES/2467 (2019)",)),
        ("which resolutions does it recall?", ("in S/RES/2467 (2019)",)),
    ],
)
def test_what_is_wanted_of_all_resolutions_is_not_limited_to_one(text: str, stated: tuple[str, ...]) -> None:
    assert after("birth registration in 2467", text).understood.stated == stated


def test_resolutions_among_several_that_were_named_stay_limited_to_these() -> None:
    stated = after("camps in 2242 or 2467", "which resolutions mention it?").understood.stated
    assert stated == ("in S/RES/2242 (2015) or S/RES/2467 (2019)",)


@pytest.mark.parametrize(
    ("led_nowhere", "stated"),
    [(True, ("operative paragraphs",)), (False, ("in S/RES/2467 (2019)", "operative paragraphs"))],
)
def test_a_limit_under_which_nothing_was_found_is_not_passed_on(led_nowhere: bool, stated: tuple[str, ...]) -> None:
    first = Turn(understand("birth registration, operative only", LIBRARY), FOUND)
    second = follow_up("was it in 2467?", [first], LIBRARY).understood
    before = [first, Turn(second, FOUND, led_nowhere=led_nowhere)]
    assert follow_up("and what about girls?", before, LIBRARY).understood.stated == stated
    assert "since 2018" in follow_up("2018 or newer", before, LIBRARY).understood.stated


@pytest.mark.parametrize(
    "text", ["how many?", "list them", "count them", "how many paragraphs are there?", "which ones?"]
)
def test_a_limit_under_which_nothing_was_found_holds_for_another_shape_of_the_question(text: str) -> None:
    first = Turn(understand("what does 2467 say on birth registration", LIBRARY), FOUND)
    second = Turn(follow_up("and 2242?", [first], LIBRARY).understood, FOUND, led_nowhere=True)
    assert follow_up(text, [first, second], LIBRARY).understood.stated == ("in S/RES/2242 (2015)",)


@pytest.mark.parametrize(
    "text",
    [
        "also 2467",
        "and also in 2467",
        "2467 too",
        "and in 2467 as well",
        "2467 as well please",
        "plus 2467",
        "add 2467",
        "can you add resolution 2467 to that?",
        "include 2467 as well",
        "additionally 2467",
        "with 2467 too",
        "both 2242 and 2467",
        "2242 plus 2467",
    ],
)
def test_a_resolution_may_be_added_to_that_of_the_last_question(text: str) -> None:
    read = after("women peacekeepers in 2242", text).understood
    assert (read.text, read.stated) == ("women peacekeepers", ("in S/RES/2242 (2015) or S/RES/2467 (2019)",))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("and 2467", "in S/RES/2467 (2019)"),
        ("also in 2467?", "in S/RES/2467 (2019)"),
        ("2467 too?", "in S/RES/2467 (2019)"),
        ("is it in 2467 too?", "in S/RES/2467 (2019)"),
        ("and 2467 on the same topic", "in S/RES/2467 (2019)"),
        ("also girls", "in S/RES/2242 (2015)"),
    ],
)
def test_a_question_for_another_resolution_does_not_add_it(text: str, stated: str) -> None:
    assert after("women peacekeepers in 2242", text).understood.stated == (stated,)


@pytest.mark.parametrize(
    "text",
    ["both", "in both", "both of them please", "in both resolutions", "either of them", "no, both", "sorry both"],
)
def test_both_are_the_resolutions_of_the_last_two_turns(text: str) -> None:
    first = Turn(understand("women peacekeepers in 2242", LIBRARY), FOUND)
    second = Turn(follow_up("and 2467", [first], LIBRARY).understood, FOUND)
    stated = follow_up(text, [first, second], LIBRARY).understood.stated
    assert stated == ("in S/RES/2242 (2015) or S/RES/2467 (2019)",)


@pytest.mark.parametrize("text", ["until 2010 all of them", "until 2010 list them", "until 2010 all of it"])
def test_a_period_before_all_of_them_limits_the_last_question(text: str) -> None:
    read = after("women peacekeepers", text).understood
    assert (read.text, read.stated) == ("women peacekeepers", ("until 2010",))


@pytest.mark.parametrize(
    "text",
    [
        "any other resolutions on this?",
        "other texts on it?",
        "are there other resolutions on this",
        "is that the only resolution on it?",
        "and elsewhere?",
    ],
)
def test_other_resolutions_than_the_one_quoted_first_may_be_asked_for(text: str) -> None:
    read = after("women peacekeepers", text).understood
    assert (read.text, read.stated) == ("women peacekeepers", ("outside S/RES/2467 (2019)",))


def test_others_than_a_resolution_that_is_named_may_be_asked_for() -> None:
    read = after("women peacekeepers", "is 2106 the only one?").understood
    assert (read.text, read.stated) == ("women peacekeepers", ("outside S/RES/2106 (2013)",))


def test_a_limit_of_the_first_question_is_kept_although_nothing_answered_it() -> None:
    """There is no earlier question with an answer to go back to."""
    nothing = Turn(understand("what does 2106 say on slavery", LIBRARY), led_nowhere=True)
    for asked in ("only the part on ports", "and ports?"):
        [named] = follow_up(asked, [nothing], LIBRARY).understood.scope.filters.resolutions
        assert named.number == 2106


@pytest.mark.parametrize(
    ("text", "searched", "stated"),
    [
        ("these are preambular, I need operative ones", "camps", "operative paragraphs"),
        ("it's only a preambular paragraph; is there an operative one?", "camps", "operative paragraphs"),
        ("but that is in the preamble. and in the operative part?", "camps", "operative paragraphs"),
        ("that's only a recital, does any OP say it?", "camps", "operative paragraphs"),
        ("ok these are PPs. OPs?", "camps", "operative paragraphs"),
        ("is there nothing operative?", "camps", "operative paragraphs"),
        ("is there nothing operative on this topic?", "camps", "operative paragraphs"),
        ("is there nothing in the operative part?", "camps", "operative paragraphs"),
        ("your answers are preambular, are there operative ones?", "camps", "operative paragraphs"),
        ("these two are preambular. operative ones?", "camps", "operative paragraphs"),
        ("Those are all operative. Any preambular paragraph?", "camps", "preambular paragraphs"),
    ],
)
def test_the_other_kind_than_that_of_the_paragraphs_shown_can_be_asked_for(
    text: str, searched: str, stated: str
) -> None:
    read = after("camps", text)
    assert (read.understood.text, read.understood.stated, read.searched) == (searched, (stated,), searched)


@pytest.mark.parametrize(
    ("text", "searched", "stated"),
    [
        (
            "That's preambular. Is there nothing operative, even on floods?",
            "floods?",
            "operative",
        ),
        (
            "the first is preambular. what do the operative paragraphs say on floods?",
            "floods?",
            "operative",
        ),
        ("they are operative. what does the preamble say on floods?", "floods?", "preambular"),
    ],
)
def test_the_other_kind_can_be_asked_for_on_another_topic(text: str, searched: str, stated: str) -> None:
    understood = after("camps", text).understood
    assert (understood.text, understood.stated) == (searched, (f"{stated} paragraphs",))


@pytest.mark.parametrize(
    ("text", "stated"),
    [("the two are preambular, hospitals?", ()), ("that's preambular, what does 2242 say?", ("in S/RES/2242 (2015)",))],
)
def test_the_kind_of_the_paragraphs_shown_limits_nothing(text: str, stated: tuple[str, ...]) -> None:
    assert after("camps", text).understood.stated == stated


@pytest.mark.parametrize("text", ["is there nothing operative since 2015?", "these are PPs, I need OPs since 2015"])
def test_the_other_kind_can_be_asked_for_under_another_limit(text: str) -> None:
    read = after("camps", text)
    assert (read.searched, set(read.understood.stated)) == ("camps", {"operative paragraphs", "since 2015"})


@pytest.mark.parametrize("text", ["only preambular paragraphs, no operative ones", "preambular is fine"])
def test_a_kind_that_is_asked_for_is_not_told_of_the_paragraphs_shown(text: str) -> None:
    assert after("camps", text).understood.stated == ("preambular paragraphs",)
