"""A browser without a screen: cookies, forms and tokens, and nothing that hides how a request ended."""

import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
BOUNDARY = "drilldrilldrilldrill"


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    text: str
    again: str = ""  # the header Retry-After


class Browser:
    """Raises OSError or HTTPException when the server is gone before an answer is there in full."""

    def __init__(self) -> None:
        self.port = 0
        self.cookies: dict[str, str] = {}
        self.token = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """As a plain form is sent."""
        body = urlencode(self._with_token(fields)).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None, part: str = "") -> Answer:
        """As the desk's scripts send a form, with or without a file in the field `letters`."""
        pieces = [_piece(f'name="{name}"', value.encode()) for name, value in self._with_token(fields).items()]
        if file is not None:
            pieces.append(_piece(f'name="letters"; filename="{file[0]}"', file[1]))
        headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        if part:
            headers["X-Desk-Part"] = part
        return self._ask("POST", path, b"".join(pieces) + f"--{BOUNDARY}--\r\n".encode(), headers)

    def log_in(self, name: str, password: str) -> None:
        self.get("/beheer/login/")
        answer = self.post("/beheer/login/", {"login": name, "password": password, "next": "/beheer/"})
        assert (answer.status, answer.location) == (302, "/beheer/")
        self.get("/beheer/")

    def _with_token(self, fields: dict[str, str]) -> dict[str, str]:
        return {"csrfmiddlewaretoken": self.token, **fields}

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            link.request(method, path, body, {"Cookie": cookie, **(headers or {})})
            with link.getresponse() as answer:
                text = answer.read().decode()
        finally:
            link.close()
        self._keep(answer, text)
        return Answer(answer.status, answer.getheader("Location", ""), text, answer.getheader("Retry-After", ""))

    def _keep(self, answer: http.client.HTTPResponse, text: str) -> None:
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _sign, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        found = TOKEN.search(text)
        self.token = found[1] if found else self.token


def _piece(head: str, value: bytes) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + value + b"\r\n"
