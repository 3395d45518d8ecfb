"""A Word file as the few XML parts that are read, bounded before anything is unpacked."""

from __future__ import annotations

import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from agenda_tracker.letters.document import UnreadableLetter

from .linked_notes import Element

PASTE = "kopieer de tekst van de brief en plak die."
BROKEN = (
    f"is geen leesbaar Word-bestand (.docx): het is beschadigd, afgebroken of beveiligd; sla het opnieuw op, of {PASTE}"
)
LOCKED = f"is met een wachtwoord beveiligd; verwijder de beveiliging in Word en probeer het opnieuw, of {PASTE}"
NO_WORD = f"is een zipbestand zonder Word-document; pak het uit en lever de brief zelf aan, of {PASTE}"
TOO_LARGE = f"wordt na uitpakken te groot voor een brief; sla het zonder afbeeldingen op als .docx of PDF, of {PASTE}"
ENTITIES = f"bevat definities van entiteiten, wat Word niet schrijft, en wordt daarom niet gelezen; {PASTE}"
MOST_ENTRIES = 4000
MOST_UNPACKED = 250_000_000  # bytes of all entries together
MOST_READ = 30_000_000  # bytes of the parts that are read; a letter of 1,500 words has 0.1 to 0.5 million
MOST_RATIO, RATIO_FROM = 250, 1_000_000  # Word's own XML is seldom packed more than 30 times
MOST_MARGINS = 12  # headers and footers
_STRICT = (  # ISO 29500 strict names: namespace and what Word itself writes
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)
_DOCUMENT = re.compile(r"word/document\d{0,3}\.xml", re.IGNORECASE)
_TYPES_OF_WORD = (b"wordprocessingml", b"ms-word")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "settings")
_BAD = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, KeyError, IndexError, OverflowError, UnicodeError,
)  # fmt: skip


@dataclass
class Package:
    """The parts as trees; ``margins`` are the headers and footers. Only the document is always there."""

    document: Element
    others: dict[str, Element] = field(default_factory=dict)
    margins: list[Element] = field(default_factory=list)


def is_docx(data: bytes) -> bool:
    """Whether a zip file holds a Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return bool(_document_name(archive))
    except _BAD:
        return False


def open_package(data: bytes, called: str) -> Package:
    """The parts that are read. Raises UnreadableLetter for a file that is broken, locked, no Word file or a bomb."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _Reader(archive, called).package()
    except UnreadableLetter:
        raise
    except _BAD as error:
        raise UnreadableLetter(f"{called} {BROKEN}") from error


def _document_name(archive: zipfile.ZipFile) -> str:
    """The name of the main part: where the package says it is, else where Word puts it; ``""`` without one."""
    names = archive.NameToInfo
    if len(names) > MOST_ENTRIES:
        return next((name for name in names if _DOCUMENT.fullmatch(name)), "")
    types = _bounded(archive, "[Content_Types].xml") or b""
    for relation in _relations(archive, "_rels/.rels"):
        if relation.get("Type", "").endswith("/officeDocument") and any(word in types for word in _TYPES_OF_WORD):
            name = _resolved("", relation.get("Target", ""))
            if name in names:
                return name
    return next((name for name in names if _DOCUMENT.fullmatch(name)), "")


def _relations(archive: zipfile.ZipFile, name: str) -> list[Element]:
    data = _bounded(archive, name)
    try:
        return [*_tree(data).iter(_RELATION)] if data else []
    except etree.LxmlError:
        return []


def _bounded(archive: zipfile.ZipFile, name: str, most: int = RATIO_FROM) -> bytes | None:
    """The bytes of a small part; None when it is not there or not small."""
    info = archive.NameToInfo.get(name)
    if info is None or info.file_size > most or info.flag_bits & 1:
        return None
    with archive.open(info) as part:
        return part.read(most)


def _resolved(folder: str, target: str) -> str:
    """The name of an entry that a part names; it is only looked up, never a path of this computer."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _tree(data: bytes) -> Element:
    """XML without entities, document types or addresses being looked up."""
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


class _Reader:
    """Reads the parts of one archive while their sizes add up to no more than a letter can have."""

    def __init__(self, archive: zipfile.ZipFile, called: str) -> None:
        self.archive = archive
        self.called = called
        self.left = MOST_READ

    def package(self) -> Package:
        """All parts, the document first."""
        entries = self.archive.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise UnreadableLetter(f"{self.called} {TOO_LARGE}")
        name = _document_name(self.archive)
        if not name:
            raise UnreadableLetter(f"{self.called} {NO_WORD}")
        document = self._part(name, needed=True)
        assert document is not None
        package = Package(document)
        folder, own = posixpath.split(name)
        related = self._related(folder, _relations(self.archive, f"{folder}/_rels/{own}.rels".lstrip("/")))
        for kind in _PARTS:
            part = self._part(related.get(kind, [f"{folder}/{kind}.xml"])[0], needed=kind.endswith("notes"))
            if part is not None:
                package.others[kind] = part
        margins = [*related.get("header", ()), *related.get("footer", ())][:MOST_MARGINS]
        package.margins = [part for margin in margins if (part := self._part(margin)) is not None]
        return package

    def _related(self, folder: str, relations: list[Element]) -> dict[str, list[str]]:
        """Names of entries by the kind of relation."""
        found: dict[str, list[str]] = {}
        for relation in relations:
            if relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, []).append(_resolved(folder, relation.get("Target", "")))
        return found

    def _part(self, name: str, needed: bool = False) -> Element | None:
        """One part as a tree; a part without text may be missing or broken."""
        info = self.archive.NameToInfo.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableLetter(f"{self.called} {LOCKED}")
        packed = max(info.file_size > RATIO_FROM and info.file_size / max(info.compress_size, 1), 0)
        if info.file_size > self.left or packed > MOST_RATIO:
            raise UnreadableLetter(f"{self.called} {TOO_LARGE}")
        self.left -= info.file_size
        with self.archive.open(info) as part:
            data = part.read(info.file_size + 1)
        if b"<!ENTITY" in data or b"<!\x00E\x00N" in data:
            raise UnreadableLetter(f"{self.called} {ENTITIES}")
        try:
            return _tree(data)
        except etree.LxmlError as error:
            if needed:
                raise UnreadableLetter(f"{self.called} {BROKEN}") from error
            return None
