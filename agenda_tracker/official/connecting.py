"""A connection to one host that is gone when its time is up, whatever the other side does or does not send."""

import http.client
import queue
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

from .trouble import TimedOut, Trouble, Truncated, Unreachable

PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """Scheme, host and port in one form; "" for what is no plain http(s) address, or has a name or accent in it."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return ""
    if (
        not address.isascii()
        or not port
        or not parts.hostname
        or parts.username is not None
        or parts.password is not None
    ):
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}"


class Line:
    """Entering connects; when `total` seconds are over the socket is shut, so that no read outlasts them.

    A time-out of the socket alone bounds each read: a byte every few seconds would keep it open for ever. With `proxy`,
    the address of one, that is connected to instead; for https it makes a tunnel, through which TLS reaches the host itself.
    """

    def __init__(self, address: str, connect: float, read: float, total: float, proxy: str = "") -> None:
        self.parts: SplitResult = urlsplit(address)
        self.proxy = urlsplit(proxy) if proxy else None
        self.host = self.parts.hostname or ""
        self.connect, self.read, self.total = connect, read, total
        self.socket: socket.socket | None = None
        self.response: http.client.HTTPResponse | None = None
        self.is_cut = False
        self.timer = threading.Timer(total, self._cut)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        self.until = time.monotonic() + self.total
        try:
            self._connect()
        except (OSError, http.client.HTTPException, Trouble) as error:
            self._close()
            raise self._trouble(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()
        if error is None and self.is_cut:  # what was read may be half of it
            raise TimedOut(self.host, f"{self.parts.netloc} was cut after {self.total:.1f} s")
        if isinstance(error, OSError | http.client.HTTPException | Trouble):
            trouble = self._trouble(error)
            if trouble is not error:
                raise trouble from error

    def send(self, headers: dict[str, str]) -> http.client.HTTPResponse:
        """Ask for the address; the status line and the headers of the answer."""
        assert self.socket is not None  # entering made it
        client = http.client.HTTPConnection(self.host, self.parts.port)
        client.sock = self.socket
        client.request("GET", self._target(), headers=headers)
        self.response = client.getresponse()
        return self.response

    def _target(self) -> str:
        """What is asked for: a path, or of a proxy without tunnel the whole address."""
        if self.proxy and self.parts.scheme == "http":
            return self.parts._replace(fragment="").geturl()
        path = self.parts.path or "/"
        return f"{path}?{self.parts.query}" if self.parts.query else path

    def _connect(self) -> None:
        first = self.proxy or self.parts
        port = first.port or PORTS[first.scheme]
        problem: OSError = OSError("no address")
        for family, kind, protocol, _name, place in _resolved(
            first.hostname or "", port, min(self.connect, self.total)
        ):
            try:
                self._open(family, kind, protocol, place)
                break
            except ssl.SSLError:
                raise
            except OSError as error:
                problem = error
                self._close_socket()
        else:
            raise problem

    def _open(self, family: int, kind: int, protocol: int, place: Any) -> None:
        self.socket = socket.socket(family, kind, protocol)
        self.socket.settimeout(max(0.1, min(self.connect, self.until - time.monotonic())))
        self.socket.connect(place)
        if self.parts.scheme == "https":
            if self.proxy:
                self._tunnel(self.socket)
            context = ssl.create_default_context()
            secured = context.wrap_socket(self.socket, server_hostname=self.host, do_handshake_on_connect=False)
            self.socket = secured
            secured.do_handshake()
        self.socket.settimeout(self.read)

    def _tunnel(self, through: socket.socket) -> None:
        place = f"{self.host}:{self.parts.port or PORTS['https']}"
        through.sendall(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(through, method="CONNECT")
        try:
            answer.begin()
        finally:
            answer.close()
        if answer.status != 200:
            raise Unreachable(
                self.host, f"the proxy answered {answer.status} for {place}", "is via de proxy niet te bereiken"
            )

    def _cut(self) -> None:
        self.is_cut = True
        if self.socket is not None:
            try:
                # Not the method of a TLS socket, which would alter what the reading thread is using.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)
            except OSError:
                return

    def _close(self) -> None:
        self.timer.cancel()
        self._close_socket()

    def _close_socket(self) -> None:
        if self.response is not None:  # it holds the socket open, too
            self.response.close()
        if self.socket is not None:
            self.socket.close()

    def _trouble(self, error: Exception) -> Trouble:
        said = f"{self.parts.scheme}://{self.parts.netloc}: {error!r}"
        if self.is_cut or isinstance(error, TimeoutError):
            return TimedOut(self.host, said)
        if isinstance(error, Trouble):
            return error
        if isinstance(error, http.client.IncompleteRead):
            return Truncated(self.host, said)
        return Unreachable(self.host, said, _why(error))


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "is niet te vinden: de naam is niet bekend"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "heeft een certificaat dat niet klopt"
    if isinstance(error, ConnectionResetError | ssl.SSLError):
        return "verbrak de verbinding"
    if isinstance(error, http.client.HTTPException):
        return "geeft een antwoord dat niet te lezen is"
    return "is niet te bereiken"


def _resolved(host: str, port: int, patience: float) -> list[Any]:
    """The addresses behind a name. The system's resolver knows no time-out, so it is asked in a thread of its own."""
    found: queue.SimpleQueue[list[Any] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            found.put(error if isinstance(error, OSError) else socket.gaierror(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = found.get(timeout=patience)
    except queue.Empty:
        raise TimedOut(host, f"the name {host} was not resolved in {patience:.1f} s") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
