"""Asking the provider: never longer, more, or elsewhere than meant."""

import time
from typing import Any

import requests
from django.conf import settings

from agenda_tracker.identity_provider import is_safe

from .trouble import Trouble

SECONDS, LONGEST, LARGEST = 5, 10, 1 << 20
PIECE = 1 << 14


class Asking(requests.Session):
    """Follows no redirects, waits 5 seconds for the next bytes and 10 for all, and takes a megabyte at most."""

    def __init__(self) -> None:
        super().__init__()
        self.max_redirects = 0

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        """Raises Trouble for an address that is not safe, and requests' own errors."""
        if not is_safe(url, local=settings.LOCAL):
            raise Trouble("away", f"refuses to ask {url!r}: it is not https")
        end = time.monotonic() + LONGEST
        response = super().request(
            method, url, *args, **{"timeout": SECONDS, **options, "allow_redirects": False, "stream": True}
        )
        with response:
            body = bytearray()
            for piece in response.iter_content(PIECE):
                body += piece
                if len(body) > LARGEST or time.monotonic() > end:
                    raise requests.RequestException(f"{url}: more than is read, or later")
        response._content = bytes(body)
        return response


def json_object(response: requests.Response) -> dict[str, Any]:
    """Raises Trouble when the answer is something else."""
    if response.status_code != 200:
        raise Trouble("away", f"{response.url}: status {response.status_code}")
    try:
        told = response.json()
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Trouble("away", f"{response.url}: no JSON object")
    return told
