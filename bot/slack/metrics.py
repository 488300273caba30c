"""Metrics of the Slack app, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info

from bot.slack.exchange import Exchange, Origin, State
from bot.slack.worker import LOST
from retrieval.index.manifest import Manifest

_OUTCOMES = {True: "answered", False: "nothing found"}
_FAILED = "failed"
_LEFT_ALONE = "left alone"
_VERDICTS = {True: "yes", False: "no"}
_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Counters, gauges and histograms of one bot. Its share of answered questions is that of the outcome "answered"."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        new: dict[str, Any] = {"namespace": "clausebot", "registry": self.registry}
        where = "workspace"
        self._questions = Counter("questions", "Accepted questions, by origin", [where, "origin"], **new)
        self._answers = Counter("answers", "Questions that got an answer, by outcome", [where, "outcome"], **new)
        self._latency = Histogram("answer_seconds", "Time from question to answer", [where], buckets=_SECONDS, **new)
        self._queue = Gauge("queue_length", "Questions in progress or waiting", **new)
        self._feedback = Counter("feedback", "Verdicts of readers", [where, "helpful"], **new)
        self._lost = Counter("engine_restarts", "Restarts of the answering process, by reason", ["why"], **new)
        self._socket = Gauge("socket_age_seconds", "Time since Slack was last heard on the socket", **new)
        self._generation = Info("generation", "Index generation that answers come from", **new)
        for why in LOST:
            self._lost.labels(why)  # so that a reason without losses reads as 0

    def knows(self, workspace: str) -> None:
        """Create the counters of a workspace, at 0."""
        self._latency.labels(workspace)
        for counter, values in (
            (self._questions, Origin),
            (self._answers, (*_OUTCOMES.values(), _FAILED, _LEFT_ALONE)),
            (self._feedback, _VERDICTS.values()),
        ):
            for value in values:
                counter.labels(workspace, value)

    def watch(self, *, waiting: Callable[[], float], silence: Callable[[], float] | None = None) -> None:
        """Set the functions that measure the queue and, if there is a socket, its silence."""
        self._queue.set_function(waiting)
        if silence:
            self._socket.set_function(silence)

    def serves(self, manifest: Manifest) -> None:
        """Set the metrics of the generation that is served."""
        self._generation.info(
            {
                "name": manifest.generation,
                "built": manifest.built,
                "encoder": manifest.encoder,
                "clauses": str(manifest.clauses),
            }
        )

    def lost(self, why: str) -> None:
        """Count a loss of the answering process, by its reason."""
        self._lost.labels(why).inc()

    def asked(self, workspace: str, origin: Origin) -> None:
        """Count a question."""
        self._questions.labels(workspace, origin).inc()

    def answered(self, exchange: Exchange, seconds: float) -> None:
        """Count the answer of an exchange, or its failure, and the time from the question."""
        outcome = _FAILED if exchange.state is State.FAILED else _OUTCOMES[bool(exchange.answered)]
        self._answers.labels(exchange.team, outcome).inc()
        self._latency.labels(exchange.team).observe(seconds)

    def left_alone(self, workspace: str) -> None:
        """Count a message that did not ask the bot and got no answer."""
        self._answers.labels(workspace, _LEFT_ALONE).inc()

    def judged(self, workspace: str, helpful: bool) -> None:
        """Count a verdict."""
        self._feedback.labels(workspace, _VERDICTS[helpful]).inc()
