"""Feedback from the first hits lowers clauses that are unlike them, or alone in their resolution; first hits stay."""

from __future__ import annotations

import numpy as np
import pytest

from embeddings.encoder import Vectors
from retrieval.asking.ranking.feedback import losses


def vectors(*degrees: float) -> Vectors:
    """Return unit vectors at some angles in a plane."""
    angles = np.deg2rad(np.array(degrees, np.float32))
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def ranked(scores: list[float], of: Vectors, resolutions: list[str]) -> list[int]:
    """Return the candidates after feedback, best first."""
    late = np.array(scores, np.float32)
    order: list[int] = np.argsort(losses(late, of, resolutions) - late).tolist()
    return order


def test_a_clause_like_the_first_hits_comes_before_one_that_is_not() -> None:
    scores, apart = [0.7, 0.69, 0.501, 0.5], ["1325", "1820", "1888", "1889"]
    assert ranked(scores, vectors(0, 10, 90, 5), apart) == [0, 1, 3, 2]
    assert ranked(scores, vectors(0, 10, 5, 90), apart) == [0, 1, 2, 3]


def test_a_clause_of_a_resolution_with_other_good_ones_comes_before_one_that_is_alone() -> None:
    alike = vectors(0, 0, 0, 0, 0)
    scores = [0.7, 0.69, 0.68, 0.501, 0.5]
    assert ranked(scores, alike, ["2467", "2467", "2467", "1265", "2467"]) == [0, 1, 2, 4, 3]
    assert ranked(scores, alike, ["2467"] * 5) == [0, 1, 2, 3, 4]


def test_a_first_hit_that_is_far_ahead_loses_nothing() -> None:
    scores = np.array([0.9, 0.5, 0.5, 0.5], np.float32)
    of_one = losses(scores, vectors(0, 60, 90, 30), ["1325"] * 4)
    assert of_one[0] == pytest.approx(0, abs=1e-4)
    assert (of_one[1:] > 0.001).all()


def test_no_clause_gains_and_a_single_one_stays_as_it_is() -> None:
    assert losses(np.array([0.6], np.float32), vectors(40), ["1325"]) == pytest.approx([0], abs=1e-6)
    shown = losses(np.array([0.6, 0.7, 0.2], np.float32), vectors(0, 40, 170), ["1325", "1820", "1820"])
    assert (shown >= -1e-6).all()


def test_the_order_of_the_candidates_does_not_count() -> None:
    scores, of = np.array([0.6, 0.7, 0.2, 0.65], np.float32), vectors(0, 40, 170, 90)
    resolutions = ["1325", "1820", "1820", "1888"]
    there = [2, 0, 3, 1]
    other = losses(scores[there], of[there], [resolutions[place] for place in there])
    assert other == pytest.approx(losses(scores, of, resolutions)[there])
