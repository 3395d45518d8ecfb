"""The OpenAPI document: complete, of this moment, and true: what is answered has the form that it gives."""

import json
import warnings

import jsonschema
import pytest

from agenda_tracker.api import VERSION, document, link_shapes, shapes
from agenda_tracker.api.asking import camel
from agenda_tracker.search import PositionFilter

from .world import BASE, get, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(client, world):
    return get(client, "/openapi.json").json()


def strict(shape):
    """The same form, in which nothing may stand that it does not name."""
    if isinstance(shape, dict):
        closed = {"additionalProperties": False} if "properties" in shape else {}
        return {**{name: strict(value) for name, value in shape.items()}, **closed}
    return [strict(one) for one in shape] if isinstance(shape, list) else shape


def faults(served, shape, told):
    whole = {"$ref": f"#/components/schemas/{shape}", "components": strict(served["components"])}
    checker = jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(told)]


def asked(client, path, method, operation):
    for one in operation["parameters"]:
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", str(one["example"]))
    if method == "post":
        return post(client, {"text": "Kamerstuk 28 676, nr. 464, Kamerstukken 36 600 X en Kamerstuk 2867, nr. 12."})
    return get(client, path)


def test_every_operation_answers_in_the_form_of_the_document(client, served):
    told = {}
    for path, method, operation in document.operations(served):
        answer = asked(client, path, method, operation)
        assert answer.status_code == 200
        content = operation["responses"]["200"]["content"]
        shape = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        told[operation["operationId"]] = faults(served, shape, answer.json())
    assert {name: found for name, found in told.items() if found} == {}
    assert len(told) == 18


def test_what_every_record_tells_has_that_form(client, served, world):
    """Also of records other than the example: a letter that is fulfilled, a paper that is a letter."""
    paths = {
        f"/positions/{world['position'].pk}": "Position",
        "/letters/agenda": "LetterText",
        "/letters/verslag": "LetterText",
        "/kamerstukken/28676-464": "KamerstukCited",
        "/kamerstukken/28676-470": "KamerstukCited",
        "/topics/lucht": "TopicPlace",
    }
    assert {path: faults(served, shape, get(client, path).json()) for path, shape in paths.items()} == {
        key: [] for key in paths
    }


def test_problems_have_the_form_of_the_document(client, served):
    answers = [
        get(client, "/positions?x=1"),
        get(client, "/positions?page=9"),
        get(client, "/kamerstukken/28676"),
        get(client, "/letters/withdrawn-brief"),
        get(client, "/positions", headers={"Accept": "text/csv"}),
        client.put(f"{BASE}/positions"),
        post(client, "{"),
    ]
    assert [faults(served, "Problem", answer.json()) for answer in answers] == [[]] * len(answers)


def test_an_answer_of_another_form_is_found(client, served, world):
    told = get(client, f"/positions/{world['position'].pk}").json()
    assert faults(served, "Position", told) == []
    del told["stance"]
    assert faults(served, "Position", told | {"more": 1}) != []


def test_every_parameter_is_told_with_what_it_can_be(served):
    parameters = served["paths"]["/positions"]["get"]["parameters"]
    assert [one["name"] for one in parameters] == [camel(name) for name in PositionFilter.base_filters]
    known = {one["name"]: one["schema"] for one in parameters}
    assert known["topic"]["enum"] == ["defensie", "lucht"]
    assert known["formation"]["enum"] == ["raad", "dmm"]
    assert known["ministry"]["enum"] == ["defensie"]
    assert known["stance"]["enum"] == ["supportive", "conditional", "critical", "opposed", "reserved"]
    assert known["size"] == {"type": "integer", "enum": [10, 25, 50, 100], "default": 25}
    assert [one["name"] for one in parameters if not one["description"] or one.get("required")] == []


def test_where_nothing_can_be_chosen_yet_the_parameter_is_left_out(client):
    served = get(client, "/openapi.json").json()
    names = {one["name"] for one in served["paths"]["/positions"]["get"]["parameters"]}
    assert {"topic", "formation", "ministry"} & names == set()
    assert "kind" in names


def test_the_head_of_the_document(client, served, settings):
    assert (served["openapi"], served["info"]["version"]) == ("3.1.0", VERSION)
    assert served["servers"] == [{"url": "/api/v1", "description": "Agendavolger"}]
    assert served["info"]["contact"] == {
        "name": "Beheer van Agendavolger",
        "email": "niet-ingevuld@example.org",
        "url": "http://testserver/over/",
    }
    settings.ALLOWED_HOSTS = ["agenda.example.nl"]
    safe = client.get(f"{BASE}/openapi.json", headers={"host": "agenda.example.nl"}, secure=True).json()
    assert safe["servers"][0]["url"] == "https://agenda.example.nl/api/v1"


def test_who_answers_is_told_when_the_operator_said_so(settings):
    settings.ORGANISATION, settings.CONTACT = "Griffie van het Voorbeeld", "mailto:api@example.nl"
    contact = document.information()["contact"]
    assert contact == {"name": "Griffie van het Voorbeeld", "email": "api@example.nl"}
    settings.CONTACT, settings.DEFAULT_FROM_EMAIL = "https://example.nl/contact", "agenda@example.nl"
    assert document.information()["contact"]["email"] == "agenda@example.nl"


def test_every_answer_is_told_with_its_version_and_errors_as_problems(served):
    lacking = []
    for path, method, operation in document.operations(served):
        for status, told in operation["responses"].items():
            if "API-Version" not in told["headers"] or (
                status >= "400" and list(told["content"]) != ["application/problem+json"]
            ):
                lacking.append((path, method, status))
    assert lacking == []


def test_making_the_document_raises_no_question(capsys):
    document.declared.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        json.loads(document.declared())
    assert capsys.readouterr() == ("", "")


def test_every_shape_is_used(served):
    made = {
        name
        for module in (shapes, link_shapes)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    assert made - set(served["components"]["schemas"]) == set()


def test_the_manual_names_every_address(served, settings):
    manual = (settings.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    assert [path for path in served["paths"] if f"`{path}`" not in manual] == []
