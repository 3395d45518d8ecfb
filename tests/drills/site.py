"""A small site for a drill: something to read, a clerk, and what both ask of the server."""

from django.contrib.auth.models import Group, User
from django.utils.text import slugify

from agenda_tracker.admin.groups import BEHEERDER, ensure_groups
from agenda_tracker.models import journalled
from tests import factories as make
from tests.admin.test_racing import FormReader

from .browsing import Answer, Browser
from .server import Server

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
NOT_SAVED = "Wat u zojuist verstuurde, is niet opgeslagen."
TOPICS = "/beheer/agenda_tracker/topic/"


def furnish() -> None:
    """A position on drones, and a clerk who may everything."""
    position = make.make_position(text="Nederland steunt drones.")
    with journalled(position.letter):
        pass
    ensure_groups()
    user = User.objects.create_user("griffie", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=BEHEERDER))


def visitor(server: Server) -> Browser:
    browser = Browser()
    browser.port = server.port
    return browser


def clerk(server: Server) -> Browser:
    browser = visitor(server)
    browser.log_in("griffie", PASSWORD)
    return browser


def try_log_in(server: Server) -> Answer:
    browser = visitor(server)
    browser.get("/beheer/login/")
    return browser.post("/beheer/login/", {"login": "griffie", "password": PASSWORD, "next": "/beheer/"})


def add_topic(browser: Browser, form: dict[str, str], name: str, keywords: str = "") -> Answer:
    return browser.post(f"{TOPICS}add/", {**form, "name": name, "slug": slugify(name), "keywords": keywords})


def empty_form(browser: Browser) -> dict[str, str]:
    """The form for a topic as it is shown, with the version that belongs to it."""
    reader = FormReader()
    reader.feed(browser.get(f"{TOPICS}add/").text)
    return {name: values[0] for name, values in reader.fields.items() if values}
