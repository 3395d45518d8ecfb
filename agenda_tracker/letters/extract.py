"""Bytes to text: one function per carrier, chosen by the first bytes of the file."""

from __future__ import annotations

import codecs
from collections.abc import Callable

# First bytes of files that are no text, with the word the user knows them by.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "een PDF-bestand"),
    (b"PK\x03\x04", "een Word- of zipbestand"),
    (b"PK\x05\x06", "een zipbestand"),
    (b"\xd0\xcf\x11\xe0", "een oud Word-bestand"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
    (b"II*\x00", "een afbeelding"),
    (b"MM\x00*", "een afbeelding"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"\x1f\x8b", "een ingepakt bestand"),
    (b"7z\xbc\xaf", "een ingepakt bestand"),
)
PASTE = "deze versie leest alleen tekst. Kopieer de tekst van de brief en plak die."


class UnreadableLetter(ValueError):
    """No text could be read; ``str(exc)`` is one Dutch sentence or two for the user."""


def extract_text(data: bytes, name: str = "") -> str:
    """The text in ``data``; ``name`` is only used to name the file in a message.

    Raises UnreadableLetter for empty, binary or undecodable data and for data without a readable character.
    """
    called = f"Het bestand {name}" if name else "Het bestand"
    if not data.strip(b" \t\r\n\x00\x0c"):
        raise UnreadableLetter(f"{called} is leeg; kies een bestand met de tekst van de brief.")
    carrier = _carrier(data, called)
    text = carrier(data, called)
    _check_readable(text, called)
    return text


def _carrier(data: bytes, called: str) -> Callable[[bytes, str], str]:
    """The function that reads this kind of file; later carriers (PDF, DOCX, HTML) get their row here."""
    lead = data.lstrip(codecs.BOM_UTF8)
    for signature, kind in SIGNATURES:
        if lead.startswith(signature):
            raise UnreadableLetter(f"{called} is {kind} en {PASTE}")
    return read_plain_text


def read_plain_text(data: bytes, called: str = "Het bestand") -> str:
    """Plain text: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(data, "utf-16", called)
    if b"\x00" in data:
        raise UnreadableLetter(f"{called} is geen tekstbestand en {PASTE}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(data, "cp1252", called)


def _decode(data: bytes, encoding: str, called: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{called} heeft een onbekende tekencodering; sla de tekst op als UTF-8 en probeer het opnieuw."
        raise UnreadableLetter(message) from error


def _check_readable(text: str, called: str) -> None:
    """Refuse text without a letter, or with so many control characters that it must be something else."""
    if not any(character.isalpha() for character in text):
        raise UnreadableLetter(f"In {called[0].lower() + called[1:]} staat geen leesbare tekst; plak de tekst zelf.")
    controls = sum(1 for character in text if ord(character) < 32 and character not in "\t\n\r\f\v")
    if controls * 20 > len(text):
        raise UnreadableLetter(f"{called} is geen tekstbestand en {PASTE}")
