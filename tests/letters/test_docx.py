"""Word documents: what is printed is read, with the document's own notes, headings, numbers and tables."""

import io

import docx as python_docx
import pytest

from agenda_tracker.letters.carriers.docx import is_docx, read_docx
from agenda_tracker.letters.document import Document

from .docx_maker import MAIN, data_with, docx, levels, listed, notes, paragraph, reference, run, style
from .test_markup import printed, shown

BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"


def read(*paragraphs: str, **parts: str) -> Document:
    return read_docx(docx("".join(paragraphs), **parts))


def test_a_letter_made_with_python_docx():
    made = python_docx.Document()
    made.add_heading("Verslag Milieuraad (fictief)", 0)
    made.add_heading("Water", 2)
    made.add_paragraph("Nederland steunt dit.")
    for name, text in (("List Bullet", "vis"), ("List Number", "rog"), ("List Number", "bot")):
        made.add_paragraph(text, style=name)
    made.add_paragraph().add_run("Inzet Nederland").italic = True
    table = made.add_table(2, 2)
    for place, text in enumerate("abcd"):
        table.cell(place // 2, place % 2).text = text
    stream = io.BytesIO()
    made.save(stream)
    assert is_docx(stream.getvalue())
    document = read_docx(stream.getvalue())
    assert shown(document) == [
        "Verslag Milieuraad (fictief)",
        "Water",
        "Nederland steunt dit.",
        "- vis",
        "1. rog",
        "2. bot",
        "Inzet Nederland",
        "a   b",
        "c   d",
    ]
    assert [line.level for line in printed(document)[:3]] == [1, 2, 0]
    assert printed(document)[6].emphasis
    assert all(line.whole for line in printed(document))
    assert (document.carrier, document.notes, document.beside) == ("docx", (), ())


def test_footnotes_and_endnotes_stand_apart_with_their_printed_marks():
    document = read(
        paragraph("De Raad", reference(2), " kwam bijeen.", reference(7), reference(1, "endnote"), reference(99)),
        footnotes=notes({2: "Zie Kamerstuk 21 501-02, nr. 4.", 7: "Tweede noot.", 8: "Nooit aangehaald."}),
        endnotes=notes({1: "Eindnoot."}, "endnote"),
    )
    assert shown(document) == ["De Raad[1] kwam bijeen.[2][i]"]
    assert [(note.marker, note.text) for note in document.notes] == [
        ("1", "Zie Kamerstuk 21 501-02, nr. 4."),
        ("2", "Tweede noot."),
        ("i", "Eindnoot."),
    ]


def test_notes_count_as_the_document_says_and_a_typed_mark_is_kept():
    typed = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    document = read(
        paragraph("Een", typed, " en twee", reference(2), " en drie", reference(3), "."),
        footnotes=notes({1: "Ster.", 2: "Twee.", 3: "Drie."}),
        settings='<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>',
    )
    assert shown(document) == ["Een[*] en twee[c] en drie[d]."]


STYLES = (
    style("Kop1", "Kop 1")
    + style("Eigen", "Hoofdstuk", based_on="Kop1")
    + style("Buiten", "Buitenlijn", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Vet", "Vette regel", "<w:rPr><w:b/></w:rPr>")
    + style("Klem", "Nadruk", "<w:rPr><w:i/></w:rPr>", "character")
    + style("Tussen", "Tussenkop")
    + style("Inh", "toc 1")
    + style("Lus", "Lus", based_on="Lus")
)


@pytest.mark.parametrize(
    ("one", "level", "emphasis"),
    [
        (paragraph("x", style="Kop1"), 1, False),
        (paragraph("x", style="Eigen"), 1, False),
        (paragraph("x", style="Buiten"), 3, False),
        (paragraph("x", properties='<w:outlineLvl w:val="1"/>'), 2, False),
        (paragraph("x", properties='<w:outlineLvl w:val="9"/>'), 0, False),
        (paragraph("x", style="Vet"), 0, True),
        (paragraph(run("x", '<w:b w:val="0"/>'), style="Vet"), 0, False),
        (paragraph(run("x", '<w:rStyle w:val="Klem"/>')), 0, True),
        (paragraph(run("x", '<w:u w:val="single"/>'), run(" y", "<w:b/>")), 0, True),
        (paragraph(run("x", "<w:b/>"), " y"), 0, False),
        (paragraph("x", style="Tussen"), 0, True),
        (paragraph("x", style="Lus"), 0, False),
        (paragraph("x", style="Onbekend"), 0, False),
    ],
)
def test_headings_and_emphasis_also_come_from_styles(one, level, emphasis):
    (line,) = read(one, styles=STYLES).lines
    assert (line.level, line.emphasis) == (level, emphasis)


def test_a_table_of_contents_is_no_text():
    assert shown(read(paragraph("Water 3", style="Inh"), paragraph("Water", style="Kop1"), styles=STYLES)) == ["Water"]


NUMBERED = levels(("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%3"))
DASHED = levels(("bullet", "\uf0b7"), definition=1, numbers=(2,))
ROMAN = levels(("upperRoman", "%1."), ("lowerLetter", "%1.%2"), definition=2, numbers=(3,))
OVERRIDE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
AGAIN = f'<w:num w:numId="4"><w:abstractNumId w:val="0"/>{OVERRIDE}</w:num>'
LISTS = [
    ([listed("a"), paragraph("tussen"), listed("b")], "1. a|tussen|2. b"),
    (
        [listed("a"), listed("b", depth=1), listed("c", depth=1), listed("d"), listed("e", depth=1)],
        "1. a|a) b|b) c|2. d|a) e",
    ),
    ([listed("a"), listed("b", depth=2)], "1. a|1.1 b"),
    ([listed("a", 2), listed("b", 2)], "- a|- b"),
    ([listed("a", 3), listed("b", 3, 1), listed("c", 3)], "I. a|I.a b|II. c"),
    ([listed("a"), listed("b"), listed("c", 4), listed("d", 4)], "1. a|2. b|1. c|2. d"),
    ([listed("a", 0), listed("b", 77)], "a|b"),
    ([listed(""), listed("b")], "2. b"),
    ([paragraph("1.", TAB, "Titel"), paragraph("–", TAB, "punt")], "1. Titel|- punt"),
]


@pytest.mark.parametrize(("body", "lines"), LISTS)
def test_numbers_and_bullets_are_printed_as_word_counts(body, lines):
    assert shown(read(*body, numbering=NUMBERED + DASHED + ROMAN + AGAIN)) == lines.split("|")


def test_a_heading_is_numbered_by_its_style():
    numbered = style("Kop1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>')
    document = read(
        paragraph("Veiligheid", style="Kop1"), paragraph("Overig", style="Kop1"), styles=numbered, numbering=ROMAN
    )
    assert [(line.text, line.level) for line in printed(document)] == [("I. Veiligheid", 1), ("II. Overig", 1)]


def box(*inside: str) -> str:
    """A text box as Word writes it: twice."""
    content = f"<w:txbxContent>{''.join(inside)}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"


DELETED = f'<w:del w:id="1">{run("weg")}<w:r><w:delText>weg</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2">{run("erbij")}</w:ins>'
MOVED = f'<w:moveFrom w:id="1">{run("weg")}</w:moveFrom><w:moveTo w:id="2">{run("hier")}</w:moveTo>'
LINK = f'<w:hyperlink r:id="r1">{run("link")}</w:hyperlink>'
FIELD = f'<w:fldSimple w:instr="DATE">{run(" 3 mei")}</w:fldSimple>'
OLD_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
)
HINT = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Klik hier')}</w:sdtContent></w:sdt>"
SOFT, HARD = "<w:r><w:softHyphen/></w:r>", "<w:r><w:noBreakHyphen/></w:r>"
PIECES = [
    (paragraph("Datum", TAB, "3 mei 2030"), "Datum   3 mei 2030"),
    (paragraph("De Minister,          De Minister,"), "De Minister,   De Minister,"),
    (paragraph("A. Naam", BREAK, "Postbus 20018"), "A. Naam|Postbus 20018"),
    (paragraph("EU", HARD, "top samen", SOFT, "werking"), "EU-top samenwerking"),
    (paragraph("Voor ", DELETED, INSERTED), "Voor erbij"),
    (paragraph(MOVED), "hier"),
    (paragraph("Een ", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("zin."), "Een zin."),
    (paragraph("Zie ", LINK, FIELD), "Zie link 3 mei"),
    (paragraph(OLD_FIELD, "12 x"), "12 x"),
    (f"<w:sdt><w:sdtContent>{paragraph('Datum 3 mei')}</w:sdtContent></w:sdt>", "Datum 3 mei"),
    (paragraph("Datum ", HINT), "Datum"),
    (paragraph("Zicht", run("baar", "<w:vanish/>")), "Zicht"),
    (
        paragraph("Oog", box(paragraph("Box 1: vis"), paragraph("en vee", box(paragraph("Box 2"))))),
        "Oog|Box 1: vis|en vee|Box 2",
    ),
    (paragraph("Oog", '<w:r><w:sym w:font="Wingdings"/></w:r>'), "Oog"),
]


@pytest.mark.parametrize(("body", "lines"), PIECES)
def test_what_is_printed_is_read_and_nothing_else(body, lines):
    assert shown(read(body)) == lines.split("|")


def test_headers_footers_and_boxes_in_the_margin_stand_beside():
    document = read(
        paragraph("Geachte voorzitter,", box(paragraph("Contactpersoon"), paragraph("A. Iemand"))),
        paragraph(box(paragraph("De Voorzitter van de Tweede Kamer"), paragraph("Postbus 20018"))),
        header1=paragraph("Datum", TAB, "3 mei 2030"),
        footer1=paragraph("Pagina 1"),
    )
    assert shown(document) == ["Geachte voorzitter,", "De Voorzitter van de Tweede Kamer", "Postbus 20018"]
    assert document.beside == ("Datum   3 mei 2030", "Pagina 1", "Contactpersoon", "A. Iemand")


def cells(*texts: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in texts)}</w:tr>"


def test_tables_give_a_line_per_row():
    assert shown(read(f"<w:tbl>{cells('Betreft', 'Verslag')}{cells('Bijlage', '1')}</w:tbl>")) == [
        "Betreft   Verslag",
        "Bijlage   1",
    ]


def test_the_main_part_may_have_another_name_and_the_strict_namespace():
    data = docx(paragraph("Brief"), main="word/document2.xml")
    assert is_docx(data)
    assert shown(read_docx(data)) == ["Brief"]
    strict = data_with(data, "word/document2.xml", MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert shown(read_docx(strict)) == ["Brief"]
