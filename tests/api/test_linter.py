"""The served document follows the NLGov rules, by an independent linter with rules written from their text.

`make spectral` fetches the linter; `make drills` and CI run it.
"""

import copy
import json
import os
import shutil
import subprocess

import pytest
import yaml
from django.conf import settings

from .world import BASE

pytestmark = pytest.mark.django_db
SPECTRAL = settings.BASE_DIR / "build" / "spectral" / "node_modules" / ".bin" / "spectral"
RULES = settings.BASE_DIR / "tests" / "api" / "nlgov.spectral.yaml"
REQUIRED = os.environ.get("AGENDAVOLGER_REQUIRE_SPECTRAL") == "1"
TEXT = {"type": "string"}
HEADERS = {"API-Version": {"schema": TEXT}}
SHAPES = {
    "Thing": {"type": "object", "properties": {"startDate": {"type": "string", "format": "date"}, "_links": TEXT}},
    "Problem": {
        "type": "object",
        "properties": {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT},
    },
}


def answered(media, shape):
    content = {media: {"schema": {"$ref": f"#/components/schemas/{shape}"}}}
    return {"description": "Antwoord", "headers": HEADERS, "content": content}


# A document that breaks no rule.
SOUND = {
    "openapi": "3.1.0",
    "info": {
        "title": "Voorbeeld",
        "version": "1.0.0",
        "description": "Een voorbeeld.",
        "contact": {"name": "Beheer", "email": "beheer@example.nl", "url": "https://example.nl"},
        "license": {"name": "EUPL-1.2"},
    },
    "servers": [{"url": "https://example.nl/api/v1"}],
    "tags": [{"name": "dingen"}],
    "paths": {
        "/some-things/{id}": {
            "get": {
                "operationId": "getThing",
                "description": "Eén ding.",
                "tags": ["dingen"],
                "parameters": [
                    {"in": "path", "name": "id", "required": True, "schema": TEXT},
                    {"in": "query", "name": "dateFrom", "schema": {"type": "string", "example": "2024-01-01"}},
                ],
                "responses": {
                    "200": answered("application/json", "Thing"),
                    "400": answered("application/problem+json", "Problem"),
                },
            }
        }
    },
    "components": {"schemas": SHAPES},
}
# Where the rule looks, and what stands there that it must find; None: nothing stands there.
GET = ("paths", "/some-things/{id}", "get")
PLANTED = {
    "oas3-schema": ((*GET, "parameters", 1, "in"), "elsewhere"),
    "oas3-valid-media-example": ((*GET, "responses", "200", "content", "application/json", "example"), 3),
    "oas3-valid-schema-example": ((*GET, "parameters", 1, "schema", "example"), 3),
    "oas3-server-variables": (("servers", 0, "url"), "https://{host}/api/v1"),
    "oas3-unused-component": (("components", "schemas", "Loose"), TEXT),
    "operation-operationId": ((*GET, "operationId"), None),
    "operation-operationId-unique": (("paths", "/other"), {"get": SOUND["paths"]["/some-things/{id}"]["get"]}),
    "operation-description": ((*GET, "description"), None),
    "operation-tag-defined": ((*GET, "tags"), ["iets"]),
    "openapi-tags-uniqueness": (("tags",), [{"name": "dingen"}, {"name": "dingen"}]),
    "path-params": ((*GET, "parameters", 0, "name"), "number"),
    "typed-enum": ((*GET, "parameters", 1, "schema"), {"type": "string", "enum": [3]}),
    "doc-openapi-version": (("openapi",), "3.0.3"),
    "doc-openapi-contact": (("info", "contact", "email"), None),
    "doc-info": (("info", "license"), None),
    "uri-version": (("servers", 0, "url"), "https://example.nl/api"),
    "uri-version-servers": (("servers",), []),
    "transport-tls": (("servers", 0, "url"), "http://example.nl/api/v1"),
    "semver": (("info", "version"), "1.0"),
    "version-header": ((*GET, "responses", "400", "headers"), {}),
    "no-trailing-slash": (("paths", "/things/"), {}),
    "path-segments-kebab-case": (("paths", "/some_things"), {}),
    "query-keys-camel-case": ((*GET, "parameters", 1, "name"), "date_from"),
    "property-camel-case": (("components", "schemas", "Thing", "properties", "end_day"), TEXT),
    "schema-pascal-case": (("components", "schemas", "some_thing"), TEXT),
    "http-methods": (("paths", "/some-things/{id}", "trace"), SOUND["paths"]["/some-things/{id}"]["get"]),
    "problem-details": ((*GET, "responses", "400", "content"), {"application/json": {"schema": TEXT}}),
    "problem-members": (("components", "schemas", "Problem", "properties", "detail"), None),
    "invalid-input": ((*GET, "responses", "400"), None),
    "date-time-timezone": (
        ("components", "schemas", "Thing", "properties", "at"),
        {"type": "string", "format": "time"},
    ),
    "date-omit-time-portion": (("components", "schemas", "Thing", "properties", "startDate"), TEXT),
}


def broken(path, value):
    made = copy.deepcopy(SOUND)
    place = made
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return made


@pytest.fixture
def lint(tmp_path):
    """What the linter finds in documents, by their names; one process for all, because starting it takes longest."""
    if not SPECTRAL.exists() or not shutil.which("node"):
        reason = "Spectral needs Node and `make spectral`"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)

    def found(documents):
        for name, made in documents.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(made))
        command = [str(SPECTRAL), "lint", "--ruleset", str(RULES), "--format", "json", "--quiet"]
        done = subprocess.run([*command, *sorted(map(str, tmp_path.iterdir()))], capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        faults = {name: set() for name in documents}
        for one in json.loads(done.stdout):
            faults[os.path.basename(one["source"]).removesuffix(".json")].add(one["code"])
        return faults

    return found


def test_the_served_document_breaks_no_rule(client, world, lint, settings):
    settings.ALLOWED_HOSTS = ["testserver", "agenda.example.nl"]
    local = client.get(f"{BASE}/openapi.json").json()
    safe = client.get(f"{BASE}/openapi.json", headers={"host": "agenda.example.nl"}, secure=True).json()
    assert lint({"local": local, "safe": safe}) == {"local": set(), "safe": set()}


def test_every_rule_finds_its_violation(lint):
    planted = {name: broken(*change) for name, change in PLANTED.items()}
    faults = lint({"sound": SOUND, **planted})
    assert faults.pop("sound") == set()
    assert {name: found for name, found in faults.items() if name not in found} == {}


def test_every_rule_has_a_violation():
    assert set(yaml.safe_load(RULES.read_text(encoding="utf-8"))["rules"]) == set(PLANTED)
