"""Bytes to the lines of a letter: which carrier a file is, told by its content and never by its name."""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from .clean import read_text
from .document import Document, UnreadableLetter

Reader = Callable[[bytes, str], Document]

PASTE = "kopieer de tekst van de brief en plak die."
READS = "Agendavolger leest PDF, Word (.docx), HTML, XML en tekst"
MOST_CHARACTERS = 1_500_000  # a letter of a hundred pages has a fifth of that
TOO_LONG = f"bevat te veel tekst voor een brief; {PASTE}"
NO_LETTERS = "is een afbeelding zonder tekst; laat er tekstherkenning (OCR) op los, of typ of plak de tekst zelf."
LONGEST_NAME = 200  # characters of a file name in a sentence
# First bytes of files that cannot be read, and how the sentence about them goes on.
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", NO_LETTERS),
    (b"\xff\xd8\xff", NO_LETTERS),
    (b"GIF8", NO_LETTERS),
    (b"II*\x00", NO_LETTERS),
    (b"MM\x00*", NO_LETTERS),
    (b"{\\rtf", f"is een RTF-bestand; sla het in Word op als .docx, of {PASTE}"),
    (b"\x1f\x8b", f"is een ingepakt bestand; pak het uit en lever de brief zelf aan, of {PASTE}"),
    (b"7z\xbc\xaf", f"is een ingepakt bestand; pak het uit en lever de brief zelf aan, of {PASTE}"),
    (b"Rar!", f"is een ingepakt bestand; pak het uit en lever de brief zelf aan, of {PASTE}"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What an encrypted Office file calls its content, in UTF-16 ([MS-OFFCRYPTO] §1.3.3).
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# Mail servers put lines before it; readers look in the first 1,024 bytes (ISO 32000-1, appendix H.3, note 13).
_PDF = re.compile(rb"\A\s{0,99}%PDF|[\r\n]%PDF-\d")
_LETTER = re.compile(r"[^\W\d_]")
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\v"]
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def extract(data: bytes, name: str = "") -> Document:
    """The lines in ``data``; ``name`` is only used to name the file in a message.

    Raises UnreadableLetter for empty, binary, locked, endless or undecodable data and for data without a readable character.
    """
    called = in_words(name)
    if not data.strip(b" \t\r\n\x00\x0c"):
        raise UnreadableLetter(f"{called} is leeg; kies een bestand met de tekst van de brief.")
    document = _reader(data, called)(data, called)
    if sum(len(line.text) for line in document.lines) > MOST_CHARACTERS:
        raise UnreadableLetter(f"{called} {TOO_LONG}")
    return document


def in_words(name: str) -> str:
    """How a sentence starts about the file with this name; a name of any length and with any characters will do."""
    printable = "".join(char if char.isprintable() else "?" for char in name)
    short = printable if len(printable) <= LONGEST_NAME else f"{printable[: LONGEST_NAME - 20]}…{printable[-19:]}"
    return f"Het bestand {short}" if short else "Het bestand"


def prepare(data: bytes) -> None:
    """Import what files of this kind need, without looking further than their first bytes."""
    lead = data[:1024]
    if _PDF.search(lead):
        from .carriers import pdf  # noqa: F401
    elif lead.startswith(ZIP):
        from .carriers import docx  # noqa: F401
    elif b"<" in lead:
        from .carriers import markup, official_xml  # noqa: F401


def _reader(data: bytes, called: str) -> Reader:
    """The function that reads this kind of file. A carrier is imported when a file of its kind comes along."""
    lead = data[:1024].lstrip(codecs.BOM_UTF8)
    for signature, refusal in REFUSED:
        if lead.startswith(signature):
            raise UnreadableLetter(f"{called} {refusal}")
    if lead.startswith(OLE):
        raise UnreadableLetter(f"{called} {_old_word(data)}")
    if lead.startswith(ZIP):
        return _docx(data, called)
    if _PDF.search(lead):
        from .carriers.pdf import read_pdf

        return read_pdf
    return _marked_up(data) or read_plain


def _old_word(data: bytes) -> str:
    if ENCRYPTED_STREAM in data:
        return f"is met een wachtwoord beveiligd; verwijder de beveiliging in Word en probeer het opnieuw, of {PASTE}"
    return f"is een oud Word- of Outlookbestand; sla het in Word op als .docx of PDF, of {PASTE}"


def _docx(data: bytes, called: str) -> Reader:
    from .carriers.docx import is_docx, read_docx

    if is_docx(data):
        return read_docx
    raise UnreadableLetter(f"{called} {_other_zip(data)}")


def _other_zip(data: bytes) -> str:
    """What a zip file is that holds no Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {name.partition("/")[0] for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return f"is een beschadigd Word- of zipbestand; lever het opnieuw aan, of {PASTE}"
    if "mimetype" in names and "META-INF" in names:
        return f"is een OpenDocument-bestand; sla het op als .docx of PDF, of {PASTE}"
    if names & {"xl", "ppt"}:
        return f"is een Excel- of PowerPointbestand en geen brief. {READS}."
    return f"is een zipbestand zonder Word-document; pak het uit en lever de brief zelf aan, of {PASTE}"


def _marked_up(data: bytes) -> Reader | None:
    """The reader of HTML or XML, None for text without tags."""
    if b"<" not in data[:8192].replace(b"\x00", b""):
        return None
    from .carriers.markup import looks_like_html, read_html
    from .carriers.official_xml import looks_like_xml, read_xml

    if looks_like_xml(data):
        return read_xml
    return read_html if looks_like_html(data) else None


def read_plain(data: bytes, called: str = "Het bestand") -> Document:
    """Plain text in UTF-8, UTF-16, UTF-32 or Windows-1252, with or without byte order mark."""
    text = decode(data, called)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableLetter(f"{called} {TOO_LONG}")
    if not _LETTER.search(text):
        raise UnreadableLetter(f"In {called[0].lower() + called[1:]} staat geen leesbare tekst; plak de tekst zelf.")
    if sum(map(text.count, _CONTROLS)) * 20 > len(text):
        raise UnreadableLetter(_no_text(called))
    return read_text(text)


def decode(data: bytes, called: str = "Het bestand") -> str:
    """The characters of a text file. UTF-8 with a few wrong bytes stays UTF-8; those bytes become U+FFFD."""
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "") or _wide(data)
    if encoding:
        return _strictly(data, encoding, called)
    if b"\x00" in data:
        raise UnreadableLetter(_no_text(called))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _strictly(data, "cp1252", called)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in Dutch text nearly every character has a zero byte, always on the same side."""
    sample = data[:4096]
    half = len(sample) // 2
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if half >= 4 and high * 10 >= half * 7 and low * 10 <= half:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and low * 10 >= half * 7 and high * 10 <= half else ""


def _mostly_utf8(data: bytes) -> str:
    """The text when at least as many characters outside ASCII are right as wrong, else ``""``.

    A download cut off in the middle of a character is no reason to read every `ë` of it as `Ã«`; and in Windows-1252
    bytes hardly ever form UTF-8 by chance.
    """
    text = data.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - wrong
    return text if good >= max(wrong, 1) else ""


def _strictly(data: bytes, encoding: str, called: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{called} heeft een onbekende tekencodering; sla de tekst op als UTF-8 en probeer het opnieuw."
        raise UnreadableLetter(message) from error


def _no_text(called: str) -> str:
    return f"{called} is geen leesbaar bestand; {READS}. Of {PASTE}"
