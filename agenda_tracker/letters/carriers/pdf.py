"""A PDF file to the lines of a letter; what cannot be read is told in a sentence."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from agenda_tracker.letters.document import Document, UnreadableLetter

from .pdf_lines import letter_lines
from .pdf_page import PageReader, Piece

MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
MOST_ON_PAGE = 100_000
END_WITHIN = 4096  # bytes at the end of the file in which its closing words must stand
FEWEST_LETTERS = 40  # a page; a scan carries at most a stamp or a number as text
BROKEN = "is beschadigd of niet volledig; vraag een nieuw exemplaar van de brief of plak de tekst."
LOCKED = "is beveiligd met een wachtwoord; sla het zonder wachtwoord op of kopieer de tekst van de brief en plak die."
SCANNED = (
    "bevat geen tekst, waarschijnlijk alleen een afbeelding van de brief;"
    " laat er tekstherkenning (OCR) op los, of typ of plak de tekst."
)
GARBLED = (
    "bevat tekens die niet als tekst te lezen zijn; laat er tekstherkenning (OCR) op los of plak de tekst van de brief."
)
TOO_LONG = (
    f"is te groot voor een brief (meer dan {MOST_PAGES} pagina’s of {MOST_CHARACTERS // 1_000_000} miljoen tekens);"
    " lever alleen de pagina’s van de brief aan of plak de tekst."
)
_CLOSING = re.compile(rb"%%EOF|startxref\s{1,4}\d")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The pieces of one page in the order in which they were drawn."""

    pieces: list[Piece]
    characters: int
    images: bool = False


def read_pdf(data: bytes, called: str = "Het bestand") -> Document:
    """The letter in a PDF; ``called`` opens the sentence about a file that cannot be read.

    Raises UnreadableLetter for a file that is locked, broken, cut off, far too long or without text.
    """
    pages = read_pages(data, called)
    return letter_lines([page.pieces for page in pages])


def read_pages(data: bytes, called: str) -> list[PrintedPage]:
    """Every page of the file; raises UnreadableLetter as ``read_pdf`` does."""
    if not _CLOSING.search(data.rstrip(b"\0\r\n\t ")[-END_WITHIN:]):
        raise UnreadableLetter(f"{called} {BROKEN}")
    document = _open(data, called)
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableLetter(f"{called} {TOO_LONG}")
        pages = _all_pages(document, called)
    except (pypdfium2.PdfiumError, ctypes.ArgumentError) as error:
        raise UnreadableLetter(f"{called} {BROKEN}") from error
    finally:
        document.close()
    _check(pages, called)
    return pages


def _open(data: bytes, called: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise UnreadableLetter(f"{called} {LOCKED if locked else BROKEN}") from error


def _all_pages(document: pypdfium2.PdfDocument, called: str) -> list[PrintedPage]:
    pages: list[PrintedPage] = []
    left = MOST_CHARACTERS
    for index in range(len(document)):
        page = document[index]
        try:
            pages.append(_read_page(page, min(left, MOST_ON_PAGE), called))
        finally:
            page.close()
        left -= pages[-1].characters
    return pages


def _read_page(page: pypdfium2.PdfPage, most: int, called: str) -> PrintedPage:
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > most:
            raise UnreadableLetter(f"{called} {TOO_LONG}")
        reader = PageReader(textpage.raw, count)
        return PrintedPage(reader.pieces(), count, count < FEWEST_LETTERS and _has_image(page))
    finally:
        textpage.close()


def _has_image(page: pypdfium2.PdfPage) -> bool:
    return next(iter(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)), None) is not None


def _check(pages: list[PrintedPage], called: str) -> None:
    """Refuse a file without text, with hardly more than a stamp on scanned pages, or with unreadable characters."""
    text = "".join(piece.text for page in pages for piece in page.pieces)
    letters = sum(map(str.isalpha, text))
    scanned = sum(page.images for page in pages) * 2 > len(pages)
    if not pages or (scanned and letters < FEWEST_LETTERS * len(pages)) or not text:
        raise UnreadableLetter(f"{called} {SCANNED if pages else BROKEN}")
    if letters * 3 < len(text):
        raise UnreadableLetter(f"{called} {GARBLED}")
