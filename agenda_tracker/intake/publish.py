"""Publishing a letter and taking it back: one check list, one transaction each."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agenda_tracker.models import (
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterKind,
    LetterMeeting,
    Paragraph,
    Section,
    Signatory,
)

from .acts import Clerk, Verb, act
from .correct import renumber


@dataclass(frozen=True)
class Check:
    """One line of the check list: whether it holds, what it says, and whether publishing waits for it.

    `spot` names the field of the letter's form, or the part of the review page, where it can be mended.
    """

    holds: bool
    says: str
    blocks: bool
    spot: str


class NotReady(ValidationError):
    """The letter cannot be published yet; the messages say what is missing."""


def check_list(letter: Letter) -> list[Check]:
    """Everything to look at before publication, in the order of the clerk's page. One query."""
    known = _counts(letter)
    return [*_head_checks(letter, known), *_text_checks(known), *_find_checks(known)]


def _counts(letter: Letter) -> dict[str, int]:
    """How many of everything the list asks about."""
    sections = Section.objects.filter(letter=OuterRef("pk"))
    positions = GovernmentPosition.objects.filter(letter=OuterRef("pk"))
    confirmed = positions.filter(review=GovernmentPosition.Review.CONFIRMED)
    tied = LetterMeeting.objects.filter(letter=OuterRef("letter"), meeting=OuterRef("agenda_item__meeting"))
    asked = {
        "signatories": Signatory.objects.filter(letter=OuterRef("pk")),
        "meetings": LetterMeeting.objects.filter(letter=OuterRef("pk")),
        "papers": Kamerstuk.objects.filter(letter=OuterRef("pk")),
        "paragraphs": Paragraph.objects.filter(letter=OuterRef("pk")),
        "empty": sections.filter(paragraphs__isnull=True, heading=""),
        "elsewhere": sections.exclude(agenda_item=None).exclude(Exists(tied)),
        "undecided": positions.filter(review=GovernmentPosition.Review.SUGGESTED),
        "confirmed": confirmed,
        "bare": confirmed.filter(topics__isnull=True),
        "unclear": KamerstukReference.objects.filter(letter=OuterRef("pk")).exclude(status="resolved"),
    }
    counts = {f"n_{name}": _count(rows) for name, rows in asked.items()}
    found: dict[str, int] = dict(Letter.objects.filter(pk=letter.pk).order_by().values(**counts).get())  # type: ignore[arg-type]
    return {name: found[f"n_{name}"] for name in asked}


def _count(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.order_by().values("letter").annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _head_checks(letter: Letter, known: dict[str, int]) -> list[Check]:
    alone = letter.kind == LetterKind.OTHER
    return [
        _must(bool(letter.subject.strip()), "Onderwerp ingevuld", "Vul het onderwerp in", "subject"),
        _must(letter.date is not None, "Datum ingevuld", "Vul de datum van de brief in", "date"),
        _must(bool(letter.chambers), "Geadresseerde Kamer bekend", "Kies aan welke Kamer de brief is gericht", "to_tk"),
        _should(bool(known["signatories"]), "Ondertekenaar bekend", "Er is geen ondertekenaar", "signatories-group"),
        _should(
            bool(known["meetings"]) or alone,
            "Vergadering gekoppeld",
            "Er is nog geen vergadering gekoppeld",
            "vergaderingen",
        ),
        _should(
            bool(known["papers"]), "Kamerstuknummer bekend", "De brief heeft nog geen Kamerstuknummer", "own_numbers"
        ),
    ]


def _text_checks(known: dict[str, int]) -> list[Check]:
    return [
        _must(
            not known["elsewhere"],
            "Agendapunten horen bij de gekoppelde vergadering",
            "Een deel hoort bij een agendapunt van een vergadering die niet aan de brief is gekoppeld; koppel die eerst",
            "vergaderingen",
        ),
        _must(bool(known["paragraphs"]), "De brief heeft tekst", "De brief heeft nog geen tekst", "sections-group"),
        _should(not known["empty"], "Geen lege delen", f"Lege delen van de brief: {known['empty']}", "sections-group"),
    ]


def _find_checks(known: dict[str, int]) -> list[Check]:
    waiting = f"Nog te beoordelen standpunten: {known['undecided']}; tot dan blijven ze onzichtbaar"
    unfindable = f"Bevestigde standpunten zonder thema: {known['bare']}; die zijn niet op onderwerp te vinden"
    unclear = f"Niet eenduidig herkende verwijzingen: {known['unclear']}"
    return [
        _should(not known["undecided"], "Alle standpunten beoordeeld", waiting, "standpunten"),
        _should(
            bool(known["confirmed"]),
            "Er is een bevestigd standpunt",
            "Er is nog geen bevestigd standpunt",
            "standpunten",
        ),
        _should(not known["bare"], "Elk standpunt heeft een thema", unfindable, "zonder-thema"),
        _should(not known["unclear"], "Alle verwijzingen herkend", unclear, "verwijzingen"),
    ]


def _must(holds: bool, fine: str, missing: str, spot: str) -> Check:
    return Check(holds, fine if holds else missing, blocks=not holds, spot=spot)


def _should(holds: bool, fine: str, missing: str, spot: str) -> Check:
    return Check(holds, fine if holds else missing, blocks=False, spot=spot)


def publish(letter: Letter, by: Clerk = None) -> None:
    """Make a draft or withdrawn letter public. Raises NotReady with the Dutch reasons; then nothing has changed."""
    with act(Verb.PUBLISH, by, letter, what=f"Gepubliceerd: {letter}", letter=letter):
        letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
        missing = [check.says for check in check_list(letter) if check.blocks]
        if missing:
            raise NotReady(missing)
        renumber(letter)
        letter.status = Letter.Status.PUBLISHED
        letter.first_published_at = letter.first_published_at or timezone.now()
        letter.withdrawal_note = ""
        letter.full_clean()
        letter.save()


def withdraw(letter: Letter, note: str, by: Clerk = None) -> None:
    """Take a published letter off the site; its address then answers 410 with the public `note` only."""
    if not note.strip():
        raise ValidationError("Geef een openbare toelichting: bezoekers zien waarom de brief is ingetrokken.")
    with act(Verb.WITHDRAW, by, letter, what=f"Ingetrokken: {letter}", letter=letter):
        letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
        if letter.status != Letter.Status.PUBLISHED:
            raise ValidationError("Alleen een gepubliceerde brief kan worden ingetrokken.")
        letter.status = Letter.Status.WITHDRAWN
        letter.withdrawal_note = note.strip()[:300]
        letter.full_clean()
        letter.save()
