"""The rows of one meeting and its agenda."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agenda_tracker.models import MinisterialMeeting
from agenda_tracker.models.dates import long_date

from .world import PLACES, Body, Subject, World

NATURES = ("", "", "besluitvorming", "gedachtewisseling", "presentatie", "algemene oriëntatie", "diversen")


@dataclass
class Item:
    pk: int
    title: str
    subject: Subject


@dataclass
class Meeting:
    """One that was written to the database, with its agenda."""

    pk: int
    body: Body
    start: date
    name: str
    released: bool
    items: list[Item]


class Calendar:
    """Finds a body for every day, and never the same one twice on a day."""

    def __init__(self, world: World) -> None:
        self.world = world
        rows = MinisterialMeeting.objects.order_by().values_list("formation", "start_date")
        self._taken = set(rows)

    def body_on(self, day: date) -> Body:
        """One that does not meet yet on that day."""
        chance, world = self.world.chance, self.world
        while True:
            body = chance.choices(world.bodies, cum_weights=world.body_weights)[0]
            if (body.formation.pk, day) not in self._taken:
                self._taken.add((body.formation.pk, day))
                return body


def make_meeting(world: World, body: Body, start: date) -> Meeting:
    """A meeting of one or two days with six to forty items; some bodies meet with another."""
    rows, chance = world.rows, world.chance
    pk, informal, released = next(rows.meetings.ids), chance.random() < 0.12, chance.random() < 0.3
    place, country = chance.choice(PLACES)
    rows.meetings.add(
        id=pk,
        formation_id=body.formation.pk,
        informal=informal,
        mode="video" if chance.random() < 0.05 else "in_person",
        state="cancelled" if chance.random() < 0.01 else "held",
        start_date=start,
        end_date=start + timedelta(days=chance.choice((0, 0, 1))),
        place=place,
        country=country,
        slug=f"{start.isoformat()}-{body.formation.slug}{'-informeel' if informal else ''}",
        released=released,
    )
    other = chance.choice(world.bodies)
    if chance.random() < 0.04 and other is not body:
        row = next(rows.also_with.ids)
        rows.also_with.add(id=row, ministerialmeeting_id=pk, formation_id=other.formation.pk)
    name = f"{body.formation.name} van {long_date(start)}"
    return Meeting(pk, body, start, name, released, list(_make_items(world, body, pk)))


def _make_items(world: World, body: Body, meeting: int) -> Iterator[Item]:
    """Mostly subjects that this body has discussed before."""
    chance, rows = world.chance, world.rows
    count = round(chance.triangular(6, 40, 9))
    drawn = chance.choices(body.subjects, cum_weights=body.weights, k=count)
    known = {subject.title: subject for subject in drawn}
    subjects = [*known.values(), *(world.subject() for _one in range(count - len(known)))]
    for order, subject in enumerate(subjects, start=1):
        pk = next(rows.items.ids)
        rows.items.add(
            id=pk,
            meeting_id=meeting,
            order=order,
            label=f"{order}.",
            title=subject.title,
            nature=chance.choice(NATURES),
            series_id=subject.series,
        )
        for topic in subject.topics:
            rows.item_topics.add(id=next(rows.item_topics.ids), agendaitem_id=pk, topic_id=topic)
        yield Item(pk, subject.title, subject)
