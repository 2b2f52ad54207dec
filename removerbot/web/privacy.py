"""The page that says what happens to people's data: GET /privacy, ?language=."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from removerbot.editing.preferences import Languages
from removerbot.editing.privacy import PrivacyPolicy

_PAGE = Path(__file__).with_suffix(".html").read_text("utf-8")


def privacy_page(languages: Languages, policy: PrivacyPolicy) -> Route:
    """Returns the route of the page, in the language that is asked for."""
    values = policy._replace(page="none")._asdict()  # it need not say where it is

    async def answer(request: Request) -> HTMLResponse:
        preferred = request.headers.get("accept-language", "").partition(",")[0]
        code = request.query_params.get("language") or preferred.partition(";")[0].strip()
        words = languages.words(None, code)
        text = words.say("privacy", **values)
        page = _PAGE.format(
            language=words.language,
            direction=words.say("page-direction"),
            title=escape(words.say("command-privacy")),
            paragraphs="\n".join(f"<p>{escape(each.strip())}" for each in text.split("\n\n")),
        )
        return HTMLResponse(page, headers={"Vary": "Accept-Language"})

    return Route("/privacy", answer)
