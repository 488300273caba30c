"""References, limits and small talk of other languages are understood as the English ones."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.shown import asks_for_rest
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.languages import lexicon
from retrieval.asking.understand.languages.lexicon import in_english, message_in, readings_of
from retrieval.asking.understand.languages.recognise import language_of
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.index.facts import LibraryFacts
from retrieval.library.themes import Vocabulary

FOLDER = Path(lexicon.__file__).parent
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
    return follow_up(in_english(question, language).english, (), FACTS, language=language).understood


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
        ("fr", "Est-ce que je peux me fier à tes citations ?", "quotes"),
        ("es", "Hola, ¿quién te creó?", "self"),
        ("ru", "кто видит мои вопросы?", "privacy"),
        ("ar", "كيف أضيف قرارا؟", "adding"),
        ("zh", "什么是序言段？", "kinds"),
        ("zh", "你能用中文回答吗？", "languages"),
        ("fr", "comment exporter en Word ?", "exporting"),
        ("ru", "какие у тебя есть резолюции?", "holdings"),
        ("es", "cómo añado protección a los campamentos", None),
    ],
)
def test_small_talk_gets_a_fixed_reply(language: str, said: str, kind: str | None) -> None:
    assert reply_kind(in_english(said, language).english) == kind


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
    asked = in_english(question, language).english
    assert follow_up(asked, [before], FACTS, language=language).continues
    assert not follow_up(in_english("1888", language).english, [], FACTS, language=language).continues


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
    asked = follow_up(in_english(question, "und").english, (), FACTS, language="und").understood
    assert asked.stated == ("in S/RES/1325 (2000)",)
    assert not asked.only_limits


DATED = {
    "fr": ("Quand a été adoptée la résolution 1325 ?", "de quand date la 1325 ?"),
    "es": ("¿En qué fecha se aprobó la 1325?", "¿de qué año es la resolución 1325?"),
    "ru": ("Когда была принята резолюция 1325?", "дата принятия резолюции 1325"),
    "ar": ("متى اعتمد القرار 1325؟", "تاريخ اعتماد القرار 1325"),
    "zh": ("1325号决议是哪天通过的？", "1325号决议的日期"),
}


@pytest.mark.parametrize(("language", "question"), [(code, one) for code, some in DATED.items() for one in some])
def test_the_date_of_a_resolution_is_asked_for(language: str, question: str) -> None:
    found = understood(question, language)
    assert (found.shape.asks_date, list(map(str, found.scope.filters.resolutions))) == (True, ["S/RES/1325 (2000)"])


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "Que cite la résolution 2467 ?"),
        ("fr", "quelles résolutions la 2467 rappelle-t-elle ?"),
        ("es", "¿Qué documentos cita la 2467?"),
        ("ru", "На что ссылается резолюция 2467?"),
        ("ar", "ما الوثائق التي يستشهد بها القرار 2467؟"),
        ("zh", "2467号决议提到了哪些决议？"),
    ],
)
def test_what_a_resolution_cites_is_not_taken_for_what_cites_it(language: str, question: str) -> None:
    found = understood(question, language)
    assert (found.shape.name, found.stated) == ("list", ("in S/RES/2467 (2019)",))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "quelles résolutions citent à la fois la 1325 et la 1820 ?"),
        ("es", "¿qué resoluciones citan tanto la 1325 como la 1820?"),
        ("ru", "в каких резолюциях упоминаются и 1325, и 1820?"),
        ("ar", "ما القرارات التي تشير إلى القرارين 1325 و1820 معا؟"),
        ("zh", "哪些决议同时引用了1325和1820？"),
        ("ru", "какие резолюции ссылаются на 1325 и 1820?"),
    ],
)
def test_resolutions_that_are_cited_limit_nothing(language: str, question: str) -> None:
    found = understood(question, language)
    assert (found.shape.name, found.stated) == ("list", ())


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "quelles résolutions ne mentionnent pas les femmes ?"),
        ("es", "¿qué resoluciones no mencionan a las mujeres?"),
        ("ru", "в каких резолюциях не упоминаются женщины?"),
        ("ar", "ما القرارات التي لا تذكر المرأة؟"),
        ("zh", "哪些决议没有提到妇女？"),
    ],
)
def test_what_is_not_mentioned_is_no_list_of_mentions(language: str, question: str) -> None:
    found = understood(question, language)
    assert (found.shape.name, found.left_out) == ("list", "women")


PERIODS: Asked = {
    "since 2018": {
        "es": ("violencia, de 2018 en adelante",),
        "ar": ("العنف من عام 2018 فصاعدا",),
        "zh": ("2018年以来的暴力",),
    },
    "since 2015": {
        "fr": ("violence, rien avant 2015", "violence, rien de plus ancien que 2015"),
        "es": ("violencia, nada anterior a 2015",),
        "ru": ("насилие, ничего до 2015 года", "насилие, ничего старше 2015 года"),
        "ar": ("العنف، لا شيء قبل 2015",),
        "zh": ("暴力，不要2015年以前的",),
    },
    "until 2014": {
        "fr": ("violence, pas de textes postérieurs à 2014",),
        "es": ("violencia, hasta 2014 inclusive", "violencia, nada posterior a 2014"),
        "ru": ("насилие, по 2014 год включительно", "насилие, ничего новее 2014 года"),
    },
    "until 2009": {
        "fr": ("violence antérieure à 2010",),
        "zh": ("2010年以前安理会对暴力怎么说？", "2010年前的暴力"),
    },
    "2013 to 2016": {
        "ru": ("насилие за 2013–2016 годы",),
        "zh": ("2013年至2016年之间的暴力", "2013到2016年间的暴力"),
    },
    "in 2015": {"ru": ("насилие, только за 2015 год", "насилие в резолюциях 2015 года"), "ar": ("العنف، من 2015 فقط",)},
    "2019-06-01 to 2019-06-30": {
        "es": ("¿qué se decidió en junio de 2019 sobre la violencia?",),
        "ru": ("что было решено в июне 2019 года о насилии?",),
        "zh": ("2019年6月关于暴力作出了什么决定？",),
    },
}


@pytest.mark.parametrize(
    ("period", "language", "question"),
    [(period, code, one) for period, asked in PERIODS.items() for code, some in asked.items() for one in some],
)
def test_a_period_in_other_words_limits_the_search(period: str, language: str, question: str) -> None:
    found = understood(question, language)
    assert found.stated == (period,)
    assert "violence" in found.text


PLACES: Asked = {
    "OP 3 OP 4 OP 5": {
        "fr": ("paragraphes 3 à 5 de la 1325",),
        "es": ("de la 1325, los párrafos 3 a 5",),
        "ru": ("пункты с 3 по 5 резолюции 1325",),
        "ar": ("الفقرات من 3 إلى 5 من القرار 1325",),
        "zh": ("1325第3至5段",),
    },
    "OP 8 (a)": {"es": ("1325 párr. 8 a)",), "fr": ("le paragraphe 8 a) de la 1325",)},
    "OP 11": {
        "fr": ("onzième paragraphe de la 1325",),
        "es": ("párrafo undécimo de la 1325",),
        "ru": ("одиннадцатый пункт 1325",),
        "ar": ("الفقرة الحادية عشرة من القرار 1325",),
        "zh": ("1325号决议第十一段",),
    },
    "PP 3": {"fr": ("1325, préambule, 3e alinéa",), "zh": ("1325号决议序言部分第三段",)},
    "OP 1 OP 2": {
        "ar": ("أول فقرتين من القرار 1325",),
        "zh": ("1325的前两段",),
        "fr": ("les deux premiers paragraphes de la 1325",),
    },
}


@pytest.mark.parametrize(
    ("places", "language", "question"),
    [(places, code, one) for places, asked in PLACES.items() for code, some in asked.items() for one in some],
)
def test_paragraphs_are_named_in_the_words_of_each_language(places: str, language: str, question: str) -> None:
    found = understood(question, language)
    assert " ".join(str(one).partition(", ")[2] for one in found.cited or found.places) == places


@pytest.mark.parametrize(
    ("language", "message", "said"),
    [
        ("fr", "et le suivant, svp ?", "the next one"),
        ("fr", "cite-moi le troisième", "the third one please"),
        ("fr", "D'autres résolutions ont-elles repris ça depuis ?", "has it been repeated later?"),
        ("es", "muéstrame el segundo", "the second one please"),
        ("es", "dame la lista", "list them all"),
        ("ru", "а первая?", "and the first one?"),
        ("ar", "الفقرة التالية", "the next one"),
        ("zh", "下一段", "the next one"),
        ("zh", "请列出来", "list them all"),
        ("fr", "le suivant de la liste", None),
        ("es", "la primera ministra", None),
    ],
)
def test_a_follow_up_of_no_topic_is_known_as_a_whole(language: str, message: str, said: str | None) -> None:
    english = in_english(message, language).english
    assert english == said if said else english not in {"the next one", "and the first one?"}


@pytest.mark.parametrize(
    ("language", "message"),
    [("fr", "d'autres, stp"), ("es", "más"), ("ru", "ещё, пожалуйста"), ("ar", "المزيد من فضلك"), ("zh", "更多")],
)
def test_further_hits_are_asked_for_in_the_language_of_the_conversation(language: str, message: str) -> None:
    assert asks_for_rest(message, [Turn(Question.verbatim("x", language=language))])
    assert not asks_for_rest(message, [])


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar", "zh"])
def test_every_message_is_found_and_says_one_thing(language: str) -> None:
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))["messages"]
    wrong = {
        one: message_in(one, language)
        for said, some in table.items()
        for one in some
        if message_in(one, language) != said
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("kind", "messages"),
    [
        (
            "exporting",
            {"fr": "comment garder un paragraphe ?", "es": "¿puedo tener un PDF?", "ru": "Как сохранить пункт?"},
        ),
        ("exporting", {"fr": "partager", "es": "copiar", "ar": "مشاركة", "ru": "скопировать", "zh": "分享"}),
        ("deleting", {"fr": "supprimez ceci", "es": "borra esto", "ar": "احذف هذا", "zh": "删除"}),
        (
            "channels",
            {"fr": "réglages", "es": "configuración", "ar": "الإعدادات", "ru": "настройки", "zh": "设置"},
        ),
        ("channels", {"fr": "arrêtez de répondre ici", "es": "no respondas aquí", "zh": "请不要在这里回答"}),
        ("limiting", {"fr": "Comment limiter ce canal ?", "es": "¿cómo limito este canal?", "zh": "怎么筛选结果"}),
        ("languages", {"fr": "comment changer la langue ?", "es": "¿cómo cambio el idioma?", "ar": "كيف أغير اللغة؟"}),
    ],
)
def test_wishes_about_the_bot_get_a_fixed_reply_in_each_language(kind: str, messages: Mapping[str, str]) -> None:
    """They were searched for in the texts: “share” found paragraphs on the sharing of information."""
    for language, message in messages.items():
        assert language_of(message, ()) == language
        assert reply_kind(message_in(message, language)) == kind


TURNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "new topic: landmines": {
        "fr": ("Autre sujet : les mines terrestres", "Rien à voir : les mines terrestres"),
        "es": ("Otro tema: minas terrestres", "Gracias. Cambiando de tema: minas terrestres"),
        "ar": ("موضوع جديد: الألغام الأرضية", "شكرا. سؤال آخر: الألغام الأرضية"),
        "zh": ("换个话题：地雷", "谢谢。再问一个：地雷"),
    },
    "new topic: elections": {"ru": ("Теперь совсем другое: выборы", "новая тема: выборы")},
    "new topic: is there anything on death penalty": {
        "fr": ("merci. Autre sujet : la peine de mort, il y a quelque chose ?",),
        "es": ("otro tema: la pena de muerte, ¿se menciona?",),
    },
    "same for humanitarian personnel": {
        "fr": ("Même question pour le personnel humanitaire", "idem pour le personnel humanitaire"),
        "es": ("lo mismo para el personal humanitario", "¿Y la misma pregunta sobre el personal humanitario?"),
        "ru": ("то же самое про гуманитарный персонал",),
    },
    "same for women": {"ar": ("نفس السؤال عن النساء",), "zh": ("妇女也一样吗？",)},
    "only since 2015": {"es": ("limítalo a 2015 en adelante",), "ru": ("ограничь 2015 годом и позже",)},
    "and for children": {
        "fr": ("et les enfants dans tout ça ?",),
        "es": ("¿y en el caso de los niños?",),
        "ar": ("وبالنسبة للأطفال؟",),
    },
    "new topic: is children mentioned": {
        "fr": ("encore une question : les enfants sont-ils mentionnés ?",),
        "es": ("una pregunta más: ¿se mencionan los niños?",),
        "ar": ("سؤال أخير: هل ورد ذكر الأطفال؟",),
        "ru": ("ещё вопрос: упоминаются ли дети?",),
        "zh": ("还有一个问题：提到儿童了吗？",),
    },
    "how many times": {"fr": ("combien de fois ?",)},
    "nothing before 2015": {"fr": ("rien d'antérieur à 2015",)},
    "I meant children": {
        "fr": ("non, je voulais dire les enfants", "je parlais des enfants", "non, je parle des enfants"),
        "es": ("no, me refería a los niños", "perdón, quería decir los niños", "no, hablo de los niños"),
        "ar": ("لا، أقصد الأطفال", "كنت أقصد الأطفال"),
        "ru": ("нет, я имел в виду детей", "я говорил о детях"),
        "zh": ("不对，我是说儿童", "我说的是儿童"),
    },
    "what about 2467": {
        "fr": ("et dans la 2467 en particulier ?", "et dans la résolution 2467 ?", "et la 2467, alors ?"),
        "es": ("¿Y en la 2467?", "¿y en la 2467 en concreto?"),
        "ru": ("а конкретно в 2467?",),
        "ar": ("و2467؟", "ووفقا للقرار 2467؟"),
        "zh": ("第2467号决议里呢？",),
    },
    "what does 2467 say about it": {
        "fr": (
            "la 2467 ajoute quelque chose ?",
            "la 2467, qu'est-ce qu'elle en dit ?",
            "est-ce que la 2467 en dit quelque chose ?",
        ),
        "es": ("¿añade algo la 2467?", "la 2467 qué dice de eso"),
        "ar": ("هل يضيف القرار 2467 شيئا؟", "ماذا ورد في القرار 2467 حول ذلك؟"),
        "ru": ("а 2467 что-то добавляет?", "в 2467 об этом что-нибудь есть?", "2467 это упоминает?"),
        "zh": ("2467号决议有没有补充？", "那2467里面怎么说？", "2467号决议有没有提到？", "2467提到了吗？"),
    },
    "which of them is the oldest": {
        "fr": ("Lequel est le plus ancien ?",),
        "es": ("¿cuál es el más antiguo?",),
        "ar": ("أيها الأقدم؟",),
        "ru": ("какой из них самый ранний?",),
        "zh": ("哪个最早？",),
    },
    "the first text on it": {
        "fr": ("le premier texte là-dessus ?", "quelle est la première résolution qui en parle ?"),
        "es": ("¿el primer texto sobre eso?", "¿cuál es la primera resolución que lo menciona?"),
        "ar": ("أول نص عن ذلك؟", "ما أول قرار يذكر ذلك؟"),
        "ru": ("первый текст об этом?", "какая резолюция первой упомянула об этом?"),
        "zh": ("最早提到的呢？", "哪项决议最先提到？"),
    },
    "and the latest resolution": {
        "fr": ("et la résolution la plus récente ?",),
        "es": ("¿y la última resolución?",),
        "ar": ("وأحدث قرار؟",),
        "ru": ("а самая свежая резолюция?",),
        "zh": ("最新的决议呢？",),
    },
    "and in later resolutions": {
        "fr": ("et dans les résolutions ultérieures ?",),
        "es": ("¿y en resoluciones posteriores?",),
        "ru": ("а в более поздних резолюциях?",),
    },
    "and in other resolutions": {
        "fr": ("et dans d'autres résolutions ?",),
        "es": ("¿y en otras resoluciones?",),
        "ru": ("а в других резолюциях?",),
        "zh": ("其他决议呢？",),
    },
    "is there anything on asylum": {
        "fr": (
            "Existe-t-il des textes sur l'asile ?",
            "avez-vous des dispositions relatives à l'asile ?",
            "y a-t-il des règles précises sur l'asile ?",
        ),
        "es": ("¿Hay disposiciones sobre el asilo?", "¿existe algún texto sobre el asilo?", "¿se dice algo del asilo?"),
        "ru": ("есть ли положения об убежище?", "а про убежище там что-нибудь есть?"),
        "ar": ("هل لديكم شيء عن اللجوء؟", "هل توجد نصوص عن اللجوء؟", "شو في عن اللجوء", "في شي عن اللجوء؟"),
        "zh": ("有没有关于庇护的规定？", "庇护有没有专门的规定？", "有没有讲庇护的段落", "有什么关于庇护的内容？"),
    },
    "which paragraphs condemns rape": {"es": ("¿Qué párrafos condenan la violación?",)},
    "which paragraphs condemn rape": {
        "ar": ("ما هي الفقرات التي تدين الاغتصاب؟", "أي الفقرات تدين الاغتصاب؟"),
    },
    "which resolutions condemn rape": {"ru": ("Какие резолюции осуждают изнасилования?",)},
    "crimes against children": {"fr": ("crimes contre des enfants",)},
    "who protect children": {"fr": ("qui protègent des enfants",)},
    "is there rules for children": {"fr": ("y a-t-il des règles pour des enfants ?",)},
    "who recognize that": {"ar": ("من اعترف بذلك؟",)},
    "for protection of civilians": {"ar": ("من أجل حماية المدنيين",)},
    "only 1325 and 2467": {"zh": ("只列1325和2467",)},
    "what happens to peacekeepers": {"zh": ("维和人员会怎么样？",)},
    "compare both": {"zh": ("比较这两个",)},
    "which States support dialogue": {"ar": ("ما هي الدول التي تدعم الحوار؟",)},
    "what sanctions impose on States": {"ar": ("ما هي العقوبات المفروضة على الدول؟",)},
    "what is required of peacekeepers": {"zh": ("对维和人员有什么要求？",)},
    "what protection measures are there on civilians": {"zh": ("对平民有哪些保护措施？",)},
    "what about teachers": {
        "fr": ("qu'en est-il des enseignants ?", "quid des enseignants ?"),
        "es": ("¿qué pasa con los maestros?", "¿y los maestros qué?"),
        "ar": ("وماذا عن المعلمين؟",),
        "zh": ("教师呢？", "那教师呢？", "至于教师呢？"),
    },
    "and for teachers": {
        "fr": ("et côté enseignants ?", "quant aux enseignants ?"),
        "zh": ("对教师呢？",),
    },
    "and on teachers": {
        "es": ("¿y sobre los maestros?",),
        "ar": ("وبشأن المعلمين؟", "وعن المعلمين؟"),
        "zh": ("教师方面呢？",),
    },
    "and hostage-taking": {"ar": ("وأخذ الرهائن؟",)},
    "in 2467": {
        "fr": ("dans la 2467", "dans la résolution 2467"),
        "es": ("en la resolución 2467",),
        "ar": ("في القرار 2467",),
        "ru": ("в резолюции 2467",),
        "zh": ("在2467号决议中",),
    },
    "they must testify": {"fr": ("doivent-elles témoigner ?",)},
    "operative only": {"fr": ("que les paragraphes du dispositif", "juste le dispositif")},
    "preamble only": {"fr": ("rien que le préambule",)},
    "more please": {"zh": ("还有什么",)},
    "when was it first mentioned": {
        "fr": (
            "quand cela a-t-il été mentionné pour la première fois ?",
            "quand en a-t-on parlé pour la première fois ?",
            "quand est-ce mentionné pour la première fois ?",
            "mentionné pour la première fois quand ?",
            "évoquées pour la première fois dans quelle résolution ?",
        ),
        "es": ("¿cuándo se habló de esto por primera vez?",),
        "ru": ("когда об этом сказали впервые?", "когда это появилось в первый раз?", "когда впервые упоминается?"),
        "ar": ("متى تم ذكره لأول مرة؟", "متى ظهر أول مرة؟", "متى كان أول ذكر؟", "متى وردت أول إشارة إليها"),
        "zh": ("首次提到是什么时候？", "最早是什么时候提到的", "最早在哪个决议中提到"),
    },
    "and the first mention": {
        "fr": ("la première mention ?", "la plus ancienne ?"),
        "es": ("¿la primera mención?", "¿la más antigua?"),
        "ru": ("первое упоминание?", "самая ранняя?"),
        "ar": ("أول ذكر؟",),
        "zh": ("最早的",),
    },
    "how many resolutions mention it": {
        "ru": ("сколько резолюций упоминают",),
        "zh": ("有多少个决议提到", "几个决议提到了", "一共有几项决议提到这个？"),
    },
    "how many resolutions": {"zh": ("有多少个决议", "一共几项决议？")},
    "when was it last mentioned": {"fr": ("quand cela a-t-il été mentionné pour la dernière fois ?",)},
    "and the latest": {"ar": ("وآخر ذكر؟", "متى آخر مرة؟")},
    "which resolution was the first to mention it": {
        "fr": ("quelle résolution l'a mentionné en premier ?", "laquelle en parle en premier ?"),
        "es": ("¿qué resolución habló primero de eso?",),
        "ar": ("أي قرار ذكرها أولا؟",),
        "zh": ("哪个决议最先提到它？",),
    },
    "not children, women": {
        "fr": ("non, pas les enfants, les femmes",),
        "es": ("los niños no, las mujeres", "no, no los niños, las mujeres"),
        "zh": ("不是儿童，而是妇女",),
    },
    "rather women": {"zh": ("还是妇女吧",)},
    "how many are there": {"zh": ("一共有多少段？", "一共有多少", "一共多少个")},
    "nothing before 2018": {"zh": ("2018年以前的不要",)},
    "who decides": {"fr": ("qui en décide ?",)},
    "by when": {
        "fr": ("pour quand ?",),
        "es": ("¿para cuándo?",),
        "ar": ("متى الموعد النهائي؟",),
        "ru": ("к какому сроку?",),
        "zh": ("什么时候之前？", "截止日期是什么时候？"),
    },
    "women, I mean": {
        "fr": ("les femmes, je veux dire",),
        "es": ("las mujeres, digo",),
        "ru": ("женщины, я имею в виду",),
        "ar": ("النساء، أقصد",),
        "zh": ("妇女,我是说",),
    },
    "is there anything on training": {
        "fr": ("et la formation, on en parle ?",),
        "es": ("la formación, ¿hay algo?",),
        "ar": ("التدريب، هل هو مذكور؟",),
        "ru": ("подготовка, об этом есть?",),
        "zh": ("有关于培训的内容吗？",),
    },
    "is nuclear weapons mentioned": {
        "fr": ("Les armes nucléaires sont-elles mentionnées ?",),
        "es": ("¿se mencionan las armas nucleares?",),
        "ar": ("هل ورد ذكر الأسلحة النووية؟",),
        "ru": ("Упоминается ли ядерное оружие?",),
        "zh": ("有没有提到核武器？",),
    },
    "and children": {
        "fr": ("ok, et les enfants ?",),
        "es": ("vale. ¿y los niños?",),
        "ar": ("طيب، والأطفال؟",),
        "ru": ("хорошо, а дети?",),
    },
    "back to children": {
        "fr": ("revenons aux enfants",),
        "es": ("volvamos a los niños",),
        "ar": ("لنعد إلى الأطفال",),
        "ru": ("вернёмся к детям",),
        "zh": ("回到儿童",),
    },
    "what does the Council say on mediation": {
        "fr": ("la médiation : que dit le Conseil ?",),
        "es": ("la mediación: ¿qué dice el Consejo?",),
        "ru": ("что говорит Совет о посредничестве",),
    },
    "which is the latest resolution on children": {
        "fr": ("Quelle est la résolution la plus récente sur les enfants ?",),
        "es": ("¿Cuál es la última resolución sobre los niños?",),
        "ar": ("ما أحدث قرار بشأن الأطفال؟",),
        "ru": ("какая самая последняя резолюция о детях",),
        "zh": ("儿童最新的决议是哪项？",),
    },
    "what is asked of State": {"ru": ("что требуется от государств?",)},
    "what is asked of States": {
        "fr": ("Que demande-t-on aux États ?",),
        "es": ("¿Qué se les pide a los Estados?",),
        "ar": ("ما المطلوب من الدول؟", "ماذا يُطلب من الدول؟"),
    },
}


@pytest.mark.parametrize(
    ("read", "language", "said"),
    [(read, code, one) for read, asked in TURNS.items() for code, some in asked.items() for one in some],
)
def test_a_turn_of_a_conversation_is_read_as_the_english_one(read: str, language: str, said: str) -> None:
    found = in_english(said, language)
    assert (found.english.strip(" ?"), found.unknown) == (read, ())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "continue"),
        ("fr", "vas-y, continue"),
        ("es", "sigue"),
        ("ar", "أكمل"),
        ("ru", "продолжай"),
        ("zh", "接着说"),
    ],
)
def test_more_is_asked_for_by_going_on(language: str, said: str) -> None:
    assert in_english(said, language).english == "more please"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "un autre sujet de préoccupation : les enfants"),
        ("fr", "la même résolution pour les femmes"),
        ("fr", "laquelle est la plus ancienne, 1325 ou 1820 ?"),
        ("fr", "non-respect des sanctions"),
        ("es", "otras cosas que piden a los Estados"),
        ("es", "el más antiguo conflicto: los niños"),
        ("ru", "другие вопросы безопасности"),
        ("ru", "новые технологии"),
        ("ar", "بلدان أخرى"),
        ("zh", "另外的问题包括儿童"),
        ("fr", "côté jardin, la 2467 et les enfants"),
        ("fr", "qui en Afrique protège les enfants ?"),
        ("es", "¿por qué no, entonces?"),
        ("ru", "что касается детей в 2467?"),
        ("ar", "وقف إطلاق النار"),
        ("zh", "还是难民的问题"),
    ],
)
def test_a_question_that_begins_likewise_is_no_turn(language: str, said: str) -> None:
    read = in_english(said, language).english
    turns = ("new topic", "same for", "I meant", "rather", "which of them", "the first text")
    assert not read.startswith((*turns, "and", "not", "what about", "who decides"))
