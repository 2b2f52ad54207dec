"""The page about people's data."""

import httpx
import pytest
from starlette.applications import Starlette

from removerbot.editing.preferences import Languages
from removerbot.editing.privacy import PrivacyPolicy
from removerbot.i18n import LOCALES, Words
from removerbot.web.routes import privacy_page
from telegram_sandbox.client import Person
from tests.fakes import LANGUAGES, without_choices

pytestmark = pytest.mark.smoke


def page(policy: PrivacyPolicy, languages: Languages = LANGUAGES) -> httpx.AsyncClient:
    app = Starlette(routes=[privacy_page(languages, policy)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


POLICY = PrivacyPolicy(30, 2, "local", "off", "https://bot.example.org/privacy", "off")


@pytest.mark.parametrize(
    ("policy", "says", "does_not_say"),
    [
        (
            POLICY,
            ["30 days", "own machine", "for 2 days"],
            ["daily limit", "a chat of", "example.org"],
        ),
        (POLICY._replace(days=7), ["7 days"], ["30 days"]),
        (POLICY._replace(days=1), ["for 1 day:"], ["1 days"]),
        (POLICY._replace(counts="on"), ["as there is a daily limit"], []),
        (POLICY._replace(storage="on"), ["go through a chat of whoever runs me"], []),
        (POLICY._replace(engine="ray"), ["machines of whoever runs"], ["own machine"]),
    ],
)
async def test_it_says_what_the_settings_mean(
    policy: PrivacyPolicy, says: list[str], does_not_say: list[str]
) -> None:
    async with page(policy) as http:
        text = (await http.get("/privacy")).text
    assert [each for each in says if each not in text] == []
    assert [each for each in does_not_say if each in text] == []


@pytest.mark.parametrize(
    ("query", "preferred", "language"),
    [
        ("", "", "en"),
        ("", "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("?language=ko", "en", "ko"),
        ("?language=en", "ko", "en"),
        ("?language=%22%3E%3Cscript%3E", "", "en"),
        ("", "tlh;q=1, *;q=0.5", "en"),
    ],
)
async def test_it_speaks_the_readers_language(
    query: str, preferred: str, language: str
) -> None:
    async with page(POLICY) as http:
        answer = await http.get(f"/privacy{query}", headers={"Accept-Language": preferred})
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="ltr">' in answer.text
    assert "<script" not in answer.text
    assert answer.headers["vary"] == "Accept-Language"


async def test_it_runs_in_the_direction_of_the_language() -> None:
    english = (LOCALES / "en.ftl").read_text("utf-8")
    arabic = Words("ar", english.replace("page-direction = ltr", "page-direction = rtl"))
    languages = without_choices({"en": Words("en", english), "ar": arabic})
    async with page(POLICY, languages) as http:
        answer = await http.get("/privacy?language=ar-EG")
    assert '<html lang="ar" dir="rtl">' in answer.text


async def test_the_bot_serves_it_and_the_chat_names_it(
    ada: Person, http: httpx.AsyncClient
) -> None:
    served = await http.get("/privacy")
    assert served.status_code == 200
    assert "<h1>" in served.text
    said = await ada.next_message(after=await ada.say("/privacy"))
    assert f"{http.base_url.join('/privacy')}" in said["text"]
