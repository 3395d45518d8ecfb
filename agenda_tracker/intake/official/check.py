"""Holding a Kamerstuk against what a source says: what is empty is filled in, what differs waits for a clerk.

Filling is an act of nobody: whoever had the source asked, it says the same.
"""

import logging
import re
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from agenda_tracker.citations import Reference
from agenda_tracker.intake.acts import Clerk, Verb, act
from agenda_tracker.intake.suggest import give_number
from agenda_tracker.models import (
    DeskAct,
    Dossier,
    Kamerstuk,
    KamerstukReference,
    Letter,
    OfficialCheck,
    OfficialStatement,
    kamerstuk_for,
)
from agenda_tracker.models.fields import fold
from agenda_tracker.official import ChamberDocument, Publication, Trouble

from .sources import Sources, logged

logger = logging.getLogger(__name__)
Field, State = OfficialStatement.Field, OfficialStatement.State
# A paper that was found is asked about again after so long, one that was not sooner.
AGAIN, AGAIN_MISSING = timedelta(days=120), timedelta(days=7)
CHAMBERS = {"TK": "to_tk", "EK": "to_ek"}


def to_check(now: datetime, most: int) -> list[Kamerstuk]:
    """Papers that are a letter here or are cited in one, the never checked first; without those no source can have."""
    checks = OfficialCheck.objects.filter(normal_form=OuterRef("normal_form"))
    recent = Q(found=True, checked_at__gt=now - AGAIN) | Q(found=False, checked_at__gt=now - AGAIN_MISSING)
    cited = KamerstukReference.objects.filter(kamerstuk=OuterRef("pk")).order_by()
    papers = Kamerstuk.objects.filter(Q(letter__isnull=False) | Exists(cited)).exclude(Exists(checks.filter(recent)))
    papers = papers.annotate(checked=Subquery(checks.values("checked_at")[:1])).select_related("dossier", "letter")
    in_turn = papers.order_by(F("checked").asc(nulls_first=True), "-sort_key").iterator(chunk_size=500)
    return list(islice((paper for paper in in_turn if paper.official_url), most))


def check(paper: Kamerstuk, sources: Sources) -> list[OfficialStatement]:
    """Ask the sources about one paper and deal with the answer; what was filled in or differs. Raises Trouble."""
    told = told_of(paper.reference, sources)
    made = hold(told) if told else []
    if told and sources.publications:
        made += _hold_other_numbers(paper, told, sources)
    OfficialCheck.objects.update_or_create(
        normal_form=paper.normal_form, defaults={"checked_at": timezone.now(), "found": told is not None}
    )
    return made


def told_of(reference: Reference, sources: Sources) -> Publication | None:
    """The publication itself; else what the Tweede Kamer says of its document."""
    if sources.publications:
        found = sources.publications.find(reference)
        exact = [one for one in found if one.reference == reference]
        if exact:
            return exact[0]
    documents = sources.chamber.documents(reference) if sources.chamber else []
    return _as_publication(documents[0], reference) if len(documents) == 1 else None


def _as_publication(document: ChamberDocument, reference: Reference) -> Publication:
    dossier = next(one for one in document.dossiers if one.normal_form == reference.dossier_normal)
    return Publication(
        f"kst-{reference.normal}",
        title=document.subject or document.title,
        dossier_title=dossier.title,
        kind=document.kind,
        chamber=document.chamber,
        date=document.date,
        number=document.number,
    )


def hold(told: Publication) -> list[OfficialStatement]:
    """What this publication says of its paper and dossier, as far as they are on record; asks no source."""
    paper = Kamerstuk.objects.select_related("dossier").filter(normal_form=told.reference or "").first()
    if paper is None:
        return []
    url = told.page or paper.official_url
    dossier = paper.dossier
    values = [
        (paper, paper.normal_form, Field.TITLE, told.title[:400]),
        (paper, paper.normal_form, Field.DATE, told.date),
        (dossier, f"dossier/{dossier.normal_form}", Field.TITLE, told.dossier_title[:300]),
    ]
    held = [_hold_safely(record, about, field, value, url) for record, about, field, value in values]
    return [one for one in held if one]


def _hold_safely(
    record: Any, about: str, field: OfficialStatement.Field, value: Any, url: str
) -> OfficialStatement | None:
    """One value that the database does not take keeps nobody from the rest."""
    try:
        return _hold(record, about, field, value, url)
    except (ValidationError, DatabaseError):
        logger.exception("%s of %s could not be filled in from %s", field, about, url)
        return None


def _hold(record: Any, about: str, field: OfficialStatement.Field, value: Any, url: str) -> OfficialStatement | None:
    """Deal with one value, once: who altered or emptied it since is not contradicted again."""
    if not value:
        return None
    here = getattr(record, field.value)
    waiting = OfficialStatement.objects.filter(about=about, field=field, state=State.DIFFERS)
    if alike(here, value):
        waiting.delete()
        return None
    with act(Verb.CHANGE, None, record, what=f"{record}: {field.label} aangevuld uit de officiële bron"):
        state = State.DIFFERS if here else State.FILLED
        statement, is_new = OfficialStatement.objects.get_or_create(
            about=about, field=field, value=str(value), defaults={"url": url, "state": state}
        )
        if not is_new:
            return None
        waiting.exclude(pk=statement.pk).delete()
        if state == State.FILLED:
            put(record, field, value, url)
    return statement


def put(record: Any, field: OfficialStatement.Field, value: Any, url: str) -> None:
    """Take a value over, with its source in the history; run it inside an act."""
    setattr(record, field.value, value)
    record._change_reason = f"Volgens {url}"[:100]
    record.full_clean()
    record.save(update_fields=[field.value, "title_key"])


def alike(one: Any, two: Any) -> bool:
    """Capitals, accents and marks do not make another title."""
    return _plain(one) == _plain(two)


def _plain(value: Any) -> str:
    return " ".join(re.findall(r"\w+", fold(str(value or ""))))


def _hold_other_numbers(paper: Kamerstuk, told: Publication, sources: Sources) -> list[OfficialStatement]:
    """The number that the same letter has in the other chamber: same day, same title, other chamber."""
    letter = paper.letter
    assert sources.publications is not None  # the caller looked
    if letter is None or told.date is None or not told.chamber or _has_both(letter):
        return []
    found = sources.publications.on_day(told.date, told.title)
    others = {
        one.reference: one
        for one in found
        if one.reference and one.chamber not in ("", told.chamber) and alike(one.title, told.title)
    }
    made = [_hold_number(paper, letter, number, one, len(others) == 1) for number, one in others.items()]
    return [one for one in made if one]


def _has_both(letter: Letter) -> bool:
    return len({paper.reference.number.isdigit() for paper in letter.kamerstukken.all()}) == 2


def _hold_number(
    paper: Kamerstuk, letter: Letter, number: Reference, told: Publication, is_only: bool
) -> OfficialStatement | None:
    known = Kamerstuk.objects.filter(normal_form=number.normal).first()
    free = is_only and (known is None or known.letter_id is None)
    with act(Verb.CHANGE, None, letter, what=f"Nummer {number.display} aangevuld uit de officiële bron", letter=letter):
        statement, is_new = OfficialStatement.objects.get_or_create(
            about=paper.normal_form,
            field=Field.OTHER_NUMBER,
            value=number.normal,
            defaults={"url": told.page, "state": State.FILLED if free else State.DIFFERS},
        )
        if is_new and free:
            give_number(letter, number, [])
    if is_new and free:
        hold(told)
    return statement if is_new else None


def decide(statement: OfficialStatement, by: Clerk, *, adopt: bool) -> tuple[str, DeskAct | None]:
    """The clerk's answer to what differs: a Dutch sentence on what was done, and the act that can be undone.

    Raises ValueError or ValidationError, and decides nothing, when it cannot be adopted.
    """
    with transaction.atomic():
        state = State.ADOPTED if adopt else State.KEPT
        waiting = OfficialStatement.objects.filter(pk=statement.pk, state=State.DIFFERS)
        if not waiting.update(state=state, decided_by=by):
            return "Hierover is al besloten.", None
        done = _adopt(statement, by) if adopt else None
    said = "overgenomen" if adopt else "zo gelaten"
    return f"{statement.reference.display}: {statement.get_field_display()} {said}.", done


def _adopt(statement: OfficialStatement, by: Clerk) -> DeskAct | None:
    record = record_of(statement)
    if record is None:
        raise ValueError(f"{statement.reference.display} staat niet meer in Agendavolger.")
    what = f"{record}: {statement.get_field_display()} overgenomen uit de officiële bron"
    with act(Verb.CHANGE, by, record, what=what) as current:
        if statement.field == Field.OTHER_NUMBER:
            _adopt_number(record, statement)
        else:
            field = Field(statement.field)
            value = datetime.fromisoformat(statement.value).date() if field == Field.DATE else statement.value
            put(record, field, value, statement.url)
    return current.done


def _adopt_number(paper: Kamerstuk, statement: OfficialStatement) -> None:
    other = kamerstuk_for(Reference.parse(statement.value))
    if other.letter_id and other.letter_id != paper.letter_id:
        raise ValueError(f"{other} hoort al bij de brief “{other.letter}”. Is dit dezelfde brief? Voeg ze dan samen.")
    if paper.letter is None:
        raise ValueError(f"{paper} is geen brief meer in Agendavolger.")
    notes: list[str] = []
    give_number(paper.letter, other.reference, notes)


def record_of(statement: OfficialStatement) -> Any:
    """The Kamerstuk or dossier that a statement is about, None when it is gone."""
    reference = statement.reference
    if reference.kind == "dossier":
        return Dossier.objects.filter(normal_form=reference.dossier_normal).first()
    return Kamerstuk.objects.select_related("letter").filter(normal_form=reference.normal).first()


def check_safely(paper: Kamerstuk, sources: Sources) -> tuple[list[OfficialStatement], Trouble | None]:
    """What was filled in or differs, or the trouble, which is in the log already."""
    try:
        return check(paper, sources), None
    except Trouble as trouble:
        return [], logged(trouble, f"checking {paper.normal_form}")
