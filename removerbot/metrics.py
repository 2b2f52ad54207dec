"""What is seen of the bot from outside: one line of log for every update, and metrics.

Neither holds names, texts or file names of people.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client import generate_latest as _as_text
from prometheus_client.process_collector import ProcessCollector

_log = logging.getLogger(__name__)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120)


@dataclass(slots=True, eq=False)
class _Event:
    """An update that is being worked on."""

    stages: dict[str, float] = field(default_factory=dict)
    job: int | None = None
    outcome: str = "done"


class Metrics:
    """Takes the times of stages and counts what happens."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._current = ContextVar[_Event | None]("event", default=None)
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)  # memory and processor time
        name, registry = "removerbot_{}".format, self._registry
        self._updates = Counter(
            name("updates"), "Updates answered.", ["kind", "chat", "outcome"], registry=registry
        )
        self._jobs = Counter(name("jobs"), "Photos taken on.", registry=registry)
        self._errors = Counter(name("errors"), "Errors.", ["error"], registry=registry)
        self._stages = Histogram(
            name("stage_seconds"),
            "Times of stages.",
            ["stage"],
            registry=registry,
            buckets=_SECONDS,
        )

    @contextmanager
    def event(self, kind: str, chat: str) -> Iterator[None]:
        """Work on an update, from here on to the end of the block; ends in a line of log.

        Args:
            kind: of the update, such as `photo`.
            chat: the kind of chat.
        """
        event, start = _Event(), self._now()
        known = self._current.set(event)
        try:
            yield
        except BaseException as error:
            event.outcome = type(error).__name__
            raise
        finally:
            self._current.reset(known)
            self._updates.labels(kind, chat, event.outcome).inc()
            fields = {"kind": kind, "chat": chat, "job": event.job, "outcome": event.outcome}
            stages = event.stages | {"all": self._now() - start}
            times = {f"{stage}_ms": round(1000 * took, 1) for stage, took in stages.items()}
            _log.info("update", extra={"fields": fields | times})

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a block, for the update that it belongs to as well."""
        start = self._now()
        try:
            yield
        finally:
            took = self._now() - start
            self._stages.labels(name).observe(took)
            if event := self._current.get():
                event.stages[name] = event.stages.get(name, 0) + took

    def job(self, job_id: int | None, *, is_new: bool = False) -> None:
        """The update is about this job."""
        self._jobs.inc(is_new)
        if event := self._current.get():
            event.job = job_id

    def error(self, error: Exception) -> None:
        """Count an error by its class."""
        self._errors.labels(type(error).__name__).inc()
        if event := self._current.get():
            event.outcome = type(error).__name__

    def watch(self, gauges: Mapping[str, tuple[str, Callable[[], float]]]) -> None:
        """Show the values of these functions: name → what it means, and the function."""
        for name, (meaning, function) in gauges.items():
            gauge = Gauge(f"removerbot_{name}", meaning, registry=self._registry)
            gauge.set_function(function)

    def metrics(self) -> bytes:
        """All metrics as Prometheus reads them."""
        return _as_text(self._registry)
