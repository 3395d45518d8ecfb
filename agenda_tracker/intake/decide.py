"""What a clerk decides on a suggested position. Every decision is one transaction, journalled, and can be taken back."""

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.utils import timezone

from agenda_tracker.models import GovernmentPosition, Letter, MinisterialMeeting, Section, Topic, journalled

from .matching import match_item

Review = GovernmentPosition.Review


def confirm(position: GovernmentPosition, by: AbstractBaseUser | None) -> None:
    """Accept it as the cabinet's position. Raises ValidationError when wording or agenda item is missing."""
    _decide(position, Review.CONFIRMED, by)


def reject(position: GovernmentPosition, by: AbstractBaseUser | None) -> None:
    _decide(position, Review.REJECTED, by)


def reopen(position: GovernmentPosition, by: AbstractBaseUser | None) -> None:
    """Take a decision back: the position waits again."""
    _decide(position, Review.SUGGESTED, by)


def _decide(position: GovernmentPosition, review: str, by: AbstractBaseUser | None) -> None:
    with journalled(position, letter=position.letter):
        mark_review(position, review, by)
        position.full_clean()
        position.save()


def mark_review(position: GovernmentPosition, review: str, by: AbstractBaseUser | None) -> None:
    """Set a review with who and when, unsaved; a position that waits again was reviewed by nobody."""
    decided = review != Review.SUGGESTED
    position.review = review
    position.reviewed_by = by if decided else None  # type: ignore[assignment]
    position.reviewed_at = timezone.now() if decided else None


def confirm_all(letter: Letter, by: AbstractBaseUser | None, *, at_least: float = 0.0) -> int:
    """Confirm every open suggestion of at least this confidence on an item that the letter treats; returns how many."""
    treated = letter.sections.exclude(agenda_item=None).values("agenda_item")
    waiting = letter.positions.undecided().filter(agenda_item__in=treated, confidence__gte=at_least)
    positions = list(waiting.exclude(wording=""))
    with journalled(*positions, letter=letter):
        for position in positions:
            mark_review(position, Review.CONFIRMED, by)
            position.full_clean()
            position.save()
    return len(positions)


def change_position(position: GovernmentPosition, topics: Iterable[Topic] | None = None, **fields: object) -> None:
    """Set fields (wording, kind, stance, agenda_item, …) and, when given, its topics."""
    with journalled(position, letter=position.letter):
        for name, value in fields.items():
            setattr(position, name, value)
        position.full_clean()
        position.save()
        if topics is not None:
            position.topics.set(topics)


def items_from_headings(letter: Letter, meeting: MinisterialMeeting) -> int:
    """Tie the letter's parts that have no agenda item yet to items of the meeting, by heading; returns how many parts.

    A part of a deeper level belongs to the item above it; positions follow the part their quote stands in.
    """
    with journalled(letter, letter=letter):
        tied, item = 0, None
        for section in letter.sections.select_related("agenda_item"):
            if section.agenda_item or section.role == Section.Role.INTRODUCTION:
                item = section.agenda_item
                continue
            if section.heading and (section.level == 1 or item is None):
                item = match_item(meeting, section.heading)
            section.agenda_item = item
            section.save(update_fields=["agenda_item"])
            tied += item is not None
        for position in letter.positions.filter(agenda_item__isnull=True):
            evidence = position.evidence.select_related("paragraph__section").first()
            if evidence and evidence.paragraph.section.agenda_item_id:
                position.agenda_item = evidence.paragraph.section.agenda_item
                position.save(update_fields=["agenda_item"])
    return tied
