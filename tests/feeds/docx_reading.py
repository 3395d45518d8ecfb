"""A document for Word read back: its text in order, tables and foot included."""

import io

import docx
from docx.document import Document
from docx.oxml.ns import qn


def document_of(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def lines_of(content: bytes) -> list[str]:
    """Each paragraph's text, links included, in the order of the document."""
    body = document_of(content).element.body
    return ["".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))]


def text_of(content: bytes) -> str:
    """The text of the document with the addresses that it links to."""
    document = document_of(content)
    links = [part.target_ref for part in document.part.rels.values() if part.is_external]
    return "\n".join([*lines_of(content), *links])
