"""New annotated agendas and reports at the official sources that are not here yet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from agenda_tracker.citations import Reference
from agenda_tracker.intake.acts import Clerk
from agenda_tracker.intake.audit import audit
from agenda_tracker.models import Kamerstuk, LetterKind, OfficialCursor, OfficialFind, OfficialTask
from agenda_tracker.models.fields import fold
from agenda_tracker.official import Trouble

from .fetch import Fetched, letter_at
from .sources import Sources, logged
from .tasks import queue, run

PUBLISHED, CHAMBER = "publicaties", "tweede-kamer"
# A first run looks back so far; later ones overlap, because a source may date a paper before it shows it.
FIRST_LOOK, OVERLAP = timedelta(days=30), timedelta(days=3)
LETTER_KINDS = ("", "Brief regering")
_AGENDA = re.compile(r"\bgeannoteerde agenda")
_REPORT = re.compile(r"\bverslag\b")
_BODY = re.compile(r"raad\b|eurogroep|ministeri|navo|ovse|\btop\b|bijeenkomst|vergadering|gymnich|g7|g20")
_NOT_A_REPORT = re.compile(r"overleg|debat|rapporteur|werkbezoek|rondetafel|jaarverslag|hoorzitting|gesprek|evaluatie")


@dataclass(frozen=True)
class News:
    """One letter at a source, as far as it matters here."""

    reference: Reference
    kind: LetterKind
    title: str
    date: date | None


def kind_of(title: str, kind: str = "") -> LetterKind | None:
    """Agenda or report by the words of its title; None for anything else."""
    words = fold(title)
    if kind not in LETTER_KINDS:
        return None
    if _AGENDA.search(words) and not _NOT_A_REPORT.search(words):
        return LetterKind.AGENDA
    if _REPORT.search(words) and _BODY.search(words) and not _NOT_A_REPORT.search(words):
        return LetterKind.REPORT
    return None


def listed(name: str, sources: Sources, since: datetime) -> Iterator[News]:
    """What one source has since then that is an agenda or a report and is not here. Raises Trouble."""
    for told in _published(sources, since) if name == PUBLISHED else _at_chamber(sources, since):
        if letter_at(told.reference) is None:
            yield told


def _published(sources: Sources, since: datetime) -> Iterator[News]:
    assert sources.publications is not None  # `names` looked
    for one in sources.publications.since(since.date()):
        kind, reference = kind_of(one.title, one.kind), one.reference
        if kind and reference and not reference.version:
            yield News(reference, kind, one.title, one.date)


def _at_chamber(sources: Sources, since: datetime) -> Iterator[News]:
    assert sources.chamber is not None
    for one in sources.chamber.letters_since(since):
        kind = kind_of(one.subject, one.kind)
        if kind and one.normal_form and (reference := _parsed(one.normal_form)):
            yield News(reference, kind, one.subject, one.date)


def _parsed(normal_form: str) -> Reference | None:
    try:
        return Reference.parse(normal_form)
    except ValueError:
        return None


def names(sources: Sources) -> list[str]:
    searchable = sources.publications is not None and sources.publications.sru
    return [PUBLISHED] * bool(searchable) + [CHAMBER] * bool(sources.chamber)


def since_of(cursor: OfficialCursor | None, now: datetime) -> datetime:
    return cursor.through - OVERLAP if cursor and cursor.through else now - FIRST_LOOK


def look(name: str, sources: Sources, now: datetime) -> tuple[list[OfficialFind], str]:
    """Record what is new at one source; the finds, and a sentence when the source did not go along.

    The cursor moves only when the whole list was read. Another run at the same time: nothing, and that is said.
    """
    cursor = OfficialCursor.objects.claim(name, now)
    if cursor is None:
        return [], "Een andere uitvoering is hier al mee bezig."
    found: list[OfficialFind] = []
    try:
        for told in listed(name, sources, since_of(cursor, now)):
            found += _recorded(told)
    except Trouble as trouble:
        logged(trouble, f"looking for new letters ({name})")
        cursor.release(error=trouble.sentence[:400])
        return found, trouble.sentence
    except BaseException:
        cursor.release()
        raise
    cursor.release(through=now, error="")
    return found, ""


def _recorded(told: News) -> list[OfficialFind]:
    find, is_new = OfficialFind.objects.get_or_create(
        normal_form=told.reference.normal,
        defaults={"kind": told.kind, "title": told.title[:400], "date": told.date},
    )
    return [find] if is_new else []


def waiting() -> "QuerySet[OfficialFind]":
    """Finds nobody decided on whose letter did not come in otherwise, and is not being fetched by number."""
    here = Kamerstuk.objects.filter(normal_form=OuterRef("normal_form"), letter__isnull=False)
    asked = OfficialTask.objects.filter(normal_form=OuterRef("normal_form"))
    return OfficialFind.objects.filter(~Exists(here), ~Exists(asked), state=OfficialFind.State.NEW)


def take_up(find: OfficialFind, by: Clerk, sources: Sources) -> Fetched | None:
    """Fetch it as a draft, by way of a task: what cannot be had now, or is cut off by a crash, is tried again.

    None when somebody else decided or is fetching it.
    """
    with transaction.atomic():
        if not _decide(find, OfficialFind.State.TAKEN, by):
            return None
        task = queue(find.reference, by)
    return run(task.pk, sources, by)


def pass_over(find: OfficialFind, by: Clerk) -> bool:
    """Whether it was still to be decided."""
    return _decide(find, OfficialFind.State.PASSED, by)


def _decide(find: OfficialFind, state: OfficialFind.State, by: Clerk) -> bool:
    new = OfficialFind.objects.filter(pk=find.pk, state=OfficialFind.State.NEW)
    if not new.update(state=state, decided_by=by):
        return False
    audit(f"official find {state}", find.normal_form, "done")
    return True
