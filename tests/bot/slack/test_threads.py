"""What a message says, and whether it is meant for the bot."""

import pytest

from bot.slack.threads import is_between_people, is_follow_up, is_open_question, mentions, plain_words

ME, ALICE, BOB = "U0BOT", "U1ALICE", "U2BOB"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"<@{ME}> who protects <@{BOB}|bob>?", "who protects ?"),
        (f"<@{ME}>", ""),
        ("is this in <https://example.org/x|the text>, <mailto:a@b.org|a@b.org>?", "is this in the text, ?"),
        ("<https://undocs.org/S/RES/1325(2000)|here> OP 12", "https://undocs.org/S/RES/1325(2000) OP 12"),
        ("<https://undocs.org/S/RES/1325(2000)|resolution 1325> OP 12", "resolution 1325 OP 12"),
        ("see <https://un.slack.com/archives/C1/p1|this>: camps", "see : camps"),
        ("see <https://undocs.org/S/RES/1325(2000)>", "see https://undocs.org/S/RES/1325(2000)"),
        ("in <#C1|general> and <#C2>", "in and"),
        ("<!here> <!subteam^S1|@team> since <!date^1700000000^{date}|14 November>", "since 14 November"),
        ("1 &lt; 2 &amp;&amp; R&amp;D &amp;lt;", "1 < 2 && R&D &lt;"),
        ("a < b and c > d", "a < b and c > d"),
        ("two\n  lines", "two\nlines"),
        ("~who pays?~ who ~protects~ women? ~all", "who women? ~all"),
        ("from ~5 to ~10 and a~b~c", "from ~5 to ~10 and a~b~c"),
        ("~<@U0BOT> who pays?~", ""),
        ("~who pays\nand when?~ all", "all"),
        ("about ~30% of women, and ~40% of men", "about ~30% of women, and ~40% of men"),
        (f"<@{ME}> \n&gt; earlier\nnow", "> earlier\nnow"),
    ],
)
def test_words_are_what_a_reader_sees_but_for_people(text: str, words: str) -> None:
    assert plain_words(text) == words


def test_a_mention_is_of_one_user() -> None:
    assert mentions(f"hi <@{ME}>, hi", ME)
    assert mentions(f"<@{ME}|clausebot>", ME)
    assert not mentions(f"<@{ME}2> U0BOT @clausebot", ME)


@pytest.mark.parametrize(
    "text",
    [
        "and for children?",
        "what about 2467?",
        "anything newer",
        "operative only",
        "since 2015",
        "does it say who pays",
        "show me the preamble",
        "thanks! and who reports on it?",
        f"<@{ME}> and for children?",
        "hi, which resolutions do you have? thanks",
        "no that was wrong, try harder",
        "&gt; earlier text\nwhat about 2467? thx",
        "no, I meant 1889",
        "sorry, 1889",
        "ok and 2467",
        "OP 9 please",
        "the second one please",
        "second paragraph please",
        "the next paragraph",
        "quote it in full",
        "just the operative part",
        "its preamble",
        "depuis 2010",
        "le deuxième",
        "seulement le dispositif",
        "desde 2010",
        "el segundo",
        "с 2010 года",
        "منذ 2010",
        "2010年以来",
    ],
)
def test_a_question_or_the_rest_of_one_goes_on(text: str) -> None:
    assert is_follow_up(text, writer=ALICE, askers={ALICE}, me=ME)


@pytest.mark.parametrize(
    "text",
    [
        "thanks!",
        "great, just what I needed",
        "I will put this into the draft",
        "also, we should tell them",
        "then let's go with that",
        f"<@{BOB}> what do you think?",
        f"what do you think, <@{BOB}|bob>?",
        "<!channel> who knows more?",
        "<!subteam^S1> who knows more?",
        "hello?",
        "",
        "I'll take that one",
        "the second one is yours, Ann",
        "I prefer the first one",
        "I meant lunch",
        "lunch at 1300",
        "I will send 1325 to the boss",
        "call me on ext. 2242",
        "parfait",
        "je passe te voir dans la salle 1889",
        "el segundo es tuyo",
        "nos vemos el lunes",
    ],
)
def test_talk_does_not(text: str) -> None:
    assert not is_follow_up(text, writer=ALICE, askers={ALICE}, me=ME)


def test_who_has_not_asked_the_bot_speaks_to_people() -> None:
    assert not is_follow_up("and for children?", writer=BOB, askers={ALICE}, me=ME)


def test_people_talk_once_somebody_else_has_spoken() -> None:
    own = [{"user": ALICE}, {"user": ME, "bot_id": "B1"}]
    assert not is_between_people([], writer=ALICE, me=ME)
    assert not is_between_people(own, writer=ALICE, me=ME)
    assert is_between_people([*own, {"user": BOB}], writer=ALICE, me=ME)
    assert is_between_people([{"bot_id": "B9"}], writer=ALICE, me=ME)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Who protects women in camps?", True),
        ("which resolutions ask for gender advisers", True),
        ("and for children", False),
        ("Lunch is at noon", False),
        ("hello?", False),
        (f"<@{BOB}> who protects women in camps?", False),
    ],
)
def test_a_question_by_itself_asks_everybody(text: str, asks: bool) -> None:
    assert is_open_question(text, me=ME) is asks
