"""The body of an answer, unpacked within a limit and whole, or a Trouble."""

import http.client
import zlib

from .trouble import Changed, TooLarge, Truncated

PIECE = 64 * 1024


def media_type_of(response: http.client.HTTPResponse) -> str:
    """The media type without its parameters, in lower case; "" when the answer names none."""
    return (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()


def read_body(response: http.client.HTTPResponse, host: str, most: int) -> bytes:
    """All bytes, at most `most` of them as sent and as unpacked. Raises TooLarge, Truncated, Changed."""
    told = response.length
    if told is not None and told > most:
        raise TooLarge(host, most, f"{host} announced {told} bytes")
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise Changed(host, f"inpakking {packing[:20]}", f"{host} sent Content-Encoding {packing[:40]!r}")
    unpack = _Unpacking(host, most) if packing != "identity" else _Plain(host, most)
    while piece := _piece(response, host):
        unpack.take(piece)
    if response.length:
        raise Truncated(host, f"{host} sent {response.length} bytes less than announced")
    return unpack.whole()


def _piece(response: http.client.HTTPResponse, host: str) -> bytes:
    try:
        return response.read(PIECE)
    except http.client.IncompleteRead as error:
        raise Truncated(host, f"{host}: {error!r}") from error
    except TimeoutError:
        raise
    except OSError as error:
        raise Truncated(host, f"{host} broke off: {error!r}") from error


class _Plain:
    def __init__(self, host: str, most: int) -> None:
        self.host, self.most, self.data = host, most, bytearray()

    def take(self, piece: bytes) -> None:
        self.data += piece
        if len(self.data) > self.most:
            raise TooLarge(self.host, self.most, f"{self.host} sent more than {self.most} bytes")

    def whole(self) -> bytes:
        return bytes(self.data)


class _Unpacking(_Plain):
    """Gzip, never more than one byte past the limit at once: a small answer can unpack into gigabytes."""

    def __init__(self, host: str, most: int) -> None:
        super().__init__(host, most)
        self.sent = 0
        self.gzip = zlib.decompressobj(wbits=31)

    def take(self, piece: bytes) -> None:
        self.sent += len(piece)
        if self.sent > self.most:
            raise TooLarge(self.host, self.most, f"{self.host} sent more than {self.most} packed bytes")
        try:
            super().take(self.gzip.decompress(self.gzip.unconsumed_tail + piece, self.most + 1 - len(self.data)))
        except zlib.error as error:
            raise Truncated(self.host, f"{self.host} sent damaged gzip: {error}") from error

    def whole(self) -> bytes:
        if not self.gzip.eof:
            raise Truncated(self.host, f"{self.host} sent gzip without its end")
        return bytes(self.data)
