"""Word documents that are broken, locked, hostile or empty end in one sentence; none does harm."""

import io
import random
import struct
import zipfile

import pytest

from agenda_tracker.letters.carriers.docx import is_docx, read_docx
from agenda_tracker.letters.document import UnreadableLetter

from .docx_maker import data_with, docx, listed, notes, paragraph, reference
from .test_docx import NUMBERED, PIECES, STYLES, cells
from .test_markup import shown


def other_zip(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


LETTER = docx(paragraph("De brief zelf.", reference(1)), footnotes=notes({1: "Noot."}))
LOCKED = bytearray(docx(paragraph("x")))
for _place in [index for index in range(len(LOCKED)) if LOCKED[index : index + 4] == b"PK\x01\x02"]:
    LOCKED[_place + 8] |= 1  # the flag of an encrypted entry
ENTITY = b'<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:document'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is geen leesbaar Word-bestand"),
        (LETTER[: len(LETTER) // 2], "is geen leesbaar Word-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is geen leesbaar Word-bestand"),
        (bytes(LOCKED), "is met een wachtwoord beveiligd"),
        (other_zip(brief=b"tekst"), "is een zipbestand zonder Word-document"),
        (docx(paragraph("12 3")), "bevat geen tekst"),
        (docx(""), "bevat geen tekst"),
        # Large ones are made when they are read, not whenever tests are looked for.
        (lambda: docx(paragraph("x") + " " * 40_000_000), "wordt na uitpakken te groot"),
        (lambda: docx(paragraph("x"), others={"word/media/x.bin": bytes(260_000_000)}), "wordt na uitpakken te groot"),
        (
            lambda: docx(paragraph("x"), others={f"x{number}": b"" for number in range(5000)}),
            "wordt na uitpakken te groot",
        ),
        (lambda: docx("<w:ins>" * 100_000 + paragraph("x") + "</w:ins>" * 100_000), "wordt na uitpakken te groot"),
        (docx("<w:ins>" * 300 + paragraph("x") + "</w:ins>" * 300), "is geen leesbaar Word-bestand"),
        (data_with(LETTER, "word/document.xml", b"<w:document", ENTITY), "bevat definities van entiteiten"),
        (data_with(LETTER, "word/document.xml", b"</w:body>", b""), "is geen leesbaar Word-bestand"),
        (data_with(LETTER, "word/footnotes.xml", b"</w:footnotes>", b""), "is geen leesbaar Word-bestand"),
        (data_with(LETTER, "word/document.xml", b"<w:t ", b"\x00<w:t "), "is geen leesbaar Word-bestand"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(UnreadableLetter) as caught:
        read_docx(data() if callable(data) else data, "Het bestand brief.docx")
    assert str(caught.value).startswith(f"Het bestand brief.docx {sentence}")
    assert str(caught.value).endswith(".")


def test_names_that_climb_and_archives_inside_are_left_alone():
    others = {"../../etc/passwd": b"x", "/word/styles.xml": b"<", "word/embeddings/in.zip": other_zip(brief=b"x")}
    assert shown(read_docx(docx(paragraph("Brief"), others=others))) == ["Brief"]


def test_a_damaged_file_reads_or_is_refused():
    chance = random.Random(7)
    for _ in range(300):
        data = bytearray(LETTER)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        is_docx(bytes(data))
        try_to_read(bytes(data[: chance.choice([len(data), chance.randrange(len(data))])]))


def test_a_document_with_wrong_parts_reads_or_is_refused():
    chance = random.Random(11)
    whole = docx(
        "".join(one for one, _ in PIECES) + listed("a") + cells("a", "b") + paragraph("x", reference(1), style="Kop1"),
        footnotes=notes({1: "N."}),
        numbering=NUMBERED,
        styles=STYLES,
    )
    names = zipfile.ZipFile(io.BytesIO(whole)).namelist()
    for _ in range(200):
        name = chance.choice(names)
        content = zipfile.ZipFile(io.BytesIO(whole)).read(name)
        start = content.find(b"<", chance.randrange(len(content)))
        piece = content[start : content.find(b">", start) + 1]
        new = chance.choice(
            [b"", b"<w:p/>", piece + piece, piece.replace(b'"1"', b'"x"'), piece.replace(b"w:val", b"w:nee")]
        )
        try_to_read(data_with(whole, name, piece, new))


def try_to_read(data: bytes) -> None:
    try:
        read_docx(data)
    except UnreadableLetter:
        return


def test_a_size_that_lies_is_no_way_in():
    data = bytearray(docx(paragraph("x" * 5000)))
    for place in [index for index in range(len(data)) if data[index : index + 4] == b"PK\x01\x02"]:
        data[place + 24 : place + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableLetter):
        read_docx(bytes(data))
