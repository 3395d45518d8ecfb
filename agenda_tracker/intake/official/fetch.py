"""Fetching a letter by its Kamerstuk number: found at the official sources, then received and read as any file is."""

import logging
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from agenda_tracker.citations import Reference
from agenda_tracker.intake.acts import Clerk, Verb, act
from agenda_tracker.intake.receive import NotStored, Outcome, Verdict, receive
from agenda_tracker.intake.suggest import give_number
from agenda_tracker.models import Kamerstuk, Letter, LetterSource, dossier_for, merged_into
from agenda_tracker.models.dates import long_date
from agenda_tracker.official import NotThere, Publication, Text, Trouble

from .check import hold
from .sources import NOT_SET_UP, Sources, logged

logger = logging.getLogger(__name__)
NOT_FOUND = "is bij de officiële bronnen niet gevonden: het nummer bestaat niet, of de brief is nog niet gepubliceerd"
ANNOUNCED = "aangekondigd, maar de tekst is nog niet gepubliceerd"
NOT_FILLED_IN = "De gegevens van de bron zijn niet ingevuld; kijk nummer, datum en dossiers zelf na."
BY_HAND = "U kunt de brief ook zelf aanleveren of plakken."


@dataclass(frozen=True)
class Fetched:
    """What came of it: a verdict, as on any file; or publications to choose from; or a sentence that says why not.

    `why` is the reason alone, for a list. `again`: asking later makes sense; `wait`: seconds that the source asked for;
    `missing`: the sources do not have it.
    """

    reference: Reference
    verdict: Verdict | None = None
    choices: tuple[Publication, ...] = ()
    sentence: str = ""
    why: str = ""
    again: bool = False
    missing: bool = False
    wait: float = 0.0

    @property
    def said(self) -> str:
        return self.verdict.sentence if self.verdict else self.sentence

    @property
    def is_done(self) -> bool:
        return self.verdict is not None and self.verdict.outcome is not Outcome.UNSTORED


def fetch(reference: Reference, by: Clerk, sources: Sources, *, identifier: str = "") -> Fetched:
    """Find, fetch, store and read one Kamerstuk. Never raises for what the sources do.

    `identifier` chooses one of several publications under the number. A text that may be a letter on record is kept with
    that question, and no draft is made. Nothing is stored before a whole text is here.
    """
    here = _already_here(reference)
    if here:
        return Fetched(reference, here)
    if sources.publications is None:
        return Fetched(reference, sentence=NOT_SET_UP)
    try:
        found = sources.publications.find(reference)
        chosen = [one for one in found if not identifier or one.identifier == identifier]
        if not chosen:
            return _missing(reference, sources)
        if len(chosen) > 1:
            return _several(reference, chosen)
        return _take(reference, chosen[0], sources.publications.text(chosen[0]), by)
    except NotThere as trouble:
        logged(trouble, f"fetching {reference.normal}")
        sentence = f"{reference.display} is {ANNOUNCED}. {BY_HAND}"
        return Fetched(reference, sentence=sentence, why=ANNOUNCED, again=True, missing=True)
    except Trouble as trouble:
        logged(trouble, f"fetching {reference.normal}")
        sentence = f"{reference.display} is niet opgehaald. {trouble.sentence} Er is niets bewaard. {BY_HAND}"
        return Fetched(reference, sentence=sentence, why=trouble.sentence, again=trouble.may_pass, wait=trouble.wait)


def letter_at(reference: Reference) -> Letter | None:
    """The letter on record with this number."""
    paper = Kamerstuk.objects.select_related("letter").filter(normal_form=reference.normal).first()
    paper = paper or merged_into([reference.normal])
    return paper.letter if paper else None


def _already_here(reference: Reference) -> Verdict | None:
    """The letter is here with its published text: no source need be asked."""
    letter = letter_at(reference)
    if letter is None or not letter.sources.filter(role=LetterSource.Role.PUBLISHED).exists():
        return None
    return Verdict(
        Outcome.DUPLICATE, f"{reference.display} staat hier al, met de gepubliceerde tekst: “{letter}”.", letter
    )


def _missing(reference: Reference, sources: Sources) -> Fetched:
    told = _told_by_chamber(reference, sources) or NOT_FOUND
    return Fetched(
        reference, sentence=f"{reference.display} {told}. {BY_HAND}", why=f"{told}.", again=True, missing=True
    )


def _told_by_chamber(reference: Reference, sources: Sources) -> str:
    """What the Tweede Kamer knows of a number that is not published; "" when it says nothing."""
    if sources.chamber is None or not reference.number.isdigit():
        return ""
    try:
        documents = sources.chamber.documents(reference)
        if documents:
            day = f" van {long_date(documents[0].date)}" if documents[0].date else ""
            return f"is bij de Tweede Kamer bekend ({documents[0].subject[:150]}{day}), maar nog niet gepubliceerd"
        dossier = sources.chamber.dossier(reference)
    except Trouble as trouble:
        logged(trouble, f"asking about {reference.normal}")
        return ""
    if dossier and dossier.highest and int(reference.number) > dossier.highest:
        return f"bestaat nog niet: het hoogste nummer in dit dossier is {dossier.highest}"
    return ""


def _several(reference: Reference, found: list[Publication]) -> Fetched:
    sentence = f"Onder {reference.display} staan {len(found)} publicaties. Welke bedoelt u?"
    return Fetched(reference, choices=tuple(found), sentence=sentence, why=sentence)


def _take(reference: Reference, publication: Publication, text: Text, by: Clerk) -> Fetched:
    try:
        verdict = receive(text.data, f"{publication.identifier}.{text.form}", ask=True)
    except NotStored as refusal:
        return Fetched(
            reference, Verdict(Outcome.UNSTORED, str(refusal)), sentence=str(refusal), why=str(refusal), again=True
        )
    try:
        verdict = _settled(verdict, publication, text, by)
    except (ValidationError, DatabaseError):  # the letter is here
        logger.exception("what is told of %s could not be filled in", publication.identifier)
        verdict = replace(verdict, sentence=f"{verdict.sentence} {NOT_FILLED_IN}")
    return Fetched(reference, verdict)


def _settled(verdict: Verdict, publication: Publication, text: Text, by: Clerk) -> Verdict:
    """With the source's address, the number and what the metadata say; one act when there is a letter."""
    source = verdict.source
    if source is None:
        return verdict
    if source.letter is None:
        _name(source, publication, text)
        return verdict
    notes: list[str] = []
    letter, number = source.letter, publication.reference
    what = f"Opgehaald bij de officiële bron: {number.display if number else publication.identifier}"
    with act(Verb.MATCH, by, letter, what=what, letter=letter):
        letter.refresh_from_db()
        _name(source, publication, text)
        if letter.status == Letter.Status.DRAFT:
            notes = _fill(letter, publication)
    hold(publication)
    return replace(verdict, sentence=" ".join([verdict.sentence, *notes]))


def _name(source: LetterSource, publication: Publication, text: Text) -> None:
    source.url, source.media_type = text.address[:500], text.media_type[:100]
    source.role, source.chamber = LetterSource.Role.PUBLISHED, publication.chamber
    source.save(update_fields=["url", "media_type", "role", "chamber"])


def _fill(letter: Letter, publication: Publication) -> list[str]:
    """What a draft lacks: number, date, dossiers above it."""
    notes: list[str] = []
    number = publication.reference
    if number and not letter.kamerstukken.filter(normal_form=number.normal).exists():
        give_number(letter, number, notes)
    if letter.date is None and publication.date:
        letter.date = publication.date
        letter.save(update_fields=["date"])
    if not letter.dossiers.exists():
        letter.dossiers.set([dossier_for(one) for one in _dossiers(publication)])
    return notes


def _dossiers(publication: Publication) -> list[Reference]:
    """Those above the number beside its own."""
    found = []
    own = publication.reference.dossier_normal if publication.reference else ""
    for name in publication.dossiers:
        if name == own:
            continue
        try:
            found.append(Reference.parse(f"dossier/{name}"))
        except ValueError:
            continue
    return found
