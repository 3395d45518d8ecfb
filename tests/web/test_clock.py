"""The clock of the server jumps, forwards and back: pages come, numbers rise, and nothing claims to be from tomorrow."""

import re
import time
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.models import GovernmentPosition, LetterSource, PublicChange, journalled
from agenda_tracker.search import PositionFilter
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

JUMPS = [timedelta(days=-3650), timedelta(hours=-1), timedelta(days=1), timedelta(days=3650)]
PAGES = ["/", "/standpunten/", "/brieven/", "/vergaderingen/", "/themas/", "/kamerstukken/", "/cijfers/", "/over/"]
PAGES += [
    "/zoeken/?q=drones",
    "/standpunten/?format=csv",
    "/feeds/standpunten.atom",
    "/vergaderingen/agenda.ics",
    "/healthz",
]
UPDATED = re.compile(r'Bijgewerkt tot en met <time datetime="([\d-]+)">')
HOUR = 3600


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of this process so far from the real one."""
    now, seconds = timezone.now, time.time

    def jump(by):
        monkeypatch.setattr(timezone, "now", lambda: now() + by)
        monkeypatch.setattr(time, "time", lambda: seconds() + by.total_seconds())

    return jump


def publish(text):
    position = make.make_position(text=text)
    with journalled(position.letter):
        pass


def statuses(client):
    return {page: client.get(page).status_code for page in PAGES}


def updated_until(client):
    """What the foot of the home page says."""
    return date.fromisoformat(UPDATED.search(client.get("/").content.decode())[1])


@pytest.mark.parametrize("jump", JUMPS)
def test_publishing_while_the_clock_is_wrong_harms_nothing(client, clock, search_index, jump):
    publish("Nederland steunt drones.")
    clock(jump)
    publish("Nederland koopt drones.")
    during = statuses(client), updated_until(client) <= timezone.localdate()
    clock(timedelta())
    after = statuses(client), updated_until(client) <= timezone.localdate()
    publish("Nederland bouwt drones.")
    assert during == after == (dict.fromkeys(PAGES, 200), True)
    assert updated_until(client) == timezone.localdate()
    lines = PublicChange.objects.order_by("number").values_list("number", flat=True)
    assert list(lines) == list(range(1, len(lines) + 1))
    selection = PositionFilter({"q": "drones"}, queryset=GovernmentPosition.objects.public())
    assert (selection.cut().count, selection.answer is not None) == (3, True)


def test_page_kept_today_is_asked_anew_on_another_day_and_holds_again_today(client, clock):
    publish("Nederland steunt drones.")
    kept = {"if-none-match": client.get("/standpunten/")["ETag"]}
    clock(timedelta(days=2))
    assert client.get("/standpunten/", headers=kept).status_code == 200
    clock(timedelta())
    assert client.get("/standpunten/", headers=kept).status_code == 304


@pytest.fixture
def clerk(client):
    ensure_groups()
    user = User.objects.create_user("griffie", is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    client.force_login(user)
    return client


def test_session_ends_when_the_clock_leaps_ahead_and_lasts_no_longer_when_it_is_set_back(clerk, clock, settings):
    assert clerk.get("/beheer/").status_code == 200
    clock(timedelta(days=-400))
    assert clerk.get("/beheer/").status_code == 200
    ends = Session.objects.get().expire_date
    assert ends <= timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    clock(timedelta(days=400))
    answer = clerk.get("/beheer/")
    assert (answer.status_code, answer["Location"]) == (302, "/beheer/login/?next=/beheer/")


def test_file_received_before_the_clock_was_set_back_is_offered_for_reading_again(clock):
    source = LetterSource(sha256="a" * 64, original_name="brief.pdf")
    source.file.save("original", ContentFile(b"brief"), save=False)
    source.save()
    assert list(LetterSource.objects.unread()) == []
    clock(timedelta(days=-1))
    assert list(LetterSource.objects.unread()) == [source]
