"""Telegram's HTML and its entities."""

import pytest

from telegram_sandbox.errors import ApiError
from telegram_sandbox.markup import TAGS, find_commands, parse_html


@pytest.mark.parametrize("tag", sorted(set(TAGS) - {"a"}))
def test_every_tag_makes_its_entity(tag: str) -> None:
    assert parse_html(f"a<{tag}>bc</{tag}>d") == (
        "abcd",
        [{"type": TAGS[tag], "offset": 1, "length": 2}],
    )


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &#33; &quot;", '1 < 2 && 3 > 2 ! "', []),
        ("&nbsp;", "&nbsp;", []),
        ("<b></b>", "", []),
        (
            "👍<b>가</b>",
            "👍가",
            [{"type": "bold", "offset": 2, "length": 1}],
        ),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [
                {"type": "bold", "offset": 0, "length": 2},
                {"type": "italic", "offset": 1, "length": 1},
            ],
        ),
        (
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
            "x",
            [
                {
                    "type": "text_link",
                    "offset": 0,
                    "url": "https://x.org/?a=1&b=2",
                    "length": 1,
                }
            ],
        ),
        (
            '<span class="tg-spoiler">x</span>',
            "x",
            [{"type": "spoiler", "offset": 0, "length": 1}],
        ),
    ],
)
def test_html_is_read_as_text_with_entities(
    source: str, text: str, entities: list[object]
) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("가<br>", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2", "byte offset 2"),
        ("a <> b", "byte offset 2"),
        ("<span>x</span>", 'Unsupported start tag "span"'),
        ("<b", "Unclosed start tag at byte offset 0"),
    ],
)
def test_html_that_telegram_would_not_read_is_refused(source: str, why: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)

    assert refusal.value.description.startswith("Bad Request: can't parse entities: ")
    assert why in refusal.value.description


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/start", [(0, 6)]),
        ("see /help, or /cut@some_bot now", [(4, 5), (14, 13)]),
        ("😀 /help", [(3, 5)]),
        ("1/2 and/or https://x.org/help //x /", []),
        ("/" + "x" * 33, []),
        ("/가", []),
    ],
)
def test_commands_are_found_in_a_text(text: str, commands: list[tuple[int, int]]) -> None:
    found = [(entity["offset"], entity["length"]) for entity in find_commands(text)]
    assert found == commands
