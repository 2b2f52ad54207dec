"""The use case of other programs: a photo and words in, a cutout out. Nothing is remembered."""

import asyncio

from removerbot.editing.replay import Replay
from removerbot.engine.base import Engine
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import Cutout, cut_out
from removerbot.imaging.effects import apply_options
from removerbot.imaging.encode import Format, holds
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import Options
from removerbot.imaging.types import Photo, Pixels, Prompt, Size
from removerbot.segmentation.mask_levels import union
from removerbot.segmentation.prompt_parser import check_inside
from removerbot.segmentation.ranking import RankedMask


class Uploads:
    """Cuts things out of photos that belong to no chat."""

    def __init__(self, engine: Engine, photos: DecoderPool) -> None:
        self._engine = engine
        self._photos = photos
        self._parser = prompt_parser()
        self._replay = Replay(engine)

    async def cut(
        self, data: bytes, prompt: str | Prompt, finish: Options, behind: bytes | None = None
    ) -> tuple[bytes, Format, float]:
        """Cut out of an image file what a prompt, or the words of one, point at.

        Args:
            data: the photo.
            prompt: what to cut out.
            finish: what to make of it.
            behind: the photo that the finish wants behind it.

        Returns:
            A file, of which kind it is (a PNG file where another kind could not hold it), and
            the mask's expected IoU.

        Raises:
            UserError: a photo or the prompt cannot be used, or nothing is found there.
            EngineError: the model let us down.
        """
        photo = await asyncio.to_thread(self._photos.read_photo, data)
        choice = await self._chosen(photo, prompt)
        pixels = await asyncio.to_thread(self._photos.decode, photo)
        ground = await self._ground(behind, max(photo.size))

        def make() -> tuple[bytes, Format]:
            cutout = cut_out(pixels, choice.candidate, choice.iou, finish.edge, finish.grow)
            return _file(apply_options(cutout, finish, ground), finish.format)

        return *await asyncio.to_thread(make), choice.iou

    async def _chosen(self, photo: Photo, prompt: str | Prompt) -> RankedMask:
        grid = grid_for(photo.size)
        if isinstance(prompt, Prompt):
            check_inside(prompt, grid)
            prompts: tuple[Prompt, ...] = (prompt,)
        else:
            prompts = self._parser.read_objects(prompt, grid).others
        steps = [await self._replay.first_step(photo, each, grid) for each in prompts]
        return union([await self._replay.shown(photo, (step,)) for step in steps])

    async def _ground(self, data: bytes | None, least: int) -> Pixels | None:
        if data is None:
            return None
        photo = await asyncio.to_thread(self._photos.read_photo, data)
        return await asyncio.to_thread(self._photos.decode, photo, least)


def _file(cutout: Cutout, kind: Format) -> tuple[bytes, Format]:
    height, width = cutout.alpha.shape
    fitting = kind if holds(kind, Size(width, height)) else Format.PNG
    return cutout.file(fitting), fitting
