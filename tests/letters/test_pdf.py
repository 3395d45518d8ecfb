"""PDF letters: body lines in order, footnotes apart, nothing of the margin; what cannot be read is told in a sentence."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from agenda_tracker.letters.carriers.pdf import MOST_PAGES, read_pdf
from agenda_tracker.letters.document import Document, Line, UnreadableLetter

from .pdf_maker import Block, Letter, Style, make_pdf

MADE = Path(__file__).parent / "pdf"
MARGIN = (
    "Ministerie van Zeezaken",
    "Contactpersoon",
    "A.B. Verzonnen",
    "T 070 123 45 67",
    "Onze referentie",
    "ZZ2034-1",
)
NEXT_MARGIN = ("Ministerie van Zeezaken", "Datum", "3 mei 2034", "Onze referentie", "ZZ2034-1")
FIRST = (
    "De ministers van de lidstaten spreken in november 2033^1 over walstroom in de havens (Verordening 2029/7777)^2 en over "
    "de NAVO-commandostructuren. Nederland pleit voor een vast tijdpad, waarin ruimte blijft voor kleine havens.^3 "
)
SECOND = (
    "Het kabinet steunt de meldkamer voor de Noordzee en de opleiding van bemanningen. Over het onderzoek naar onbemande "
    "vaartuigen is Nederland kritisch, omdat een vergelijkbaar onderzoek al loopt. Ik zal de Commissie daarom vragen om "
    "eerst die uitkomsten af te wachten, en uw Kamer voor de zomer informeren over de samenwerking. "
)
NOTES = (
    "Zie Kamerstuk 21 501-99, nr. 431.",
    "Verordening (EU) 2029/7777 van het Europees Parlement en de Raad van 12 november 2029 over walstroom voor zeeschepen, "
    "waarover uw Kamer op 3 december 2029 is geïnformeerd (Kamerstuk 39 450, nr. 12).",
    "COM(2034) 99.",
    "Motie-Verzonnen/Bedacht (Kamerstuk 39 450, nr. 21).",
)
LETTER = Letter(
    (
        Block("Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", after=20),
        Block("Datum\t3 mei 2034", "cells", 0),
        Block("Betreft\tFICTIEF Geannoteerde agenda Zeeraad", "cells", 20),
        Block("Geachte voorzitter,"),
        Block(FIRST + SECOND),
        Block("Schone havens", "bold", 4),
        Block(SECOND + FIRST.replace("^1", "").replace("^2", "").replace("^3", "^4")),
        Block(
            "een gezamenlijke meldkamer, waarin de kustwachten hun waarnemingen delen, dag in en dag uit;", "bullet", 2
        ),
        Block("een opleiding."),
        Block(SECOND),
        Block("Hoogachtend,", after=20),
        Block("DE MINISTER VAN ZEEZAKEN\tDE STAATSSECRETARIS", "cells", 30, tab=170),
        Block("Wietske van Rhijn\tNoor el Idrissi", "cells", tab=170),
    ),
    NOTES,
    MARGIN,
    NEXT_MARGIN,
    running="Geannoteerde agenda Zeeraad",
    lines_per_page=12,
)
HYPHENS = ("NAVO-|commandostructuren", "samen|werking", "verge|lijkbaar", "walst|room", "vaar|tuigen")


def marked(text: str) -> str:
    """The private characters of the footnotes as ``^1``, ``^2``, …"""
    return "".join(f"^{ord(char) - 0xF0000 + 1}" if char >= "\U000f0000" else char for char in text)


def lines(document: Document) -> list[str]:
    return [marked(line.text) for line in document.lines if line.text]


def printed(document: Document) -> str:
    """The document as the text files beside the PDFs write it: pages, gaps, ``*headings*``, marks and footnotes."""
    parts = []
    for line in document.lines:
        parts += ["==="] if line.page else []
        parts.append(f"*{marked(line.text)}*" if line.emphasis else marked(line.text))
    return "\n".join([*parts, "---", *(f"{note.marker} {note.text}" for note in document.notes), ""])


@pytest.mark.parametrize("name", ["libreoffice-margekolom", "libreoffice-uitgevuld", "chromium-noten"])
def test_letters_of_word_processors_and_browsers_are_read_exactly(name):
    document = read_pdf((MADE / f"{name}.pdf").read_bytes())
    assert printed(document) == (MADE / f"{name}.txt").read_text(encoding="utf-8")
    assert document.carrier == "pdf"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("order", ["margin last", "margin first", "by height"])
@pytest.mark.parametrize("drawing", ["lines", "words", "letters", "halves", "kerned"])
def test_the_way_of_drawing_makes_no_difference(drawing, order, turned):
    style = Style(drawing=drawing, order=order, turned=turned, hyphens=HYPHENS)
    made = make_pdf(LETTER, style)
    assert len(made.lines) == 3
    document = read_pdf(made.data)
    assert lines(document) == [line for page in made.lines for line in page]
    assert [(note.marker, note.text) for note in document.notes] == [(str(n), t) for n, t in enumerate(NOTES, 1)]


@pytest.mark.parametrize(
    "style",
    [
        Style(justified=True),
        Style(justified=True, drawing="words", order="by height"),
        Style(font="Times-Roman", size=11, leading=15, note_size=9, indent=14),
        Style(mark_style="plain", moved=(30.0, 50.0)),
        Style(margin_size=9.0, note_size=9.0),
        Style(margin_size=9.0, note_size=9.0, mark_style="plain", right=380.0, margin_x=392.0),
    ],
    ids=["stretched", "stretched words", "Times", "crop box", "one size", "one size, plain numbers"],
)
def test_other_settings_read_the_same(style):
    made = make_pdf(LETTER, style)
    document = read_pdf(made.data)
    assert lines(document) == [line for page in made.lines for line in page]
    assert [note.text for note in document.notes] == list(NOTES)


def test_page_starts_gaps_and_headings_are_told():
    document = read_pdf(make_pdf(LETTER).data)
    assert [line.page for line in document.lines].count(True) == 3
    assert [line.text for line in document.lines if line.emphasis] == ["Schone havens"]
    index = next(i for i, line in enumerate(document.lines) if line.emphasis)
    assert [document.lines[index - 1].text, document.lines[index + 1].text] == ["", ""]
    assert document.lines[index - 2].text.endswith("samenwerking.")
    assert all(line.text or not line.page for line in document.lines)


def test_larger_type_is_a_heading_of_its_level():
    blocks = (Block("Verslag", "large"), *LETTER.blocks[4:7])
    document = read_pdf(make_pdf(Letter(blocks, NOTES)).data)
    assert document.lines[0] == Line("Verslag", page=True, level=1)
    assert {line.level for line in document.lines[1:]} == {0}


def test_a_heading_over_two_lines_is_one_line():
    heading = "Mededeling van de Commissie over de toekomst van de visserij en de aquacultuur in de Noordzee"
    blocks = (LETTER.blocks[4], Block(heading, "bold", 0), LETTER.blocks[6])
    document = read_pdf(make_pdf(Letter(blocks, NOTES)).data)
    assert [line for line in document.lines if line.emphasis] == [Line(heading, whole=True, emphasis=True)]


def test_paragraphs_without_space_are_told_by_their_first_line():
    blocks = tuple(replace(block, after=0.0) for block in (Block(SECOND), Block(SECOND), Block(SECOND)))
    for style in (Style(indent=14), Style(indent=14, justified=True), Style()):
        document = read_pdf(make_pdf(Letter(blocks), style).data)
        assert [line.text for line in document.lines].count("") == 2


def test_margin_is_beside_and_without_persons():
    document = read_pdf(make_pdf(LETTER).data)
    assert document.beside == ("Ministerie van Zeezaken", "Onze referentie", "ZZ2034-1", "Datum", "3 mei 2034")


def test_a_wrapped_subject_stays_in_its_cell():
    style = Style()
    made = make_pdf(
        Letter((Block("Betreft\tGeannoteerde agenda NAVO-", "cells", 0), *LETTER.blocks[4:5]), NOTES), style
    )
    assert lines(read_pdf(made.data))[0] == "Betreft   Geannoteerde agenda NAVO-"


def test_cells_are_kept_apart_but_stretched_words_are_not():
    document = read_pdf(make_pdf(LETTER, Style(justified=True)).data)
    assert [line for line in lines(document) if "   " in line] == [
        "Datum   3 mei 2034",
        "Betreft   FICTIEF Geannoteerde agenda Zeeraad",
        "DE MINISTER VAN ZEEZAKEN   DE STAATSSECRETARIS",
        "Wietske van Rhijn   Noor el Idrissi",
    ]


def test_published_papers_lose_their_footer():
    footer = "Tweede Kamer, vergaderjaar 2033–2034, 21 501-99, nr. 432     {page}"
    letter = replace(LETTER, margin=(), next_margin=(), footer=footer, footer_x=79.0)
    made = make_pdf(letter)
    assert lines(read_pdf(made.data)) == [line for page in made.lines for line in page]


def test_the_same_letter_twice_in_one_file_keeps_its_head():
    once = lines(read_pdf(make_pdf(replace(LETTER, running="")).data))
    twice = replace(LETTER, running="", blocks=(*LETTER.blocks, Block("", "page"), *LETTER.blocks))
    assert lines(read_pdf(make_pdf(twice).data))[: len(once)] == once


def test_notes_that_look_alike_at_the_foot_of_two_pages_are_no_footer():
    notes = ("Kamerstuk 21 501-99, nr. 12.", "Kamerstuk 21 501-99, nr. 14.", "Kamerstuk 21 501-99, nr. 11.")
    blocks = tuple(Block(f"{SECOND * 2}Zie ook daar.^{number}") for number in (1, 2, 3))
    document = read_pdf(make_pdf(Letter(blocks, notes, lines_per_page=9)).data)
    assert [note.text for note in document.notes] == list(notes)


def scan() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for _ in range(3):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
        canvas.drawString(500, 820, "2034D12345")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def many_pages(number: int) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream)
    for index in range(number):
        canvas.drawString(80, 700, f"Een regel tekst met {chr(97 + index // 26)}{chr(97 + index % 26)}.")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def one_line(text: str) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.drawString(80, 700, text)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


GOOD = make_pdf(LETTER).data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            make_pdf(LETTER, Style(password="geheim")).data,
            "is beveiligd met een wachtwoord; sla het zonder wachtwoord op of kopieer de tekst van de brief en plak die.",
        ),
        (
            GOOD[: len(GOOD) // 2],
            "is beschadigd of niet volledig; vraag een nieuw exemplaar van de brief of plak de tekst.",
        ),
        (
            b"%PDF-1.7\n" + b"onzin " * 100 + b"\n%%EOF",
            "is beschadigd of niet volledig; vraag een nieuw exemplaar van de brief of plak de tekst.",
        ),
        (
            scan(),
            "bevat geen tekst, waarschijnlijk alleen een afbeelding van de brief; laat er tekstherkenning (OCR) op los, "
            "of typ of plak de tekst.",
        ),
        (
            many_pages(MOST_PAGES + 1),
            "is te groot voor een brief (meer dan 200 pagina’s of 1 miljoen tekens); lever alleen de pagina’s van de brief "
            "aan of plak de tekst.",
        ),
        (
            one_line("!!## $$ %% && (( )) ** ++ ab"),
            "bevat tekens die niet als tekst te lezen zijn; laat er tekstherkenning (OCR) op los of plak de tekst van de "
            "brief.",
        ),
    ],
    ids=["locked", "cut off", "broken", "scan", "too long", "garbled"],
)
def test_unreadable_files_say_what_to_do(data, message):
    with pytest.raises(UnreadableLetter) as caught:
        read_pdf(data, "Het bestand brief.pdf")
    assert str(caught.value) == f"Het bestand brief.pdf {message}"


def test_a_file_with_a_full_number_of_pages_is_read():
    assert len(lines(read_pdf(many_pages(MOST_PAGES)))) == MOST_PAGES


def outcome(data: bytes) -> str:
    """What the user is told, empty when the letter is read."""
    try:
        return "" if read_pdf(data).lines else "no lines"
    except UnreadableLetter as error:
        return str(error)


def test_a_damaged_byte_is_read_over_or_told():
    told = {
        outcome(GOOD[:place] + bytes([GOOD[place] ^ 0x55]) + GOOD[place + 1 :]) for place in range(0, len(GOOD), 97)
    }
    assert {message.split(" is ")[0] for message in told} <= {"", "Het bestand"}
