"""The answer as a message: what a reader gets, and that Slack takes it whatever is in it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.inert import inert
from bot.slack.exchange import Exchange
from bot.slack.views import actions
from bot.slack.views.about import About
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import page_of
from bot.slack.views.examples import candidates, in_language, suggested_prompts
from bot.texts.texts import ENGLISH, OFFICIAL, texts_in
from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.languages.recognise import language_of
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause, ClauseKind, Labeller, ThemeLabel
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import ABOUT, CLAUSE, EXCHANGE, HIT, SAY, THEMES, answer, hits
from tests.bot.slack.views.rules import check_message, elements, labels, lines, quotes, titles


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.exchanges, odd.answers(), odd.abouts, st.sampled_from((*OFFICIAL, "und")))
def test_whatever_is_in_it_slack_takes_the_message_and_it_is_the_exchanges(
    exchange: Exchange, found: Answer, about: About, language: str
) -> None:
    found = asked_in(language, found)
    message = answer_message(exchange, found, about, SAY)
    check_message(message, exchange.id)
    if not found.reply:
        shown = [title.partition("  ")[0] for title in titles(message.blocks)]
        assert shown == [short_citation(hit.clause.id) for hit in page_of(exchange, found).hits]


def asked_in(language: str, found: Answer) -> Answer:
    """An answer to the same question in another language."""
    understood = replace(found.reading.understood, language=language)
    return replace(found, reading=replace(found.reading, understood=understood))


def test_an_answer_follows_the_language_of_the_question_and_its_controls_that_of_the_person() -> None:
    message = answer_message(EXCHANGE, asked_in("ar", answer(HIT)), ABOUT, texts_in("fr"))
    said = lines(message.blocks)
    assert said[0] == "Participation · \u2068Treaties\u2069 (من مكتبتكم) · موضوع مقترح: \u2068Protection\u2069"
    assert "الصيغة نفسها: \u2068S/RES/2388 (2017), OP 5\u2069\u200f" in said
    small = [part["text"] for block in message.blocks if block["type"] == "context" for part in block["elements"]]
    assert small == [
        "النصوص مقتبسة بالإنكليزية، وهي لغة وثائق هذه المكتبة.\u200f",
        "المفهوم: بالإنكليزية: ”\u2068Who ratifies treaties against trafficking\u2069“\u200f",
        "مؤكد: تجيب إحدى هذه الفقرات عن السؤال\u200f",
    ]
    assert labels(message.blocks) == {"filter": "Filtrer"}
    assert titles(message.blocks) == ["S/RES/2331 (2016), OP 2 (a)  20 décembre 2016"]
    assert "\u2068" not in "".join(quotes(message.blocks))
    assert quotes(message.blocks) == [CLAUSE.lead_in, CLAUSE.text]


def test_an_english_question_is_answered_in_the_language_of_the_person() -> None:
    message = answer_message(EXCHANGE, answer(HIT), ABOUT, texts_in("fr"))
    small = [part["text"] for block in message.blocks if block["type"] == "context" for part in block["elements"]]
    assert small == ["Sûr : l'un de ces paragraphes répond"]


def test_nothing_found_is_said_in_the_language_of_the_question() -> None:
    message = answer_message(EXCHANGE, asked_in("ru", answer()), ABOUT, texts_in("es"), ("Who is asked?",))
    assert lines(message.blocks) == [
        "В этой библиотеке нет ответа на этот вопрос.",
        ABOUT.coverage("ru"),
        "Можно спросить:",
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(odd.found())
def test_what_is_quoted_is_in_the_paragraph_letter_by_letter_and_what_is_not_is_said(hit: Hit) -> None:
    blocks = answer_message(EXCHANGE, answer(hit), ABOUT, SAY).blocks
    words = [inert(text) for text in (hit.clause.lead_in, hit.clause.text) if inert(text)]
    cut = any(said.startswith("[…] ") for said in lines(blocks))
    if cut:
        assert all(any(quoted in text for text in words) for quoted in quotes(blocks))
    else:
        assert quotes(blocks) == words


def test_a_paragraph_is_quoted_under_its_citation_with_all_that_is_known_of_it() -> None:
    blocks = answer_message(EXCHANGE, answer(HIT), ABOUT, SAY).blocks
    assert blocks[0]["text"]["text"] == (
        "*<https://undocs.org/S/RES/2331(2016)|S/RES/2331 (2016), OP 2 (a)>*  20 December 2016"
    )
    assert quotes(blocks) == [CLAUSE.lead_in, CLAUSE.text]
    assert lines(blocks) == [
        "Participation · Treaties (yours) · suggested theme: Protection",
        "The same words: S/RES/2388 (2017), OP 5",
        "Nearly the same words in 2 other resolutions: S/RES/2388 (2017), OP 6; S/RES/2388 (2017), OP 7; "
        "S/RES/2331 (2016), OP 2 (b); S/RES/2467 (2019), PP 4",
    ]


def test_slack_takes_a_paragraph_that_shows_nothing() -> None:
    clause = replace(CLAUSE, lead_in="", text="\N{SOFT HYPHEN}", themes=())
    check_message(answer_message(EXCHANGE, answer(Hit(clause, 1, 0.5)), ABOUT, SAY), EXCHANGE.id)


def test_the_answering_part_is_bold_and_the_lead_in_italic() -> None:
    lead_in, text = elements(answer_message(EXCHANGE, answer(HIT), ABOUT, SAY).blocks, "rich_text_quote")
    assert [part.get("style") for part in lead_in["elements"]] == [{"italic": True}]
    assert [part["text"] for part in text["elements"] if "style" in part] == ["to consider ratifying the Convention"]
    assert text["elements"][1]["style"] == {"bold": True}


def test_a_long_paragraph_shows_what_answers_with_its_neighbours_and_counts_what_it_leaves_out() -> None:
    limbs = [f"requests report number {n:04} of all parties to the Council next year," for n in range(400)]
    text, answering = " ".join(limbs), limbs[200]
    start = text.index(answering)
    hit = Hit(replace(CLAUSE, text=text), 1, 0.5, highlights=((start, start + len(answering)),))
    blocks = answer_message(EXCHANGE, answer(hit, *hits(2)), ABOUT, SAY).blocks
    _, shown, *_ = quotes(blocks)
    first = text.index(shown)
    assert all(limb in shown for limb in limbs[195:205])
    assert (shown[:11], shown[-8:]) == ("requests re", "xt year,")
    assert f"[…] {first:,} characters of the paragraph before this are not shown" in lines(blocks)
    assert f"[…] {len(text) - first - len(shown):,} characters of the paragraph after this are not shown" in lines(
        blocks
    )


def test_short_paragraphs_leave_their_room_to_a_long_one() -> None:
    long = Hit(replace(CLAUSE, text="as long as the longest ever adopted " * 75), 3, 0.5)
    assert long.clause.text in quotes(answer_message(EXCHANGE, answer(*hits(2), long), ABOUT, SAY).blocks)


def test_three_paragraphs_longer_than_all_but_a_few_that_were_adopted_are_shown_whole() -> None:
    adopted = hits(3, words="to report on what was done so far " * 60)
    assert quotes(answer_message(EXCHANGE, answer(*adopted), ABOUT, SAY).blocks)[1:] == [hit.text for hit in adopted]


def test_opening_words_are_shown_once_for_the_sub_paragraphs_below_them() -> None:
    first, second = hits(2)
    other = replace(HIT, clause=replace(CLAUSE, lead_in="Urges them:"))
    shown = quotes(answer_message(EXCHANGE, answer(first, second, other), ABOUT, SAY).blocks)
    assert shown == [CLAUSE.lead_in, "Paragraph 1;", "Paragraph 2;", "Urges them:", CLAUSE.text]


def test_suggested_themes_are_called_so_without_percentages() -> None:
    themes = [ThemeLabel(name, Labeller.SUGGESTED, sure) for name, sure in (("A", 0.5), ("B", 0.9))]
    hit = replace(HIT, clause=replace(CLAUSE, themes=tuple(themes)), also=(), alike=())
    blocks = answer_message(EXCHANGE, answer(hit), ABOUT, SAY).blocks
    assert lines(blocks) == ["suggested themes: A, B"]


def test_the_menu_of_a_paragraph_names_it_in_each_choice() -> None:
    """A screen reader reads the choices one by one."""
    [menu] = elements(answer_message(EXCHANGE, answer(HIT), ABOUT, SAY).blocks, "overflow")
    assert [one["text"]["text"] for one in menu["options"]] == [
        "Copy OP 2 (a)",
        "Keep OP 2 (a)",
        "Where else? OP 2 (a)",
        "Whole OP 2 (a), with citations",
        "Whole S/RES/2331 (2016)",
    ]
    assert {actions.choice_of(one["value"])[1] for one in menu["options"]} == {CLAUSE.id}


def test_controls_and_dates_are_in_the_readers_language_and_quotes_in_their_own() -> None:
    blocks = answer_message(EXCHANGE, answer(HIT, *hits(4)), ABOUT, texts_in("fr")).blocks
    assert titles(blocks)[0] == "S/RES/2331 (2016), OP 2 (a)  20 décembre 2016"
    assert labels(blocks)[actions.MORE] == "Suite (4–5 sur 5)"
    assert quotes(blocks)[:2] == [CLAUSE.lead_in, CLAUSE.text]


def test_pages_turn_inside_the_message() -> None:
    found = answer(*hits(7))
    first, second, third = (
        answer_message(replace(EXCHANGE, page=page), found, ABOUT, SAY).blocks for page in (0, 1, 2)
    )
    assert [quotes(page)[1:] for page in (first, third)] == [[f"Paragraph {n};" for n in (1, 2, 3)], ["Paragraph 7;"]]
    assert (actions.BACK in labels(first), labels(first)[actions.MORE]) == (False, "Show more (4–6 of 7)")
    assert (actions.BACK in labels(second), labels(second)[actions.MORE]) == (True, "Show more (7 of 7)")
    assert (actions.BACK in labels(third), actions.MORE in labels(third)) == (True, False)


def test_a_page_that_is_no_longer_there_shows_the_last_one() -> None:
    blocks = answer_message(replace(EXCHANGE, page=9), answer(*hits(4)), ABOUT, SAY).blocks
    assert quotes(blocks)[1:] == ["Paragraph 4;"]


def test_blocks_that_show_something_else_have_other_ids() -> None:
    """Slack keeps what was chosen in a block that keeps its id."""
    shapes = (EXCHANGE, replace(EXCHANGE, page=1), replace(EXCHANGE, given=Filters(themes=(THEMES[0],))))
    ids = [{block["block_id"] for block in answer_message(one, answer(*hits(6)), ABOUT, SAY).blocks} for one in shapes]
    assert not ids[0] & ids[1] | ids[0] & ids[2]


def test_the_context_says_what_was_understood_and_how_sure_it_is() -> None:
    understood = Question("treaties", "treaties", Scope(Filters(kinds=(ClauseKind.OPERATIVE,))))
    [context] = elements(answer_message(EXCHANGE, answer(HIT, understood=understood), ABOUT, SAY).blocks, "context")
    assert [part["text"] for part in context["elements"]] == [
        "Understood: operative paragraphs",
        "Sure: one of these paragraphs answers",
    ]


def test_words_taken_as_they_stand_are_said_to_be() -> None:
    [context] = elements(answer_message(replace(EXCHANGE, literal=True), answer(HIT), ABOUT, SAY).blocks, "context")
    assert context["elements"][0]["text"] == "Understood: as typed"


def test_a_question_that_no_message_asks_is_repeated() -> None:
    blocks = answer_message(replace(EXCHANGE, question_ts=""), answer(HIT), ABOUT, SAY).blocks
    assert lines(blocks)[0] == "“Who ratifies treaties against trafficking?”"


def test_readers_judge_and_only_who_asked_deletes() -> None:
    [verdict] = elements(answer_message(EXCHANGE, answer(HIT), ABOUT, SAY).blocks, "context_actions")
    opinions, trash = verdict["elements"]
    assert actions.carried(opinions["positive_button"]["value"]) == (EXCHANGE.id, actions.HELPFUL)
    assert actions.carried(opinions["negative_button"]["value"]) == (EXCHANGE.id, actions.UNHELPFUL)
    assert (trash["action_id"], trash["visible_to_user_ids"]) == (actions.WITHDRAW, ["U1"])


def test_a_private_answer_is_shared_or_dismissed_and_not_deleted() -> None:
    blocks = answer_message(replace(EXCHANGE, private=True), answer(HIT), ABOUT, SAY).blocks
    assert {actions.SHARE, actions.DISMISS} <= labels(blocks).keys()
    assert not elements(blocks, "icon_button")


def test_what_is_absent_is_said_above_the_paragraphs_or_in_place_of_them() -> None:
    reply = "There is no S/RES/1612 (2005) in this library."
    some = replace(answer(HIT), reply=reply, absent_names=("S/RES/1612 (2005)",))
    assert lines(answer_message(EXCHANGE, some, ABOUT, SAY).blocks)[0] == reply
    none = replace(some, answered=False, hits=(), near_misses=some.hits)
    assert lines(answer_message(EXCHANGE, none, ABOUT, SAY).blocks)[0] == reply
    nowhere = replace(none, near_misses=())
    assert lines(answer_message(EXCHANGE, nowhere, ABOUT, SAY).blocks) == [reply]


def test_words_that_were_not_understood_are_said_above_the_paragraphs_and_in_the_notification() -> None:
    said = "Mots non compris : Nuremberg. La réponse peut ne pas en tenir compte."
    found = replace(asked_in("fr", answer(HIT)), unknown=("Nuremberg",))
    missed = replace(found, answered=False, hits=(), near_misses=found.hits)
    for one in (found, missed):
        message = answer_message(EXCHANGE, one, ABOUT, SAY)
        assert said in lines(message.blocks)
        assert message.text.startswith(said)


def test_nothing_found_says_so_and_what_could_be() -> None:
    message = answer_message(EXCHANGE, answer(near=(HIT,)), ABOUT, SAY)
    assert lines(message.blocks) == ["Nothing in this library answers that.", ABOUT.coverage(ENGLISH)]
    assert not elements(message.blocks, "context")
    assert not quotes(message.blocks)
    assert message.text == f"Nothing in this library answers that. {ABOUT.coverage(ENGLISH)}"
    assert labels(message.blocks)[actions.NEAR] == "Show what comes nearest"


def test_near_misses_that_may_answer_are_shown_at_once_as_the_closest_language() -> None:
    message = answer_message(EXCHANGE, replace(answer(near=(HIT,)), confidence=0.4), ABOUT, SAY)
    assert lines(message.blocks)[0] == "No paragraph answers that for certain."
    assert "Closest language:" in lines(message.blocks)
    assert elements(message.blocks, "context") == [], "how sure it is was said"
    assert quotes(message.blocks) == [CLAUSE.lead_in, CLAUSE.text]
    assert "Nothing in this library answers" not in message.text
    assert actions.NEAR not in labels(message.blocks)


def test_near_misses_are_shown_on_request_and_marked() -> None:
    blocks = answer_message(replace(EXCHANGE, misses=True), answer(near=(HIT,)), ABOUT, SAY).blocks
    assert "These come nearest, but do not seem to answer:" in lines(blocks)
    assert quotes(blocks) == [CLAUSE.lead_in, CLAUSE.text]
    assert actions.NEAR not in labels(blocks)


def test_nothing_found_suggests_questions_on_themes_of_the_library_the_nearest_first() -> None:
    examples = candidates(replace(ABOUT, themes=(("Implementation", 9), *ABOUT.themes[:2]), years=()))
    blocks = answer_message(EXCHANGE, answer(near=(HIT,)), ABOUT, SAY, examples=examples).blocks
    offered = [one for one in elements(blocks, "button") if one["action_id"] == actions.REWORD]
    # Questions on "Protection" and "Treaties" are not among those that the index answers.
    assert [actions.carried(one["value"]) for one in offered] == [
        (EXCHANGE.id, "Language under Participation"),
        (EXCHANGE.id, "Language under Justice, Rule of Law and Security Sector Reform"),
        (EXCHANGE.id, "Language under Implementation"),
    ]
    assert [one["text"]["text"] for one in offered] == [actions.carried(one["value"])[1] for one in offered]


def test_nothing_found_within_limits_offers_to_drop_them() -> None:
    limited = Question.verbatim("q", Scope(Filters(themes=(THEMES[0],))))
    message = answer_message(EXCHANGE, answer(understood=limited), ABOUT, SAY)
    assert message.text.startswith("Nothing in this library answers that within these limits.")
    assert actions.WIDEN in labels(message.blocks)
    assert actions.NEAR not in labels(message.blocks)


def test_a_reply_is_short_and_has_nothing_to_click() -> None:
    message = answer_message(EXCHANGE, answer(reply="You are welcome."), ABOUT, SAY)
    check_message(message, EXCHANGE.id)
    assert (message.text, lines(message.blocks), len(message.blocks)) == ("You are welcome.", ["You are welcome."], 1)


def test_a_notification_reads_as_the_answer() -> None:
    first, second = answer_message(EXCHANGE, answer(HIT, *hits(1)), ABOUT, SAY).text.split("\n")
    assert first == f"S/RES/2331 (2016), operative paragraph 2 (a): {CLAUSE.lead_in} {CLAUSE.text}"
    assert second == "S/RES/2331 (2016), operative paragraph 1: Calls upon Member States: Paragraph 1;"


def test_plain_words_are_cut_and_cannot_act() -> None:
    hit = Hit(replace(CLAUSE, text="<!channel> & " * 300), 1, 0.5)
    message = answer_message(EXCHANGE, answer(hit), ABOUT, SAY)
    check_message(message, EXCHANGE.id)
    assert "&lt;!channel&gt; &amp; &lt;!channel&gt;" in message.text
    assert message.text.endswith("…")


def test_markup_in_a_quote_is_only_letters() -> None:
    text = "<!channel> <@U1> *bold* _it_ `code` ```pre``` <https://a.b|c> :smile: @here;"
    clause: Clause = replace(CLAUSE, text=text, lead_in="")
    blocks = answer_message(EXCHANGE, answer(Hit(clause, 1, 0.5)), ABOUT, SAY).blocks
    [quote] = elements(blocks, "rich_text_quote")
    assert quote["elements"] == [{"type": "text", "text": text}]


def test_candidates_of_examples_come_from_the_library() -> None:
    assert in_language(candidates(ABOUT), "en")[:3] == [
        "Language under Justice, Rule of Law and Security Sector Reform",
        "Language under Participation",
        "What is asked of Member States since 2019?",
    ]
    unlabelled = replace(ABOUT, themes=tuple((name, 0) for name in "ABCDE"), years=())
    assert in_language(candidates(unlabelled), "en")[:5] == [f"Language under {name}" for name in "ABCDE"]
    assert [prompt["message"] for prompt in suggested_prompts(in_language(candidates(unlabelled), "en"))] == [
        f"Language under {name}" for name in "ABCD"
    ]


@pytest.mark.parametrize("language", OFFICIAL)
def test_examples_are_in_the_language_of_the_reader_or_question(language: str) -> None:
    """The Home of a person who reads French had English examples."""
    offered = in_language(candidates(ABOUT), language)
    assert {language_of(question, ()) for question in offered} == {language}
    assert in_language(("Who?",), language) == ["Who?"]


def test_a_message_without_a_question_shows_examples_to_click() -> None:
    kinds: list[tuple[ReplyKind, int]] = [("help", 2), ("empty", 2), ("thanks", 0)]
    for kind, offered in kinds:
        asked = replace(answer(reply="Ask about the resolutions."), small_talk=kind)
        message = answer_message(EXCHANGE, asked, ABOUT, SAY, examples=("Language under A", "Who?"))
        check_message(message, EXCHANGE.id)
        shown = [one for one in elements(message.blocks, "button") if one["action_id"] == actions.REWORD]
        assert len(shown) == offered
