"""The language of a question is recognised, and English is never taken for another."""

import pytest

from retrieval.asking.understand.languages.recognise import language_of

QUESTIONS = {
    "fr": (
        "Qui doit protéger les femmes réfugiées ?",
        "formation des casques bleus sur les violences sexuelles",
        "la 1325 oblige-t-elle les États ?",
        "que dit la résolution 2242 sur le terrorisme",
        "VBG dans les camps de déplacés",
        "Conseil de Sécurité sur les femmes",
        "Médecins Sans Frontières dans les hôpitaux",
    ),
    "es": (
        "¿Quién debe proteger a las mujeres refugiadas?",
        "formación del personal de paz en violencia sexual",
        "qué pide la 1888 a los Estados",
        "planes de acción nacionales sobre mujeres y paz",
        "niños soldados en grupos armados",
        "Declaración de Buenos Aires",
        "Naciones Unidas mujeres",
    ),
    "ar": ("من يحمي النساء في المخيمات؟", "ماذا يقول القرار 1325 عن DDR؟", "قرار ١٣٢٥", "AMISOM في الصومال"),
    "ru": ("Кто защищает женщин в лагерях?", "резолюция 1325", "DDR в Мали и женщины", "что такое МРМ?"),
    "zh": ("谁在营地保护妇女?", "第1325号决议", "DDR与妇女", "儿童兵", "MONUSCO的任务是什么"),
    "und": (
        "Wer schützt die Frauen in den Flüchtlingslagern?",
        "O que diz a resolução 1325 sobre as mulheres?",
        "chi deve riferire al Consiglio sulla violenza sessuale?",
        "bescherming van burgers in gewapende conflicten",
        "çocuk askerler hakkında hangi kararlar var?",
        "安保理は女性の参加について何と言っていますか",
        "평화 협상에서 여성에 대해 무엇이라고 말합니까?",
    ),
    "en": (
        "UNMIS Uganda-LRA Final Peace Agreement",
        "alarm at the plight of sarajevo bihac srebrenica gorazde tuzla zepa",
        "Who protects women in camps?",
        "Côte d'Ivoire embargo",
        "cote d'ivoire",
        "DDR",
        "MARA",
        "AU communiqué on Darfur",
        "SRSG-SVC mandate",
        "unscr 1612 para 8",
        "joint envoys UN OAU",
        "FARDC MONUSCO Kivu M23",
        "de facto authorities in Mali",
        "2467 art. 32",
        "1325",
        "protecton of womn in confict",
        "Buenos Aires declaration",
        "women in Puerto Rico",
        "Médecins Sans Frontières hospitals",
        "",
    ),
}


@pytest.mark.parametrize(("language", "question"), [(code, one) for code, some in QUESTIONS.items() for one in some])
def test_the_language_of_a_question_is_recognised(language: str, question: str) -> None:
    assert language_of(question, ()) == language


@pytest.mark.parametrize(
    ("question", "last", "language"),
    [
        ("sanctions ?", "en", "en"),
        ("et les sanctions ?", "fr", "fr"),
        ("1325", "fr", "fr"),
        ("armes légères", "fr", "fr"),
        ("minas", "es", "es"),
        ("Who protects women in the camps, and how?", "fr", "en"),
        ("من يحمي الأطفال؟", "fr", "ar"),
    ],
)
def test_a_short_question_leans_on_the_language_of_the_conversation(question: str, last: str, language: str) -> None:
    assert language_of(question, (), last) == language


@pytest.mark.parametrize(("said", "language"), [("Merci beaucoup !", "fr"), ("Hola", "es"), ("Hello", "en")])
def test_a_greeting_is_known_by_its_words(said: str, language: str) -> None:
    assert language_of(said, ()) == language


def test_words_of_the_library_are_english() -> None:
    names = "MINUSCA Bangui Bria Bambari mouvements"
    assert language_of(names, frozenset("minusca bangui bria bambari".split())) == "en"
