"""What every answer of the API carries, whoever made it: its version, open to every site, and errors as problems."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from . import VERSION
from .problems import PROBLEM, problem, refused_by_limit

# Of these the first thing below it is the page for people.
ROOT = "/api/"
JSON = {"*/*", "application/*", "application/json", PROBLEM, "application/vnd.oai.openapi+json"}
OPEN = {
    "API-Version": VERSION,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, Location, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
KEPT = ("Allow", "Cache-Control", "Retry-After")


def is_api(path: str) -> bool:
    """Whether a program asks: all below /api/, but not that page itself."""
    return path.startswith(ROOT) and path != ROOT


def takes_json(accept: str) -> bool:
    """Whether a header Accept lets JSON through; without one everything is welcome (RFC 9110 §12.5.1)."""
    ranges = [part.replace(" ", "").lower().split(";") for part in accept.split(",") if part.strip()]
    return not ranges or any(name in JSON and not _is_refused(rest) for name, *rest in ranges)


def _is_refused(parameters: list[str]) -> bool:
    return any(one.startswith("q=0") and not one[3:].strip(".0") for one in parameters)


class ApiAnswers:
    """Middleware outside all that may refuse a request, so that a refusal is told as a problem, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api(request.path_info):
            return self.get_response(request)
        answer = self.answer(request)
        for name, value in OPEN.items():
            answer[name] = value
        if request.method == "OPTIONS":
            for name, value in PREFLIGHT.items():
                answer[name] = value
        return answer

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        if not takes_json(request.headers.get("Accept", "")):
            return problem(request, 406)
        answer = self.get_response(request)
        is_told = answer.headers.get("Content-Type", "").startswith(PROBLEM)
        return as_problem(request, answer) if answer.status_code >= 400 and not is_told else answer


def as_problem(request: HttpRequest, page: HttpResponseBase) -> HttpResponse:
    """The same refusal for a program: the site has a page for it."""
    limited = refused_by_limit(page.headers.get("Retry-After", "60")) if page.status_code == 429 else ""
    told = problem(request, page.status_code, limited)
    for name in KEPT:
        if name in page.headers:
            told[name] = page.headers[name]
    # Of Django, which writes a line in the log for what went wrong unless one was written.
    told._has_been_logged = getattr(page, "_has_been_logged", False)  # type: ignore[attr-defined]
    return told
