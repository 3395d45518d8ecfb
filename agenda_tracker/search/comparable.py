"""Which other positions one would compare a position with: on the same recurring subject or topic, nearest in time."""

from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from agenda_tracker.models import AgendaItem, GovernmentPosition

MOST = 25
DAY = "agenda_item__meeting__start_date"


def comparable_with(position: GovernmentPosition) -> list[GovernmentPosition]:
    """At most 25 public positions, the newest first, with item, meeting and body. Two queries, three without a topic."""
    item = position.agenda_item
    if item is None:
        return []
    day = item.meeting.start_date
    alike = _alike(position, item).exclude(pk=position.pk).select_related("agenda_item__meeting__formation")
    until = alike.filter(**{f"{DAY}__lte": day}).order_by(f"-{DAY}", "-pk")[:MOST]
    after = alike.filter(**{f"{DAY}__gt": day}).order_by(DAY, "pk")[:MOST]

    def distance(one: Any) -> tuple[int, int]:
        return abs((one.agenda_item.meeting.start_date - day).days), -one.pk

    nearest = sorted(chain(until, after), key=distance)[:MOST]
    return sorted(nearest, key=lambda one: (one.agenda_item.meeting.start_date, one.pk), reverse=True)  # type: ignore[union-attr]


def _alike(position: GovernmentPosition, item: AgendaItem) -> "QuerySet[GovernmentPosition]":
    """On the same item, in its series, or under one of its topics."""
    every = GovernmentPosition.objects.public()
    topics = [topic.pk for topic in position.topics.all()]
    tagged = GovernmentPosition.topics.through.objects.filter(topic__in=topics).values("governmentposition")
    same = Q(agenda_item=item) | (Q(pk__in=tagged) if topics else Q(pk__in=[]))
    if item.series_id:
        same |= Q(agenda_item__series=item.series_id)
    return every.filter(same)
