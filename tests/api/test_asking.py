"""What may be asked, in which form, and what an answer says when it cannot be given: always a problem, never a page."""

import itertools
import json
import re
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client

from agenda_tracker.api import VERSION, every_answer
from agenda_tracker.api.asking import FORMS, PAPER, camel
from agenda_tracker.search import LetterFilter, MeetingFilter, PositionFilter
from agenda_tracker.search.fields import DossierField
from tests import factories as make

from .world import BASE, get, post

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def told(answer, status):
    """The problem, once it is known to be one."""
    assert (answer.status_code, answer["Content-Type"], answer["API-Version"]) == (status, PROBLEM, VERSION)
    problem = answer.json()
    assert problem["status"] == status
    assert problem["type"].endswith(f"/api/#fout-{status}")
    assert answer["Access-Control-Allow-Origin"] == "*"
    return problem


def faults(answer):
    return [(one["in"], one["location"], one["code"]) for one in told(answer, 400)["errors"]]


@pytest.mark.parametrize("path", ["/positions", "/letters", "/meetings"])
def test_every_parameter_selects(client, world, path):
    asked = {
        "q": "luchtverdediging",
        "topic": "defensie",
        "organisation": "navo",
        "formation": "dmm",
        "ministry": "defensie",
        "letterKind": "annotated_agenda",
        "kind": "commitment",
        "stance": "supportive",
        "chamber": "ek",
        "dossier": "28676-464",
        "year": "2024",
        "dateFrom": "2024-10-03",
        "dateTo": "2024-10-17",
        "sort": "oldest",
        "page": "1",
        "size": "10",
    }
    filters = {"/positions": PositionFilter, "/letters": LetterFilter, "/meetings": MeetingFilter}[path]
    assert set(asked) == {camel(name) for name in filters.base_filters}
    assert [get(client, path, data={name: value}).status_code for name, value in asked.items()] == [200] * len(asked)
    assert get(client, path, data=asked).json()["count"] == 1


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("topc=lucht", ("query", "topc", "unknown")),
        ("date_from=2024-01-01", ("query", "date_from", "unknown")),
        ("format=csv", ("query", "format", "unknown")),
        ("topic=", ("query", "topic", "empty")),
        ("topic=lucht&topic=defensie", ("query", "topic", "repeated")),
        ("topic=onbekend", ("query", "topic", "invalid")),
        ("topic=Lucht", ("query", "topic", "invalid")),
        ("kind=iets", ("query", "kind", "invalid")),
        ("year=soon", ("query", "year", "invalid")),
        ("year=1800", ("query", "year", "invalid")),
        ("dateFrom=31-1-2024", ("query", "dateFrom", "invalid")),
        ("dateFrom=2024-02-30", ("query", "dateFrom", "invalid")),
        ("dateTo=2024-1-1", ("query", "dateTo", "invalid")),
        ("dossier=abc", ("query", "dossier", "invalid")),
        ("page=0", ("query", "page", "invalid")),
        ("page=1000001", ("query", "page", "invalid")),
        ("page=%2B1", ("query", "page", "invalid")),
        ("size=7", ("query", "size", "invalid")),
        ("q=...", ("query", "q", "invalid")),
        ("q=%00a", ("query", "q", "invalid")),
        (f"q={'a' * 201}", ("query", "q", "invalid")),
        ("sort=random", ("query", "sort", "invalid")),
    ],
)
def test_what_is_wrong_is_named(client, world, query, fault):
    assert faults(client.get(f"{BASE}/positions?{query}")) == [fault]


def test_all_that_is_wrong_is_told_at_once(client, world):
    problem = told(get(client, "/letters?topc=1&year=abc&size=7"), 400)
    assert problem["title"] == "Het verzoek klopt niet"
    assert [one["detail"] for one in problem["errors"]] == [
        "De parameter “topc” bestaat hier niet. Bedoelt u topic?",
        "“abc” is geen jaar. Schrijf vier cijfers, bijvoorbeeld 2024.",
        "“7” is geen aantal per pagina dat kan. Mogelijk zijn: 10, 25, 50 of 100.",
    ]
    assert problem["instance"] == "/api/v1/letters?topc=1&year=abc&size=7"


def test_an_unknown_choice_says_what_is_possible(client, world):
    detail = told(get(client, "/positions?kind=iets"), 400)["detail"]
    assert detail.startswith("“iets” is als aard niet bekend. Mogelijk zijn: view (standpunt), aim (inzet),")
    detail = told(get(client, "/positions?formation=iets"), 400)["detail"]
    assert detail.endswith("De mogelijke waarden staan in /api/v1/openapi.json.")


def test_a_period_that_ends_before_it_begins(client, world):
    problem = told(get(client, "/positions?dateFrom=2024-12-31&dateTo=2024-01-01"), 409)
    assert problem["detail"] == (
        "De periode begint op 31 december 2024 en eindigt al op 1 januari 2024; wissel de datums om."
    )


@pytest.mark.parametrize("path", ["/agenda-items", "/dossiers", "/kamerstukken", "/kamerstukken/28676-464/cited-by"])
def test_lists_without_filters_are_as_strict(client, world, path):
    assert faults(get(client, f"{path}?page=x&size=7&topic=lucht")) == [
        ("query", "topic", "unknown"),
        ("query", "page", "invalid"),
        ("query", "size", "invalid"),
    ]
    assert told(get(client, f"{path}?page=2"), 404)["detail"].startswith(
        "Pagina 2 bestaat niet: deze lijst heeft 1 pagina."
    )


def test_a_record_takes_no_parameters(client, world):
    paths = [
        f"/positions/{world['position'].pk}",
        "/letters/agenda",
        "/topics",
        "/kamerstukken/28676-464",
        "/openapi.json",
    ]
    for path in paths:
        assert faults(get(client, f"{path}?size=10")) == [("query", "size", "unknown")]


def test_every_number_in_the_form_of_the_document_is_read():
    numbers = [
        f"{dossier}{rest}" for dossier in (10000, 22054, 28676, 36600, 37499) for rest in ("", "-1", "-464", "-9999")
    ]
    field = DossierField()
    assert [number for number in numbers if not field.accepted(number)] == []
    assert [number for number in numbers if not re.fullmatch(PAPER, number)] == []


def test_pages_of_a_list_lead_to_each_other(client):
    meeting = make.make_meeting(slug="m")
    for number in range(21):
        make.make_item(meeting, f"Punt {number}")
    letter = make.make_letter(meeting=meeting)
    for item in meeting.items.all():
        make.make_section(letter, item)
    answer = get(client, "/meetings/m/agenda-items?size=10&page=2")
    links = {name: one["href"] for name, one in answer.json()["_links"].items()}
    here = "http://testserver/api/v1/meetings/m/agenda-items?size=10"
    assert links == {
        "self": f"{here}&page=2",
        "first": here,
        "prev": here,
        "next": f"{here}&page=3",
        "last": f"{here}&page=3",
    }
    assert answer["Link"] == (
        f'<{here}>; rel="first", <{here}>; rel="prev", <{here}&page=3>; rel="next", <{here}&page=3>; rel="last"'
    )
    numbers = {name: answer.json()[name] for name in ("page", "size", "pages", "count")}
    assert numbers == {"page": 2, "size": 10, "pages": 3, "count": 21}
    last = client.get(links["last"]).json()
    assert ("next" in last["_links"], len(last["results"])) == (False, 1)


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/letters/oude-agenda", "/letters/agenda"),
        ("/meetings/oude-vergadering", "/meetings/oktober"),
        ("/meetings/oude-vergadering/agenda-items", "/meetings/oktober/agenda-items"),
        ("/topics/oud-thema", "/topics/lucht"),
        ("/kamerstukken/28676-9", "/kamerstukken/28676-470"),
        ("/kamerstukken/28676-9/cited-by", "/kamerstukken/28676-470/cited-by"),
        ("/kamerstukken/kst-28676-464", "/kamerstukken/28676-464"),
        ("/agenda-items/987654", "/agenda-items/{item}"),
    ],
)
def test_a_former_address_leads_on(client, world, path, moved):
    answer = get(client, path)
    here = BASE + moved.format(item=world["item"].pk)
    assert (answer.status_code, answer["Location"], answer["API-Version"]) == (308, here, VERSION)
    assert client.get(here).status_code == 200


def test_a_number_that_means_something_else_says_what(client, world):
    problem = told(get(client, "/kamerstukken/28676"), 404)
    assert problem["alternatives"] == [
        {
            "type": "dossier",
            "number": "28676",
            "display": "28 676",
            "href": "http://testserver/api/v1/dossiers/28676",
        }
    ]
    assert "alternatives" not in told(get(client, "/kamerstukken/28676-999"), 404)
    assert "alternatives" not in told(get(client, "/dossiers/onzin"), 404)


def test_a_number_with_two_meanings_is_each_in_its_own_list(client, world):
    letter = make.make_letter()
    letter.dossiers.add(make.make_dossier("36600-A", title="Infrastructuurfonds"))
    assert get(client, "/dossiers/36600-A").json()["title"] == "Infrastructuurfonds"
    only = told(get(client, "/kamerstukken/36600-A"), 404)["alternatives"]
    assert [(one["type"], one["number"]) for one in only] == [("dossier", "36600-A")]
    make.make_kamerstuk("36600-A", letter=letter, title="Verslag")
    both = get(client, "/kamerstukken/36600-A").json()
    assert (both["title"], both["_links"]["dossier"]) == (
        "Verslag",
        {"href": "http://testserver/api/v1/dossiers/36600-A"},
    )
    other = get(client, "/dossiers/36600-A").json()["_links"]["kamerstuk"]
    assert other == {"href": "http://testserver/api/v1/kamerstukken/36600-A"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/positions/",
        "/letters/agenda/",
        "/nothing",
        "/positions/0x1",
        "/positions/99999999999999999999",
        "/topics/1/2",
    ],
)
def test_what_is_not_there_is_a_problem_and_no_redirect(client, world, path):
    assert told(get(client, path), 404)["detail"]


def test_another_version_and_the_folder_are_problems(client):
    assert [client.get(path).status_code for path in ("/api/v2/positions", "/api/positions")] == [404, 404]
    told(client.get("/api/v2/positions"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_changed(client, world, method):
    answer = getattr(client, method)(f"{BASE}/positions")
    told(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_the_address_for_texts_takes_only_post(client):
    answer = get(client, "/references")
    told(answer, 405)
    assert answer["Allow"] == "POST, OPTIONS"


def test_head_and_options(client, world):
    whole, head = get(client, "/positions"), client.head(f"{BASE}/positions")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])
    asked = client.options(
        f"{BASE}/references", headers={"Origin": "https://elders.nl", "Access-Control-Request-Method": "POST"}
    )
    assert (asked.status_code, asked["Allow"], asked["API-Version"]) == (204, "POST, OPTIONS", VERSION)
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert asked["Access-Control-Allow-Headers"] == "Accept, Content-Type, If-None-Match"


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("", 200),
        ("*/*", 200),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("application/json; charset=utf-8", 200),
        ("application/problem+json", 200),
        ("text/csv", 406),
        ("application/json;q=0, text/html", 406),
        ("application/json;q=0.0", 406),
        ("application/json;q=0.5", 200),
    ],
)
def test_accept(client, world, accept, status):
    assert get(client, "/positions", headers={"Accept": accept}).status_code == status


def test_what_is_known_already_is_not_sent_again(client, world):
    first = get(client, "/positions")
    assert first["Cache-Control"] == "public, no-cache"
    again = get(client, "/positions", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", VERSION)
    clerk = Client()
    clerk.cookies["sessionid"] = "x"
    assert get(clerk, "/positions")["ETag"] == first["ETag"]


def test_every_answer_is_open_and_safe(client, world):
    answer = get(client, "/positions")
    assert (answer["Access-Control-Allow-Origin"], answer["API-Version"]) == ("*", VERSION)
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert not answer.cookies


@pytest.mark.parametrize("host", ["elders.invalid", "elders invalid", "elders.invalid:99999"])
def test_a_wrong_host_is_a_problem_in_which_it_is_not_repeated(client, host):
    answer = client.get(f"{BASE}/positions", headers={"host": host})
    assert told(answer, 400)["type"] == "http://127.0.0.1:8000/api/#fout-400"
    assert "elders" not in answer.content.decode()


def test_too_many_questions_are_told_when_to_come_back(client, world, settings, tmp_path):
    from agenda_tracker.web import limits

    settings.API_A_MINUTE, settings.DATA_DIR = 2, tmp_path
    limits.table.cache_clear()
    answers = [get(client, f"/positions?page={number}") for number in (1, 2, 3)]
    limits.table.cache_clear()
    assert [one.status_code for one in answers] == [200, 404, 429]
    problem = told(answers[-1], 429)
    seconds = answers[-1]["Retry-After"]
    assert 0 < int(seconds) <= 60
    assert problem["detail"] == (
        f"Dit adres deed meer dan 2 verzoeken in een minuut. Wacht {seconds} s en ga dan verder."
    )
    assert answers[-1]["Cache-Control"] != "public, no-cache"


def test_a_server_that_lacks_its_database_says_so(client, world, monkeypatch):
    from agenda_tracker.api import positions

    def gone(_ids):
        raise OperationalError("weg")

    monkeypatch.setattr(positions, "ROWS", SimpleNamespace(at=lambda _request: gone))
    client.raise_request_exception = False
    answer = get(client, f"/positions/{world['position'].pk}")
    assert "Probeer" in told(answer, 503)["detail"] or "probeer" in answer.json()["detail"]
    assert int(answer["Retry-After"]) > 0


def test_a_fault_of_the_server_tells_nothing_of_itself(client, world, monkeypatch):
    from agenda_tracker.api import positions

    monkeypatch.setattr(positions, "ROWS", SimpleNamespace(at=lambda _request: 1 / 0))
    client.raise_request_exception = False
    problem = told(get(client, f"/positions/{world['position'].pk}"), 500)
    assert problem["title"] == "Er ging iets mis op de server"
    assert "division" not in json.dumps(problem)


def test_the_page_for_people_is_a_page(client):
    answer = client.get("/api/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert [every_answer.is_api(path) for path in ("/api/", "/api/v1", "/api/v1/positions", "/over/")] == [
        False,
        True,
        True,
        False,
    ]
    assert client.get("/api").status_code == 301


def test_the_api_itself_leads_on(client, world):
    links = client.get("/api/v1").json()["_links"]
    assert (links["self"]["href"], links["help"]["href"]) == ("http://testserver/api/v1", "http://testserver/api/")
    assert {name: client.get(one["href"]).status_code for name, one in links.items() if name != "references"} == {
        name: 200 for name in links if name != "references"
    }


def test_forms_are_of_parameters_that_exist():
    assert set(FORMS) <= set(itertools.chain(PositionFilter.base_filters))


def test_post_is_read_strictly(client):
    assert faults(post(client, [])) == [("body", "", "type")]
    assert faults(post(client, {"text": "a", "tekst": "b"})) == [("body", "/tekst", "unknown")]
    assert faults(post(client, {"a/b~": 1})) == [("body", "/a~1b~0", "unknown")]
    assert faults(post(client, {})) == [("body", "/text", "required")]
    assert faults(post(client, {"text": ""})) == [("body", "/text", "required")]
    assert faults(post(client, {"text": 3})) == [("body", "/text", "required")]
    assert faults(post(client, '{"text": "\\ud800"}')) == [("body", "/text", "no-text")]
    assert faults(post(client, "{")) == [("body", "", "no-json")]
    assert faults(post(client, b'{"text": "\xff"}')) == [("body", "", "no-json")]
    assert faults(post(client, "[" * 100_000)) == [("body", "", "no-json")]
    assert faults(post(client, {"text": "a" * 200_001})) == [("body", "/text", "too-long")]
    assert post(client, '{"text": "' + "\\ud83d\\ude42" * 200_000 + '"}').status_code == 200
    told(post(client, '{"text": "' + "a" * 2_600_000 + '"}'), 413)
    told(post(client, "text=a", content_type="application/x-www-form-urlencoded"), 415)
    told(post(client, "a", content_type="multipart/form-data"), 415)
