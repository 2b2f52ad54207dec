"""The use case of the HTTP API: cuts objects out of photos that belong to no chat."""

from removerbot.editing.files import memory_times, with_format
from removerbot.editing.renderer import Renderer
from removerbot.i18n import prompt_parser
from removerbot.imaging.cutout import Cutout
from removerbot.imaging.encode import Format
from removerbot.imaging.grid import grid_for
from removerbot.imaging.options import Options
from removerbot.imaging.types import Prompt
from removerbot.segmentation.interactive import read_clicks


async def cut_upload(
    renderer: Renderer,
    data: bytes,
    prompt: str | Prompt,
    options: Options,
    background: bytes | None = None,
) -> tuple[bytes, Format, float, bool]:
    """Cuts out of an image file what a prompt, or the words of one, click on.

    Args:
        renderer: does the work.
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

    def encode(cutout: Cutout) -> tuple[bytes, Format, float, bool]:
        return *with_format(cutout, options.format), cutout.score, cutout.note == "partial"

    photo = await renderer.photos.read_photo(data)
    behind = None if background is None else await renderer.photos.read_photo(background)
    grid, times = grid_for(photo.size), memory_times(options.format, photo.size)
    clicks = read_clicks(prompt, grid, prompt_parser())
    segmented = await renderer.evaluator.segment(photo, grid, new=clicks)
    answer = await renderer.rendered(
        photo, segmented, options, encode, behind=behind, times=times
    )
    renderer.evaluator.prepare_subject(photo)  # last: the program waits for the cutout
    return answer
