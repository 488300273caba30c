"""The kind or the language of a document that is refused is said by name."""

from __future__ import annotations

import unicodedata

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.official.other import other_document
from retrieval.readers.read import read_documents
from tests.samples import OFFICIAL_1325

HEADS = {
    "French": "Nations Unies\nConseil de sécurité\n\nRésolution 2242 (2015)\n\nLe Conseil de sécurité,\n\nRappelant,",
    "Spanish": "Resolución 2242 (2015)\n\nEl Consejo de Seguridad,\n\nReafirmando su determinación,",
    "Russian": "Резолюция 2242 (2015),\nпринятая Советом Безопасности\n\nСовет Безопасности,\n\nвновь подтверждая,",
    "Chinese": "第2242(2015)号决议\n\n安全理事会第7533次会议通过\n\n安全理事会，\n\n重申",
    "Arabic": "القرار 2242 (2015)\n\nالذي اتخذه مجلس الأمن\n\nإن مجلس الأمن،",
    "German": "Resolution 2242 (2015)\n\nDer Sicherheitsrat,\n\nin Bekräftigung seiner Resolutionen,",
}


@pytest.mark.parametrize("vouched", [False, True])
@pytest.mark.parametrize("language", HEADS)
def test_a_text_in_another_language_is_refused_by_its_name(language: str, vouched: bool) -> None:
    reason = f"^it is a text in {language}, not in English; expected"
    for head in (HEADS[language], unicodedata.normalize("NFD", HEADS[language]), HEADS[language].upper()):
        with pytest.raises(UnreadableError, match=reason):
            read_documents("S_RES_2242(2015).txt", (head + "\n\n1. 1325 (2000);\n").encode(), vouched=vouched)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 50 (1948)\nThe Security Council,          Le Conseil de sécurité,",
        "The Security Council,\nRecalling the Conseil de sécurité,",
        "A note on the Conseil de l'Europe",
        "Ensemble pour la sécurité",
        "Council of Security",
    ],
)
def test_a_text_that_names_the_council_in_english_or_not_at_all_is_in_no_other_language(text: str) -> None:
    assert other_document(text) is None


TWO_COLUMNS = """{head}
The Security Council,                                   {council}

   Desiring to bring about a cessation of               Désireux d'obtenir la cessation des hosti-
hostilities in Palestine,                               lités en Palestine,

   1. Calls upon all Governments to order a             1. Invite tous les gouvernements à ordonner
cessation of all acts of armed force;                   la cessation de tous actes d'hostilité ;
"""


@pytest.mark.parametrize("title", ["50 (1948). Resolution of 29 May 1948", "73 (1949). Resolution of 11 August 1949"])
@pytest.mark.parametrize(
    ("council", "language"),
    [
        ("Le Conseil de sécurité,", "French"),
        ("El Consejo de Seguridad,", "Spanish"),
        ("Совет Безопасности,", "Russian"),
        ("安全理事会，", "Chinese"),
    ],
)
def test_a_print_with_a_column_for_each_language_is_refused(title: str, council: str, language: str) -> None:
    text = TWO_COLUMNS.format(head=title, council=council)
    for said in (text, text.replace(",    ", ", "), text.replace("                                   ", "\n")):
        with pytest.raises(UnreadableError, match=f"it opens in {language}, too"):
            read_documents("text.txt", said.encode())


@pytest.mark.parametrize(
    "line", ["SECURITY COUNCIL          CONSEIL DE SÉCURITÉ", "Conseil de sécurité", "NATIONS UNIES"]
)
def test_a_letterhead_in_two_languages_is_no_second_language(line: str) -> None:
    text = f"UNITED NATIONS\n{line}\n\n{OFFICIAL_1325}"
    assert read_documents("a.txt", text.encode()).documents[0].paragraphs[-1].paragraph == "3"
