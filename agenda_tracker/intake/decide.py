"""What a clerk decides on a suggested position. Every decision is one act: recorded, journalled, undoable."""

from collections.abc import Iterable
from hashlib import sha256

from django.utils import timezone

from agenda_tracker.models import (
    DeskAct,
    GovernmentPosition,
    KamerstukReference,
    Letter,
    MinisterialMeeting,
    Section,
    Topic,
)
from agenda_tracker.models.fields import fold

from .acts import Clerk, Verb, act
from .citing import target_of
from .matching import match_item

Review = GovernmentPosition.Review
LAST_ACTS = 100
LONGEST_TITLE = 120  # characters of a wording in the description of an act


def confirm(position: GovernmentPosition, by: Clerk) -> None:
    """Accept it as the cabinet's position. Raises ValidationError when wording or agenda item is missing."""
    _decide(position, Review.CONFIRMED, by, Verb.CONFIRM)


def reject(position: GovernmentPosition, by: Clerk) -> None:
    _decide(position, Review.REJECTED, by, Verb.REJECT)


def reopen(position: GovernmentPosition, by: Clerk) -> None:
    """Take a decision back: the position waits again."""
    _decide(position, Review.SUGGESTED, by, Verb.REOPEN)


def _decide(position: GovernmentPosition, review: str, by: Clerk, verb: DeskAct.Verb) -> None:
    with act(verb, by, position, what=titled(position), letter=position.letter):
        mark_review(position, review, by)
        position.full_clean()
        position.save()


def titled(position: GovernmentPosition) -> str:
    """The position in the description of an act."""
    words = str(position)
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1]}…"


def version_of(position: GovernmentPosition) -> str:
    """A short word that differs once somebody changed or decided on the position; its relations may be prefetched."""
    fields = [str(getattr(position, field.attname)) for field in position._meta.concrete_fields]
    topics = sorted(topic.pk for topic in position.topics.all())
    quotes = sorted((quote.paragraph_id, quote.start, quote.end) for quote in position.evidence.all())
    return sha256(repr((fields, topics, quotes)).encode()).hexdigest()[:12]


def mark_review(position: GovernmentPosition, review: str, by: Clerk) -> None:
    """Set a review with who and when, unsaved; a position that waits again was reviewed by nobody."""
    decided = review != Review.SUGGESTED
    position.review = review
    position.reviewed_by = by if decided else None
    position.reviewed_at = timezone.now() if decided else None


def certain_ones(letter: Letter, at_least: float) -> list[GovernmentPosition]:
    """The open suggestions of at least this confidence that can be confirmed as they are."""
    treated = letter.sections.exclude(agenda_item=None).values("agenda_item")
    waiting = letter.positions.undecided().filter(agenda_item__in=treated, confidence__gte=at_least)
    return list(waiting.exclude(wording=""))


def confirm_all(letter: Letter, by: Clerk, *, at_least: float = 0.0) -> int:
    """Confirm every open suggestion of at least this confidence on an item that the letter treats; returns how many."""
    positions = certain_ones(letter, at_least)
    what = f"{len(positions)} standpunten akkoord, minstens {at_least:.0%} zeker"
    with act(Verb.CONFIRM, by, letter, what=what, letter=letter) as current:
        for position in positions:
            current.watch(position)
            mark_review(position, Review.CONFIRMED, by)
            position.full_clean()
            position.save()
    return len(positions)


def change_position(
    position: GovernmentPosition, by: Clerk, topics: Iterable[Topic] | None = None, **fields: object
) -> None:
    """Set fields (wording, kind, stance, agenda_item, …) and, when given, its topics."""
    with act(Verb.CHANGE, by, position, what=titled(position), letter=position.letter):
        for name, value in fields.items():
            setattr(position, name, value)
        position.full_clean()
        position.save()
        if topics is not None:
            position.topics.set(topics)


def last_acts(letter: Letter) -> list[DeskAct]:
    """The latest acts on a letter, the last one first, without what they altered."""
    return list(DeskAct.objects.filter(about_letter=letter.pk).select_related("actor").defer("deltas")[:LAST_ACTS])


def last_undoable(acts: list[DeskAct], by: Clerk) -> DeskAct | None:
    """The clerk's own last act that is still in effect."""
    mine = (done for done in acts if done.actor_id == (by and by.pk) and not done.undone)
    return next((done for done in mine if done.verb != Verb.UNDO), None)


def last_redoable(acts: list[DeskAct], by: Clerk) -> DeskAct | None:
    """The clerk's own last undo, when the clerk did nothing after it."""
    last = next((done for done in acts if done.actor_id == (by and by.pk) and not done.undone), None)
    return last if last and last.verb == Verb.UNDO else None


def items_from_headings(letter: Letter, meeting: MinisterialMeeting, by: Clerk) -> int:
    """Tie the letter's parts that have no agenda item yet to items of the meeting, by heading; returns how many parts.

    A part of a deeper level belongs to the item above it; positions follow the part their quote stands in.
    """
    with act(Verb.MATCH, by, letter, what="Delen gekoppeld aan de agenda", letter=letter) as current:
        current.watch(meeting)
        tied = _tie_parts(letter, meeting)
        for position in letter.positions.filter(agenda_item__isnull=True):
            evidence = position.evidence.select_related("paragraph__section").first()
            if evidence and evidence.paragraph.section.agenda_item_id:
                position.agenda_item = evidence.paragraph.section.agenda_item
                position.save(update_fields=["agenda_item"])
    return tied


def _tie_parts(letter: Letter, meeting: MinisterialMeeting) -> int:
    tied, item = 0, None
    headings = {fold(heading) for heading in letter.sections.values_list("heading", flat=True)}
    for section in letter.sections.select_related("agenda_item"):
        if section.agenda_item or section.role == Section.Role.INTRODUCTION:
            item = section.agenda_item
            continue
        if section.heading and (section.level == 1 or item is None):
            item, _made = match_item(meeting, section.heading, apart_from=headings - {fold(section.heading)})
        section.agenda_item = item
        section.save(update_fields=["agenda_item"])
        tied += item is not None
    return tied


def choose_meaning(reference: KamerstukReference, normal: str, by: Clerk) -> None:
    """Settle what a citation means: `normal` is the normal form of a paper, or `dossier/…`. Raises ValueError otherwise."""
    with act(Verb.CHANGE, by, reference, what=f"Verwijzing “{reference}” herkend", letter=reference.letter):
        reference.kamerstuk, reference.dossier = target_of(normal)
        reference.normal_form, reference.status = normal, KamerstukReference.Status.RESOLVED
        reference.full_clean()
        reference.save()
