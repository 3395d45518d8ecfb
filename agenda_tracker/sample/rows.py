"""The tables that the sample fills, and the columns that its rows name; all others get their defaults."""

from agenda_tracker.models import (
    AgendaItem,
    AgendaSeries,
    Dossier,
    Evidence,
    Footnote,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterMeeting,
    MinisterialMeeting,
    OfficeHolder,
    Paragraph,
    PublicChange,
    Section,
    Signatory,
)

from .tables import Table


class Rows:
    """One table for each kind of row, in an order in which rows point back, within one flush also ahead."""

    def __init__(self) -> None:
        self.dossiers = Table(Dossier, "id number roman suffix title normal_form sort_key")
        self.holders = Table(OfficeHolder, "id office_id name start_date end_date")
        self.series = Table(AgendaSeries, "id name formation_id")
        self.meetings = Table(
            MinisterialMeeting,
            "id formation_id informal mode state start_date end_date place country slug released",
        )
        self.also_with = Table(MinisterialMeeting.also_with.through, "id ministerialmeeting_id formation_id")
        self.items = Table(AgendaItem, "id meeting_id order label title nature series_id")
        self.item_topics = Table(AgendaItem.topics.through, "id agendaitem_id topic_id")
        self.letters = Table(
            Letter,
            "id kind subject date to_tk to_ek supplements_id text_note status slug first_published_at "
            "withdrawal_note created_at",
        )
        self.above = Table(Letter.dossiers.through, "id letter_id dossier_id")
        self.treatments = Table(LetterMeeting, "id letter_id meeting_id kind order")
        self.signatories = Table(
            Signatory, "id letter_id order role office_as_printed name_as_printed office_id holder_id"
        )
        self.papers = Table(
            Kamerstuk, "id dossier_id number session_year version title date letter_id normal_form sort_key"
        )
        self.sections = Table(Section, "id letter_id order heading level role agenda_item_id")
        self.paragraphs = Table(Paragraph, "id letter_id section_id order number text")
        self.footnotes = Table(Footnote, "id letter_id order marker text paragraph_id offset")
        self.references = Table(
            KamerstukReference,
            "id letter_id paragraph_id footnote_id start end as_written normal_form status kamerstuk_id dossier_id",
        )
        self.positions = Table(
            GovernmentPosition,
            "id letter_id agenda_item_id order wording kind stance amount_eur due_date due_as_written "
            "fulfilled_by_id review reviewed_at rule confidence quotes_key",
        )
        self.position_topics = Table(GovernmentPosition.topics.through, "id governmentposition_id topic_id")
        self.evidence = Table(Evidence, "id position_id paragraph_id start end")
        self.changes = Table(PublicChange, "number kind object_id change letter_id at")

    @property
    def tables(self) -> list[Table]:
        return [one for one in vars(self).values() if isinstance(one, Table)]

    def flush(self) -> None:
        for table in self.tables:
            table.flush()
