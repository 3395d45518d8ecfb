"""The clock under a running server jumps: visitors and clerks go on, and no process is taken for dead."""

import pytest
from django.contrib.auth.models import Group, User

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import journalled
from tests import factories as make

from .browsing import Browser
from .server import Server

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
PAGES = ["/", "/standpunten/?q=drones", "/cijfers/", "/feeds/standpunten.atom", "/vergaderingen/agenda.ics", "/healthz"]
HOUR, YEAR = 3600, 365 * 24 * 3600
# Forwards, the clerk's session has ended; backwards it goes on.
JUMPS = [3 * HOUR, 0, YEAR, -YEAR]


@pytest.fixture
def clock(tmp_path):
    """The file that says how many seconds the server's clock is from the real one."""
    (tmp_path / "clock").write_text("0")
    return tmp_path / "clock"


@pytest.fixture
def server(clock, tmp_path):
    position = make.make_position(text="Nederland steunt drones.")
    with journalled(position.letter):
        pass
    ensure_groups()
    user = User.objects.create_user("griffie", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    told = {"DJANGO_SETTINGS_MODULE": "tests.drills.fault_settings", "AGENDAVOLGER_DRILLS_CLOCK": str(clock)}
    server = Server(tmp_path, **told)
    server.wait_until_ready()
    yield server
    server.kill()


def visitor(server):
    browser = Browser()
    browser.port = server.port
    return browser


def test_jumps_of_the_clock_stop_nobody(server, clock):
    before, people, clerk = server.workers(), visitor(server), visitor(server)
    clerk.log_in("griffie", PASSWORD)
    for jump in JUMPS:
        clock.write_text(str(jump))
        assert [people.get(page).status for page in PAGES] == [200] * len(PAGES)
        was_in = clerk.get("/beheer/").status
        clerk.log_in("griffie", PASSWORD)
        assert (was_in, clerk.get("/beheer/").status) == (302 if jump > 0 else 200, 200)
    assert server.workers() == before
