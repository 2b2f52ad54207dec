"""Metrics for Prometheus, and one log line for every update. Neither has names or texts."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

_log = logging.getLogger(__name__)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)


@dataclass(slots=True, eq=False)
class _Event:
    stages: dict[str, float] = field(default_factory=dict)
    job: int | None = None
    outcome: str = "done"


class Metrics:
    """Measures stages and counts events. May be used from several threads.

    Attributes:
        tally: what was counted since it was stored: handled updates, the seconds that these
            took, their time in the queue included, and updates that were refused or failed.
        loops: how often each loop of `removerbot.process.supervision` has failed in a row.
    """

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.loops: dict[str, int] = {}
        self.tally: dict[str, float] = {"answers": 0, "seconds": 0, "refusals": 0}
        self._now = now
        self._current = ContextVar[_Event | None]("event", default=None)
        self._numbers = count()
        self._open: dict[int, tuple[str, float]] = {}  # stage and start of each open block
        self._registry = own = CollectorRegistry()
        ProcessCollector(registry=own)  # memory and processor time
        name = "removerbot_{}".format
        labels = "kind", "chat", "outcome"
        self._updates = Counter(name("updates"), "Updates answered.", labels, registry=own)
        self._jobs = Counter(name("jobs"), "Photos taken on.", registry=own)
        self._errors = Counter(name("errors"), "Errors.", ["error"], registry=own)
        self.add_gauges({"loops_failing": ("Loops that fail.", lambda: len(self.failing()))})
        self._stages = Histogram(
            name("stage_seconds"), "Times of stages.", ["stage"], registry=own, buckets=_SECONDS
        )

    @contextmanager
    def event(self, kind: str, chat: str) -> Iterator[None]:
        """Measures and counts the update that the block handles, of a kind such as `photo` and
        in a type of chat, and logs it in one line."""
        event, start = _Event(), self._now()
        token = self._current.set(event)
        try:
            yield
        except BaseException as error:
            event.outcome = type(error).__name__
            raise
        finally:
            self._current.reset(token)
            self._updates.labels(kind, chat, event.outcome).inc()
            fields = {"kind": kind, "chat": chat, "job": event.job, "outcome": event.outcome}
            self.tally["refusals"] += event.outcome != "done"
            stages = event.stages | {"all": self._now() - start}
            times = {f"{stage}_ms": round(1000 * took, 1) for stage, took in stages.items()}
            _log.info("update", extra={"fields": fields | times})

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Measures how long an update waits for its turn and its answer: the block."""
        start = self._now()
        yield
        took = self._now() - start
        self._stages.labels("answer").observe(took)
        self.tally["answers"] += 1
        self.tally["seconds"] += took

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measures the block; its time also counts for the update that is being handled."""
        number, start = next(self._numbers), self._now()
        self._open[number] = name, start
        try:
            yield
        finally:
            del self._open[number]
            took = self._now() - start
            self._stages.labels(name).observe(took)
            if event := self._current.get():
                event.stages[name] = event.stages.get(name, 0) + took

    def longest(self, *stages: str) -> float:
        """Returns the seconds that the oldest open block of these stages takes; 0 for none."""
        now = self._now()
        starts = (start for stage, start in self._open.copy().values() if stage in stages)
        return now - min(starts, default=now)

    @contextmanager
    def attempt(self, name: str) -> Iterator[None]:
        """Counts the block like a round of a loop: how often it has failed in a row."""
        try:
            yield
        except Exception:
            self.loops[name] = self.loops.get(name, 0) + 1
            raise
        else:
            self.loops.pop(name, None)

    def failing(self, times: int = 1) -> list[str]:
        """Returns the loops that have failed at least so often in a row."""
        return [name for name, failures in self.loops.copy().items() if failures >= times]

    def job(self, job_id: int | None, *, is_new: bool = False) -> None:
        """Notes which job the update is about; counts new ones."""
        self._jobs.inc(is_new)
        if event := self._current.get():
            event.job = job_id

    def error(self, error: Exception) -> None:
        """Counts an error by its class, which becomes the outcome of the update."""
        self._errors.labels(type(error).__name__).inc()
        if event := self._current.get():
            event.outcome = type(error).__name__

    def refused(self, error: Exception) -> None:
        """Counts an update that was not even begun, and its error."""
        self.tally["refusals"] += 1
        self.error(error)

    def add_gauges(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        """Adds gauges: name → description, and a function that returns the value."""
        for name, (description, function) in gauges.items():
            gauge = Gauge(f"removerbot_{name}", description, registry=self._registry)
            gauge.set_function(function)

    def exposition(self) -> bytes:
        """Returns all metrics in Prometheus' text format."""
        return generate_latest(self._registry)
