"""Migrations that are killed, and two at once: the schema is whole, and the next `migrate` ends well."""

import random
import signal
import time

import pytest

from tests.run import FULL

from .migrating import done, manage, migrate_until_noting
from .schema import schema_at, schema_here

pytestmark = pytest.mark.django_db

WAITS = "Er loopt al een migratie; deze begint als die klaar is.\n"
# The first makes nearly everything, the second a table by a command, the last is of another package.
MOMENTS = ["0002_records", "0008_cache_table", "0002_authenticator_timestamps"] if FULL else ["0002_records"]
KILLS = 20


def migrate(url):
    return manage(url, "migrate", "--verbosity=0")


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_before_it_notes_what_it_did_it_is_done_again_by_two_at_once(empty, moment):
    assert done(migrate_until_noting(empty, moment))[0] == -signal.SIGKILL
    both = [migrate(empty), migrate(empty)]
    ends = sorted(done(process) for process in both)
    assert ends in ([(0, ""), (0, WAITS)], [(0, ""), (0, "")])
    assert schema_at(empty) == schema_here()


@pytest.mark.drill
def test_killed_at_random_moments_it_can_be_done_again(empty):
    chance = random.Random(20)
    for _kill in range(KILLS):
        process = migrate(empty)
        time.sleep(chance.uniform(0.5, 5))
        process.kill()
        done(process)
    assert done(migrate(empty)) == (0, "")
    assert schema_at(empty) == schema_here()
