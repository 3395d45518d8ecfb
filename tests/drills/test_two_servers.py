"""Two servers on one database, each with an index of its own: what is done through one, the other shows at once."""

import re
import shutil

import pytest
from django.contrib.auth.models import Group, User

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import journalled
from tests import factories as make

from .browsing import Browser
from .server import Server

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
CHOICE = re.compile(r'<li[^>]*><a href="[^"]*"[^>]*>([^<]+)</a> <span class="count">(\d+)</span>')


class Place:
    """One of the servers, a visitor there, and a clerk."""

    def __init__(self, folder, workers: int) -> None:
        folder.mkdir()
        self.folder, self.workers = folder, workers
        self.visitor, self.clerk = Browser(), Browser()
        self.start()

    def start(self) -> None:
        name = f"drill-{self.folder.name}"
        self.server = Server(self.folder, name=name, AGENDAVOLGER_WORKERS=str(self.workers))
        self.visitor.port = self.clerk.port = self.server.port
        self.server.wait_until_ready()

    def act(self, letter, what: str, **fields: str) -> None:
        answer = self.clerk.post(f"/beheer/agenda_tracker/letter/{letter.pk}/{what}/", fields)
        assert answer.status == 302, answer.text[:500]

    def withdraw(self, letter) -> None:
        self.act(letter, "intrekken", note="Ingetrokken voor de proef.")

    def publish(self, letter) -> None:
        self.act(letter, "publiceren")

    def shown(self) -> tuple[int, int, int]:
        """Rows of the list, the count beside the topic, and rows of the search, as a visitor sees them."""
        page, search = self.visitor.get("/standpunten/").text, self.visitor.get("/zoeken/?q=drones").text
        beside = dict(CHOICE.findall(page))
        return rows(page), int(beside.get("Luchtverdediging", 0)), rows(search)

    def status(self, letter) -> int:
        return self.visitor.get(letter.get_absolute_url()).status


def rows(page: str) -> int:
    return len(set(re.findall(r'href="(/standpunten/\d+/)', page)))


@pytest.fixture
def letters():
    """Four published letters with a position each, all on one topic."""
    ensure_groups()
    User.objects.create_user("griffie", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name=REDACTEUR))
    topic = make.make_topic("Luchtverdediging")
    found = []
    for number in range(4):
        item = make.make_item(make.make_meeting(start=f"2024-10-1{number}"))
        letter = make.make_letter(meeting=item.meeting)
        make.make_kamerstuk(f"28676-{464 + number}", letter=letter)
        make.make_position(letter, item, f"Nederland steunt plan {number} met drones.", [topic])
        found.append(letter)
    with journalled(*found):
        pass
    return found


@pytest.fixture
def places(letters, tmp_path):
    both = [Place(tmp_path / "een", 2), Place(tmp_path / "twee", 1)]
    yield both
    for place in both:
        place.server.kill()


def test_each_shows_at_once_what_was_done_at_the_other(places, letters):
    one, two = places
    one.clerk.log_in("griffie", PASSWORD)
    two.clerk.cookies, two.clerk.token = one.clerk.cookies, one.clerk.token  # a session belongs to the site
    assert (one.shown(), two.shown()) == ((4, 4, 4), (4, 4, 4))

    one.withdraw(letters[0])
    assert (two.shown(), two.status(letters[0])) == ((3, 3, 3), 410)
    two.withdraw(letters[1])
    assert (one.shown(), one.status(letters[1])) == ((2, 2, 2), 410)
    one.publish(letters[0])
    assert (two.shown(), two.status(letters[0])) == ((3, 3, 3), 200)

    two.server.kill()  # and what lies on its disk grows old
    one.withdraw(letters[0])
    one.withdraw(letters[2])
    two.start()
    assert (two.shown(), one.shown()) == ((1, 1, 1), (1, 1, 1))

    shutil.rmtree(two.folder / "search")  # while it runs
    one.publish(letters[2])
    assert (two.shown(), one.shown()) == ((2, 2, 2), (2, 2, 2))
    assert (two.folder / "search").is_dir()
