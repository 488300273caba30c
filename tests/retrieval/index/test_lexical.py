from pathlib import Path

from retrieval.index.lexical import LexicalIndex

TEXTS = ["Women take part in peace processes", "trafficking in persons, especially women", "Decides to remain seized"]


def test_texts_that_share_rarer_words_score_higher() -> None:
    scores = LexicalIndex.build(TEXTS).scores("women who are trafficked")
    assert scores[1] > scores[0] > scores[2] == 0


def test_unknown_words_and_none_score_nothing() -> None:
    index = LexicalIndex.build(TEXTS)
    for query in ("VPN", "", "the of", "!!"):
        assert index.scores(query).tolist() == [0, 0, 0]


def test_what_is_saved_is_opened_as_it_was(tmp_path: Path) -> None:
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path)
    assert LexicalIndex.open(tmp_path).scores("women").tolist() == index.scores("women").tolist()
