"""Reading a draft again with the reader as it is now: what a clerk decided stays, the rest is brought up to date."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from agenda_tracker.letters import LetterReading, UnreadableLetter
from agenda_tracker.models import DeskAct, Letter, LetterSource
from agenda_tracker.models.scope import Rows, scope

from .acts import Clerk, act
from .as_read import HEAD, AsRead, key_of, numbers_of, print_of, rows_of, tie_of
from .receive import Read, read_data, stored_bytes
from .reread_finds import renew_positions, renew_references
from .reread_head import renew_head, renew_meetings, renew_numbers, renew_signatories
from .reread_items import NewItems
from .reread_text import NewText

NOTHING = "De lezer leest in deze brief nu niets anders dan eerst."


def reread(letter: Letter, by: Clerk, *, read: Read | None = None) -> list[str]:
    """Read the main stored file again; one act that can be undone. Returns Dutch sentences on what changed.

    Kept are: decided, altered and hand-made positions, corrected paragraphs, ties and references made by hand, and every
    field of the head that a clerk altered. Raises ValidationError with a Dutch sentence when the letter cannot be reread.
    """
    _refuse(letter)
    reading = _read(_main_source(letter), read)
    also: Rows = [rows for meeting in letter.meetings.all() for rows in scope(meeting)]
    with act(DeskAct.Verb.REREAD, by, letter, what="Opnieuw gelezen", letter=letter, also=also) as current:
        letter.refresh_from_db()
        _refuse(letter)
        again = Rereading(letter, reading)
        said = again.run()
        current.made(*again.made)
    return said or [NOTHING]


def untouched(letter: Letter) -> bool:
    """Whether no clerk decided, altered or added anything in the letter since it was read."""
    as_read = AsRead(letter)
    rows = list(rows_of(letter))
    gone = {key for key in as_read.rows if not key.startswith(("agendaitem", "tie"))} - {key_of(row) for row in rows}
    ties = all(as_read.tied(section) for section in letter.sections.all())
    by_hand = any(one["by_hand"] for one in letter.read_meetings)
    decided = letter.positions.exclude(review="suggested").exists()
    return bool(as_read.known and ties and not (gone or by_hand or decided)) and all(map(as_read.wrote, rows))


def _refuse(letter: Letter) -> None:
    if letter.status != Letter.Status.DRAFT:
        raise ValidationError("Alleen een concept kan opnieuw worden gelezen; deze brief is gepubliceerd (geweest).")
    if not AsRead(letter).known:
        raise ValidationError("Van deze brief is niet bewaard wat er gelezen is; hij is met de hand gemaakt of te oud.")


def _main_source(letter: Letter) -> LetterSource:
    files = letter.sources.exclude(file="").filter(role=LetterSource.Role.MAIN).order_by("received_at", "pk")
    source = files.first() or letter.sources.exclude(file="").order_by("received_at", "pk").first()
    if source is None:
        raise ValidationError("Bij deze brief is geen bestand bewaard om opnieuw te lezen.")
    return source


def _read(source: LetterSource, read: Read | None) -> LetterReading:
    try:
        return read_data(stored_bytes(source), source.original_name, even_if_other=True, read=read)
    except UnreadableLetter as refusal:
        raise ValidationError(f"{refusal} De brief is gebleven zoals hij was.") from refusal


class Rereading:
    """One rereading under way; runs inside the caller's act."""

    def __init__(self, letter: Letter, reading: LetterReading) -> None:
        self.letter, self.reading = letter, reading
        self.as_read = AsRead(letter)
        self.before = {key_of(row): self.as_read.wrote(row) for row in rows_of(letter)}
        self.clerks_head = [name for name in HEAD if not self.as_read.head_is_as_read(name)]
        self.ties = {tie_of(section)[0]: self.as_read.tied(section) for section in letter.sections.all()}

    def run(self) -> list[str]:
        letter, reading, old = self.letter, self.reading, self.as_read
        said = renew_head(letter, reading, old)
        meetings = renew_meetings(letter, reading)
        said += meetings.said
        said += renew_signatories(letter, reading, self.before, old)
        said += renew_numbers(letter, reading, old)
        text = NewText(letter, reading, self.before, old)
        said += text.renew()
        items = NewItems(text, meetings.found)
        said += items.renew()
        said += meetings.drop_left_over(old)
        said += renew_references(text)
        said += renew_positions(text)
        self.made = meetings.made
        self._notes(meetings.notes)
        self._keep(text, items)
        return said

    def _notes(self, asked: list[str]) -> None:
        """The reader's remarks are replaced; what was noted since stays."""
        added = [line for line in self.letter.reading_notes.splitlines() if line not in self.as_read.notes]
        self.new_notes = [*self.reading.warnings, *asked]
        notes = "\n".join(dict.fromkeys([*self.new_notes, *added]))
        if notes != self.letter.reading_notes:
            self.letter.reading_notes = notes
            self.letter.save(update_fields=["reading_notes"])

    def _keep(self, text: NewText, items: NewItems) -> None:
        """What the reader made now; a row that a clerk made or altered keeps the print of what was read before, if any."""
        old, kept = self.as_read, AsRead(self.letter)
        kept.rows = items.remembered()
        for row in rows_of(self.letter):
            key = key_of(row)
            if self.before.get(key, True) and row not in text.kept_as_they_were:
                kept.rows[key] = print_of(row)
            elif key in old.rows:
                kept.rows[key] = old.rows[key]
        for section in self.letter.sections.all():
            key, now = tie_of(section)
            print_ = now if self.ties.get(key, True) else old.rows.get(key)
            kept.rows |= {key: print_} if print_ else {}
        kept.places = items.places()
        kept.note_head(self.new_notes, numbers_of(self.reading))
        kept.head |= {name: old.head.get(name) for name in self.clerks_head}
        kept.store()
