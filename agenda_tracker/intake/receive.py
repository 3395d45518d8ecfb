"""Receiving a letter: the original is stored first; whatever fails later, nothing is lost and the failure is told."""

import errno
import hashlib
import logging
import mimetypes
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, OperationalError, connection, transaction

from agenda_tracker.letters import LetterReading, UnreadableLetter
from agenda_tracker.letters.apart import read_apart
from agenda_tracker.models import DeskAct, Formation, Letter, LetterSource
from agenda_tracker.models.source import storage_name

from .acts import Clerk, act
from .bounds import refuse_endless
from .doubles import find_double
from .formations import formation_data
from .same_letter import Comparison, add_source
from .suggest import draft_from

logger = logging.getLogger(__name__)

# Originals too large to read are still kept, up to this many times the limit for reading.
KEPT_FACTOR = 5
# Two who make the same meeting or Kamerstuk at the same moment: one is refused by the database, and tries again.
ATTEMPTS = 3
# PostgreSQL's number for the lock under which drafts are made; any number that nothing else uses.
DRAFTING = 20_260_301

# Takes data, name and formations; gives the reading of a file or raises UnreadableLetter.
Read = Callable[..., LetterReading]


class Outcome(Enum):
    DRAFT = "concept"
    SAME = "zelfde brief"
    QUESTION = "vraag"
    DUPLICATE = "dubbel"
    PROBLEM = "niet gelezen"
    UNSTORED = "niet opgeslagen"


class NotStored(OSError):
    """The original could not be written, with a Dutch sentence; nothing of it is left."""


@dataclass(frozen=True)
class Verdict:
    """What became of one file: the outcome, one Dutch sentence, and where to go from here.

    With a question, `letter` is the one on record that the file may be.
    """

    outcome: Outcome
    sentence: str
    letter: Letter | None = None
    source: LetterSource | None = None


def receive(
    data: bytes,
    name: str,
    *,
    even_if_other: bool = False,
    retry: bool = True,
    ask: bool = False,
    read: Read | None = None,
) -> Verdict:
    """Store a file and read it into a draft. Never raises for what is in the file; the same file is stored once.

    Raises NotStored when the original cannot be written.

    `name` is the file's name as the sender gave it. `even_if_other` makes a draft of a text that is no annotated agenda
    or report, or that is like a letter on record, too. Without `retry` a file that could not be read before is not read
    again. A file with much of the text of a letter on record, but not the same, is kept with that question, and no draft is
    made until a clerk has answered (`answer_same`, `answer_revised`, `read_stored`); with `ask`, so is any other file that
    may be a letter on record. `read` takes the place of `read_apart`, for who reads many files.
    """
    refusal = too_large_to_keep(len(data), name)
    if refusal:
        return refusal
    source = store(data, name)
    if source.letter:
        return _duplicate(source)
    if source.problem and not retry:
        outcome = Outcome.QUESTION if source.may_be else Outcome.PROBLEM
        return Verdict(outcome, source.problem, source.may_be, source)
    return read_source(source, data, even_if_other=even_if_other, ask=ask, read=read)


def read_stored(source: LetterSource, *, even_if_other: bool = False, ask: bool = False) -> Verdict:
    """Read a file again that was received earlier, after a fix or because the clerk knows better."""
    if source.letter:
        return _duplicate(source)
    try:
        data = stored_bytes(source)
    except UnreadableLetter as refusal:
        return _failed(source, str(refusal))
    return read_source(source, data, even_if_other=even_if_other, ask=ask)


def stored_bytes(source: LetterSource) -> bytes:
    """The original as it was received. Raises UnreadableLetter when it is gone, or cannot be had for now."""
    try:
        with source.file.open("rb") as stored:
            data: bytes = stored.read()
            return data
    except FileNotFoundError as error:
        raise UnreadableLetter("Het bewaarde bestand is op de server niet te vinden; lever het opnieuw aan.") from error
    except Exception as error:  # a storage in the network has errors of its own
        logger.warning("the original of source %s could not be fetched: %r", source.pk, error)
        raise UnreadableLetter("Het bewaarde bestand is nu niet op te halen; probeer het later opnieuw.") from error


def answer_same(source: LetterSource, by: Clerk) -> Verdict:
    """The clerk's answer to a question: the file belongs to the letter that was asked about, as a further source."""
    letter = source.may_be
    if source.letter or letter is None:
        return _duplicate(source) if source.letter else _failed(source, "De brief waar dit bij hoort, is er niet meer.")
    try:
        reading = read_data(stored_bytes(source), source.original_name, even_if_other=True)
    except UnreadableLetter as refusal:
        return _failed(source, str(refusal))
    with act(DeskAct.Verb.MATCH, by, letter, what=f"Bestand bij de brief gevoegd: {source}", letter=letter):
        letter.refresh_from_db()
        news = " ".join(add_source(source, letter, reading))
    return Verdict(Outcome.SAME, f"Het bestand hoort nu bij “{letter}”. {news}".strip(), letter, source)


def answer_revised(source: LetterSource) -> Verdict:
    """The clerk's answer to a question: the file is a letter of its own, in the place of the one that was asked about."""
    replaced = source.may_be
    verdict = read_stored(source, even_if_other=True)
    if verdict.outcome is not Outcome.DRAFT or verdict.letter is None or replaced is None:
        return verdict
    verdict.letter.replaces = replaced
    verdict.letter.save(update_fields=["replaces"])
    return replace(verdict, sentence=f"{verdict.sentence} Die vervangt “{replaced}”.")


def too_large_to_keep(size: int, name: str) -> Verdict | None:
    """The verdict on a file of so many bytes that it is not even stored; ask before reading it into memory."""
    most = settings.LETTER_MAX_BYTES * KEPT_FACTOR
    if size <= most:
        return None
    sentence = f"“{name}” is groter dan {_megabytes(most)}; het is niet opgeslagen. Plak alleen de tekst van de brief."
    return Verdict(Outcome.PROBLEM, sentence)


def _duplicate(source: LetterSource) -> Verdict:
    assert source.letter is not None  # callers looked
    sentence = f"Dit bestand is al eerder ontvangen; het hoort bij de brief “{source.letter}”."
    return Verdict(Outcome.DUPLICATE, sentence, source.letter, source)


def store(data: bytes, name: str) -> LetterSource:
    """The received file on record, by its hash; committed before anything else is tried."""
    digest = hashlib.sha256(data).hexdigest()
    known = LetterSource.objects.select_related("letter").filter(sha256=digest).first()
    if known:
        return known
    source = LetterSource(
        sha256=digest,
        size=len(data),
        original_name=_plain_name(name),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
    )
    _keep(source, data)
    try:
        with transaction.atomic():
            source.save()
    except IntegrityError:  # somebody else sent the same file at the same moment
        known = LetterSource.objects.select_related("letter").get(sha256=digest)
        ours = source.file.name or ""
        if known.file.name != ours:
            source.file.storage.delete(ours)
        return known
    return source


def _keep(source: LetterSource, data: bytes) -> None:
    """Write the original, unless it is there in full from a run that was cut off before it was on record."""
    place = storage_name(source, "")
    storage = source.file.storage
    was_there = storage.exists(place)
    if was_there:
        with storage.open(place) as left:
            if hashlib.file_digest(left, "sha256").hexdigest() == source.sha256:
                source.file.name = place
                return
    try:
        source.file.save("original", ContentFile(data), save=False)
    except OSError as error:
        logger.error("an original of %d bytes could not be stored: %s", len(data), error)
        if not was_there:
            with suppress(OSError):
                storage.delete(place)
        raise NotStored(_why_not_stored(source.original_name, error)) from error


def _why_not_stored(name: str, error: OSError) -> str:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "de schijf van de server is vol" if full else "de server kan het niet wegschrijven"
    return f"“{name}” is niet opgeslagen: {why}. Waarschuw de beheerder en lever het bestand daarna opnieuw aan."


def _plain_name(name: str) -> str:
    printable = "".join(char for char in name if char.isprintable())
    return printable.replace("\\", "/").rsplit("/", 1)[-1][-255:] or "naamloos"


def read_source(
    source: LetterSource, data: bytes, *, even_if_other: bool = False, ask: bool = False, read: Read | None = None
) -> Verdict:
    """Extract, read and make a draft in one transaction; a failure is kept with the source as a sentence."""
    try:
        reading = read_data(data, source.original_name, even_if_other=even_if_other, read=read)
    except UnreadableLetter as refusal:
        return _failed(source, str(refusal))
    try:
        return _draft(source, reading, compare=not even_if_other, ask=ask and not even_if_other)
    except Exception:
        # The original is safe; the clerk gets a sentence, the operator the traceback.
        logger.exception("no draft could be made of source %s", source.pk)
        return _failed(
            source,
            "Het inlezen is door een fout in Agendavolger mislukt. Het bestand is bewaard; meld dit aan de beheerder.",
        )


def _draft(source: LetterSource, reading: LetterReading, *, compare: bool, ask: bool) -> Verdict:
    """One letter for this source, whoever else is making one of it at the same time.

    With `compare`, the other chamber's copy or the published version of a letter on record becomes its further source, and
    one whose text is much the same waits for an answer; with `ask`, so does any other that may be a letter on record.
    """
    beside = Comparison(reading) if compare else None  # it can take seconds, for which nobody need wait
    for left in reversed(range(ATTEMPTS)):
        try:
            with transaction.atomic():
                _one_at_a_time()
                fresh = LetterSource.objects.select_for_update().get(pk=source.pk)
                if fresh.letter:
                    return _duplicate(fresh)
                alike = beside.find_alike() if beside else None
                if alike and not alike.difference:
                    return _further_source(fresh, alike.letter, reading)
                if alike:
                    return _question(fresh, alike.letter, alike.question)
                if ask and (double := find_double(reading)):
                    return _question(fresh, double.letter, double.sentence)
                letter = draft_from(reading)
                fresh.letter, fresh.may_be, fresh.problem = letter, None, ""
                fresh.save(update_fields=["letter", "may_be", "problem"])
            return Verdict(Outcome.DRAFT, f"Concept gemaakt: “{letter}”.", letter, fresh)
        except (IntegrityError, OperationalError):
            if not left:
                raise
    raise AssertionError("unreachable")


def _further_source(source: LetterSource, letter: Letter, reading: LetterReading) -> Verdict:
    news = " ".join(add_source(source, letter, reading))
    sentence = f"Dit is dezelfde brief als “{letter}”: de tekst is gelijk; het bestand is daar bewaard. {news}"
    return Verdict(Outcome.SAME, sentence.strip(), letter, source)


def _question(source: LetterSource, letter: Letter, sentence: str) -> Verdict:
    source.may_be, source.problem = letter, sentence[:400]
    source.save(update_fields=["may_be", "problem"])
    return Verdict(Outcome.QUESTION, source.problem, letter, source)


def _one_at_a_time() -> None:
    """Until the transaction ends nobody else makes a draft: who compares with the letters on record sees them all.

    SQLite allows a single writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DRAFTING])


def read_data(data: bytes, name: str, *, even_if_other: bool = False, read: Read | None = None) -> LetterReading:
    """What the reader makes of a file. Raises UnreadableLetter with a Dutch sentence."""
    if len(data) > settings.LETTER_MAX_BYTES:
        larger = f"Het bestand is groter dan {_megabytes(settings.LETTER_MAX_BYTES)} en is bewaard, maar niet gelezen."
        raise UnreadableLetter(f"{larger} Plak alleen de tekst van de brief.")
    known = [formation_data(body) for body in Formation.objects.all()]
    reading = (read or read_apart)(data, name, formations=known)
    if reading.kind == "other" and not even_if_other:
        why = " ".join(reading.warnings[:1])
        raise UnreadableLetter(f"Hierin is geen geannoteerde agenda of verslag herkend. {why}".strip())
    refuse_endless(reading)
    return reading


def _failed(source: LetterSource, sentence: str) -> Verdict:
    source.refresh_from_db(fields=["letter"])
    if source.letter:  # somebody else could read it meanwhile
        return _duplicate(source)
    source.may_be, source.problem = None, sentence[:400]
    source.save(update_fields=["may_be", "problem"])
    return Verdict(Outcome.PROBLEM, source.problem, None, source)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"
