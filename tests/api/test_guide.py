"""Every example on the page for people is carried out on the example data, and answers what the page prints."""

import html
import json
import re
import shlex

import pytest
from django.urls import reverse

from agenda_tracker.api.asking import camel
from agenda_tracker.api.declaring import MEANT
from agenda_tracker.api.guide import WHEN
from agenda_tracker.api.problems import TOLD
from agenda_tracker.api.urls import resources
from tests.basis import put_basis

pytestmark = pytest.mark.django_db
HERE = "http://testserver"
SHOWN = re.compile(r'<pre[^>]* data-example="(ask|answer)"><code>(.*?)</code></pre>', re.DOTALL)


def page(client):
    return client.get("/api/").content.decode()


def asked(client, command):
    """Carries out what a reader would paste in a terminal."""
    words = shlex.split(command)
    address = words[-1].removeprefix(HERE)
    assert words[0] == "curl"
    if "-d" not in words:
        return client.get(address)
    content_type = words[words.index("-H") + 1].removeprefix("Content-Type: ")
    return client.post(address, words[words.index("-d") + 1], content_type=content_type)


def unlike(printed, real, where="$"):
    """Where the answer is not as printed; it may tell more, and a list may go on."""
    if isinstance(printed, dict):
        return [
            one
            for name, value in printed.items()
            for one in (
                unlike(value, real[name], f"{where}.{name}") if name in real else [f"{where}.{name} is not there"]
            )
        ]
    if isinstance(printed, list) and isinstance(real, list) and len(printed) <= len(real):
        pairs = zip(printed, real, strict=False)
        return [one for at, pair in enumerate(pairs) for one in unlike(*pair, f"{where}[{at}]")]
    return [] if printed == real else [f"{where}: {printed!r} is {real!r}"]


def test_every_example_answers_what_is_printed(client):
    put_basis()
    shown = [(kind, html.unescape(text)) for kind, text in SHOWN.findall(page(client))]
    commands = [text for kind, text in shown if kind == "ask"]
    printed = [json.loads(text) for kind, text in shown if kind == "answer"]
    assert len(commands) == len(printed) >= 5
    answers = [asked(client, command) for command in commands]
    wrong = [
        unlike(one, answer.json(), command) for command, one, answer in zip(commands, printed, answers, strict=True)
    ]
    assert wrong == [[]] * len(commands)
    assert [answer.status_code for answer in answers] == [200] * (len(commands) - 1) + [400]


def test_a_wrong_print_is_found():
    assert unlike({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}) == ["$.a[1].b: 2 is 3"]
    assert unlike({"a": 1}, {}) == ["$.a is not there"]
    assert unlike([1, 2], [1]) == ["$: [1, 2] is [1]"]


def test_the_page_tells_of_every_list_and_parameter(client):
    text = page(client)
    lists = [str(one.pattern) for one in resources if "<" not in str(one.pattern)]
    assert [name for name in lists if f"<code>/{name}</code>" not in text] == []
    assert [name for name in MEANT if f"<code>{camel(name)}</code>" not in text] == []


def test_the_page_is_reached_from_every_page_and_from_about(client):
    address = reverse("api")
    foot = client.get("/").content.decode().split("<footer")[1]
    about = client.get("/over/").content.decode().split("<main")[1].split("</main>")[0]
    assert [f'href="{address}"' in part for part in (foot, about)] == [True, True]


def test_the_types_of_problems_are_explained_on_the_page(client):
    assert set(TOLD) == set(WHEN)
    text = page(client)
    kinds = [client.get(path).json()["type"] for path in ("/api/v1/positions?x=1", "/api/v1/nothing")]
    assert [kind for kind in kinds if f'id="{kind.partition("#")[2]}"' not in text] == []


def test_the_limit_is_told(client, settings):
    assert "geen grens aan hoe vaak u vraagt" in page(client)
    settings.API_A_MINUTE = 1200
    assert "1.200" in page(client)
