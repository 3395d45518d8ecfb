"""How the server is set up: gunicorn's settings, compressed files that may be kept for ever, templates read once."""

import gzip
import os
import re
import runpy
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.template import engines
from django.test import Client, override_settings
from gunicorn.config import Config

from agenda_tracker.settings import STORAGES
from agenda_tracker.web import shell


def gunicorn(monkeypatch, **environment: str) -> Config:
    """What gunicorn makes of the file of its settings."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    config = Config()
    for name, value in runpy.run_path(str(django_settings.BASE_DIR / "agenda_tracker" / "gunicorn.py")).items():
        if name in config.settings:
            config.set(name, value)
    return config


def test_gunicorn_is_set_up_by_the_settings_of_the_site(monkeypatch):
    found = gunicorn(
        monkeypatch, AGENDAVOLGER_WORKERS="3", AGENDAVOLGER_THREADS="5", AGENDAVOLGER_BIND="127.0.0.1:8123"
    )
    assert (found.workers, found.threads, found.address) == (3, 5, [("127.0.0.1", 8123)])
    assert (found.settings["wsgi_app"].get(), found.worker_class_str) == (
        "agenda_tracker.wsgi",
        "agenda_tracker.worker.Worker",
    )


def test_gunicorn_has_no_way_in_but_its_port_and_believes_no_proxy(monkeypatch):
    found = gunicorn(monkeypatch)
    assert (found.control_socket_disable, found.forwarded_allow_ips) == (True, [])
    assert (found.workers, found.threads, found.limit_request_line) == (2, 4, 8190)


def test_make_run_and_the_manual_start_it_so():
    for place in ("Makefile", "docs/operate.md"):
        text = (django_settings.BASE_DIR / place).read_text(encoding="utf-8")
        assert "--config python:agenda_tracker.gunicorn" in text
        assert "--worker-class" not in text


def test_mails_of_make_run_lead_to_its_port():
    text = (django_settings.BASE_DIR / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^(.*)AGENDAVOLGER_SITE_URL(.*)$", text, re.M) == [
        ("run: export ", " ?= http://127.0.0.1:$(PORT)")
    ]


def test_templates_are_read_once():
    loaders = engines["django"].engine.template_loaders
    assert [type(loader).__module__ for loader in loaders] == ["django.template.loaders.cached"]


@pytest.fixture
def collected(tmp_path):
    """The site's own files as `collectstatic` lays them ready."""
    with override_settings(
        STATIC_ROOT=tmp_path / "static",
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STORAGES=STORAGES,
        WHITENOISE_AUTOREFRESH=False,
    ):
        usual = os.umask(0o022)
        call_command("collectstatic", interactive=False, verbosity=0)
        os.umask(usual)
        # What a new start of the server would forget.
        shell.address_at.cache_clear()
        yield Client()
    shell.address_at.cache_clear()


@pytest.mark.django_db
def test_static_files_are_compressed_and_kept_for_ever(collected):
    address = re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', collected.get("/over/").text)[1]
    plain = collected.get(address)
    packed = collected.get(address, headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
    for answer in (plain, packed):
        assert (answer["Cache-Control"], answer["Vary"]) == ("max-age=315360000, public, immutable", "Accept-Encoding")
    assert collected.get("/static/css/site.000000000000.css").status_code == 404


@pytest.mark.usefixtures("collected")
def test_static_files_are_for_every_user_of_the_server_and_letters_for_one():
    everything = [django_settings.STATIC_ROOT, *django_settings.STATIC_ROOT.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in everything if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in everything if path.is_file()} == {0o644}
    letter = storages["default"].save("originals/brief.txt", ContentFile(b"Geachte voorzitter,"))
    assert Path(storages["default"].path(letter)).stat().st_mode & 0o777 == 0o600
