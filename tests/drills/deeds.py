"""What clerks do to a letter in a drill, and how the letter must be afterwards."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from agenda_tracker.models import DeskAct, Letter
from tests.admin.test_racing import FormReader

from .browsing import Browser

# More than this is never taken back at one time.
DEEPEST = 20


@dataclass(frozen=True)
class Find:
    """A position as far as the clerks of a drill alter it."""

    review: str
    wording: str
    topics: frozenset[str]


@dataclass(frozen=True)
class State:
    """A letter as far as the clerks of a drill alter it."""

    status: str
    released: bool
    note: str
    finds: tuple[Find, ...]

    def with_find(self, index: int, **changes: object) -> "State":
        finds = list(self.finds)
        finds[index] = replace(finds[index], **changes)  # type: ignore[arg-type]
        return replace(self, finds=tuple(finds))

    def places(self, *reviews: str) -> list[int]:
        return [index for index, find in enumerate(self.finds) if find.review in reviews]


def state_of(letter: Letter) -> State:
    """As it is in the database."""
    finds = [
        Find(one.review, one.wording, frozenset(topic.name for topic in one.topics.all()))
        for one in letter.positions.prefetch_related("topics")
    ]
    return State(letter.status, letter.first_published_at is not None, letter.withdrawal_note, tuple(finds))


@dataclass(frozen=True)
class Deed:
    """One request that decides something: where it goes, with what, and the letter once it is done."""

    name: str
    path: str
    fields: dict[str, str]
    after: State


@dataclass
class Case:
    """A letter in the hands of one clerk: how the clerk was told that it is, and what was not answered yet."""

    pk: int
    finds: list[int]
    topics: list[str]
    state: State
    acts: int = 0
    past: list[State] = field(default_factory=list)
    future: State | None = None
    pending: Deed | None = None

    @classmethod
    def of(cls, letter: Letter, topics: list[str]) -> "Case":
        return cls(letter.pk, list(letter.positions.values_list("pk", flat=True)), topics, state_of(letter))

    def settle(self) -> None:
        """What was pending is done."""
        deed, self.pending = self.pending, None
        assert deed is not None
        self.future = self.state if deed.name == "undo" else None
        self.past = self.past[:-1] if deed.name == "undo" else [*self.past, self.state][-DEEPEST:]
        self.state, self.acts = deed.after, self.acts + 1

    def look_after_kill(self) -> str:
        """Compare with the database; `idle`, or whether the deed that was not answered is done or not."""
        stored, count = state_of(Letter.objects.get(pk=self.pk)), DeskAct.objects.filter(about_letter=self.pk).count()
        if self.pending is None:
            assert (stored, count) == (self.state, self.acts), "a decision that was shown as saved is lost"
            return "idle"
        done = count > self.acts
        if done:
            self.settle()
        self.pending = None
        assert (stored, count) == (self.state, self.acts), "a decision is in the database in part"
        return "done" if done else "not done"


def _decide(case: Case, index: int, action: str, after: State, **fields: str) -> Deed:
    path = f"/beheer/agenda_tracker/letter/standpunt/{case.finds[index]}/"
    return Deed(action, path, {"action": action, **fields}, after)


Chooser = Callable[[Case, random.Random, Browser], Deed | None]


def confirm(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    return _on_one(case, chance, "confirm", ["suggested"], "confirmed")


def reject(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    return _on_one(case, chance, "reject", ["suggested"], "rejected")


def reopen(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    return _on_one(case, chance, "reopen", ["confirmed", "rejected"], "suggested")


def _on_one(case: Case, chance: random.Random, action: str, reviews: list[str], review: str) -> Deed | None:
    places = case.state.places(*reviews)
    if not places:
        return None
    index = chance.choice(places)
    return _decide(case, index, action, case.state.with_find(index, review=review))


def rewrite(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    """Open the form of a find, give it other words and another topic, and accept it with them."""
    places = case.state.places("suggested")
    if not places:
        return None
    index, wording = chance.choice(places), f"In andere woorden {chance.randrange(10**9)}."
    pk, topic = case.finds[index], chance.choice(case.topics)
    reader = FormReader()
    reader.feed(browser.get(f"{letter_page(case.pk)}beoordelen/?wijzig={pk}").text)
    shown = {name: values[0] for name, values in reader.fields.items() if name.startswith(f"s{pk}-")}
    shown |= {f"s{pk}-wording": wording, f"s{pk}-topics": topic}
    after = case.state.with_find(index, review="confirmed", wording=wording, topics=frozenset([topic]))
    return _decide(case, index, "confirm", after, **shown)


def add_topic(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    index, topic = chance.choice(case.state.places("suggested", "confirmed", "rejected")), chance.choice(case.topics)
    topics = case.state.finds[index].topics
    if topic in topics:
        return None
    return _decide(case, index, "topic", case.state.with_find(index, topics=topics | {topic}), add_topic=topic)


def confirm_all(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    after = case.state
    for index in case.state.places("suggested"):
        after = after.with_find(index, review="confirmed")
    return (
        Deed("all", f"{letter_page(case.pk)}zeker-akkoord/", {"certain": "0"}, after) if after != case.state else None
    )


def undo(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    path = f"{letter_page(case.pk)}ongedaan/"
    return Deed("undo", path, {}, case.past[-1]) if case.past else None


def redo(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    path = f"{letter_page(case.pk)}ongedaan/"
    return Deed("redo", path, {"redo": "1"}, case.future) if case.future else None


def publish(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    after = replace(case.state, status="published", released=True, note="")
    return None if after == case.state else Deed("publish", f"{letter_page(case.pk)}publiceren/", {}, after)


def withdraw(case: Case, chance: random.Random, browser: Browser) -> Deed | None:
    if case.state.status != "published":
        return None
    note = f"Ingetrokken {chance.randrange(10**9)}."
    after = replace(case.state, status="withdrawn", note=note)
    return Deed("withdraw", f"{letter_page(case.pk)}intrekken/", {"note": note}, after)


def letter_page(pk: int) -> str:
    return f"/beheer/agenda_tracker/letter/{pk}/"


REVIEWING: list[Chooser] = [confirm, confirm, reject, reopen, rewrite, add_topic, confirm_all, undo, redo]
PUBLISHING: list[Chooser] = [publish, publish, withdraw, withdraw, reopen, confirm, undo, redo]
