"""HTML to the lines of a letter: published pages, pages saved from a browser, and what word processors write."""

from __future__ import annotations

import re

from lxml import etree

from agenda_tracker.letters.document import Document, Line, UnreadableLetter, note_key
from agenda_tracker.letters.words import words

from .flow import Flow
from .html_parts import HtmlParts
from .html_tree import main_part, tidy_tree
from .linked_notes import BLOCKS, Element, find_links
from .loose_notes import take_loose_notes
from .markup_text import as_xml, decode_markup
from .walk import pour

PASTE = "kopieer de tekst van de brief en plak die."
NO_TEXT = f"staat geen leesbare tekst, alleen scripts of opmaak; open de brief, {PASTE}"
TOO_DEEP = f"is geen gewone webpagina (te diep genest of te veel tekst op één plaats); open de pagina, {PASTE}"
LEAD = 4096  # characters from the start in which HTML shows itself
_OPENS = re.compile(
    r"\A\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*<(!doctype\s{1,9}html|[a-z][a-z0-9]{0,14})(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"</(?:p|div|span|h[1-6]|li|td|table|b|strong|em|a)>|<br ?/?>", re.IGNORECASE)
_KNOWN = BLOCKS | words(
    "a abbr b big br cite code del em font i img ins link meta q s script small span strong style sub sup title u"
)
_NOTES_TITLE = re.compile(r"(?:Voet|Eind)?[Nn]oten:?|Footnotes|X ?Noot|(?:↑ ?)?(?:Naar boven|Terug naar boven)")
_NUMBER_ALONE = re.compile(r"[Nn]r\.? ?\d{1,5}[a-z]?(?: .{0,20}\([Hh]erdruk\))?|[A-Z]{1,2}")


def looks_like_html(data: bytes) -> bool:
    """Whether a text file is a page or a piece of HTML; XML that is XHTML counts, text with a stray ``<`` does not."""
    text = decode_markup(data[: 4 * LEAD])[:LEAD]
    opens = _OPENS.match(text)
    if text.lstrip().startswith("<?xml") and not (opens or _PAGE.search(text)):
        return False
    if opens:
        return opens[1].lower() in _KNOWN or opens[1].startswith("!")
    return bool(_PAGE.search(text)) or len(_TAGS.findall(text)) > 2


def read_html(data: bytes, called: str = "Het bestand") -> Document:
    """The letter in a page; ``called`` opens the sentence about a page that cannot be read.

    Nothing outside the page is fetched, no entity is looked up, scripts do not run.
    Raises UnreadableLetter for a page without text, or nested deeper than any letter is.
    """
    return read_tree(parse_html(decode_markup(data), called), called, "html")


def parse_html(text: str, called: str) -> Element:
    """The tree of a page, however wrong its tags are."""
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(as_xml(text), parser)
    except etree.LxmlError:
        root = None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableLetter(f"{called} {TOO_DEEP}")
    if root is None:
        raise UnreadableLetter(no_text(called))
    return root


def read_tree(root: Element, called: str, carrier: str) -> Document:
    """The letter in the tree of a page; the tree is changed. Raises UnreadableLetter when there is no text in it."""
    tidy_tree(root)
    links = find_links(root)
    flow = Flow()
    pour(main_part(root, links.bodies), flow, HtmlParts(links, flow).part)
    return document_of(flow, called, carrier, links.markers)


def document_of(flow: Flow, called: str, carrier: str, markers: list[str]) -> Document:
    """What a flow gathered, with ``Nr. 12`` before ``BRIEF VAN``; ``markers`` are the marks of all notes as printed."""
    lines, notes = flow.lines(), flow.notes()
    lost = {ord(note_key(index)): marker for index, marker in enumerate(markers) if index not in notes}
    for line in lines if lost else ():
        line.text = line.text.translate(lost)
    lines = join_number(lines)
    kept = tuple(notes[index] for index in sorted(notes))
    if not kept:
        lines, loose = take_loose_notes(lines)
        kept = tuple(loose)
    lines = [line for line in lines if not _NOTES_TITLE.fullmatch(line.text)] if kept else lines
    if not any(char.isalpha() for line in lines for char in line.text):
        raise UnreadableLetter(no_text(called))
    return Document(tuple(lines), notes=kept, carrier=carrier)


def no_text(called: str) -> str:
    """The sentence about a file in which there is nothing to read."""
    return f"In {called[:1].lower()}{called[1:]} {NO_TEXT}"


def join_number(lines: list[Line]) -> list[Line]:
    """``Nr. 12`` on a line of its own joins the ``BRIEF VAN`` behind it, as the paper prints it."""
    result: list[Line] = []
    for line in lines:
        if line.text.startswith("BRIEF "):
            above = [one for one in result[-2:] if one.text][-1:]
            if above and _NUMBER_ALONE.fullmatch(above[0].text):
                line.text = f"{above[0].text} {line.text}"
                del result[result.index(above[0], max(0, len(result) - 2)) :]
        result.append(line)
    return result
