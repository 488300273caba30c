"""Questions for paragraphs by their first words, or by what the Council does in them, are told from topics."""

import pytest

from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import library


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("every paragraph starting with Demands", "Demands"),
        ('all paragraphs beginning with "Condemns"', "Condemns"),
        (
            'list operative paragraphs that begin with "Requests the Secretary-General"',
            "Requests the Secretary-General",
        ),
        ("paragraphs beginning with the word Urges in 2242", "Urges"),
        ("all OPs of 1325 starting with Requests", "Requests"),
        ("preambular paragraphs starting with “Recalling” in 2467, please", "Recalling"),
        ("which paragraphs open with Acting under Chapter VII", "Acting under Chapter VII"),
        ("list everything that starts with Condemns", "Condemns"),
        ("OPs starting with Urges since 2015", "Urges"),
        ("paragraphs that begin with 'Urges Member States'", "Urges Member States"),
        ("paragraphs whose first word is Decides", "Decides"),
        ("paragraphs that begin with strongly condemns", "strongly condemns"),
        ('every OP that begins with "Recalling resolution 1325"', "Recalling resolution 1325"),
        ("every OP outside 2242 that begins with Decides", "Decides"),
        ('list every paragraph starting "Calls upon all parties"', "Calls upon all parties"),
        ("paragraphs that begin “Demands”", "Demands"),
        ("which OPs start 'Urges' in 2242?", "Urges"),
        ('the one that starts with "Expresses its willingness"', "Expresses its willingness"),
        ('is there a paragraph that opens: "Deplores"?', "Deplores"),
        ("which paras start off with Further requests", "Further requests"),
        ('paragraphs whose opening words are "Gravely concerned"', "Gravely concerned"),
        ('what paragraphs commence "Having considered"?', "Having considered"),
        ("paragraphs that begin Further urges", "Further urges"),
    ],
)
def test_first_words_are_found(asked: str, words: str) -> None:
    read = understand(asked, library())
    assert (read.shape, read.text) == (Shape("list", opening="words"), words)
    assert not read.only_limits


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('which paragraphs end with "in this regard;"?', "in this regard"),
        ("the sentence that ends with “armed conflict”, please", "armed conflict"),
        ('list the paragraphs of 1325 ending in "humanitarian personnel"', "humanitarian personnel"),
        ("OPs ending “as appropriate” since 2015", "as appropriate"),
        ("which paras finish on 'all levels'?", "all levels"),
        ("paragraphs that close with the words of the matter", "of the matter"),
        ('paragraphs whose last words are "of the matter."', "of the matter"),
    ],
)
def test_last_words_are_found(asked: str, words: str) -> None:
    read = understand(asked, library())
    assert (read.shape, read.text) == (Shape("list", opening="last words"), words)


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        ("all paragraphs where the Council decides", "Decides"),
        ("every paragraph in which the Security Council decides something", "Decides"),
        ("list all decisions in 2242", "Decides"),
        ("list the decisions of 2242", "Decides"),
        ("what does the Council decide in 2242?", "Decides"),
        ("what did 2242 decide", "Decides"),
        ("list all the demands of 2242", "Demands"),
        ("what is decided in 2242", "Decides"),
        ("paragraphs of 2242 where the Council decides", "Decides"),
        ("every request to the Secretary-General in 1960", "Requests the Secretary-General"),
        ("all requests to the SG since 2015", "Requests the Secretary-General"),
        ("paragraphs where the Council requests the Secretary-General", "Requests the Secretary-General"),
        ("all paragraphs of 2467 that request something of the Secretary-General", "Requests the Secretary-General"),
        ("list every request in 2250", "Requests"),
        ("which demands are made in 1820", "Demands"),
        ("all requests by the Council in 1325", "Requests"),
    ],
)
def test_a_verb_of_the_council_is_found(asked: str, verb: str) -> None:
    read = understand(asked, library())
    assert (read.shape, read.text) == (Shape("list", opening="verb"), verb)


@pytest.mark.parametrize(
    "asked",
    [
        "how many paragraphs begin with “Decides”",
        "number of OPs of 2242 that begin with Decides",
        "how many decisions are there in 2242",
        "how many paragraphs are there where the Council decides",
    ],
)
def test_a_count_by_first_words_is_found(asked: str) -> None:
    read = understand(asked, library())
    assert (read.shape.name, bool(read.shape.opening), read.text) == ("count", True, "Decides")


@pytest.mark.parametrize(
    "asked",
    [
        "plans that begin with women",
        "every paragraph on programmes that start with schools",
        "all paragraphs on transitions that begin with elections",
        "which paragraphs start with a reference to 1325?",
        "paragraphs that begin with camps",
        "paragraphs on when peace begins with women",
        "when does a mandate start with Decides",
        "start with Decides",
        "paragraphs where the Council demands access",
        "paragraphs where the Council demands an end to sexual violence",
        "paragraphs where the Council recalls resolution 1325",
        "all paragraphs where the Council is briefed",
        "list all decisions of 2019",
        "which decisions mention camps",
        "list all decisions on sanctions in 2242",
        "every request for assistance in 1325",
        "what does the Council request in 1325 on peace operations",
        "what does the Council decide",
        "what did the Council decide in 2013",
        "what does 2250 establish",
        "what about demands?",
        "who decides in 2242",
        "the Council decides to remain seized",
        "all paragraphs that open with Also",
        "Paragraphs Starting Talks",
        "paragraphs that start talks",
        "all paragraphs starting 2019",
        'paragraphs on people starting "over"',
        'list every paragraph starting talks with "rebels"',
        'which paragraphs "open" markets',
        'paragraphs starting "Urges" or "Demands"',
        'paragraphs beginning "Urges" that mention women',
        "which paragraphs open schools",
        "paragraphs that end with women",
        "paragraphs ending impunity",
        "which paragraphs end with Women",
        'paragraphs ending "impunity" and violence',
        'paragraphs on how wars end in "peace agreements"',
        'paragraphs where "ending" is used',
    ],
)
def test_what_only_seems_to_ask_for_first_words_is_a_topic(asked: str) -> None:
    assert not understand(asked, library()).shape.opening
