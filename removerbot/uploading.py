"""The use case of other programs: a photo and words in, a cutout out. Nothing is remembered."""

import asyncio

from removerbot.core.cutout import Cutout, cut_out
from removerbot.core.grid import grid_for
from removerbot.core.reply import check_inside, read_objects
from removerbot.core.types import Prompt
from removerbot.core.union import union
from removerbot.ports import Engine, Photos
from removerbot.replay import Replay


class Uploads:
    """Cuts things out of photos that belong to no chat."""

    def __init__(self, engine: Engine, photos: Photos) -> None:
        self._engine = engine
        self._photos = photos
        self._replay = Replay(engine)

    async def cut(self, data: bytes, prompt: str | Prompt) -> Cutout:
        """Cut out of an image file what a prompt, or the words of one, point at.

        Raises:
            UserError: the photo or the prompt cannot be used, or nothing is found there.
            EngineError: the model let us down.
        """
        photo = await asyncio.to_thread(self._photos.read_photo, data)
        grid = grid_for(photo.size)
        if isinstance(prompt, Prompt):
            check_inside(prompt, grid)
            prompts: tuple[Prompt, ...] = (prompt,)
        else:
            prompts = read_objects(prompt, grid).others
        await self._engine.prepare(photo)
        pixels = await asyncio.to_thread(self._photos.decode, photo)
        steps = [await self._replay.first_step(photo, each, grid) for each in prompts]
        shown = [await self._replay.shown(photo, (step,)) for step in steps]
        joined = union(shown)
        return await asyncio.to_thread(cut_out, pixels, joined.candidate, joined.iou)
