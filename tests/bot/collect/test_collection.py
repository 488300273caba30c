"""A collection on disk: what was picked stays as it was, whatever happens."""

import json
import multiprocessing
import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.collect.collection import LONGEST_NOTE, MOST, Collection, CollectionError, names
from bot.collect.kept import Kept
from tests.retrieval.made_clauses import clause

AT = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
ONE = replace(clause("S/RES/1325(2000)#1", "Urges “Member States”;\u2028more", day=date(2000, 10, 31)), lead_in="Also")
TWO = clause("S/RES/2331(2016)#2(a)", themes=("Participation",))


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path / "collections", clock=lambda: AT)


def test_what_is_kept_is_read_back_letter_by_letter_in_the_order_it_was_picked(collection: Collection) -> None:
    collection.add([TWO], "why not")
    collection.add([ONE])
    assert collection.read() == (Kept(TWO, AT, "why not"), Kept(ONE, AT))


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_what_a_person_keeps_is_that_person_s_alone(collection: Collection) -> None:
    before = os.umask(0)
    try:
        collection.add([ONE], "for the draft")
    finally:
        os.umask(before)
    assert stat.S_IMODE(collection.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(collection.path.stat().st_mode) == 0o600


def test_nothing_is_kept_before_something_is(collection: Collection) -> None:
    assert collection.read() == ()
    assert not collection.folder.exists()


def test_a_clause_that_is_kept_again_takes_the_words_of_now_and_keeps_its_place_and_its_note(
    collection: Collection,
) -> None:
    collection.add([ONE, TWO], "because")
    changed = replace(ONE, text="Urges them;")
    added = collection.add([changed, TWO, clause("S/RES/2242(2015)#8")])
    assert ([c.id for c in added.new], added.renewed, added.there) == (["S/RES/2242(2015)#8"], (changed,), (TWO,))
    first, second, _ = collection.read()
    assert (first, second) == (Kept(changed, AT, "because"), Kept(TWO, AT, "because"))


def test_a_clause_without_a_number_is_not_replaced_by_another_that_has_its_place_now(collection: Collection) -> None:
    bare = [
        replace(clause(f"S/RES/2331(2016)#unnumbered-{place}", text), paragraph=None)
        for place, text in ((1, "Urges them;"), (1, "Calls upon them;"), (2, "Urges them;"))
    ]
    for one in bare:
        collection.add([one])
    assert [kept.clause for kept in collection.read()] == [bare[2], bare[1]]
    assert collection.remove([bare[1].id]) == (Kept(bare[1], AT),)


def test_what_is_taken_out_is_gone_and_the_rest_stays(collection: Collection) -> None:
    collection.add([ONE, TWO])
    assert collection.remove([ONE.id, "S/RES/1(1946)#1", ONE.id]) == (Kept(ONE, AT),)
    assert collection.read() == (Kept(TWO, AT),)


def test_collections_of_other_names_are_apart(collection: Collection) -> None:
    collection.add([ONE])
    draft = replace(collection, name="draft of May")
    draft.add([TWO])
    assert [kept.clause for kept in draft.read()] == [TWO]
    assert names(collection.folder) == ["draft of May", "kept"]


@pytest.mark.parametrize("name", ["", "../kept", "a/b", ".hidden", "x" * 61, " a", "a\n"])
def test_a_name_that_could_be_another_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="cannot name a collection; use up to 60 letters"):
        Collection(tmp_path, name)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"kept": 1}',
        '{"kept": "2026-11-25", "note": "", "clause": {}}',
        json.dumps({"kept": "0001-01-01T00:00:00+23:59", "note": "", "clause": ONE.as_record()}),
        '""',
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_a_damaged_line_is_named_and_the_file_left_alone(line: str, collection: Collection) -> None:
    collection.add([ONE])
    with collection.path.open("a") as file:
        file.write(f"{line}\n")
    before = collection.path.read_bytes()
    for act in (collection.read, lambda: collection.add([TWO]), lambda: collection.remove([ONE.id])):
        with pytest.raises(CollectionError, match=r"line 2 of .*kept\.jsonl is no kept clause"):
            act()
    assert collection.path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_a_pipe_in_the_place_of_a_collection_is_refused_and_not_waited_for(collection: Collection) -> None:
    collection.folder.mkdir(parents=True)
    os.mkfifo(collection.path)
    for act in (collection.read, lambda: collection.add([TWO])):
        with pytest.raises(CollectionError, match=r"kept\.jsonl cannot be read \(it is a named pipe, not a file\)"):
            act()


def test_a_change_that_fails_leaves_everything_as_it_was(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.add([ONE])
    before = collection.path.read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fail)
        with pytest.raises(CollectionError, match=r"kept\.jsonl cannot be written \(No space left on device\)"):
            collection.add([TWO])
    assert collection.path.read_bytes() == before


def _keep_ten(folder: Path, start: int) -> None:
    for number in range(start, start + 10):
        Collection(folder).add([clause(f"S/RES/1325(2000)#{number}")])


def test_processes_that_keep_at_once_lose_nothing(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=_keep_ten, args=(tmp_path, start)) for start in (1, 11, 21)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert {kept.clause.paragraph for kept in Collection(tmp_path).read()} == set(map(str, range(1, 31)))


def test_too_much_is_refused_whole(collection: Collection) -> None:
    collection.add([ONE])
    with pytest.raises(CollectionError, match="would have 5,001 clauses, and takes 5,000"):
        collection.add([clause(f"S/RES/1326(2000)#{n}") for n in range(1, MOST + 1)])
    with pytest.raises(CollectionError, match="the note has 2,001 characters"):
        collection.add([TWO], "x" * (LONGEST_NOTE + 1))
    assert [kept.clause for kept in collection.read()] == [ONE]


def test_a_line_is_a_clause_as_json_has_it_with_when_and_why(collection: Collection) -> None:
    collection.add([TWO], "why")
    record = json.loads(collection.path.read_text())
    assert (record["kept"], record["note"]) == ("2026-11-25T23:30:00+00:00", "why")
    assert record["clause"]["citation"] == "S/RES/2331 (2016), operative paragraph 2 (a)"
    assert record["clause"]["source"]["sha256"] == "0" * 64
