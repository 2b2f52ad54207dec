"""Finds the subjects of photos while nobody waits for the processor."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context
from functools import partial
from typing import Self, TypeVar, TypeVarTuple

import numpy as np

from removerbot.engine.base import EncodeQueue, Encoding
from removerbot.engine.decoded_photos import RenderingMemory
from removerbot.engine.local import release
from removerbot.errors import EngineBusy, EngineFailed, RemoverError
from removerbot.imaging.lru_cache import LruCache
from removerbot.imaging.photo import on_white
from removerbot.imaging.roi import fractions
from removerbot.imaging.types import Alpha, Candidate, Photo, Pixels, SubjectAlpha
from removerbot.models.subject import NAME, SIDE, SubjectModel, read_input
from removerbot.models.transforms import MASK_SIDE, Transform
from removerbot.process.metrics import Metrics
from removerbot.process.resources import lower_priority
from removerbot.process.supervision import forever, load
from removerbot.process.turns import asking_for

_log = logging.getLogger(__name__)

Result = TypeVar("Result")
Args = TypeVarTuple("Args")

Run = Callable[[Callable[[], None]], Awaitable[None]]
"""Runs work on a thread of low priority."""

Follow = Callable[[Photo, Candidate, Run], Awaitable[None]]
"""Goes on with a photo whose subject has been found, given an empty mask of the form that SAM's
have for it."""

_QUEUE = 100
"""Photos that may wait; of those that nobody waits for the oldest is dropped."""

_PAUSE = 0.05
"""Seconds between two looks at whether the engine is busy."""

_RELEASE_AFTER = 3
"""Seconds without a photo after which the model's memory is released."""


class Subjects:
    """Runs the subject model, one photo at a time; use it as an async context.

    The model is loaded when the first photo comes; until then, and where it cannot be loaded,
    no photo has a known subject. A photo that nobody waits for is looked at when the engine has
    nothing else to do, and by a thread of low priority, which on a busy machine hardly runs.

    Args:
        load: loads the model; may fetch its weights first. Returns `None` for no model.
        decode_photo: see `removerbot.engine.local.LocalEngine`.
        is_busy: returns whether the engine has something else to do.
        cache_bytes: memory for what is found; a photo takes .6 MB.
        metrics: measures the stage `subject`.
        memory: bounds the photos that are decoded at the same time; by default nothing.
    """

    load_seconds: float = 10
    """How long `find` waits for a model that is being loaded."""

    def __init__(  # noqa: PLR0913 - collaborators by their names
        self,
        load: Callable[[], SubjectModel | None],
        decode_photo: Callable[[Photo, int], Awaitable[Pixels]],
        *,
        is_busy: Callable[[], bool],
        cache_bytes: int,
        metrics: Metrics,
        memory: RenderingMemory | None = None,
    ) -> None:
        self._load = load
        self._decode_photo = decode_photo
        self._metrics = metrics
        self._memory = memory or RenderingMemory()
        self._model: SubjectModel | None = None
        self._known = LruCache[str, Alpha](cache_bytes)
        self._queue = EncodeQueue[Alpha](_QUEUE)
        self._thread = ThreadPoolExecutor(1, "subject")
        self._low_thread = ThreadPoolExecutor(1, "subject ahead", initializer=lower_priority)
        self._task: asyncio.Task[None] | None = None
        self._loaded = asyncio.Event()
        self._is_busy = is_busy
        self._follow: Follow | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_exception: object) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._queue.cancel()
        for thread in (self._thread, self._low_thread):
            thread.shutdown(cancel_futures=True)

    @property
    def state(self) -> str:
        """The model's name; `idle` before the first photo, then `loading`, `off` without it."""
        if self._loaded.is_set():
            return NAME if self._model else "off"
        return "loading" if self._task else "idle"

    def prepare(self, photo: Photo) -> None:
        """Queues a photo, as its subject may be asked for. Returns at once."""
        self._start()
        is_off = self._loaded.is_set() and self._model is None
        if not is_off and self._known.get(photo.key) is None:
            with suppress(EngineBusy):
                self._queue.add(photo)

    def follow(self, work: Follow) -> None:
        """Has this called for each found subject after which the engine is not busy."""
        self._follow = work

    def known(self, photo: Photo) -> SubjectAlpha | None:
        """Returns the alpha of a photo's subject if it has been found; never waits."""
        alpha = self._known.get(photo.key)
        return None if alpha is None else fractions(alpha)

    async def find(self, photo: Photo) -> SubjectAlpha | None:
        """Returns the alpha of a photo's subject; `None` without a model.

        Raises:
            DamagedImage: the photo's file cannot be decoded.
            EngineBusy: the queue is full.
            EngineFailed: the model raised an exception.
        """
        self._start()
        with suppress(TimeoutError):
            async with asyncio.timeout(self.load_seconds):
                await self._loaded.wait()
        known = self.known(photo)
        if known is not None or self._model is None:
            return known
        search = self._queue.add(photo)
        search.waiters += 1
        try:
            return fractions(await asyncio.shield(search.result))
        finally:
            search.waiters -= 1

    def _start(self) -> None:
        if self._task is None:
            # In a context of its own: it works for everybody, not only for who was the first.
            self._task = asyncio.create_task(self._run(), context=Context())

    async def _run(self) -> None:
        try:
            # A download may take minutes: the end of the process does not wait for it.
            self._model = await load(self._load)
        except Exception as error:  # noqa: BLE001 - all but the main thing works without
            _log.warning("the subject model stays off: %s", error)
        finally:
            self._loaded.set()
        if self._model is None:
            self._queue.cancel()
            return
        await forever("subject worker", partial(self._work, self._model), self._metrics)

    async def _work(self, model: SubjectModel) -> None:
        searches = await self._take(model)
        try:
            await self._search(model, searches[0])
        finally:
            self._queue.finish(searches)

    async def _take(self, model: SubjectModel) -> list[Encoding[Alpha]]:
        """Waits for a photo that is waited for, or for one while the engine is not busy."""
        try:
            async with asyncio.timeout(_RELEASE_AFTER):
                await self._queue.wait()
        except TimeoutError:
            await self._call(self._low_thread, "releasing memory", release, model)
            await self._queue.wait()
        while self._is_busy() and not self._queue.is_awaited:  # noqa: ASYNC110 - no event says so
            await asyncio.sleep(_PAUSE)
        return self._queue.take(self._queue.next(1))

    async def _search(self, model: SubjectModel, search: Encoding[Alpha]) -> None:
        photo = search.photo
        thread = self._thread if search.waiters else self._low_thread
        try:
            with asking_for(search.person):
                async with self._memory.held(photo, least=SIDE):
                    pixels = await self._decode_photo(photo, SIDE)
                    colors = await self._call(
                        thread, "reading a photo", lambda: read_input(on_white(pixels))
                    )
            with self._metrics.stage("subject"):
                alpha = await self._call(thread, "the subject model", model.run, colors)
        except RemoverError as error:
            search.fail(error)
        else:
            self._known.put(photo.key, alpha, alpha.nbytes)
            search.result.set_result(alpha)
            if self._follow and not self._is_busy():
                logits = np.zeros((MASK_SIDE, MASK_SIDE), np.float32)
                form = Candidate(logits, Transform(photo.size).extent, 0.0, 0)
                run = partial(self._call, self._low_thread, "what follows a subject")
                with suppress(RemoverError), asking_for(search.person):
                    await self._follow(photo, form, run)

    async def _call(
        self, on: Executor, name: str, work: Callable[[*Args], Result], *args: *Args
    ) -> Result:
        """Runs work on a thread; if it raises an exception, logs its name."""
        try:
            return await asyncio.get_running_loop().run_in_executor(on, work, *args)
        except Exception as error:
            _log.exception("%s failed", name)
            raise EngineFailed(str(error)) from error
