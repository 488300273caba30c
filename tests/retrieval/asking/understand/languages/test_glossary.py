"""Questions in other languages are read in the English that resolutions use, term by term."""

import re
import unicodedata
from functools import partial
from pathlib import Path

import pytest

from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.languages import glossary
from retrieval.asking.understand.languages.glossary import GLOSSED, Glossed, glossed
from retrieval.asking.understand.languages.lexicon import in_english
from tests.growth import beyond_linear
from tests.retrieval.asking.understand.library import library

FOLDER = Path(glossary.__file__).parent / "glossaries"


@pytest.mark.parametrize(
    ("language", "question", "read"),
    [
        ("fr", "Qui protège les femmes dans les camps de réfugiés ?", "who protect women in refugee camps?"),
        ("es", "¿Quién protege a las mujeres en los campos de refugiados?", "who protect to women in refugee camps?"),
        ("ar", "من يحمي النساء في مخيمات اللاجئين؟", "who protect women in refugee camps?"),
        ("ru", "Кто защищает женщин в лагерях беженцев?", "who protects women in refugee camp?"),
        ("zh", "谁保护难民营里的妇女？", "who protection refugee camps women?"),
    ],
)
def test_a_question_is_read_in_english_word_by_word(language: str, question: str, read: str) -> None:
    assert in_english(question, language).english == read


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("fr", "les droits de l'homme", "human rights"),
        ("fr", "Quoi de neuf sur le climat ?", "what is new on climate change?"),
        ("fr", "Qu'y a-t-il de neuf depuis 2020 ?", "what is new since 2020?"),
        ("fr", "Rien de neuf sur les mines ?", "anything new on mines?"),
        ("fr", "un délai de neuf mois", "deadline of nine months"),
        ("es", "quién protege a las mujeres en los campos?", "who protect to women in camps?"),
        ("es", "mujeres en el campo", "women in rural areas"),
        ("es", "minas en los campos de cultivo", "mines in farmland"),
        ("es", "mujeres en los campos de la educación", "women in the fields of education"),
        ("es", "niños en el campo de batalla", "children on the battlefield"),
        ("fr", "prorogation mandat", "extension of the mandate"),
        ("fr", "la peine de mort", "death penalty"),
        ("fr", "les sociétés militaires privées", "private military companies"),
        ("fr", "minerais de conflit", "conflict minerals"),
        ("es", "el derecho a la verdad", "right to the truth"),
        ("zh", "军备控制", "arms control"),
        ("es", "los derechos humanos", "human rights"),
        ("zh", "阿富汗人权", "Afghanistan human rights"),
    ],
)
def test_a_text_is_divided_into_as_few_terms_as_can_be(language: str, text: str, read: str) -> None:
    assert glossed(text, language).english == read


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("fr", "armes", "arms"),
        ("fr", "armée", "army"),
        ("fr", "privées", "private"),  # "privés de" is "deprived of"
        ("fr", "enfants privés de liberté", "children deprived of freedom"),
        ("fr", "la demande des parties", "requests of parties"),  # "à la demande de" is "at the request of"
        ("fr", "seul", "alone"),  # the first word with its stem is "seulement", "only"
        ("fr", "départements", "Department"),  # "départ", "departure"
        ("fr", "les allégations", "allegations"),  # no form of "alléger", "ease", and an English word
        ("fr", "protégés", "protect"),  # an English word as well, but much like one of the glossary
        ("es", "COVID-19", "COVID-19"),
        ("fr", "participation des jeunes", "participation of youth"),
        ("es", "informar", "report"),
        ("es", "niñas", "girls"),
        ("es", "resolucion", "resolution"),
        ("ru", "Нигер", "Niger"),
        ("ar", "والنِّساء", "and women"),
        ("ar", "وللنساء", "and women"),
        ("ar", "الإنترنت ومواقع التواصل الاجتماعي", "online and social media"),
        ("ar", "وقف إطلاق النار", "ceasefire"),
    ],
)
def test_words_are_found_as_written_without_accents_or_in_another_inflection(
    language: str, text: str, read: str
) -> None:
    assert glossed(text, language).english == read


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("fr", "S/RES/1325 (2000), § 8 (a) : Xanthopoulos", "S/RES/1325 (2000), § 8 (a): Xanthopoulos"),
        ("fr", "http://example.org/femmes, 8a", "http://example.org/femmes, 8a"),
        ("fr", "Øystein Łukasz", "Øystein Łukasz"),
        ("ru", "Бихангаград, UNMISS, 2005-м", "bikhangagrad, UNMISS, 2005"),
        ("zh", "魑UNMISS魍2005", "UNMISS 2005"),
        ("zh", "1325妇女", "1325 women"),
        ("ar", "2005 UNMISS", "2005 UNMISS"),
    ],
)
def test_what_no_term_has_stays_if_an_english_text_may_have_it(language: str, text: str, read: str) -> None:
    assert glossed(text, language).english == read


@pytest.mark.parametrize(
    ("language", "text", "read"),
    [
        ("fr", "droits de l’homme", "human rights"),
        ("fr", "cessez\u2011le\u2011feu", "ceasefire"),
        ("fr", "les réfugié(e)s", "refugees"),
        ("fr", "s'il y a des réfugiés", "if there is refugees"),
        ("fr", "Combien d'unités sont-elles rapatriées", "how many units are repatriated"),
        ("fr", "demande-t-on un rapport", "requests report"),
        ("fr", "les forces qui n'ont pas été formées", "forces who not been trained"),
        ("fr", "est le plus", "is the most"),  # "n'est plus" is "no longer"
        ("fr", "fem\u00admes", "women"),
        ("es", "a través de las mujeres", "through women"),
        ("es", "refugiados/as", "refugees"),
        ("ru", "же\u0301нщины", "women"),
        ("ru", "женщины, мир и безопасность", "women and peace and security"),
        ("ar", "\u200fالاشخاص ذوي الاعاقة", "persons with disabilities"),
        ("zh", "妇女、和平与安全", "women and peace and security"),
    ],
)
def test_marks_and_spellings_that_people_use_are_read(language: str, text: str, read: str) -> None:
    assert in_english(text, language).english == read


@pytest.mark.parametrize("literal", [False, True])
def test_a_question_none_of_whose_words_is_known_stays_as_it_is(literal: bool) -> None:
    assert in_english("魑魅魍魉？", "zh", literal=literal).english == "魑魅魍魉?"
    assert in_english("的", "zh", literal=literal).english == "的"


def _repeated(words: str, size: int) -> str:
    return (size * words)[:size]


def test_the_time_to_read_a_text_is_linear() -> None:
    for language, words in (("zh", "妇女与儿童"), ("fr", "les femmes et les enfants "), ("ar", "والنساء والأطفال ")):
        in_english(words, language)  # the glossary is read once
        slow = beyond_linear(partial(in_english, language=language), partial(_repeated, words))
        assert slow is None, f"{language}: {slow}"


@pytest.mark.parametrize(
    ("language", "question", "shape", "topic"),
    [
        ("fr", "Quelles résolutions mentionnent l'asile ?", "list", "asylum"),
        ("fr", "combien de résolutions mentionnent l'asile ?", "count", "asylum"),
        ("es", "¿Qué resoluciones mencionan el asilo?", "list", "asylum"),
        ("es", "¿cuántas resoluciones mencionan el asilo?", "count", "asylum"),
        ("ru", "Какие резолюции упоминают убежище?", "list", "asylum"),
        ("ru", "сколько резолюций упоминают сексуальное насилие", "count", "sexual violence"),
        ("ar", "ما هي القرارات التي تذكر اللجوء؟", "list", "asylum"),
        ("zh", "哪些决议提到庇护?", "list", "asylum"),
        ("zh", "有多少决议提到性暴力?", "count", "sexual violence"),
    ],
)
def test_the_shape_that_a_question_asks_for_is_read_in_every_language(
    language: str, question: str, shape: str, topic: str
) -> None:
    understood = follow_up(in_english(question, language).english, (), library(), language=language).understood
    assert (understood.shape.name, understood.text.strip(" ?")) == (shape, topic)


@pytest.mark.parametrize(
    ("language", "text", "unknown", "read"),
    [
        ("fr", "Le tribunal de Nuremberg est-il mentionné ?", ("Nuremberg",), "Court of Nuremberg is referred?"),
        ("es", "víctimas de Chernóbil", ("Chernóbil",), "victims of Chernóbil"),
        ("ru", "глифосат и женщины", ("глифосат",), "glifosat and women"),
        ("ar", "النساء في فوكوشيما", ("فوكوشيما",), "women in"),
        ("zh", "妇女与草甘膦", ("草甘膦",), "women and"),
    ],
)
def test_words_that_no_term_has_are_told(language: str, text: str, unknown: tuple[str, ...], read: str) -> None:
    assert glossed(text, language) == Glossed(read, unknown)


@pytest.mark.parametrize(
    ("text", "unknown", "read"),
    [
        ("希特勒的罪行", ("希特勒",), "crimes"),  # "特" alone is "special"
        ("切尔诺贝利事故", ("切尔诺贝利",), "accidents"),  # "切", "诺" and "利": "cut", "commitment", "benefit"
        ("在奥斯威辛", ("奥斯威辛",), "in"),
        ("监控、鸮", ("鸮",), "monitoring、"),
    ],
)
def test_characters_of_an_unknown_chinese_word_are_no_words_of_their_own(
    text: str, unknown: tuple[str, ...], read: str
) -> None:
    found = glossed(text, "zh")
    assert (found.english, found.unknown) == (read, unknown)


@pytest.mark.parametrize(
    ("language", "text", "corrections", "read"),
    [
        ("fr", "victimes du terorisme", [("terorisme", "terrorisme")], "victims of terrorism"),
        ("es", "victmas", [("victmas", "victimas")], "victims"),
        ("es", "particpacion de las mujeres", [("particpacion", "participacion")], "participation of women"),
        ("ru", "гуманитраные", [("гуманитраные", "гуманитарные")], "humanitarian"),
    ],
)
def test_a_misspelt_word_is_read_as_the_one_that_the_glossary_has(
    language: str, text: str, corrections: list[tuple[str, str]], read: str
) -> None:
    found = glossed(text, language)
    assert [(one.typed, one.meant) for one in found.corrections] == corrections
    assert (found.english, found.unknown) == (read, ())


@pytest.mark.parametrize(
    ("language", "word"),
    [("fr", "Terorisme"), ("fr", "tomate"), ("es", "torero"), ("ru", "каток"), ("ar", "المسافة"), ("zh", "草甘膦")],
)
def test_a_name_and_a_word_that_few_terms_are_near_to_are_read_as_no_other(language: str, word: str) -> None:
    assert not glossed(word, language).corrections


@pytest.mark.parametrize("language", sorted(GLOSSED))
def test_each_row_of_a_glossary_is_a_term_and_its_english(language: str) -> None:
    rows = [row.split("\t") for row in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 2 and row[0] == " ".join(row[0].split()) != "" for row in rows)
    english = {row[1] for row in rows}
    assert all(one == " ".join(one.split()) and unicodedata.is_normalized("NFC", one) for one in english)
    assert not [one for one in english if re.search(r"[\u0400-\u06ff\u4e00-\u9fff]", one)]
    read = {term: glossed(term, language).english.replace(")", "").strip(" «»") for term, _ in rows}
    assert {term for term, said in rows if read[term] != said.replace(")", "")} == set(), "each term is found"
