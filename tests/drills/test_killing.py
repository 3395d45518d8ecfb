"""The server is killed at random moments of import, review and publication: nothing is half, nothing told is lost.

One kill in each phase in every run; fifty with AGENDAVOLGER_DRILLS=full. AGENDAVOLGER_DRILLS_SEED gives other moments.
"""

import os
import random
import sys
import time
from collections import Counter
from functools import partial
from itertools import islice

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, transaction

from agenda_tracker.admin.groups import REDACTEUR, ensure_groups
from agenda_tracker.intake.receive import read_data
from agenda_tracker.intake.suggest import draft_from
from agenda_tracker.letters.apart import Reader
from agenda_tracker.models import Letter, LetterSource, Topic
from tests.basis import put_basis

from .clerks import RECEIVE, Arrival, Clerk, at_work, is_draft
from .deeds import PUBLISHING, REVIEWING, Case, confirm_all, publish, reject
from .letters import letter_text
from .server import Server
from .whole import faults, shape_of

FULL = os.environ.get("AGENDAVOLGER_DRILLS") == "full"
SEED = int(os.environ.get("AGENDAVOLGER_DRILLS_SEED", "20"))
KILLS = 50 if FULL else 3
CLERKS = 3 if FULL else 2
# The last moment of a phase, in seconds after the clerks begin, and the files that lie ready for a kill in the first.
LATEST = {"import": 3.0, "review": 2.0, "publish": 2.0} if FULL else {"import": 1.2, "review": 0.6, "publish": 0.6}
AHEAD = 12 if FULL else 3
PASSWORD = "een-lang-wachtwoord-voor-de-proef"


class Drill:
    def __init__(self, data) -> None:
        self.data, self.chance, self.figures = data, random.Random(SEED), Counter()
        self.arrivals: list[Arrival] = []
        self.examples = Letter.objects.count()
        self.clerks = [Clerk(random.Random(f"{SEED} {number}")) for number in range(CLERKS)]

    def start(self) -> None:
        self.server = Server(self.data)
        self.server.wait_until_ready()
        for clerk in self.clerks:
            clerk.browser.port = self.server.port

    def begin(self) -> None:
        """Every clerk logs in, brings in a letter and takes it in hand."""
        self.start()
        topics = list(Topic.objects.values_list("name", flat=True))
        for clerk, arrival in zip(self.clerks, self.lay_ready(CLERKS), strict=True):
            clerk.browser.log_in("griffie", PASSWORD)
            clerk.browser.get(RECEIVE)
            clerk.bring_in(iter([arrival]))
            clerk.case = Case.of(letter_of(arrival), topics)

    def lay_ready(self, count: int) -> list[Arrival]:
        """Files that were not brought in yet, each read once beforehand; that reading is rolled back."""
        left = [one for one in self.arrivals if not one.sent]
        first = len(self.arrivals)
        with Reader() as reader:
            more = range(first, first + count - len(left))
            self.arrivals += [Arrival(number, whole_reading(number, reader)) for number in more]
        return self.arrivals[first - len(left) :]

    def kill_during(self, phase: str) -> None:
        work = getattr(self, f"work_on_{phase}")()
        with at_work(work):
            time.sleep(self.chance.uniform(0, LATEST[phase]))
            self.server.kill()
        self.figures[f"kills in {phase}"] += 1
        self.check()
        self.start()
        self.finish_arrivals()

    def work_on_import(self):
        files = iter(self.lay_ready(AHEAD))
        return [partial(clerk.bring_in, files) for clerk in self.clerks]

    def work_on_review(self):
        return [partial(clerk.decide, REVIEWING) for clerk in self.clerks]

    def work_on_publish(self):
        """With something confirmed and something rejected in each letter, so that there is something to publish."""
        for clerk in self.clerks:
            for choose in (reject, confirm_all, publish):
                clerk.do(choose)
        return [partial(clerk.decide, PUBLISHING) for clerk in self.clerks]

    def check(self) -> None:
        assert [clerk.complaints for clerk in self.clerks] == [[]] * CLERKS
        for clerk in self.clerks:
            self.figures[f"in flight: {clerk.case.look_after_kill()}"] += 1
        for arrival in self.arrivals:
            self.check_arrival(arrival)
        assert not (found := faults()), "\n".join(found)
        assert Letter.objects.count() - self.examples == LetterSource.objects.exclude(letter=None).count()

    def check_arrival(self, arrival: Arrival) -> None:
        """One whole letter when that was told; otherwise one or none."""
        letter = letter_of(arrival)
        assert letter is not None or not arrival.told, f"{arrival.name} was told to be a draft, and is none"
        if letter is not None:
            assert shape_of(letter) == arrival.whole

    def finish_arrivals(self) -> None:
        """What was not answered is brought in again, or the file that was received is read again: one letter each."""
        browser = self.clerks[0].browser
        for arrival in [one for one in self.arrivals if one.sent and not one.told]:
            source = LetterSource.objects.filter(sha256=arrival.sha256).first()
            left = "letter" if source and source.letter else "file unread" if source else "nothing"
            self.figures[f"upload in flight, found: {left}"] += 1
            if left == "file unread" and self.chance.random() < 0.5:
                answer = browser.send(f"{RECEIVE}{source.pk}/", {"answer": "again"}, part="verdict")
            else:
                answer = self.clerks[0].send(arrival)
            again = "/beoordelen/" in answer.location or 'data-outcome="duplicate"' in answer.text
            arrival.told = again if left == "letter" else is_draft(answer)
            assert arrival.told, answer.text[:1000]
            self.check_arrival(arrival)

    def report(self) -> str:
        shown = sum((clerk.shown for clerk in self.clerks), Counter())
        lines = [f"{name}: {count}" for name, count in sorted(self.figures.items())]
        by_name = ", ".join(f"{name} {count}" for name, count in sorted(shown.items()))
        lines += [
            f"decisions shown as saved: {shown.total()} ({by_name})",
            f"letters: {sum(one.told for one in self.arrivals)}",
        ]
        return "\n  ".join([f"{connection.vendor}, seed {SEED}", *lines])


def letter_of(arrival: Arrival) -> Letter | None:
    return Letter.objects.filter(sources__sha256=arrival.sha256).first()


def whole_reading(number: int, reader: Reader):
    """What the file becomes when nothing is killed."""
    reading = read_data(letter_text(number).encode(), f"brief-{number}.txt", read=reader.read)
    with transaction.atomic():
        shape = shape_of(draft_from(reading))
        transaction.set_rollback(True)
    return shape


@pytest.fixture
def drill(transactional_db, tmp_path):
    put_basis()
    ensure_groups()
    user = User.objects.create_user("griffie", password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=REDACTEUR))
    drill = Drill(tmp_path)
    yield drill
    drill.server.kill()


def phases() -> list[str]:
    """As many moments of each phase, in an order of their own."""
    names = list(islice(list(LATEST) * KILLS, KILLS))
    random.Random(SEED).shuffle(names)
    return names


def test_killed_at_random_moments_it_loses_nothing_that_was_told_and_leaves_nothing_half(drill, capsys):
    drill.begin()
    for phase in phases():
        drill.kill_during(phase)
    if FULL:
        with capsys.disabled():
            sys.stdout.write(f"\n{drill.report()}\n")
