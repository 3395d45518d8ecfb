"""Every kind of page is valid HTML, by the Nu checker; `make vnu` fetches it, `make drills` and CI run it."""

import json
import os
import re
import shutil
import subprocess

import pytest
from django.conf import settings

from tests.web.test_axe import PAGES, names_of, world
from tests.web.visitor import make_site

pytestmark = pytest.mark.django_db
__all__ = ["world"]
VNU = settings.BASE_DIR / "build" / "vnu" / "vnu.jar"
REQUIRED = os.environ.get("AGENDAVOLGER_REQUIRE_VNU") == "1"
# Pages of the smaller site, on which something was said before and after.
MORE = [
    "/",
    "/vergaderingen/",
    "/vergaderingen/oktober/",
    "/brieven/agenda-oktober/",
    "/brieven/verslag-oktober/",
    "/themas/lucht/",
    "/standpunten/{position}/",
    "/standpunten/vergelijk/?a={position}",
    "/zoeken/?q=luchtverdediging",
    "/zoeken/tekst/",
    "/toegankelijkheid/",
    "/privacy/",
    "/volgen/",
    "/volgen/standpunten/?topic=lucht",
    "/volgen/vergaderingen/oktober/",
    "/volgen/mijn/niets/",
    "/api/",
]


@pytest.fixture
def checker():
    """The command of the checker; one process for all pages, because starting it takes longest."""
    java = shutil.which("java")
    if not java or not VNU.exists():
        reason = "the Nu checker needs Java and `make vnu`"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    return [java, "-Xss4m", "-jar", str(VNU), "--format", "json", "--errors-only", "--exit-zero-always"]


def write(client, folder, addresses, **numbers):
    for number, address in enumerate(addresses):
        answer = client.get(address.format(**numbers), follow=True)
        if answer.headers["Content-Type"].startswith("text/html"):
            name = re.sub(r"\W+", "-", address)[:60]
            (folder / f"{number:03d}{name}.html").write_bytes(answer.content)


def complaints(checker, folder):
    done = subprocess.run([*checker, str(folder)], capture_output=True, check=True)
    told = json.loads(done.stderr)["messages"]
    return [f"{one['url'].rpartition('/')[2]}:{one.get('lastLine')} {one['message']}" for one in told]


def test_every_kind_of_page_is_valid(client, checker, world, tmp_path):
    write(client, tmp_path, PAGES.values(), **names_of(world))
    assert len(list(tmp_path.iterdir())) >= 30
    assert complaints(checker, tmp_path) == []


def test_pages_on_which_something_was_said_before_and_after_are_valid(client, checker, tmp_path):
    write(client, tmp_path, MORE, position=make_site().pk)
    assert complaints(checker, tmp_path) == []


def test_a_fault_is_found(checker, tmp_path):
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html lang=nl><title>a</title><p><h1>b</h1></p>")
    assert complaints(checker, tmp_path) != []
