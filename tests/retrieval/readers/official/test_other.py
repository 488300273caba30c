"""The kind or the language of a document that is refused is said by name."""

from __future__ import annotations

import unicodedata

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.official.other import other_document
from retrieval.readers.read import read_documents

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
