"""The use case of the HTTP API: a photo and a prompt in, a cutout out. Nothing is stored."""

from removerbot.editing.evaluation import Evaluator
from removerbot.engine.base import Engine
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import cut_out
from removerbot.imaging.effects import apply_options
from removerbot.imaging.encode import Format, holds
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import Options
from removerbot.imaging.types import Pixels, Prompt
from removerbot.segmentation.interactive import read_clicks, segment


class Uploads:
    """Cuts objects out of photos that belong to no chat."""

    def __init__(self, engine: Engine, photos: DecoderPool) -> None:
        self._engine = engine
        self._evaluator = Evaluator(engine, photos.decode)
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
            prompt: what to cut out.
            options: how to render the cutout.
            background: the photo that an `OtherPhoto` of the options stands for.

        Returns:
            A file, its format (PNG where another one could not hold it), the mask's expected
            IoU, 0 to 1, and whether a part of the photo is missing.

        Raises:
            UserError: a photo or the prompt cannot be used, or there is no object.
            EngineError: the model failed or took too long.
        """
        photo = await self._photos.read_photo(data)
        grid = grid_for(photo.size)
        algorithm = segment(grid, new=read_clicks(prompt, grid, self._parser))
        mask = (await self._evaluator.run(photo, algorithm)).mask
        pixels = await self._photos.decode(photo)
        behind = await self._decoded(background, max(photo.size))

        def render() -> tuple[bytes, Format]:
            cutout = cut_out(pixels, mask.candidate, mask.iou, options.edge, options.grow)
            cutout = apply_options(cutout, options, behind)
            fits = holds(options.format, Pixels(cutout.rgb).size)
            kind = options.format if fits else Format.PNG
            return cutout.file(kind), kind

        return *await self._engine.compute(render), mask.iou, pixels.is_partial

    async def _decoded(self, data: bytes | None, min_side: int) -> Pixels | None:
        if data is None:
            return None
        photo = await self._photos.read_photo(data)
        return await self._photos.decode(photo, min_side)
