"""References, limits and small talk of other languages are understood as the English ones."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.languages.lexicon import in_english, readings_of, reply_in
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.index.facts import LibraryFacts
from retrieval.library.themes import Vocabulary

HELD = (1325, 2000), (1539, 2004), (1612, 2005), (1820, 2008), (1888, 2009), (2242, 2015), (2331, 2016), (2467, 2019)
FACTS = LibraryFacts(
    adopted={Symbol(number, year): date(year, 10, 31) for number, year in HELD},
    kinds=frozenset(ClauseKind),
    labelled={},
    countries=frozenset(),
    vocabulary=Vocabulary((), {}),
    words={"women": 9, "violence": 9, "protection": 9},
)

Asked: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]

CITED: Asked = {
    "S/RES/1325 (2000), OP 8": {
        "fr": ("paragraphe 8 de la résolution 1325", "résolution 1325, par. 8", "que dit le paragraphe 8 de la 1325 ?"),
        "es": ("párrafo 8 de la resolución 1325", "¿qué dice el párr. 8 de la 1325?", "resolución 1325, párrafo 8"),
        "ru": ("пункт 8 резолюции 1325", "п. 8 резолюции 1325 (2000)", "что говорит пункт 8 резолюции 1325?"),
        "ar": ("الفقرة 8 من القرار 1325", "الفقرة ٨ من القرار ١٣٢٥", "ماذا تقول الفقرة 8 من القرار 1325؟"),
        "zh": ("第1325号决议第8段", "第1325（2000）号决议第8段", "安理会第1325号决议第8段全文"),
    },
    "S/RES/2331 (2016), OP 2 (d)": {
        "fr": ("résolution 2331 de 2016, par. 2 du dispositif, lettre d", "paragraphe 2 d) de la 2331"),
        "es": ("resolución 2331 de 2016, párr. 2 de la parte dispositiva, letra d", "párrafo 2 d) de la 2331"),
        "ru": ("резолюция 2331 от 2016 г., п. 2 постановляющей части, подпункт d", "подпункт d пункта 2 рез. 2331"),
        "ar": ("الفقرة 2 (د) من القرار 2331", "القرار 2331 (2016)، الفقرة 2 (د)"),
        "zh": ("第2331号决议第2(d)段", "第2331（2016）号决议第2段(d)分段"),
    },
}
LIMITED: Asked = {
    "S/RES/2242 (2015)": {
        "fr": ("dans la résolution 2242, que doivent faire les femmes", "que dit la résolution 2242 sur le terrorisme"),
        "es": ("en la resolución 2242, papel de las mujeres", "qué dice la resolución 2242 sobre terrorismo"),
        "ru": ("в резолюции 2242 о терроризме", "что говорит резолюция 2242 о терроризме?"),
        "ar": ("ماذا يقول القرار 2242 عن الإرهاب؟", "في القرار 2242، دور المرأة"),
        "zh": ("在第2242号决议中,妇女的作用", "第2242号决议关于恐怖主义怎么说"),
    }
}
SINCE_2015 = {
    "fr": ("protection des enfants depuis 2015", "depuis 2015 : protection des enfants"),
    "es": ("protección de los niños desde 2015", "a partir de 2015: protección de los niños"),
    "ru": ("защита детей с 2015 года", "начиная с 2015 года: защита детей"),
    "ar": ("حماية الأطفال منذ عام 2015", "منذ 2015: حماية الأطفال"),
    "zh": ("2015年以来:保护儿童", "自2015年以来保护儿童的规定, 2015年以来"),
}
BEFORE_2010 = {
    "fr": "conseillers avant 2010",
    "es": "asesores antes de 2010",
    "ru": "советники до 2010 года",
    "ar": "مستشارون قبل عام 2010",
    "zh": "2010年以前:顾问",
}


def understood(question: str, language: str) -> Question:
    return follow_up(in_english(question, language), (), FACTS, language=language).understood


@pytest.mark.parametrize(
    ("cited", "language", "question"),
    [(cited, code, one) for cited, asked in CITED.items() for code, some in asked.items() for one in some],
)
def test_a_paragraph_that_is_named_is_looked_up(cited: str, language: str, question: str) -> None:
    found = understood(question, language)
    assert (list(map(str, found.cited)), found.shape.name) == ([cited], "lookup")


@pytest.mark.parametrize(
    ("named", "language", "question"),
    [(named, code, one) for named, asked in LIMITED.items() for code, some in asked.items() for one in some],
)
def test_a_resolution_that_is_named_limits_the_search(named: str, language: str, question: str) -> None:
    found = understood(question, language)
    assert list(map(str, found.scope.filters.resolutions)) == [named]
    assert found.shape.name == "answer"


@pytest.mark.parametrize(("language", "question"), [(code, one) for code, some in SINCE_2015.items() for one in some])
def test_a_year_that_is_named_limits_the_search(language: str, question: str) -> None:
    assert understood(question, language).scope.filters.since == date(2015, 1, 1)


@pytest.mark.parametrize(("language", "question"), BEFORE_2010.items())
def test_an_earlier_year_limits_the_search(language: str, question: str) -> None:
    assert understood(question, language).scope.filters.until == date(2009, 12, 31)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "résolution 1325"),
        ("fr", "montre-moi le texte de la résolution 1325"),
        ("es", "¿qué dice la resolución 1325?"),
        ("ru", "текст резолюции 1325"),
        ("ar", "ماذا يقول القرار 1325؟"),
        ("zh", "第1325号决议全文"),
    ],
)
def test_a_resolution_named_alone_is_shown(language: str, question: str) -> None:
    found = understood(question, language)
    assert (found.shape.name, list(map(str, found.scope.filters.resolutions))) == ("resolution", ["S/RES/1325 (2000)"])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "différence entre 1820 et 1888 sur la vérification des antécédents"),
        ("fr", "1820 vs 1888 sur les amnisties"),
        ("es", "en qué se diferencian la 1820 y la 1888 en cuanto a las amnistías"),
        ("ru", "чем отличаются 1820 и 1888 в части амнистии"),
        ("ar", "ما الفرق بين 1820 و1888 بشأن العفو"),
        ("zh", "1820和1888在大赦方面有什么不同"),
    ],
)
def test_a_comparison_is_recognised(language: str, question: str) -> None:
    found = understood(question, language)
    named = [one.number for one in found.scope.filters.resolutions]
    assert (found.shape.name, named) == ("compare", [1820, 1888])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "qui finance la protection des violences faites aux femmes"),
        ("es", "protección contra la violencia"),
        ("ru", "защита от насилия"),
        ("ar", "الحماية من العنف"),
        ("zh", "免受暴力侵害"),
    ],
)
def test_a_topic_is_no_limit(language: str, question: str) -> None:
    found = understood(question, language)
    assert "violence" in found.text
    assert (found.corrections, found.stated) == ((), ())


@pytest.mark.parametrize(
    ("language", "said", "kind"),
    [
        ("fr", "Merci beaucoup !", "thanks"),
        ("fr", "Bonjour, que peux-tu faire ?", "help"),
        ("zh", "你好，你能做什么？", "help"),
        ("ru", "спс", "thanks"),
        ("fr", "Bonjour", "greeting"),
        ("es", "¡Muchas gracias! 🙏", "thanks"),
        ("ru", "Спасибо!", "thanks"),
        ("ar", "شكراً جزيلاً", "thanks"),
        ("zh", "谢谢！", "thanks"),
        ("fr", "Merci de citer la 1325", None),
        ("fr", "Au revoir !", "thanks"),
        ("fr", "C'est tout", "thanks"),
        ("fr", "Parfait !", "thanks"),
        ("es", "¡Adiós!", "thanks"),
        ("es", "eso es todo", "thanks"),
        ("ru", "До свидания!", "thanks"),
        ("ru", "Отлично!", "thanks"),
        ("zh", "再见", "thanks"),
        ("zh", "就这些。", "thanks"),
        ("ar", "مع السلامة", "thanks"),
        ("ar", "ممتاز!", "thanks"),
        ("es", "todo sobre los niños", None),
    ],
)
def test_small_talk_gets_a_fixed_reply(language: str, said: str, kind: str | None) -> None:
    assert reply_in(said, language) == kind


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_every_reading_is_a_pattern_that_finds_something(language: str) -> None:
    """A pattern that matches nothing at all would be matched everywhere."""
    assert all(pattern.search("") is None for pattern, _ in readings_of(language).rows)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "et les enfants ?"),
        ("fr", "et pour les enfants ?"),
        ("fr", "qu'en est-il des enfants ?"),
        ("fr", "et la 2467 ?"),
        ("es", "¿y los niños?"),
        ("es", "¿y la 2467?"),
        ("es", "¿qué hay de los niños?"),
        ("ru", "а дети?"),
        ("ru", "а в резолюции 2467?"),
        ("ar", "وماذا عن الأطفال؟"),
        ("ar", "وماذا عن القرار 2467؟"),
        ("zh", "那儿童呢?"),
        ("zh", "那2467号决议呢?"),
    ],
)
def test_a_question_may_go_on_from_the_one_before(language: str, question: str) -> None:
    before = Turn(Question.verbatim("x", language=language))
    asked = in_english(question, language)
    assert follow_up(asked, [before], FACTS, language=language).continues
    assert not follow_up(in_english("1888", language), [], FACTS, language=language).continues


@pytest.mark.parametrize(
    "question",
    [
        "Was sagt Resolution 1325 über Frauen?",
        "O que diz a resolução 1325 sobre as mulheres?",
        "cosa dice la risoluzione n. 1325 sulle donne?",
        "Wat zegt resolutie 1325 over vrouwen?",
    ],
)
def test_a_resolution_is_a_limit_in_languages_that_are_not_understood(question: str) -> None:
    asked = follow_up(in_english(question, "und"), (), FACTS, language="und").understood
    assert asked.stated == ("in S/RES/1325 (2000)",)
    assert not asked.only_limits
