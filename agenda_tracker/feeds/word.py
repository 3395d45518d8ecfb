"""Building blocks of a document for Word that python-docx has no call for: links, page numbers, language, repeated rows."""

import re
from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

ACCENT = RGBColor(0x0F, 0x52, 0x57)
SOFT = RGBColor(0x53, 0x60, 0x5C)
BLACK = RGBColor(0, 0, 0)
# What XML 1.0 §2.2 does not allow in a document: control characters, lone surrogates, two code points that are none.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: object) -> str:
    """The text without the characters that would make the document unreadable."""
    return NOT_IN_XML.sub("", str(text))


def element(name: str, parent: Any, **attributes: str) -> Any:
    """A new `w:` element at the end of `parent`; attributes are in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    parent.append(made)
    return made


def add_link(paragraph: Paragraph, text: str, address: str, style: str = "Hyperlink") -> None:
    """A real link, which keeps working in a PDF made of the document. Style `Bron` for the source of what stands there."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(paragraph.add_run(clean(text), style=style)._r)


def add_page_numbers(document: Document, before: str) -> None:
    """The foot of every page: `before`, and `pagina 2 van 7`."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{clean(before)} · pagina ")
    _add_field(foot, "PAGE")
    foot.add_run(" van ")
    _add_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), SOFT


def _add_field(paragraph: Paragraph, code: str) -> None:
    """A field that the reading program fills in; until then it says 1."""
    element("fldChar", paragraph.add_run()._r, fldCharType="begin")
    element("instrText", paragraph.add_run()._r).text = f" {code} "
    element("fldChar", paragraph.add_run()._r, fldCharType="separate")
    paragraph.add_run("1")
    element("fldChar", paragraph.add_run()._r, fldCharType="end")


def make_heading(row: _Row) -> None:
    """The row is the heading of its table, repeated on every page."""
    element("tblHeader", row._tr.get_or_add_trPr())


def keep_rows_whole(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def lay_columns(table: Table, widths: Sequence[Length]) -> None:
    """Columns as wide as told: Word reads the width of the cells, LibreOffice that of the columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def dress(document: Document) -> None:
    """The styles of the site on paper: Dutch, one sans for what we say and one serif for the words of a letter."""
    styles: Any = document.styles
    _set_font(styles["Normal"], "Calibri", 10.5)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    _speak_dutch(styles)
    for name, size, before in (("Title", 24, 0), ("Subtitle", 12, 0), ("Heading 1", 16, 18), ("Heading 2", 13, 14)):
        _set_font(styles[name], "Calibri", size)
        styles[name].font.color.rgb = SOFT if name == "Subtitle" else ACCENT
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(4)
    styles["Subtitle"].font.italic = False
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = ACCENT, True
    source = styles.add_style("Bron", WD_STYLE_TYPE.CHARACTER)
    source.font.color.rgb, source.font.size, source.font.name = SOFT, Pt(9), "Calibri"
    _dress_words_of_letters(styles)


def _speak_dutch(styles: Any) -> None:
    """Spelling and speech of the whole document."""
    for language in styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "nl-NL")
    element("lang", styles["Normal"].element.get_or_add_rPr(), val="nl-NL")


def _dress_words_of_letters(styles: Any) -> None:
    """A quote of the letter beforehand; and words of the report, with a line beside them."""
    quote = styles["Quote"]
    _set_font(quote, "Cambria", 10.5)
    quote.font.color.rgb, quote.font.italic = BLACK, False
    quote.paragraph_format.left_indent = Pt(18)
    report = styles.add_style("Verslag", WD_STYLE_TYPE.PARAGRAPH)
    report.base_style = quote
    borders = OxmlElement("w:pBdr")
    element("left", borders, val="single", sz="12", space="8", color=str(ACCENT))
    report.element.get_or_add_pPr().append(borders)


def _set_font(style: Any, name: str, size: float) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), name)
