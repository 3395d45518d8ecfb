"""The rules of the common scanners (HTTP Observatory, securityheaders.com, internet.nl), each in words, on every kind of page.

As production has them: its own settings are read, with the environment that `docs/operate.md` asks for.
"""

import datetime
import importlib.util
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import path
from django.utils import timezone

from agenda_tracker import urls
from agenda_tracker.models import LetterSource
from agenda_tracker.web import limits
from tests import factories as make

pytestmark = pytest.mark.django_db
HOST = "agenda.example.nl"
OURS = ("SECURE_", "SESSION_COOKIE", "CSRF_", "CONTENT_SECURITY_POLICY", "X_FRAME_OPTIONS", "ALLOWED_HOSTS", "MIDDLEWARE",
        "WHITENOISE_", "SEARCHES_", "FILES_")  # fmt: skip
YEAR = 31_536_000


def broken(request: Any) -> None:
    raise RuntimeError("kapot")


urlpatterns = [path("kapot/", broken), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def production(settings, monkeypatch, tmp_path):
    """The settings that have to do with safety, as production reads them."""
    with monkeypatch.context() as environment:
        for name, value in {
            "MODE": "production",
            "SECRET_KEY": "x" * 60,
            "ALLOWED_HOSTS": HOST,
            "DATA_DIR": tmp_path,
        }.items():
            environment.setenv(f"AGENDAVOLGER_{name}", str(value))
        spec = importlib.util.spec_from_file_location(
            "production", settings.BASE_DIR / "agenda_tracker" / "settings.py"
        )
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    for name in dir(module):
        if name.startswith(OURS):
            setattr(settings, name, getattr(module, name))
    settings.DATA_DIR, settings.ROOT_URLCONF = tmp_path, "tests.web.test_security"
    settings.STATIC_ROOT = settings.BASE_DIR / "static"  # where collectstatic puts them in production
    settings.SECURITY_EXPIRES = timezone.localdate() + datetime.timedelta(days=90)
    settings.SECURITY_CONTACT = "mailto:veilig@example.nl"
    limits.table.cache_clear()
    yield
    limits.table.cache_clear()


def visit(address: str, client: Client | None = None, method: str = "GET", **headers: str) -> Any:
    client = client or Client(enforce_csrf_checks=True)
    client.raise_request_exception = False
    answer = client.generic(method, address, headers={"host": HOST, **headers}, secure=True)
    if answer.streaming:
        answer.getvalue()
    return answer


def logged_in() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("baas"))
    return client


def too_often(settings: Any) -> Any:
    settings.SEARCHES_A_MINUTE = 1
    return [visit("/zoeken/?q=nederland") for _time in range(2)][-1]


def public_answers(settings: Any) -> dict[str, Any]:
    """An answer of every kind that a stranger gets, by the status it must have."""
    position = make.make_position(
        make.make_letter(meeting=(item := make.make_item()).meeting), item, topics=[make.make_topic(released=True)]
    )
    meeting, letter, topic = item.meeting, position.letter, position.topics.get()
    make.make_kamerstuk("28676-464", letter=letter)
    pages = [
        "/", "/vergaderingen/", "/brieven/", "/standpunten/", "/themas/", "/kamerstukken/", "/kamerstukken/28676-464/",
        "/cijfers/", "/gegevens/", "/over/", "/toegankelijkheid/", "/privacy/", "/volgen/", "/api/", "/api/v1/openapi.json",
        "/api/v1/positions", "/zoeken/tekst/", "/zoeken/?q=28676+nr.+1+en+28676+nr.+2",
        "/standpunten/vergelijk/", *(one.get_absolute_url() for one in (meeting, letter, position, topic)),
        f"/standpunten/?topic={topic.slug}", f"/volgen/standpunten/?topic={topic.slug}",
        "/standpunten/?year=onzin", "/standpunten/?format=csv", "/brieven/?format=xlsx",
        f"{meeting.get_absolute_url()}briefing.docx", f"{meeting.get_absolute_url()}agenda.ics", "/vergaderingen/agenda.ics",
        "/feeds/standpunten.atom", "/sitemap.xml", "/opensearch.xml", "/robots.txt", "/.well-known/security.txt", "/healthz",
        "/static/css/site.css", "/static/js/site.js", "/beheer/login/",
        "/beheer/wachtwoord-vergeten/",
    ]  # fmt: skip
    found = {f"200 {page}": visit(page) for page in pages}
    found["304 /standpunten/"] = visit("/standpunten/", **{"if-none-match": visit("/standpunten/")["ETag"]})
    found["400 another host"] = visit("/", host="elders.invalid")
    found["400 export"] = visit("/standpunten/?format=pdf")
    found["404"] = visit("/bestaat-niet/")
    found["404 link"] = visit("/volgen/mijn/niets/")
    found["404 kamerstuk"] = visit("/kamerstukken/28676-465/")
    found["405"] = visit("/standpunten/", Client(), "DELETE")
    found["403 form"] = visit("/beheer/login/", method="POST")
    found["410"] = visit(make.make_letter("withdrawn").get_absolute_url())
    found["302 desk"] = visit("/beheer/")
    found["301 address without slash"] = visit("/standpunten")
    found["500"] = visit("/kapot/")
    found["429"] = too_often(settings)
    return found


def desk_answers() -> dict[str, Any]:
    client, letter = logged_in(), make.make_letter("draft")
    source = LetterSource(letter=letter, role="main", original_name='b"; x=<script>.html', sha256="a" * 64, size=9)
    source.file.save("b.html", ContentFile(b"<script>alert(1)</script>"), save=False)
    make.saved(source)
    place = "/beheer/agenda_tracker"
    letters = ["", "inlezen/", f"{letter.pk}/change/", f"{letter.pk}/beoordelen/"]
    pages = [
        "/beheer/",
        "/beheer/jsi18n/",
        "/beheer/tweede-factor/",
        *(f"{place}/letter/{page}" for page in letters),
        f"{place}/lettersource/{source.pk}/bestand/",
        f"{place}/ministerialmeeting/kalender-inlezen/voorbeeld/",
        f"/voorvertoning/brieven/{letter.pk}/",
    ]
    return {f"200 {page}": visit(page, client) for page in pages} | {
        "405 desk": visit(f"{place}/letter/1/markeren/", client)
    }


def csp(answer: Any) -> dict[str, list[str]]:
    """The policy by directive; what is not named falls back to `default-src`."""
    parts = [part.split() for part in answer.headers.get("Content-Security-Policy", "").split(";") if part.strip()]
    return {name: values for name, *values in parts}


def sources(answer: Any, name: str) -> set[str]:
    policy = csp(answer)
    return set(policy.get(name, policy.get("default-src", ["*"])))


def hsts(answer: Any) -> dict[str, str]:
    parts = answer.headers.get("Strict-Transport-Security", "").lower().split(";")
    return {name.strip(): value for name, _is, value in (part.partition("=") for part in parts)}


def page_text(answer: Any) -> str:
    is_page = "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming
    return answer.content.decode() if is_page else ""


LOADED = r"<(?:script|img|iframe|source|embed|audio|video|track|input)\b[^>]*?\bsrc=[\"']([^\"']*)"
LOADED += r"|<link\b[^>]*?\bhref=[\"']([^\"']*)"


def foreign(answer: Any) -> list[str]:
    """What the page loads from elsewhere, or without https. Links that only say what is where load nothing."""
    text = re.sub(r'<link[^>]*rel="(?:canonical|alternate|search|next|prev)"[^>]*>', "", page_text(answer))
    return [
        one or other for one, other in re.findall(LOADED, text) if not re.match(r"/(?!/)|data:image/", one or other)
    ]


def inline(answer: Any) -> list[str]:
    """Code that stands in the page: scripts without an address (but data), styles, handlers."""
    text = page_text(answer)
    scripts = [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "json" not in tag]
    return scripts + re.findall(
        r"<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=[\"']|(?:href|src|action)=[\"']\s*javascript:", text
    )


def own_forms_only(answer: Any) -> bool:
    return not re.search(r"<form\b[^>]*\baction=[\"'](?!/(?!/)|[\"'?#.])", page_text(answer))


RULES: dict[str, Callable[[Any], bool]] = {
    "browsers insist on https for a year, for hosts below this one too, and may know so beforehand": lambda answer: (
        int(hsts(answer).get("max-age") or 0) >= YEAR and {"includesubdomains", "preload"} <= set(hsts(answer))
    ),
    "there is a policy for contents, sent as a header": lambda answer: bool(csp(answer)),
    "by default the policy allows nothing": lambda answer: sources(answer, "default-src") == {"'none'"},
    "nothing in the policy is unsafe": lambda answer: "unsafe" not in answer["Content-Security-Policy"],
    "the policy names no scheme, no other host and no wildcard, except pictures that stand in the page": lambda answer: (
        {value for values in csp(answer).values() for value in values} <= {"'none'", "'self'", "data:"}
        and all("data:" not in sources(answer, name) for name in ("default-src", "script-src", "object-src", "style-src"))
    ),
    "no plugin runs": lambda answer: sources(answer, "object-src") == {"'none'"},
    "scripts come from this site": lambda answer: sources(answer, "script-src") <= {"'none'", "'self'"},
    "styles come from this site": lambda answer: sources(answer, "style-src") <= {"'none'", "'self'"},
    "no page frames this one": lambda answer: csp(answer)["frame-ancestors"] == ["'none'"],
    "old browsers frame it neither": lambda answer: answer["X-Frame-Options"] == "DENY",
    "types are not guessed": lambda answer: answer["X-Content-Type-Options"] == "nosniff",
    "other sites do not learn where a visitor was": lambda answer: answer["Referrer-Policy"] in ("same-origin", "no-referrer"),
    "camera, microphone and place are for no page": lambda answer: (
        {"camera=()", "microphone=()", "geolocation=()"} <= set(answer["Permissions-Policy"].split(", "))
    ),
    "windows of other sites are kept apart": lambda answer: answer["Cross-Origin-Opener-Policy"] == "same-origin",
    "other sites embed nothing of it": lambda answer: answer["Cross-Origin-Resource-Policy"] == "same-origin",
    "scripts of other sites read nothing of it": lambda answer: "Access-Control-Allow-Origin" not in answer.headers,
    "no header tells what the site is made with": lambda answer: (
        not {"Server", "X-Powered-By", "X-AspNet-Version", "Via", "X-Generator"} & set(answer.headers)
    ),
    "no page tells so either": lambda answer: not re.search(r'name="generator"|Django/|gunicorn', page_text(answer)),
    "a type is told with every content, and of text its encoding": lambda answer: (
        answer.status_code in (301, 302, 304) or answer.streaming or not answer.content
        or bool(re.match(r"text/[a-z]+; charset=|(?!text/)", answer["Content-Type"]))
    ),
    "a page loads nothing from elsewhere, and nothing without https": lambda answer: foreign(answer) == [],
    "no code stands in a page": lambda answer: inline(answer) == [],
    "no form of a page goes elsewhere": own_forms_only,
}  # fmt: skip
# A downloaded file gets a stricter policy of its own, with `sandbox`; these it need not name.
RULES_OF_PAGES: dict[str, Callable[[Any], bool]] = {
    "a form goes to this site only": lambda answer: csp(answer)["form-action"] == ["'self'"],
    "no page changes what its addresses are relative to": lambda answer: csp(answer)["base-uri"] == ["'none'"],
    "what is written without https is asked with it": lambda answer: "upgrade-insecure-requests" in csp(answer),
}


def broken_rules(answers: dict[str, Any]) -> dict[str, list[str]]:
    rules = RULES | RULES_OF_PAGES
    found = {
        rule: [
            name
            for name, answer in answers.items()
            if not (rule in RULES_OF_PAGES and "sandbox" in csp(answer)) and not holds(answer)
        ]
        for rule, holds in rules.items()
    }
    return {rule: names for rule, names in found.items() if names}


def test_every_answer_to_a_stranger_keeps_every_rule(settings):
    answers = public_answers(settings)
    assert {name: answer.status_code for name, answer in answers.items() if int(name[:3]) != answer.status_code} == {}
    # The open API is there to be read by programs of others.
    opened = [name for name in answers if "/api/v1/" in name]
    assert broken_rules(answers) == {"scripts of other sites read nothing of it": opened}


def test_every_answer_of_the_desk_keeps_every_rule_and_stays_out_of_caches():
    answers = desk_answers()
    assert {name: answer.status_code for name, answer in answers.items() if int(name[:3]) != answer.status_code} == {}
    assert broken_rules(answers) == {}
    kept = [name for name, one in answers.items() if "no-store" not in one.headers.get("Cache-Control", "")]
    assert kept == []


def test_rules_find_what_breaks_them():
    answer = visit("/over/")
    for name in list(answer.headers):
        del answer.headers[name]
    worse = {"Content-Security-Policy": "default-src *; script-src 'unsafe-inline' https:", "Content-Type": "text/html",
             "Server": "x/1.2", "Access-Control-Allow-Origin": "*"}  # fmt: skip
    for name, value in worse.items():
        answer[name] = value
    answer.content = b"""<meta name="generator" content="x"><script>1</script><img src="http://elders.invalid/">
        <form action="https://elders.invalid/">"""
    kept = [rule for rule in RULES | RULES_OF_PAGES if rule not in broken_rules_or_missing(answer)]
    assert kept == ["there is a policy for contents, sent as a header"]


def broken_rules_or_missing(answer: Any) -> list[str]:
    """A rule on a header that is not there is broken, too."""
    found = []
    for rule, holds in (RULES | RULES_OF_PAGES).items():
        try:
            fine = holds(answer)
        except KeyError:
            fine = False
        found += [] if fine else [rule]
    return found


@pytest.mark.parametrize(
    "address", ["/", "/standpunten/?q=x", "/static/css/site.css", "/beheer/login/", "/bestaat-niet/", "/kapot/"]
)
def test_without_https_the_first_answer_leads_to_https_on_the_same_host(address):
    answer = Client().get(address, headers={"host": HOST})
    assert (answer.status_code, answer["Location"]) == (301, f"https://{HOST}{address}")
    assert "Strict-Transport-Security" not in answer.headers
    assert Client().get(address, headers={"host": "elders.invalid"}).status_code == 400


def test_every_cookie_is_of_this_host_only_over_https_only_and_out_of_reach_of_scripts():
    client = Client()
    User.objects.create_superuser("baas", password="een-lang-wachtwoord-1")
    visit("/beheer/login/", client)
    answer = client.post(
        "/beheer/login/", {"login": "baas", "password": "een-lang-wachtwoord-1"}, headers={"host": HOST}, secure=True
    )
    assert answer.status_code == 302
    names = {"__Host-csrftoken", "__Host-sessionid"}
    assert names <= set(client.cookies)
    for name, cookie in client.cookies.items():
        kept = {key: cookie[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
        assert (name, kept) == (
            name, {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
        )  # fmt: skip
    assert set(client.cookies) - names <= {"messages"}


def test_no_visitor_gets_a_cookie(settings):
    found = {name: list(answer.cookies) for name, answer in public_answers(settings).items() if answer.cookies}
    assert {name for name in found if "/beheer/" not in name} == set()


def test_downloaded_original_is_never_active(settings):
    answer = next(answer for name, answer in desk_answers().items() if name.endswith("/bestand/"))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "sandbox" in csp(answer)
    assert csp(answer)["default-src"] == ["'none'"]
    assert "\n" not in answer["Content-Disposition"]


@pytest.mark.parametrize(
    "address",
    ["/uploads/originals/", "/media/", "/var/uploads/", "/static/../var/uploads/", "/static/%2e%2e/manage.py"],
)
def test_the_folder_of_received_files_has_no_address(address):
    assert visit(address).status_code == 404
