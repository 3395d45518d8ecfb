"""The tables of the dump; `docs/data.md` explains each, and a test compares the two.

Everything is read through `public()`.
"""

from agenda_tracker.models import (
    AgendaItem,
    Dossier,
    Footnote,
    Formation,
    GovernmentPosition,
    Kamerstuk,
    KamerstukReference,
    Letter,
    LetterCorrection,
    LetterMeeting,
    MinisterialMeeting,
    Ministry,
    Office,
    OfficeHolder,
    Paragraph,
    Section,
    Signatory,
    Topic,
)
from agenda_tracker.models.fields import lines

from .columns import Column, Kind, Table
from .pieces import (
    END,
    ID,
    OF_LETTER,
    ORDER,
    SLUG,
    START,
    of_letters,
    official,
    paper_path,
    path,
    quotes,
    series,
    ties,
    to,
)

NUMBER, YES_NO, DATE = Kind.NUMBER, Kind.YES_NO, Kind.DATE

FORMATIONS = Table("formations", "Gremia die vergaderen", lambda: Formation.objects.public(), (
    ID,
    Column("organisation", "organisatie: eu, navo, ovse, …"),
    Column("name", "naam"),
    Column("abbreviation", "afkorting"),
    Column("aliases", "andere namen", Kind.LINES, make=lines),
    SLUG,
))  # fmt: skip
MINISTRIES = Table("ministries", "Ministeries", lambda: Ministry.objects.public(), (
    ID,
    Column("name", "naam"),
    Column("abbreviation", "afkorting"),
    SLUG,
    to("successor_id", "ministries", "opgevolgd door"),
))  # fmt: skip
OFFICES = Table("offices", "Ambten", lambda: Office.objects.all(), (
    ID,
    Column("name", "ambt"),
    to("ministry_id", "ministries", "ministerie", needed=True),
    Column("aliases", "andere schrijfwijzen", Kind.LINES, make=lines),
    SLUG,
))  # fmt: skip
OFFICE_HOLDERS = Table("office_holders", "Ambtsdragers", lambda: OfficeHolder.objects.all(), (
    ID,
    to("office_id", "offices", "ambt", needed=True),
    Column("name", "naam"),
    Column("start_date", "vanaf", DATE),
    Column("end_date", "tot en met; leeg zolang het duurt", DATE),
))  # fmt: skip
TOPICS = Table("topics", "Thema’s, een boom", lambda: Topic.objects.public(), (
    ID,
    to("parent_id", "topics", "valt onder"),
    Column("name", "naam"),
    ORDER,
    SLUG,
    path("topic", "slug"),
))  # fmt: skip
MEETINGS = Table("meetings", "Ministeriële vergaderingen", lambda: MinisterialMeeting.objects.public(), (
    ID,
    to("formation_id", "formations", "gremium", needed=True),
    Column("informal", "informeel", YES_NO),
    Column("mode", "vorm: in_person, video, written"),
    Column("state", "stand: planned, held, moved, cancelled"),
    Column("start_date", "begint op", DATE),
    Column("end_date", "eindigt op", DATE),
    Column("place", "plaats"),
    Column("country", "land"),
    SLUG,
    path("meeting", "slug"),
))  # fmt: skip
MEETING_FORMATIONS = Table(
    "meeting_formations", "Gremia die mee vergaderen",
    lambda: ties(MinisterialMeeting.also_with.through, ministerialmeeting=MinisterialMeeting.objects.public()), (
        Column("meeting_id", "vergadering", NUMBER, ("ministerialmeeting_id",), to="meetings", needed=True),
        to("formation_id", "formations", "gremium", needed=True),
    ), key=("meeting_id", "formation_id"),
)  # fmt: skip
AGENDA_SERIES = Table("agenda_series", "Onderwerpen die terugkeren op agenda’s", series, (
    ID,
    Column("name", "onderwerp"),
    to("formation_id", "formations", "gremium"),
))  # fmt: skip
AGENDA_ITEMS = Table("agenda_items", "Agendapunten", lambda: AgendaItem.objects.public(), (
    ID,
    to("meeting_id", "meetings", "vergadering"),
    ORDER,
    Column("label", "nummer zoals gedrukt"),
    Column("title", "titel"),
    Column("part", "deel van de vergadering"),
    Column("nature", "aard van de bespreking"),
    Column("summary", "samenvatting door een griffier"),
    to("series_id", "agenda_series", "terugkerend onderwerp"),
    path("item", "meeting__slug", "pk"),
))  # fmt: skip
AGENDA_ITEM_TOPICS = Table(
    "agenda_item_topics", "Thema’s van agendapunten",
    lambda: ties(AgendaItem.topics.through, agendaitem=AgendaItem.objects.public()), (
        Column("agenda_item_id", "agendapunt", NUMBER, ("agendaitem_id",), to="agenda_items", needed=True),
        to("topic_id", "topics", "thema", needed=True),
    ), key=("agenda_item_id", "topic_id"),
)  # fmt: skip
LETTERS = Table("letters", "Brieven aan de Kamers", lambda: Letter.objects.public(), (
    ID,
    Column("kind", "soort: annotated_agenda, supplement, report, other"),
    Column("subject", "onderwerp"),
    Column("date", "datum van de brief", DATE),
    Column("to_tk", "aan de Tweede Kamer", YES_NO),
    Column("to_ek", "aan de Eerste Kamer", YES_NO),
    Column("planned_attendance", "voorgenomen deelname"),
    to("supplements_id", "letters", "vult deze brief aan"),
    to("replaces_id", "letters", "vervangt deze brief"),
    Column("text_note", "noot boven de tekst, door een griffier"),
    Column("first_published_at", "eerst gepubliceerd op deze site", Kind.MOMENT),
    SLUG,
    path("letter", "slug"),
))  # fmt: skip
LETTER_MEETINGS = Table("letter_meetings", "Welke vergadering een brief behandelt", lambda: of_letters(LetterMeeting), (
    ID,
    OF_LETTER,
    to("meeting_id", "meetings", "vergadering", needed=True),
    Column("kind", "als: annotated_agenda, supplement, report, other"),
    ORDER,
))  # fmt: skip
SIGNATORIES = Table("signatories", "Wie een brief ondertekent, en namens wie", lambda: of_letters(Signatory), (
    ID,
    OF_LETTER,
    ORDER,
    Column("role", "rol: signs (ondertekent), on_behalf (mede namens)"),
    Column("office_as_printed", "ambt zoals gedrukt"),
    Column("name_as_printed", "naam zoals gedrukt"),
    to("office_id", "offices", "ambt"),
    Column("office_holder_id", "ambtsdrager", NUMBER, ("holder_id",), to="office_holders"),
))  # fmt: skip
LETTER_CORRECTIONS = Table("letter_corrections", "Wat in een brief is gecorrigeerd", lambda: of_letters(LetterCorrection), (
    ID,
    OF_LETTER,
    Column("date", "gecorrigeerd op", DATE),
    Column("what", "wat is gecorrigeerd"),
))  # fmt: skip
DOSSIERS = Table("dossiers", "Dossiers", lambda: Dossier.objects.public(), (
    ID,
    Column("normal_form", "normaalvorm: 28676, 21501-02, 36600-X, CXXIV"),
    Column("number", "vijf cijfers; leeg bij een Romeins nummer", NUMBER),
    Column("roman", "Romeins nummer van de Eerste Kamer"),
    Column("suffix", "toevoeging: 02, X, A"),
    Column("title", "titel"),
    paper_path("dossier/"),
))  # fmt: skip
LETTER_DOSSIERS = Table(
    "letter_dossiers", "Dossiers boven het nummer van een brief", lambda: of_letters(Letter.dossiers.through), (
        OF_LETTER,
        to("dossier_id", "dossiers", "dossier", needed=True),
    ), key=("letter_id", "dossier_id"),
)  # fmt: skip
KAMERSTUKKEN = Table("kamerstukken", "Kamerstukken: onze brieven, en wat zij aanhalen", lambda: Kamerstuk.objects.public(), (
    ID,
    Column("normal_form", "normaalvorm: 28676-464"),
    to("dossier_id", "dossiers", "dossier", needed=True),
    Column("number", "nummer: 464, B, 188b"),
    Column("session_year", "vergaderjaar, waar de normaalvorm dat nodig heeft"),
    Column("version", "versie: herdruk en dergelijke"),
    Column("title", "titel"),
    Column("date", "datum", DATE),
    to("letter_id", "letters", "is deze brief"),
    Column("official_url", "officiële publicatie", source=("normal_form",), make=official),
    paper_path(""),
))  # fmt: skip
KAMERSTUK_DOSSIERS = Table(
    "kamerstuk_dossiers", "Andere dossiers waarin een Kamerstuk ook staat",
    lambda: ties(Kamerstuk.also_in.through, kamerstuk=Kamerstuk.objects.public()), (
        to("kamerstuk_id", "kamerstukken", "Kamerstuk", needed=True),
        to("dossier_id", "dossiers", "dossier", needed=True),
    ), key=("kamerstuk_id", "dossier_id"),
)  # fmt: skip
SECTIONS = Table("sections", "Delen van een brief", lambda: of_letters(Section), (
    ID,
    OF_LETTER,
    ORDER,
    Column("heading", "kop"),
    Column("level", "niveau van de kop", NUMBER),
    Column("role", "rol: " + ", ".join(Section.Role.values)),
    to("agenda_item_id", "agenda_items", "behandelt dit agendapunt"),
))  # fmt: skip
PARAGRAPHS = Table("paragraphs", "Alinea’s", lambda: of_letters(Paragraph), (
    ID,
    OF_LETTER,
    to("section_id", "sections", "deel van de brief", needed=True),
    ORDER,
    Column("number", "alineanummer: 12, 12a; het adres van de brief met #p12 erachter"),
    Column("text", "tekst"),
))  # fmt: skip
FOOTNOTES = Table("footnotes", "Voetnoten", lambda: of_letters(Footnote), (
    ID,
    OF_LETTER,
    ORDER,
    Column("marker", "teken"),
    Column("text", "tekst"),
    to("paragraph_id", "paragraphs", "alinea met het teken"),
    Column("offset", "aantal tekens vóór het teken", NUMBER),
))  # fmt: skip
REFERENCES = Table("kamerstuk_references", "Waar een brief iets aanhaalt", lambda: of_letters(KamerstukReference), (
    ID,
    OF_LETTER,
    to("paragraph_id", "paragraphs", "in deze alinea"),
    to("footnote_id", "footnotes", "of in deze voetnoot"),
    START,
    END,
    Column("as_written", "zoals geschreven"),
    Column("normal_form", "normaalvorm; bij meer uitleggen gescheiden door een puntkomma"),
    Column("status", "stand: resolved, ambiguous, unknown"),
    to("kamerstuk_id", "kamerstukken", "haalt dit Kamerstuk aan"),
    to("dossier_id", "dossiers", "haalt dit dossier aan"),
))  # fmt: skip
POSITIONS = Table("positions", "Standpunten van het kabinet", lambda: GovernmentPosition.objects.public(), (
    ID,
    OF_LETTER,
    to("agenda_item_id", "agenda_items", "agendapunt"),
    ORDER,
    Column("wording", "standpunt in één zin, door een griffier"),
    Column("kind", "aard: view (standpunt), aim (inzet), contribution (bijdrage), commitment (toezegging aan de Kamer)"),
    Column("stance", "houding: supportive, conditional, critical, opposed, reserved; leeg: niet uitgesproken"),
    Column("amount_eur", "bedrag in euro", Kind.AMOUNT),
    Column("due_date", "toegezegd vóór", DATE),
    Column("due_as_written", "termijn zoals geschreven"),
    Column("fulfilled_by_id", "nagekomen met deze brief", NUMBER, to="letters"),
    path("position", "pk"),
))  # fmt: skip
POSITION_TOPICS = Table(
    "position_topics", "Thema’s van standpunten",
    lambda: ties(GovernmentPosition.topics.through, governmentposition=GovernmentPosition.objects.public()), (
        Column("position_id", "standpunt", NUMBER, ("governmentposition_id",), to="positions", needed=True),
        to("topic_id", "topics", "thema", needed=True),
    ), key=("position_id", "topic_id"),
)  # fmt: skip
QUOTES = Table("quotes", "Letterlijke citaten waarop standpunten rusten", quotes, (
    ID,
    to("position_id", "positions", "standpunt", needed=True),
    to("paragraph_id", "paragraphs", "alinea", needed=True),
    START,
    END,
    Column("quote", "het citaat", source=("paragraph__text", "start", "end"), make=lambda text, start, end: text[start:end]),
))  # fmt: skip

TABLES = (
    FORMATIONS, MINISTRIES, OFFICES, OFFICE_HOLDERS, TOPICS, MEETINGS, MEETING_FORMATIONS, AGENDA_SERIES, AGENDA_ITEMS,
    AGENDA_ITEM_TOPICS, LETTERS, LETTER_MEETINGS, SIGNATORIES, LETTER_CORRECTIONS, DOSSIERS, LETTER_DOSSIERS,
    KAMERSTUKKEN, KAMERSTUK_DOSSIERS, SECTIONS, PARAGRAPHS, FOOTNOTES, REFERENCES, POSITIONS, POSITION_TOPICS, QUOTES,
)  # fmt: skip
