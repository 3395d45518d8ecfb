"""What a clerk does to meetings and agenda items without opening each: the calendar, topics, returning subjects."""

from typing import Any

from agenda_tracker.models import AgendaItem, AgendaSeries, DeskAct, MinisterialMeeting, Topic

from .acts import Clerk, act

State = MinisterialMeeting.State


def release(meeting: MinisterialMeeting, by: Clerk) -> None:
    """Show it in the public calendar, also while no letter on it is published."""
    _change_meeting(meeting, by, "in de openbare kalender", released=True)


def withhold(meeting: MinisterialMeeting, by: Clerk) -> None:
    """Take it out of the public calendar; with a published letter it stays visible."""
    _change_meeting(meeting, by, "uit de openbare kalender", released=False)


def cancel(meeting: MinisterialMeeting, by: Clerk) -> None:
    _change_meeting(meeting, by, "afgelast", state=State.CANCELLED)


def _change_meeting(meeting: MinisterialMeeting, by: Clerk, said: str, **fields: Any) -> None:
    with act(DeskAct.Verb.CHANGE, by, meeting, what=f"“{meeting}” {said}"):
        for name, value in fields.items():
            setattr(meeting, name, value)
        meeting.full_clean()
        meeting.save()


def give_topic(item: AgendaItem, topic: Topic, by: Clerk) -> None:
    with act(DeskAct.Verb.CHANGE, by, item, what=f"“{item}”: thema {topic}"):
        item.topics.add(topic)


def join_series(item: AgendaItem, series: AgendaSeries, by: Clerk) -> None:
    """Say that the item is this subject, returning: its earlier ones are then its previous times."""
    with act(DeskAct.Verb.MATCH, by, item, what=f"“{item}” hoort bij {series}"):
        item.series = series
        item.full_clean()
        item.save()
