"""Addresses (slugs) for new records: readable, short enough, never one that is taken."""

from datetime import date

from django.db import models
from django.utils.text import slugify

from agenda_tracker.models import Formation, FormerSlug, Letter, LetterKind, MinisterialMeeting

KIND_WORDS = {
    LetterKind.AGENDA: "geannoteerde-agenda",
    LetterKind.SUPPLEMENT: "aanvulling",
    LetterKind.REPORT: "verslag",
    LetterKind.OTHER: "brief",
}
LONGEST = 100


def free_slug(model: type[models.Model], wanted: str, kind: str) -> str:
    """`wanted`, or with a number behind it when a record has, or once had, that address."""
    base = slugify(wanted)[:LONGEST].strip("-") or kind
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(FormerSlug.objects.filter(kind=kind, slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def meeting_slug(formation: Formation, start: date, *, informal: bool) -> str:
    """`2024-10-17-navo-dmm`, informal ones with `-informeel` behind it."""
    ending = "-informeel" if informal else ""
    return free_slug(MinisterialMeeting, f"{start.isoformat()}-{formation.slug}{ending}", "meeting")


def letter_slug(kind: str, day: date | None, about: str) -> str:
    """`2024-10-03-geannoteerde-agenda-navo-dmm`; `about` is the body's address or the subject."""
    parts = [day.isoformat() if day else "", KIND_WORDS[LetterKind(kind)], about]
    return free_slug(Letter, "-".join(part for part in parts if part), "letter")
