"""How much a letter can hold: all of it is written in one transaction, and everybody else waits for that."""

from agenda_tracker.letters import LetterReading, UnreadableLetter

# A letter of a hundred pages has some sixty agenda items, and two thousand paragraphs, references and positions.
MOST_ITEMS, MOST_FINDS = 400, 10_000


def refuse_endless(reading: LetterReading) -> None:
    """Raises UnreadableLetter, with a Dutch sentence, when so much was read that it cannot be one letter."""
    items = {(part.meeting, part.part, part.agenda_item) for part in reading.sections if part.agenda_item}
    rows = (reading.sections, reading.footnotes, reading.references, reading.positions)
    finds = sum(map(len, rows)) + sum(len(part.paragraphs) for part in reading.sections)
    _refuse_more(len(items), MOST_ITEMS, "agendapunten")
    _refuse_more(finds, MOST_FINDS, "delen, alinea’s en vondsten")


def _refuse_more(count: int, most: int, what: str) -> None:
    if count > most:
        raise UnreadableLetter(
            f"Hierin zijn {count} {what} gelezen; een brief heeft er hoogstens {most}. Het bestand is bewaard, maar niet "
            "ingelezen. Lever elke brief apart aan, of plak alleen de tekst ervan."
        )
