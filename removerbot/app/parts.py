"""Builds the parts of a bot from its settings, and runs them."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Literal

from starlette.routing import BaseRoute

from removerbot.chat.albums import Albums
from removerbot.chat.bot_api import Chats, Downloads, TelegramStickerSets
from removerbot.chat.callbacks import ButtonRouter, MessageLocks
from removerbot.chat.guests import GuestAnswers
from removerbot.chat.handlers.admin import AdminHandlers
from removerbot.chat.handlers.groups import GroupHandlers
from removerbot.chat.handlers.guests import GuestHandlers, InlineHandlers
from removerbot.chat.handlers.mini_app import MiniAppHandlers, deliver
from removerbot.chat.handlers.options import OptionHandlers, SettingsHandlers
from removerbot.chat.handlers.packs import PackHandlers
from removerbot.chat.handlers.photos import AlbumHandlers, PhotoHandlers
from removerbot.chat.handlers.previews import ChoiceHandlers, PreviewHandlers
from removerbot.chat.handlers.privacy import PrivacyHandlers
from removerbot.chat.handlers.results import ResultMessages
from removerbot.chat.handlers.stickers import StickerHandlers
from removerbot.chat.inbox import Inbox
from removerbot.chat.keyboards import Links
from removerbot.chat.notices import Notices
from removerbot.chat.offers import OfferMessages
from removerbot.chat.outbox import Outbox
from removerbot.chat.quiet import Quiet
from removerbot.chat.reactions import Reactions
from removerbot.chat.responder import Responder
from removerbot.chat.retry import Retrier
from removerbot.chat.routes import Handlers, add_handlers, verbs
from removerbot.chat.sender import Sender
from removerbot.chat.storage_chat import StorageChat
from removerbot.chat.updates import (
    PollingRequest,
    Webhook,
    create_application,
    polling,
    secret_of,
)
from removerbot.editing.choices import Choices
from removerbot.editing.editor import Editor
from removerbot.editing.history import History
from removerbot.editing.packs import PackEditor
from removerbot.editing.permissions import Access, Quota, Rules
from removerbot.editing.preferences import Languages, Preferences
from removerbot.editing.privacy import PrivacyPolicy
from removerbot.editing.renderer import Renderer
from removerbot.editing.scheduling import FairQueue
from removerbot.editing.signed_links import SignedLinks
from removerbot.editing.stickers import Stickers
from removerbot.editing.tapping import Tapping
from removerbot.engine.base import Engine
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.factory import engine_for, subjects_for
from removerbot.engine.subjects import Subjects
from removerbot.i18n import load_words
from removerbot.models.base import Segmenter
from removerbot.process.health import HOST, Health, Heartbeat, serving_page
from removerbot.process.metrics import Metrics
from removerbot.process.supervision import running
from removerbot.settings import Settings
from removerbot.storage.database import Sessions, open_database
from removerbot.storage.figures import UsageFigures
from removerbot.storage.journal import KEPT, Journal
from removerbot.storage.leases import Leases
from removerbot.storage.offers import Offers
from removerbot.storage.packs import Packs
from removerbot.storage.people import AccessList, DailyCounts, LanguageStore, PreferenceStore
from removerbot.storage.personal_data import PersonalData, Retention
from removerbot.storage.sent_files import SentFiles
from removerbot.web.api import Api
from removerbot.web.mini_app import TapPage
from removerbot.web.routes import PATH, PublishedPictures, alive, privacy_page, webhook
from removerbot.web.server import Endpoint, serving


@asynccontextmanager
async def running_bot(
    settings: Settings,
    segmenter: Segmenter | None,
    endpoint: Endpoint | None = None,
    decoders: DecoderPool | None = None,
) -> AsyncIterator[None]:
    """Runs the whole bot until the block ends.

    Args:
        settings: all settings, with a token.
        segmenter: the model; `None` if a Ray cluster runs it.
        endpoint: where the web server listens; `None` for no web server.
        decoders: a running pool to share; `None` for one of its own.
    """
    metrics = Metrics()
    async with (
        open_database(settings.database_url) as sessions,
        (
            nullcontext(decoders)
            if decoders
            else DecoderPool(max_megapixels=settings.max_megapixels, metrics=metrics)
        ) as decoder_pool,
        engine_for(settings, segmenter, decoder_pool, metrics) as engine,
        subjects_for(settings, engine, decoder_pool, metrics) as subjects,
    ):
        base = Base(settings, metrics, engine, subjects, decoder_pool, endpoint)
        stores = Stores(base, sessions)
        chat = Chat(base, stores)
        cases = UseCases(base, stores, chat)
        _add_handlers(base, stores, chat, cases)
        waiting = "Messages that wait for their turn.", lambda: chat.queue.waiting
        metrics.add_gauges({"line": waiting})
        health = Health(chat.heartbeat, metrics, settings.timeout)
        routes = _build_routes(base, chat, cases.tapping)
        updates, hooks = _receive_updates(base, chat)
        hooks.append(alive(lambda: health.trouble is None))
        async with (
            running("the look at the database", sessions.watch, metrics),
            stores.retention.purging(),
            stores.figures.storing(),
            stores.leases.registered(),
            updates,
            serving(endpoint, routes, metrics.error, hooks) if endpoint else nullcontext(),
        ):
            port = settings.health_port
            with serving_page(HOST, port, health.answer) if port else nullcontext():
                yield


@dataclass(frozen=True, eq=False)
class Base:
    """What every part may use."""

    settings: Settings
    metrics: Metrics
    engine: Engine
    subjects: Subjects
    decoder_pool: DecoderPool
    endpoint: Endpoint | None


class Stores:
    """The parts that read and write the database."""

    def __init__(self, base: Base, sessions: Sessions) -> None:
        settings = base.settings
        # A bot that polls Telegram runs alone, and so does a bot with an SQLite database.
        is_shared = settings.webhook and settings.database_url.startswith("postgresql:")
        self.sessions = sessions
        self.leases = Leases(sessions, is_shared=is_shared, metrics=base.metrics)
        self.journal = Journal(sessions, self.leases, base.metrics)
        self.history = History(sessions, base.metrics)
        self.offers = Offers(sessions)
        self.sent_files = SentFiles(sessions)
        self.packs = Packs(sessions, self.leases)
        self.preferences = PreferenceStore(sessions)
        self.access_list = AccessList(sessions)
        self.daily_counts = DailyCounts(sessions)
        self.figures = UsageFigures(sessions, base.metrics)
        self.retention = Retention(sessions, settings.keep_days, base.metrics)


class Chat:
    """The parts that talk to Telegram."""

    def __init__(self, base: Base, stores: Stores) -> None:
        settings, journal = base.settings, stores.journal
        self.languages = Languages(load_words(), LanguageStore(stores.sessions))
        self.access = Access(
            stores.access_list,
            owners=settings.owners,
            allowed=settings.allowed,
            blocked=settings.blocked,
        )
        self.queue = FairQueue(
            slots=settings.at_once,
            per_person=settings.per_person,
            per_chat=settings.per_chat,
            length=settings.line,
            queues=settings.queue,
        )
        self.retrier = Retrier(self.queue.yielding)
        self.quiet = Quiet(stores.packs.rules)
        self.albums = Albums()
        outbox = Outbox(journal, self.retrier)
        self.notices = Notices(
            journal,
            self.queue,
            outbox,
            self.retrier,
            self.quiet,
            self.languages,
            lambda: self.guests,
        )
        self.inbox = Inbox(
            journal,
            self.queue,
            outbox,
            self.notices,
            self.albums,
            base.metrics,
            settings.stop_seconds,
        )
        self.heartbeat = Heartbeat()
        self.application = create_application(
            base.settings.token,
            settings.telegram_api_base_url,
            PollingRequest(self.heartbeat, self.inbox),
            self.inbox,
        )
        self.bot = self.application.bot
        url = base.endpoint.public_url if base.endpoint else ""
        self.published = PublishedPictures(url)
        publish = self.published.publish if url else None
        self.storage = StorageChat(self.bot, self.retrier, settings.storage_chat, publish)
        self.sender = Sender(
            self.bot, outbox, self.retrier, self.quiet, self.storage, Reactions(self.bot)
        )
        self.responder = Responder(self.sender, self.languages, base.metrics.error)
        self.guests = GuestAnswers(self.access, self.responder)
        self.username = lambda: self.sender.username  # which is known once the bot runs
        self.members = Chats(self.bot, self.retrier)


class UseCases:
    """What people can do, whatever they do it with."""

    def __init__(self, base: Base, stores: Stores, chat: Chat) -> None:
        settings = base.settings
        files = Downloads(chat.bot, chat.retrier, base.metrics)
        self.renderer = Renderer(
            base.engine,
            files,
            base.decoder_pool,
            base.subjects,
            max_file_bytes=settings.upload_mb * 10**6,
        )
        quota = Quota(stores.daily_counts, settings.daily_limit, settings.owners)
        self.rules = Rules(stores.packs, chat.members)
        self.editor = Editor(
            history=stores.history,
            likes=stores.preferences,
            renderer=self.renderer,
            quota=quota,
        )
        self.choices = Choices(self.editor, stores.offers)
        sticker_sets = TelegramStickerSets(chat.bot, chat.retrier)
        self.packs = PackEditor(stores.packs, sticker_sets, chat.username)
        self.preferences = Preferences(self.editor, stores.preferences)
        self.stickers = Stickers(self.editor, stores.packs)
        self.signed_links = SignedLinks(settings.token)
        self.tapping = Tapping(
            self.renderer,
            stores.history,
            links=self.signed_links,
            access=chat.access,
            quota=quota,
            rules=self.rules,
            queue=chat.queue,
        )


def _add_handlers(base: Base, stores: Stores, chat: Chat, cases: UseCases) -> None:
    sender, editor, rules, files = chat.sender, cases.editor, cases.rules, stores.sent_files
    responder, locks = chat.responder, MessageLocks()
    page_url = base.endpoint.public_url if base.endpoint else ""
    links = Links(cases.signed_links, page_url, chat.username)
    offers = OfferMessages(cases.choices, responder)
    results = ResultMessages(editor, sender, responder, links, files, offers)
    packs = PackHandlers(results, cases.packs, cases.stickers, chat.members)
    stickers = StickerHandlers(results, rules, cases.stickers, packs)
    photos = PhotoHandlers(results, stickers)
    used = stores.sessions.check, stores.figures, base.engine, base.subjects
    stored = PersonalData(stores.sessions), stores.retention
    handlers = Handlers(
        admin=AdminHandlers(results, chat.access, *used),
        albums=AlbumHandlers(results, chat.albums),
        calls=GuestHandlers(results, chat.guests, cases.stickers),
        choices=ChoiceHandlers(results, cases.choices, locks),
        groups=GroupHandlers(results, rules, stickers, photos),
        inline=InlineHandlers(results),
        mini_app=MiniAppHandlers(results, cases.tapping, stickers),
        notices=chat.notices,
        options=OptionHandlers(results, rules, cases.preferences),
        packs=packs,
        photos=photos,
        previews=PreviewHandlers(results),
        privacy=PrivacyHandlers(results, _policy(base), *stored),
        responder=responder,
        settings=SettingsHandlers(results, cases.preferences),
        stickers=stickers,
    )
    buttons = ButtonRouter(editor, rules, sender, responder, verbs(handlers), locks)
    add_handlers(chat.application, handlers, buttons)


def _build_routes(base: Base, chat: Chat, tapping: Tapping) -> list[BaseRoute]:
    """Returns what the web server serves to people and programs."""
    routes: list[BaseRoute] = []
    if base.endpoint and base.endpoint.public_url:
        outlet, token = partial(deliver, chat.inbox), base.settings.token
        page = TapPage(tapping, outlet, token, chat.languages, base.metrics.error)
        routes += [*page.routes, privacy_page(chat.languages, _policy(base))]
        routes += [chat.published.route]
    if key := base.settings.api_key:
        routes += Api(tapping.renderer, chat.queue, key.get_secret_value()).routes
    return routes


def _policy(base: Base) -> PrivacyPolicy:
    """Returns what the settings mean for people's data."""
    settings, url = base.settings, base.endpoint.public_url if base.endpoint else ""
    counts: Literal["on", "off"] = "on" if settings.daily_limit else "off"
    page = f"{url}/privacy" if url else "none"
    storage: Literal["on", "off"] = "on" if settings.storage_chat else "off"
    return PrivacyPolicy(settings.keep_days, KEPT.days, settings.engine, counts, page, storage)


def _receive_updates(
    base: Base, chat: Chat
) -> tuple[AbstractAsyncContextManager[None], list[BaseRoute]]:
    """Returns a context in which updates are handled, and the routes of the webhook if any."""
    if not base.settings.webhook:
        return polling(chat.inbox, chat.languages.all, chat.sender), []
    url = base.settings.public_url + PATH
    hook = Webhook(chat.inbox, chat.heartbeat, url, base.metrics)
    secret = secret_of(base.settings.token)
    return hook.answering(chat.languages.all, chat.sender), [webhook(secret, hook.take)]
