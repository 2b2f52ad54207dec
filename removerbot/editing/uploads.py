"""The use case of the HTTP API: cuts objects out of photos that belong to no chat."""

from removerbot.editing.evaluation import Evaluator
from removerbot.editing.files import memory_times, with_format
from removerbot.engine.base import Engine
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.subjects import Subjects
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.effects import apply_options
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import Options
from removerbot.imaging.types import Photo, Prompt
from removerbot.segmentation.interactive import read_clicks
from removerbot.segmentation.segmented import Segmented
from removerbot.segmentation.subject import edge_mask


class Uploads:
    """Cuts objects out of photos that belong to no chat."""

    def __init__(self, engine: Engine, photos: DecoderPool, subjects: Subjects) -> None:
        self._engine = engine
        self._evaluator = Evaluator(engine, photos.decode, subjects, photos.rendering)
        self._photos = photos
        self._parser = prompt_parser()

    async def cut(
        self,
        data: bytes,
        prompt: str | Prompt,
        options: Options,
        background: bytes | None = None,
    ) -> tuple[bytes, Format, float, bool]:
        """Cuts out of an image file what a prompt, or the words of one, click on.

        Args:
            data: the photo.
            prompt, options: what to cut out, and how to render it.
            background: the photo that an `OtherPhoto` of the options stands for.

        Returns:
            A file, its format (PNG where another one could not hold it), the mask's expected
            IoU, 0 to 1, and whether a part of the photo is missing.

        Raises:
            UserError: a photo or the prompt cannot be used, or there is no object.
            EngineError: the model failed or took too long.
        """
        photo = await self._photos.read_photo(data)
        behind = [] if background is None else [await self._photos.read_photo(background)]
        grid = grid_for(photo.size)
        clicks = read_clicks(prompt, grid, self._parser)
        segmented = await self._evaluator.segment(photo, grid, new=clicks)
        times = memory_times(options.format, photo.size)
        async with self._photos.rendering.held(photo, *behind, times=times):
            answer = await self._render(photo, segmented, options, *behind)
        self._evaluator.prepare_subject(photo)  # last: the program waits for the cutout
        return answer

    async def _render(
        self, photo: Photo, segmented: Segmented, options: Options, behind: Photo | None = None
    ) -> tuple[bytes, Format, float, bool]:
        mask, points = segmented.mask, segmented.points(photo.size)
        pixels = await self._photos.decode(photo)
        background = await self._photos.decode(behind, max(photo.size)) if behind else None
        subject = self._evaluator.known_subject(photo)

        def render() -> tuple[bytes, Format]:
            edge = edge_mask(subject, mask.candidate, segmented.clicks, photo.size)
            cutout = cut_out(pixels, edge, mask.iou, options, points)
            return with_format(apply_options(cutout, options, background), options.format)

        return *await self._engine.compute(render), mask.iou, pixels.note == "partial"
