"""The briefing on a meeting as a document for Word: the content of its page, with citations and addresses in full."""

import io
from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import docx
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Line

from agenda_tracker.models import GovernmentPosition, Letter, Paragraph
from agenda_tracker.models.dates import long_date
from agenda_tracker.models.journal import last_public_day
from agenda_tracker.search.briefing import Briefing, ItemBriefing
from agenda_tracker.search.commitments import Commitment
from agenda_tracker.search.numbers import money

from .word import add_link, add_page_numbers, clean, dress, keep_rows_whole, lay_columns, make_heading

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Absolute = Callable[[str], str]


def briefing_docx(briefing: Briefing, absolute: Absolute) -> bytes:
    """The document. `absolute` makes a full address of a path on this site."""
    prefetch_related_objects(list(_letters(briefing)), "kamerstukken", "signatories")  # a citation needs both
    writer = _Writer(docx.Document(), absolute)
    day = last_public_day() or briefing.today
    _lay_out(writer.document, briefing, day)
    writer.head(briefing, day)
    writer.letters(briefing)
    writer.agenda(briefing)
    writer.commitments(briefing.commitments)
    content = io.BytesIO()
    writer.document.save(content)
    return content.getvalue()


def _letters(briefing: Briefing) -> Iterator[Letter]:
    """Every letter that the document cites, each row that was read."""
    yield from (one.letter for one in briefing.treatments)
    for item in briefing.items:
        positions = [pair.position for pair in item.pairs] + item.afterwards + item.previous
        yield from (one.letter for one in [*positions, *(promised.position for promised in item.commitments)])
        passages = [passage for pair in item.pairs for passage in pair.passages] + item.outcome + item.further
        yield from (passage.letter for passage in passages)


def _lay_out(document: Document, briefing: Briefing, day: date) -> None:
    """Paper, styles, properties of the file and the foot of the page."""
    dress(document)
    page, meeting, about = document.sections[0], briefing.meeting, document.core_properties
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(22)
    about.title = clean(f"{_('Briefing')}: {meeting.title}, {meeting.dates}")[:255]
    about.subject, about.keywords, about.comments = clean(meeting)[:255], clean(meeting.formation.abbreviation), ""
    about.author = about.last_modified_by = "Agendavolger"
    about.language = "nl-NL"
    about.created = about.modified = datetime.combine(day, time(12))
    add_page_numbers(document, f"Agendavolger · {meeting.title}, {meeting.dates}")


def facts_of(position: GovernmentPosition) -> str:
    """`inzet, steunend, € 300 miljoen`."""
    stance = position.get_stance_display() if position.stance else ""
    return ", ".join(filter(None, [str(position.get_kind_display()), str(stance), money(position.amount_eur)]))


def _place(position: GovernmentPosition) -> str:
    """The path to where the quote stands in the letter."""
    first = next(iter(position.evidence.all()), None)
    return f"{position.letter.get_absolute_url()}{f'#p{first.paragraph.number}' if first else ''}"


class _Writer:
    """Writes the parts of a briefing one below the other."""

    def __init__(self, document: Document, absolute: Absolute) -> None:
        self.document, self.absolute = document, absolute

    def line(self, text: str = "", style: str | None = None) -> Line:
        return self.document.add_paragraph(clean(text), style)

    def lead(self, text: str) -> None:
        """A line in bold that stays with what follows."""
        line = self.line()
        line.add_run(clean(text)).bold = True
        line.paragraph_format.keep_with_next = True

    def link(self, line: Line, text: str, path: str) -> None:
        add_link(line, text, self.absolute(path))

    def source(self, line: Line, citation: str, path: str) -> None:
        add_link(line, citation, self.absolute(path), "Bron")

    def head(self, briefing: Briefing, day: date) -> None:
        meeting = briefing.meeting
        self.line(meeting.title, "Title")
        self.line(", ".join(filter(None, [meeting.dates, meeting.place, meeting.country])), "Subtitle")
        others = ", ".join(str(body) for body in meeting.also_with.all())
        if others:
            self.line(f"{_('Samen met')}: {others}")
        if meeting.state in (meeting.State.MOVED, meeting.State.CANCELLED):
            self.lead(f"{_('Stand')}: {meeting.get_state_display()}")
        source = self.line(f"{_('Briefing van Agendavolger, stand van')} {long_date(day)}. ")
        self.link(source, _("Lees de laatste stand op de site"), meeting.get_absolute_url())

    def letters(self, briefing: Briefing) -> None:
        self.line(_("Brieven over deze vergadering"), "Heading 1")
        for one in briefing.treatments:
            line = self.line(f"{one.get_kind_display()}: ".capitalize(), "List Bullet")
            self.link(line, one.letter.subject, one.letter.get_absolute_url())
            papers = [str(paper) for paper in one.letter.kamerstukken.all()]
            line.add_run(clean(", ".join(["", one.letter.dated, *papers])))
        if not briefing.treatments:
            self.line(_("Er is nog geen brief over deze vergadering gepubliceerd."))
        elif briefing.waiting:
            self.line(briefing.waiting)

    def agenda(self, briefing: Briefing) -> None:
        if briefing.items:
            self.line(_("Agenda"), "Heading 1")
        part = ""
        for one in briefing.items:
            if one.item.part and one.item.part != part:
                self.line(one.item.part, "Subtitle").paragraph_format.keep_with_next = True
            part = one.item.part
            self.item(one)

    def item(self, one: ItemBriefing) -> None:
        heading = self.line("", "Heading 2")
        self.link(heading, f"{one.item.label} {one.item.title}".strip(), one.item.get_absolute_url())
        for text in filter(None, (one.item.nature, one.item.summary)):
            self.line(text)
        if not one.position_count:
            self.line(_("Bij dit agendapunt is geen standpunt vastgelegd; lees de brief voor de toelichting."))
        for pair in one.pairs:
            self.position(pair.position)
            for passage in pair.passages:
                self.passage(passage, _("In het verslag: "))
        self.report(one)
        for promised in one.commitments:
            self.position(promised.position)
        self.previous(one.previous)
        self.references(one)

    def position(self, position: GovernmentPosition) -> None:
        """The position in one line, below it the words of the letter with their citation."""
        line = self.line("", "List Bullet")
        line.add_run(clean(position.wording)).bold = True
        line.add_run(clean(f" ({facts_of(position)}; "))
        self.link(line, _("bekijk"), position.get_absolute_url())
        line.add_run(") ")
        quotes = [one.quote for one in position.evidence.all() if one.quote != position.wording]
        for quote in quotes:
            line = self.line(f"“{quote}” ", "Quote")
        self.source(line, position.citation, _place(position))

    def passage(self, passage: Paragraph, before: str = "") -> None:
        line = self.line("", "Verslag")
        line.add_run(before).bold = True
        line.add_run(clean(f"{passage.text} "))
        citation = f"{passage.letter.citation}, {_('alinea')} {passage.number}"
        self.source(line, citation, passage.get_absolute_url())

    def report(self, one: ItemBriefing) -> None:
        if one.outcome or one.afterwards:
            self.lead(_("Uitkomst"))
        for passage in one.outcome:
            self.passage(passage)
        for position in one.afterwards:
            self.position(position)
        if one.further:
            self.lead(_("Verder in het verslag"))
        for passage in one.further:
            self.passage(passage)

    def previous(self, positions: list[GovernmentPosition]) -> None:
        if positions and positions[0].agenda_item:
            self.lead(f"{_('Vorige keer')}: {positions[0].agenda_item.meeting}")
        for position in positions:
            line = self.line(f"{position.wording} ({facts_of(position)}) ", "List Bullet 2")
            self.source(line, position.citation, _place(position))

    def references(self, one: ItemBriefing) -> None:
        targets = [reference.target for reference in one.references if reference.target]
        line = self.line(_("Haalt aan: ")) if targets else None
        for number, target in enumerate(targets):
            assert line is not None
            line.add_run("; " if number else "")
            self.link(line, str(target), target.get_absolute_url())

    def commitments(self, commitments: list[Commitment]) -> None:
        if not commitments:
            return
        self.line(_("Toezeggingen aan de Kamer"), "Heading 1")
        table = self.document.add_table(rows=1, cols=3, style="Table Grid")
        for cell, name in zip(table.rows[0].cells, (_("Wat"), _("Wanneer"), _("Stand")), strict=True):
            cell.paragraphs[0].add_run(name).bold = True
        make_heading(table.rows[0])
        for one in commitments:
            what, due, standing = table.add_row().cells
            self.link(what.paragraphs[0], one.position.wording, one.position.get_absolute_url())
            due.text = clean(one.due)
            self.standing(standing.paragraphs[0], one)
        lay_columns(table, (Mm(82), Mm(34), Mm(44)))
        keep_rows_whole(table)

    def standing(self, line: Line, one: Commitment) -> None:
        line.add_run(clean(one.in_words))
        if one.letter:
            line.add_run(f" {_('met')} ")
            self.link(line, one.letter.subject, one.letter.get_absolute_url())
            line.add_run(f" {_('op')} {one.letter.dated}")
