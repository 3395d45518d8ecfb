"""Whoever builds the index is killed at random moments: the next one finds an index, or makes it, equal to the database.

Three kills in every run; thirty with AGENDAVOLGER_DRILLS=full. AGENDAVOLGER_DRILLS_SEED gives other moments.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings

from agenda_tracker.models import GovernmentPosition, JournalHead, journalled, read_head
from agenda_tracker.search import PositionFilter, catch_up
from agenda_tracker.search.index import folder_of
from tests import factories as make
from tests.drills.server import database_url
from tests.run import FULL

pytestmark = pytest.mark.django_db(transaction=True)

SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "20"))
KILLS = 30 if FULL else 3
LATEST = 2.5  # seconds after the start of a process that lives for about two


AGAIN_AND_AGAIN = (
    "import django; django.setup()\nfrom agenda_tracker.search import catch_up\nwhile True: catch_up.rebuild(30)"
)


def start(folder, program=AGAIN_AND_AGAIN):
    """A process that builds the index again and again, or does what the program says."""
    environment = os.environ | {
        "AGENDAVOLGER_MODE": "local",
        "AGENDAVOLGER_SEARCH_DIR": str(folder),
        "DATABASE_URL": database_url(),
    }
    environment["DJANGO_SETTINGS_MODULE"] = "agenda_tracker.settings"
    return subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=django_settings.BASE_DIR)


def test_index_is_whole_after_every_kill(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    JournalHead.objects.get_or_create(pk=1)
    chance = random.Random(SEED)
    item = make.make_item()
    letter = make.make_letter(meeting=item.meeting)
    for number in range(40):
        make.make_position(letter, item, f"Nederland steunt plan {number} met drones.")
    with journalled(letter):
        pass
    for number in range(KILLS):
        builder = start(settings.SEARCH_DIR)
        time.sleep(0.8 + chance.random() * LATEST)
        builder.kill()
        builder.wait()
        with journalled(letter):
            make.make_position(letter, item, f"Nederland steunt plan {40 + number} met drones.")
        assert found() == 41 + number
    catch_up.rebuild()
    whole = folder_of(settings.SEARCH_DIR, read_head())
    assert [path for path in settings.SEARCH_DIR.iterdir() if path.is_dir()] == [whole]


def found():
    """How many positions the index has, equal in number and order to those of the database."""
    selection = PositionFilter({"size": "100"}, queryset=GovernmentPosition.objects.public())
    rows = [row.pk for row in selection.cut().rows]
    assert selection.answer is not None
    assert rows == list(selection.selection.values_list("pk", flat=True))
    words = PositionFilter({"q": "drone", "size": "100"}, queryset=GovernmentPosition.objects.public())
    assert words.cut().count == len(rows)
    return len(rows)


HALF = """
import os, django; django.setup()
from agenda_tracker.search import catch_up
catch_up.all_documents = lambda processes: os.kill(os.getpid(), 9)
catch_up.rebuild()
"""


def test_what_a_builder_left_that_was_killed_goes_with_the_next_change(settings, tmp_path):
    settings.SEARCH_DIR = tmp_path / "search"
    JournalHead.objects.get_or_create(pk=1)
    position = make.make_position(text="Nederland steunt plan 1 met drones.")
    with journalled(position.letter):
        pass
    assert found() == 1
    whole = folder_of(settings.SEARCH_DIR, read_head())
    assert start(settings.SEARCH_DIR, HALF).wait() == -signal.SIGKILL
    assert folders(settings.SEARCH_DIR) == [whole.name, f"{whole.name}.new"]
    with journalled(position.letter):
        make.make_position(position.letter, position.agenda_item, "Nederland steunt plan 2 met drones.")
    assert found() == 2
    assert folders(settings.SEARCH_DIR) == [whole.name]


def folders(root):
    return sorted(path.name for path in root.iterdir() if path.is_dir())
