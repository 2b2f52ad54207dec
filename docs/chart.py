"""Draws the chart of waiting times, docs/waiting.svg, from a real measurement.

Run it from the repository's root after `make bench`:

    .venv-test/bin/python -m docs.chart
"""

import json
from collections.abc import Iterator, Mapping
from math import log10
from pathlib import Path

MEASURED = Path(__file__).parents[1] / "benchmarks" / "latency.json"
CHART = Path(__file__).parent / "waiting.svg"

SIZE = "1280×853"
BARS = {
    "floor": "what no reply can do without",
    "reply": "removerbot, hard edge",
    "reply, soft": "removerbot, soft edge (default)",
    "plain mobile": "the same model, encoding every time",
    "plain ViT-B": "segment-anything as its example runs it",
}
"""What a benchmark row is called, without the photo's size → what the chart calls it."""

_WIDTH, _ROW, _LABELS, _VALUES = 760, 34, 330, 90
"""Pixels: the whole chart, a bar with its gap, and the columns beside the bars."""

_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #24292f }
rect { fill: #8c959f } .ours { fill: #2f81f7 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
"""


def main() -> None:
    """Read the figures, draw, and write."""
    rows = json.loads(MEASURED.read_text())
    CHART.write_text(draw({row["what"].removesuffix(f" {SIZE}"): row["ms"] for row in rows}))


def draw(milliseconds: Mapping[str, float]) -> str:
    """An SVG with a bar for each of `BARS`, on a logarithmic scale."""
    least, most = (log10(edge(milliseconds[name] for name in BARS)) for edge in (min, max))
    step = (_WIDTH - _LABELS - _VALUES) / (most - least + 1)
    lines = list(_bars(milliseconds, least - 1, step))
    size = f'viewBox="0 0 {_WIDTH} {_ROW * len(BARS)}" width="{_WIDTH}"'
    title = "<title>Milliseconds from a reply to its PNG, on two cores</title>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
    return "\n".join([head, title, f"<style>{_STYLE}</style>", *lines, "</svg>\n"])


def _bars(milliseconds: Mapping[str, float], zero: float, step: float) -> Iterator[str]:
    for number, (name, label) in enumerate(BARS.items()):
        top, length = number * _ROW, (log10(milliseconds[name]) - zero) * step
        kind = "ours" if name.startswith("reply") else "other"
        yield f'<text x="{_LABELS - 10}" y="{top + 22}" text-anchor="end">{label}</text>'
        yield (
            f'<rect class="{kind}" x="{_LABELS}" y="{top + 6}" rx="3"'
            f' width="{length:.0f}" height="{_ROW - 10}"/>'
        )
        end = _LABELS + length + 8
        yield f'<text x="{end:.0f}" y="{top + 22}">{milliseconds[name]:,.0f} ms</text>'


if __name__ == "__main__":
    main()
