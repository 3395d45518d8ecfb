"""A source on this machine that answers, or misbehaves, as a test tells it to; everything in it is fictional."""

import contextlib
import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Act = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One request; the acts below answer it."""

    server: "LocalServer"
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.server.asked.append((self.path, dict(self.headers)))
        with contextlib.suppress(OSError):
            self.server.act_for(parts.path)(self)

    def do_CONNECT(self) -> None:
        """A tunnel, as a proxy makes it, to the server itself whatever host was asked for."""
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        if self.server.tunnel_to is None:
            self.send_error(403)
            return
        self.send_response(200)
        self.end_headers()
        with socket.create_connection(("127.0.0.1", self.server.tunnel_to)) as other:
            back = threading.Thread(target=_pour, args=(other, self.connection), daemon=True)
            back.start()
            _pour(self.connection, other)
            back.join(5)

    def log_message(self, *_said: Any) -> None:
        return

    def head(self, status: int, media_type: str = "", **headers: str) -> None:
        self.close_connection = True
        self.send_response(status)
        if media_type:
            self.send_header("Content-Type", media_type)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


def _pour(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := one.recv(65536):
            other.sendall(piece)
        other.shutdown(socket.SHUT_WR)


class LocalServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.acts: dict[str, Act] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()
        self.tunnel_to: int | None = None

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def act_for(self, path: str) -> Act:
        return self.acts.get(path) or self.acts.get("*") or answers(b"", status=404)

    def handle_error(self, *_where: Any) -> None:
        return


@contextlib.contextmanager
def local_server() -> Iterator[LocalServer]:
    server = LocalServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def answers(data: bytes | str, media_type: str = "application/xml", status: int = 200, **headers: str) -> Act:
    body = data.encode() if isinstance(data, str) else data

    def act(asked: Asked) -> None:
        asked.head(status, media_type, Content_Length=str(len(body)), **headers)
        asked.wfile.write(body)

    return act


def hangs(asked: Asked) -> None:
    asked.server.stopping.wait(15)


def drips(asked: Asked) -> None:
    """A byte every now and then, for ever: no read of the other side ever times out."""
    asked.head(200, "application/xml", Content_Length="100000")
    while not asked.server.stopping.wait(0.05):
        asked.wfile.write(b" ")


def drips_headers(asked: Asked) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not asked.server.stopping.wait(0.05):
        asked.wfile.write(b"X")


def breaks_off(asked: Asked) -> None:
    asked.head(200, "application/xml", Content_Length="5000")
    asked.wfile.write(b"<antwoord><deel>")


def breaks_off_in_chunks(asked: Asked) -> None:
    asked.head(200, "application/xml", Transfer_Encoding="chunked")
    asked.wfile.write(b"10\r\n<antwoord><deel>\r\n20\r\n<half")


def breaks_off_packed(asked: Asked) -> None:
    packed = gzip.compress(b"<antwoord>" + b"lang " * 5000 + b"</antwoord>")[:-20]
    asked.head(200, "application/xml", Content_Length=str(len(packed)), Content_Encoding="gzip")
    asked.wfile.write(packed)


def resets(asked: Asked) -> None:
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.rfile.close()
    asked.wfile.close()
    asked.connection.close()


def endless(asked: Asked) -> None:
    asked.head(200, "application/xml")
    piece = b"<deel>altijd meer</deel>" * 4000
    while not asked.server.stopping.is_set():
        asked.wfile.write(piece)


@cache
def _bomb() -> bytes:
    return gzip.compress(b" " * 30_000_000, 1)


def bomb(asked: Asked) -> None:
    packed = _bomb()
    asked.head(200, "application/xml", Content_Length=str(len(packed)), Content_Encoding="gzip")
    asked.wfile.write(packed)


def moves_to(address: str, status: int = 302) -> Act:
    def act(asked: Asked) -> None:
        asked.head(status, Location=address, Content_Length="0")

    return act


def speaks_nonsense(asked: Asked) -> None:
    asked.wfile.write(b"220 welkom bij een mailserver\r\n\r\n")
    time.sleep(0.01)
    asked.close_connection = True


def kept_answers(data: bytes, media_type: str = "application/xml", etag: str = '"1"') -> Act:
    """304 to who has this version."""

    def act(asked: Asked) -> None:
        if asked.headers.get("If-None-Match") == etag:
            asked.head(304, ETag=etag, Content_Length="0")
        else:
            answers(data, media_type, ETag=etag)(asked)

    return act
