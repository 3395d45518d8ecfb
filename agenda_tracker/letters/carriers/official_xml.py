"""XML of published Kamerstukken to the lines of a letter; both vocabularies, before 2010 and since."""

from __future__ import annotations

import re

from lxml import etree

from agenda_tracker.letters.document import Document, UnreadableLetter
from agenda_tracker.letters.words import words

from .flow import Flow
from .linked_notes import Element
from .markup import document_of
from .markup_text import as_xml, decode_markup, with_letters
from .walk import pour
from .xml_parts import XmlParts, local

PASTE = "kopieer de tekst van de brief en plak die."
ENTITIES = (
    f"bevat definities van entiteiten en wordt daarom niet gelezen; lever de officiële XML ongewijzigd aan, of {PASTE}"
)
BROKEN = f"is geen geldige XML, misschien is het bestand afgebroken; lever het opnieuw aan, of {PASTE}"
TOO_DEEP = f"is geen gewone XML van een Kamerstuk (te diep genest of te veel tekst op één plaats); {PASTE}"
WORD = f"is een Word-document in XML-vorm; sla het in Word op als .docx of PDF, of {PASTE}"
LEAD = 4096  # characters from the start in which XML shows itself
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_PUBLICATION = words("officiele-publicatie kamerstuk kamerwrk kamervragen vraagdoc niet-dossier-stuk")
_WORD_ROOTS = ("package", "wordDocument")
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)
_PAGE_PARTS = words("body div p section")


def looks_like_xml(data: bytes) -> bool:
    """Whether a text file is XML and no HTML: it says so itself, or it has the root of a publication."""
    text = decode_markup(data[: 4 * LEAD])[:LEAD].lstrip()
    root = _ROOT.search(text)
    if not text.startswith("<") or root is None or _PAGE.search(text):
        return False
    name = local(root[1])
    return (text.startswith("<?xml") and name not in _PAGE_PARTS) or name in _PUBLICATION


def read_xml(data: bytes, called: str = "Het bestand") -> Document:
    """The letter in an official XML file; ``called`` opens the sentence about one that cannot be read.

    No entity is resolved and no document type or address is looked up. Unknown elements give their text.
    Raises UnreadableLetter for XML that defines entities, is broken, nested too deep or without text.
    """
    root = _parse(decode_markup(data), called)
    vocabulary = XmlParts(root)
    flow = Flow()
    pour(root, flow, vocabulary.part)
    return document_of(flow, called, "xml", vocabulary.markers)


def _parse(text: str, called: str) -> Element:
    defined, first = text.find("<!ENTITY"), _ROOT.search(text)
    if first is None:
        raise UnreadableLetter(f"{called} {BROKEN}")
    if 0 <= defined < first.start():
        raise UnreadableLetter(f"{called} {ENTITIES}")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(as_xml(with_letters(text)), parser)
    except (etree.LxmlError, ValueError) as error:
        limited = any(one.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for one in parser.error_log)
        raise UnreadableLetter(f"{called} {TOO_DEEP if limited else BROKEN}") from error
    if local(root.tag) in _WORD_ROOTS:
        raise UnreadableLetter(f"{called} {WORD}")
    return root
