"""Checks of `doctor` about the bot in Telegram, ports and the public address."""

import secrets
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http import HTTPStatus

import httpx

from removerbot.cli.bot_api import call
from removerbot.cli.findings import Check, Finding, error, ok, warning
from removerbot.errors import SetupError
from removerbot.process.health import HOST, family_of, serving_page, trouble_at
from removerbot.settings import Settings

_SECONDS = 10.0

_TELEGRAMS_PORTS = (443, 80, 88, 8443)
"""Ports to which Telegram sends updates."""

_DAY = 24 * 3600

_SOON = 14
"""Days before a certificate expires in which its renewal should have happened."""


def telegram(settings: Settings) -> Iterator[Finding]:
    """The token, and what @BotFather was told about the bot."""
    if not settings.telegram_bot_token:
        advice = "write to @BotFather, send /newbot, and run removerbot init"
        if settings.health_port:  # see `serving.run`
            yield error("token", "there is none, so the bot does not start", advice)
        else:
            yield warning("token", "there is none, so the sandbox starts instead", advice)
        return
    try:
        bot = call(settings, "getMe")
        hook = call(settings, "getWebhookInfo")
    except SetupError as failure:
        yield error("token", "the bot cannot log in", str(failure))
        return
    yield ok("token", f"@{bot.get('username')} (id {bot.get('id')})")
    yield _privacy_mode(sees_all=bool(bot.get("can_read_all_group_messages")))
    yield from _updates(settings, hook)


def _privacy_mode(*, sees_all: bool) -> Finding:
    if not sees_all:
        return ok("privacy mode", "on: in groups it sees only what is meant for it")
    return warning(
        "privacy mode",
        "off: Telegram shows it every message of its groups, which it does not need",
        "send /setprivacy to @BotFather and turn it on; then add the bot to its groups again",
    )


def _updates(settings: Settings, hook: dict[str, object]) -> Iterator[Finding]:
    """Whether Telegram brings messages to where the settings say, or waits for this bot."""
    url, pending = str(hook.get("url") or ""), hook.get("pending_update_count", 0)
    waiting = f"; {pending} messages wait" if pending else ""
    ours = settings.public_url if settings.webhook else ""
    if url and not (ours and url.startswith(f"{ours}/")):
        yield warning(
            "updates",
            f"Telegram sends messages to another place: {url}{waiting}",
            "if another program has this token, stop it or take a token of your own; the next "
            "start of this bot takes the messages over",
        )
    elif message := hook.get("last_error_message"):
        yield error(
            "updates",
            f"Telegram could not deliver to {url}: {message}{waiting}",
            "see the lines about the public address and its certificate",
        )
    else:
        how = "a webhook" if settings.webhook else "polling"
        yield ok("updates", f"{how}, and nothing stands in its way{waiting}")


def ports(settings: Settings) -> Iterator[Finding]:
    """The ports that the settings name: free, or taken by this bot."""
    is_running = bool(settings.health_port) and trouble_at(settings.health_port) is None
    wanted = [("health page", HOST, settings.health_port)] if settings.health_port else []
    if settings.public_url or settings.api_key:
        wanted.append(("web server", settings.web_host, settings.web_port))
    for name, host, port in wanted:
        if is_running:
            yield ok(name, f"port {port}, and the bot is running")
        elif trouble := _why_taken(host, port):
            yield error(
                name,
                f"port {port} cannot be had: {trouble}",
                f"stop what uses it (ss -ltnp | grep {port}), or choose another one in .env",
            )
        else:
            yield ok(name, f"port {port} is free")
    if not wanted:
        yield ok("ports", "none is needed")


def _why_taken(host: str, port: int) -> str | None:
    try:
        socket.create_server((host, port), family=family_of(host)).close()
    except OSError as failure:
        return failure.strerror or str(failure)
    return None


def public_address(settings: Settings) -> Iterator[Finding]:
    """Whether the public address leads to the web server's port, and how long its certificate
    is valid."""
    if not settings.public_url:
        yield ok("public address", "none is set: photos are not tapped, only pointed at")
        return
    url = httpx.URL(settings.public_url)
    if url.scheme == "https":
        yield _certificate(url.host, url.port or 443)
    if settings.webhook and url.scheme == "https" and (url.port or 443) not in _TELEGRAMS_PORTS:
        yield error(
            "public address",
            f"Telegram sends nothing to port {url.port}",
            f"use one of {', '.join(map(str, _TELEGRAMS_PORTS))}",
        )
    yield _reached(settings)


def _certificate(host: str, port: int) -> Finding:
    name = "certificate"
    renew = "have it renewed; Caddy does that by itself, certbot with certbot renew"
    context = ssl.create_default_context()
    try:
        with (
            closing(socket.create_connection((host, port), _SECONDS)) as plain,
            context.wrap_socket(plain, server_hostname=host) as secured,
        ):
            until = str((secured.getpeercert() or {}).get("notAfter", ""))
    except ssl.SSLCertVerificationError as failure:
        return error(name, f"{host}: {failure.verify_message}", renew)
    except OSError as failure:
        return error(
            name,
            f"{host}:{port} cannot be reached: {failure.strerror or failure}",
            "check the name's DNS entry, the firewall, and that the proxy runs",
        )
    days = int((ssl.cert_time_to_seconds(until) - time.time()) / _DAY)
    found = f"valid for {days} more days"
    return ok(name, found) if days >= _SOON else warning(name, found, renew)


def _reached(settings: Settings) -> Finding:
    name, url = "public address", settings.public_url
    forward = (
        f"let the web server at {url} pass requests on to {settings.web_host}:"
        f"{settings.web_port}, and check that its name leads to this machine"
    )
    try:
        with _answering(settings.web_host, settings.web_port) as word:
            answer = httpx.get(f"{url}/health", timeout=_SECONDS)
    except httpx.HTTPError as failure:
        return error(name, f"{url} cannot be reached ({type(failure).__name__})", forward)
    if word and answer.text == word:
        return ok(name, f"{url} leads to port {settings.web_port}, as this machine sees it")
    if not word and answer.status_code in (204, 503):  # see `removerbot.web.routes.alive`
        return ok(name, f"{url} leads to the running bot, as this machine sees it")
    return error(name, f"{url} leads elsewhere (status {answer.status_code})", forward)


@contextmanager
def _answering(host: str, port: int) -> Iterator[str]:
    """Answers requests to a port with a random word while the block runs; gives the word, or
    none if the port is taken, which is so while the bot runs."""
    word = secrets.token_hex(16)
    page = serving_page(host, port, lambda _: (HTTPStatus.OK, word.encode()))
    with ExitStack() as stack:
        try:
            stack.enter_context(page)
        except OSError:
            word = ""
        yield word


NETWORK: Sequence[Check] = (ports, public_address)
