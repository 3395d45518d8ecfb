"""Publishing a letter and taking it back: one check list, one transaction each."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone

from agenda_tracker.models import KamerstukReference, Letter, LetterKind, journalled

from .correct import renumber


@dataclass(frozen=True)
class Check:
    """One line of the check list: whether it holds, what it says, and whether publishing waits for it.

    `spot` names the part of the clerk's page where it can be mended.
    """

    holds: bool
    says: str
    blocks: bool
    spot: str


class NotReady(ValidationError):
    """The letter cannot be published yet; the messages say what is missing."""


def check_list(letter: Letter) -> list[Check]:
    """Everything to look at before publication, in the order of the clerk's page."""
    return [*_head_checks(letter), *_text_checks(letter), *_find_checks(letter)]


def _head_checks(letter: Letter) -> list[Check]:
    needs_meeting = letter.kind != LetterKind.OTHER
    has_meeting = letter.treatments.exists()
    return [
        _must(bool(letter.subject.strip()), "Onderwerp ingevuld", "Vul het onderwerp in", "kop"),
        _must(letter.date is not None, "Datum ingevuld", "Vul de datum van de brief in", "kop"),
        _must(bool(letter.chambers), "Geadresseerde Kamer bekend", "Kies aan welke Kamer de brief is gericht", "kop"),
        _should(letter.signatories.exists(), "Ondertekenaar bekend", "Er is geen ondertekenaar", "ondertekenaars"),
        _should(
            has_meeting or not needs_meeting,
            "Vergadering gekoppeld",
            "Er is nog geen vergadering gekoppeld",
            "vergaderingen",
        ),
        _should(
            letter.kamerstukken.exists(), "Kamerstuknummer bekend", "De brief heeft nog geen Kamerstuknummer", "kop"
        ),
    ]


def _text_checks(letter: Letter) -> list[Check]:
    empty = letter.sections.filter(paragraphs__isnull=True, heading="").count()
    elsewhere = letter.sections.exclude(agenda_item=None).exclude(agenda_item__meeting__in=letter.meetings.all())
    return [
        _must(
            not elsewhere.exists(),
            "Agendapunten horen bij de gekoppelde vergadering",
            "Een deel hoort bij een agendapunt van een vergadering die niet aan de brief is gekoppeld; koppel die eerst",
            "vergaderingen",
        ),
        _must(letter.paragraphs.exists(), "De brief heeft tekst", "De brief heeft nog geen tekst", "tekst"),
        _should(not empty, "Geen lege delen", f"Lege delen van de brief: {empty}", "tekst"),
    ]


def _find_checks(letter: Letter) -> list[Check]:
    undecided = letter.positions.undecided().count()
    confirmed = letter.positions.filter(review="confirmed")
    bare = confirmed.filter(topics__isnull=True).count()
    unclear = letter.references.exclude(status=KamerstukReference.Status.RESOLVED).count()
    waiting = f"Nog te beoordelen standpunten: {undecided}; tot dan blijven ze onzichtbaar"
    unfindable = f"Bevestigde standpunten zonder thema: {bare}; die zijn niet op onderwerp te vinden"
    return [
        _should(not undecided, "Alle standpunten beoordeeld", waiting, "standpunten"),
        _should(
            confirmed.exists(), "Er is een bevestigd standpunt", "Er is nog geen bevestigd standpunt", "standpunten"
        ),
        _should(not bare, "Elk standpunt heeft een thema", unfindable, "standpunten"),
        _should(
            not unclear,
            "Alle verwijzingen herkend",
            f"Niet eenduidig herkende verwijzingen: {unclear}",
            "verwijzingen",
        ),
    ]


def _must(holds: bool, fine: str, missing: str, spot: str) -> Check:
    return Check(holds, fine if holds else missing, blocks=not holds, spot=spot)


def _should(holds: bool, fine: str, missing: str, spot: str) -> Check:
    return Check(holds, fine if holds else missing, blocks=False, spot=spot)


def publish(letter: Letter) -> None:
    """Make a draft or withdrawn letter public. Raises NotReady with the Dutch reasons; then nothing has changed."""
    with journalled(letter, letter=letter):
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


def withdraw(letter: Letter, note: str) -> None:
    """Take a published letter off the site; its address then answers 410 with the public `note` only."""
    if not note.strip():
        raise ValidationError("Geef een openbare toelichting: bezoekers zien waarom de brief is ingetrokken.")
    with journalled(letter, letter=letter):
        letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
        if letter.status != Letter.Status.PUBLISHED:
            raise ValidationError("Alleen een gepubliceerde brief kan worden ingetrokken.")
        letter.status = Letter.Status.WITHDRAWN
        letter.withdrawal_note = note.strip()[:300]
        letter.full_clean()
        letter.save()
