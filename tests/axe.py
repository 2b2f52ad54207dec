"""What a page keeps from people who do not see, hear or move like its makers, found by axe.

https://github.com/dequelabs/axe-core
"""

from pathlib import Path

import platformdirs
from playwright.async_api import Frame, Page

from removerbot.models import weights
from removerbot.models.download import Npm
from removerbot.models.weights import File

AXE = File(
    "axe.min.js",
    1,
    "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    (Npm("axe-core@4.14.1", "axe.min.js"),),
)


def script() -> str:
    """axe's source, fetched once."""
    [file] = weights.ensure([AXE], platformdirs.user_cache_path("removerbot-tests"))
    return Path(file).read_text("utf-8")


async def violations(page: Page | Frame, within: str = "html") -> list[str]:
    """A line for each rule that is broken somewhere inside a selector, and where.

    A script that is added to the page would break the page's own policy; one that is
    evaluated does not.
    """
    await page.evaluate(script())
    broken = await page.evaluate(
        """async within => (await axe.run(within, {
            iframes: false,
            rules: {"label-content-name-mismatch": {enabled: true}},  // off by default
        })).violations.map(({id, nodes}) => `${id}: ${nodes.map(({target, any}) =>
                `${target} ${any[0]?.message ?? ''}`).join('; ')}`)""",
        within,
    )
    assert isinstance(broken, list)
    return broken
