"""Clerks at work at the same time, each in a thread: they go on until the server is gone."""

import hashlib
import http.client
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from .browsing import Answer, Browser
from .deeds import Case, Chooser, letter_page
from .letters import letter_text

RECEIVE = "/beheer/agenda_tracker/letter/inlezen/"
GONE = (OSError, http.client.HTTPException)
# A page is looked at after so many of all decisions, as the script of the review screen does.
LOOKS = 0.3


@dataclass
class Arrival:
    """One file that a clerk brings in: what a reading without a kill makes of it, and whether it was told to be a draft."""

    number: int
    whole: Any
    told: bool = False
    sent: bool = False

    @property
    def name(self) -> str:
        return f"brief-{self.number}.txt"

    @property
    def data(self) -> bytes:
        return letter_text(self.number).encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Clerk:
    chance: random.Random
    browser: Browser = field(default_factory=Browser)
    case: Case | None = None
    shown: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def bring_in(self, arrivals: Iterator[Arrival]) -> None:
        """One file after the other, by script or by plain form, as a file or pasted."""
        for arrival in arrivals:
            arrival.sent = True
            answer = self.send(arrival)
            arrival.told = is_draft(answer)
            if not arrival.told:
                self.complaints.append(f"{arrival.name}: {answer.status} {answer.text[:400]}")

    def send(self, arrival: Arrival) -> Answer:
        way = self.chance.randrange(4)
        if way == 0:
            return self.browser.post(RECEIVE, {"text": arrival.data.decode()})
        if way == 1:
            return self.browser.send(RECEIVE, {"text": arrival.data.decode()}, part="verdict")
        file = (arrival.name, arrival.data)
        return self.browser.send(RECEIVE, {"text": ""}, file, part="verdict" if way == 2 else "")

    def decide(self, choosers: list[Chooser]) -> None:
        """One decision after the other."""
        while not self.complaints:
            self.do(self.chance.choice(choosers))

    def do(self, choose: Chooser) -> None:
        """One decision, if it is possible now; what was answered is what the clerk takes for saved."""
        case = self.case
        assert case is not None
        deed = choose(case, self.chance, self.browser)
        if deed is None:
            return
        case.pending = deed
        answer = self.chance.choice([self.browser.post, self.browser.send])(deed.path, deed.fields)
        if answer.status != 302 or "/beoordelen/" not in answer.location:
            self.complaints.append(f"{deed.name}: {answer.status} {answer.location} {answer.text[:400]}")
            return
        case.settle()
        self.shown[deed.name] += 1
        if self.chance.random() < LOOKS:
            self.browser.get(f"{letter_page(case.pk)}beoordelen/")


def is_draft(answer: Answer) -> bool:
    straight_on = answer.status == 302 and answer.location.endswith("/beoordelen/")
    return straight_on or (answer.status == 200 and 'data-outcome="draft"' in answer.text)


@contextmanager
def at_work(work: list[Callable[[], None]]) -> Iterator[None]:
    """All of them at once, until the server is gone; it must be when the block ends."""
    threads = [Thread(target=_until_gone, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a clerk still waits for an answer"


def _until_gone(work: Callable[[], None]) -> None:
    try:
        work()
    except GONE:
        return
