"""The parts of the bot, and which of them knows which: read it as a table.

Every part is made when it is first asked for, and only once.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from starlette.routing import BaseRoute

from removerbot.chat.albums import Albums
from removerbot.chat.app import create_application
from removerbot.chat.handlers.admin import add_hosting
from removerbot.chat.handlers.mini_app import PageOutlet
from removerbot.chat.inbox import Inbox
from removerbot.chat.keyboards import TapLinks
from removerbot.chat.metrics import Watched, watch_errors
from removerbot.chat.notices import Notices
from removerbot.chat.outbox import Outbox
from removerbot.chat.polling import PollingRequest, polling
from removerbot.chat.queries import Chats, Downloads
from removerbot.chat.responder import Responder
from removerbot.chat.retry import Retrier
from removerbot.chat.routes import UseCases, add_handlers
from removerbot.chat.sender import Sender
from removerbot.chat.sticker_sets import TelegramStickerSets
from removerbot.chat.types import App
from removerbot.chat.webhook import Webhook
from removerbot.editing.editor import Editor
from removerbot.editing.packs import PackEditor
from removerbot.editing.permissions import Access, Rules
from removerbot.editing.preferences import Preferences
from removerbot.editing.quota import Quota
from removerbot.editing.renderer import Renderer
from removerbot.editing.scheduling import FairQueue, QueueKey
from removerbot.editing.signed_links import SignedLinks
from removerbot.editing.stickers import Stickers
from removerbot.editing.tapping import Tapping
from removerbot.editing.uploads import Uploads
from removerbot.engine.decoder_pool import DecoderPool
from removerbot.engine.factory import Running
from removerbot.engine.watched import (
    WatchedEngine,
    WatchedFiles,
    WatchedPhotos,
)
from removerbot.health import Health, Heartbeat
from removerbot.i18n import PageWords, Words, load_words
from removerbot.metrics import Metrics
from removerbot.settings import Settings
from removerbot.storage.database import Sessions
from removerbot.storage.jobs import Jobs
from removerbot.storage.journal import Journal
from removerbot.storage.leases import Leases
from removerbot.storage.packs import Packs
from removerbot.storage.people import AccessList, DailyCounts, PreferenceStore
from removerbot.storage.retention import Retention
from removerbot.web.api import Api
from removerbot.web.init_data import InitData
from removerbot.web.mini_app import TapPage
from removerbot.web.server import Endpoint, alive
from removerbot.web.webhook import PATH, webhook


@dataclass(frozen=True, eq=False)
class Container:
    """What a bot consists of.

    Attributes:
        door: where its web server is reached, if it has one.
    """

    settings: Settings
    observer: Metrics
    sessions: Sessions
    decoder_pool: DecoderPool
    running: Running
    door: Endpoint | None

    @property
    def token(self) -> str:
        """The bot's, which is there when it runs."""
        assert self.settings.telegram_bot_token
        return self.settings.telegram_bot_token.get_secret_value()

    # What comes in and goes out.

    @cached_property
    def languages(self) -> Mapping[str, Words]:
        """Every word said to a person."""
        return load_words()

    @cached_property
    def pulse(self) -> Heartbeat:
        """Of the talk with Telegram."""
        return Heartbeat()

    @cached_property
    def leases(self) -> Leases:
        """The lease of this process. One that polls Telegram is the only one, and so is one
        with a database of its own."""
        on_server = self.settings.database_url.startswith("postgresql:")
        return Leases(self.sessions, is_shared=self.settings.webhook and on_server)

    @cached_property
    def journal(self) -> Journal:
        """What is to be answered."""
        return Journal(self.sessions, self.leases)

    @cached_property
    def webhook(self) -> Webhook:
        """Where Telegram brings updates."""
        url = self.settings.public_url + PATH
        return Webhook(self.application, self.inbox, self.journal, self.pulse, url)

    @cached_property
    def turns(self) -> FairQueue:
        """Whose turn it is."""
        return FairQueue(
            slots=self.settings.at_once,
            per_person=self.settings.per_person,
            per_chat=self.settings.per_chat,
            length=self.settings.line,
            queues=self.settings.queue,
        )

    @cached_property
    def delivery(self) -> Retrier:
        """Calls of Telegram."""
        return Retrier(self.turns.yielding)

    @cached_property
    def outbox(self) -> Outbox:
        """What answers leave by."""
        return Outbox(self.journal, self.delivery)

    @cached_property
    def notices(self) -> Notices:
        """What is said besides answers."""
        return Notices(self.journal, self.delivery, self.languages)

    @cached_property
    def inbox(self) -> Inbox:
        """What updates come in by."""
        return Inbox(
            self.journal,
            self.turns,
            self.outbox,
            self.notices,
            self.albums,
            stop_seconds=self.settings.stop_seconds,
        )

    @cached_property
    def albums(self) -> Albums:
        """Photos that came together."""
        return Albums()

    @cached_property
    def application(self) -> App:
        """What talks to Telegram."""
        return create_application(
            self.token,
            self.settings.telegram_api_base_url,
            PollingRequest(self.pulse, self.journal),
            Watched(self.inbox, self.observer),
        )

    @cached_property
    def gateway(self) -> Sender:
        """How answers leave."""
        return Sender(self.application.bot, self.outbox, self.delivery)

    @cached_property
    def chats(self) -> Chats:
        """Who is in which."""
        return Chats(self.application.bot, self.delivery)

    @cached_property
    def voice(self) -> Responder:
        """What handlers answer with."""
        return Responder(self.gateway, self.languages, self.observer.error)

    # What the bot can do, and for whom.

    @cached_property
    def access(self) -> Access:
        """Who is let in."""
        settings = self.settings
        return Access(
            AccessList(self.sessions),
            owners=settings.owners,
            allowed=settings.allowed,
            blocked=settings.blocked,
        )

    @cached_property
    def quota(self) -> Quota:
        """How much a day."""
        limit, owners = self.settings.daily_limit, self.settings.owners
        return Quota(DailyCounts(self.sessions), limit=limit, owners=owners)

    @cached_property
    def records(self) -> Retention:
        """What is kept of people."""
        return Retention(self.sessions, self.settings.keep_days)

    @cached_property
    def jobs(self) -> Jobs:
        """Photos that can be pointed at."""
        return Jobs(self.sessions, self.observer)

    @cached_property
    def packs(self) -> Packs:
        """Sticker packs, and what groups have settled."""
        return Packs(self.sessions, self.leases)

    @cached_property
    def likes(self) -> PreferenceStore:
        """How people like their cutouts."""
        return PreferenceStore(self.sessions)

    @cached_property
    def watched_engine(self) -> WatchedEngine:
        """The engine, with its times taken."""
        return WatchedEngine(self.running.engine, self.observer)

    @cached_property
    def watched_photos(self) -> WatchedPhotos:
        """What decodes photos, the same."""
        return WatchedPhotos(self.decoder_pool, self.observer)

    @cached_property
    def renderer(self) -> Renderer:
        """Where pictures are made."""
        downloads = Downloads(self.application.bot, self.delivery)
        files = WatchedFiles(downloads, self.observer)
        return Renderer(self.watched_engine, files, self.watched_photos)

    @cached_property
    def rules(self) -> Rules:
        """Who may do what in a group."""
        return Rules(self.packs)

    @cached_property
    def editor(self) -> Editor:
        """Photos and cuts."""
        return Editor(
            engine=self.watched_engine,
            jobs=self.jobs,
            likes=self.likes,
            renderer=self.renderer,
            quota=self.quota,
        )

    @cached_property
    def stickers(self) -> Stickers:
        """Stickers."""
        return Stickers(self.editor, self.jobs, self.packs)

    @cached_property
    def pack_editor(self) -> PackEditor:
        """Packs of them."""
        sets = TelegramStickerSets(self.application.bot, self.delivery)
        return PackEditor(self.packs, sets, self._username)

    @cached_property
    def links(self) -> SignedLinks:
        """Signs the links to the page."""
        return SignedLinks(self.token)

    @cached_property
    def tapping(self) -> Tapping:
        """The page's use cases."""
        return Tapping(
            self.renderer,
            self.jobs,
            links=self.links,
            access=self.access,
            quota=self.quota,
            rules=self.rules,
            members=self.chats,
        )

    # The two fronts.

    def add_handlers(self) -> None:
        """Let the application answer."""
        cases = UseCases(
            self.editor,
            self.stickers,
            self.pack_editor,
            self.rules,
            Preferences(self.editor, self.likes),
            self.tapping,
            self._links(),
        )
        add_hosting(
            self.application, self.voice, self.access, self.records, self.running.machine
        )
        add_handlers(
            self.application,
            cases,
            self.gateway,
            self.notices,
            chats=self.chats,
            voice=self.voice,
            albums=self.albums,
        )
        watch_errors(self.application, self.observer)

    def routes(self, health: Health) -> list[BaseRoute]:
        """What the web server serves."""
        routes: list[BaseRoute] = [alive(lambda: health.trouble is None)]
        if self.door and self.door.public_url:
            words = PageWords(self.languages, self.observer.error)
            outlet = PageOutlet(self.journal, self.application)
            init_data = InitData(self.token)
            page = TapPage(self.tapping, outlet, init_data, words.explain, words.all)
            routes += page.routes
        if key := self.settings.api_key:
            uploads = Uploads(self.watched_engine, self.watched_photos)
            routes += Api(uploads, key.get_secret_value(), self._turn_of_a_program).routes
        return routes

    def taking_updates(self) -> AbstractAsyncContextManager[None]:
        """Answer what people write until the block ends, by webhook or by asking for it."""
        if self.settings.webhook:
            return self.webhook.answering(self.languages)
        return polling(self.application, self.inbox, self.languages)

    @property
    def hooks(self) -> list[BaseRoute]:
        """What Telegram alone may ask for."""
        if not self.settings.webhook:
            return []
        return [webhook(self.webhook.secret, self.webhook.take)]

    def _links(self) -> TapLinks | None:
        if self.door is None or not self.door.public_url:
            return None
        return TapLinks(self.links, self.door.public_url, self._username)

    def _username(self) -> str:
        return self.gateway.username

    def _turn_of_a_program(self) -> AbstractAsyncContextManager[None]:
        """Programs have lines of their own, and together as many places as a chat."""
        return self.turns.queued(QueueKey(0, -next(self._programs)))

    @cached_property
    def _programs(self) -> Iterator[int]:
        return count(1)
