"""Headings, labels, parts and what is no letter at all."""

import pytest

from agenda_tracker.letters import read_letter

HEAD = """Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Datum 3 mei 2030
Betreft Geannoteerde agenda {subject}

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda.

"""
TAIL = "\n\nHoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nA. Proef\n"


def sections(body, subject="Milieuraad van 9 mei 2030"):
    reading = read_letter(HEAD.format(subject=subject) + body + TAIL)
    return [(s.heading, s.level, s.role, s.agenda_item, len(s.paragraphs)) for s in reading.sections[1:]]


def test_a_heading_and_its_text():
    assert sections("Water\n\nDe Raad spreekt over water.\n\nDaarna niet meer.") == [
        ("Water", 1, "content", "Water", 2)
    ]


def test_a_heading_without_a_blank_line_below_it():
    body = "Water\nDe Raad spreekt over water en over alles wat daarmee samenhangt in de komende jaren.\n"
    assert sections(body) == [("Water", 1, "content", "Water", 1)]


def test_numbered_headings_keep_their_number_as_label():
    reading = read_letter(
        HEAD.format(subject="Milieuraad van 9 mei 2030") + "1. Water\n\nEen zin.\n\nII. Lucht\n\nEen zin." + TAIL
    )
    assert [(s.label, s.agenda_item) for s in reading.sections[1:]] == [("1", "Water"), ("II", "Lucht")]


def test_fixed_labels_belong_to_the_item():
    body = "Water\n\nToelichting\n\nEen zin.\n\nInzet Nederland\n\nEen zin.\n\nIndicatie krachtenveld\n\nEen zin."
    assert sections(body) == [
        ("Water", 1, "content", "Water", 0),
        ("Toelichting", 2, "content", "Water", 1),
        ("Inzet Nederland", 2, "position", "Water", 1),
        ("Indicatie krachtenveld", 2, "field_of_forces", "Water", 1),
    ]


def test_a_label_at_the_start_of_a_paragraph():
    assert sections("Water\n\nInzet Nederland: Nederland steunt dit plan.") == [
        ("Water", 1, "content", "Water", 0),
        ("Inzet Nederland", 2, "position", "Water", 1),
    ]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Document", "document"),
        ("Aard bespreking", "nature"),
        ("Besluitvormingsprocedure", "procedure"),
        ("Inhoud", "content"),
        ("Nederlandse inzet", "position"),
        ("Krachtenveld", "field_of_forces"),
        ("Rol Europees Parlement", "parliament"),
        ("Tijdpad", "timetable"),
        ("Resultaat", "result"),
        ("Nederlandse interventie", "intervention"),
        ("Inleiding", "introduction"),
    ],
)
def test_role_of_a_label(label, role):
    assert sections(f"Water\n\nEen zin.\n\n{label}\n\nEen zin.")[1][2] == role


def test_overig_is_an_item_of_role_other():
    assert sections("Overig\n\nEen zin.") == [("Overig", 1, "other", "Overig", 1)]


def test_two_councils_give_parts():
    body = "Eurogroep 12 mei\n\nRente\n\nEen zin.\n\nEcofinraad 13 mei\n\nBelasting\n\nEen zin."
    reading = read_letter(HEAD.format(subject="Eurogroep en Ecofinraad van 12 en 13 mei 2030") + body + TAIL)
    found = [(s.part, s.agenda_item, s.meeting, s.level) for s in reading.sections if s.agenda_item]
    assert found == [("Eurogroep 12 mei", "Rente", 0, 2), ("Ecofinraad 13 mei", "Belasting", 1, 2)]


def test_a_nature_in_brackets():
    reading = read_letter(
        HEAD.format(subject="Milieuraad van 9 mei 2030") + "Water\n\n(Beleidsdebat)\n\nEen zin." + TAIL
    )
    assert [(s.heading, s.nature, s.paragraphs) for s in reading.sections[1:]] == [
        ("Water", "Beleidsdebat", ("Een zin.",))
    ]


def test_a_nature_right_below_the_heading_ends_with_its_item():
    body = "Water\n(Beleidsdebat)\n\nEen zin.\n\nLucht: hoe nu?\n= Stand van zaken\n\nEen zin.\n\nBodem\n\nEen zin."
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + body + TAIL)
    assert [(s.agenda_item, s.nature) for s in reading.sections[1:]] == [
        ("Water", "Beleidsdebat"),
        ("Lucht: hoe nu?", "Stand van zaken"),
        ("Bodem", ""),
    ]


def test_the_line_below_a_short_label_is_its_text():
    body = (
        "Water\n\nDocument\n\nRapport van de dienst\n\nAard bespreking\n\nGedachtewisseling\n\nToelichting\n\nEen zin."
    )
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + body + TAIL)
    assert [(s.agenda_item, s.role, s.paragraphs) for s in reading.sections[1:]] == [
        ("Water", "content", ()),
        ("Water", "document", ("Rapport van de dienst",)),
        ("Water", "nature", ("Gedachtewisseling",)),
        ("Water", "content", ("Een zin.",)),
    ]


def test_a_numbered_list_goes_line_by_line():
    body = "Diversen\n\nEr zijn twee punten:\n\n1. Het eerste punt gaat over water;\n2. Het tweede gaat over lucht.\n\nEen zin."
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + body + TAIL)
    assert len(reading.sections[1].paragraphs) == 4


def test_a_letter_without_closing_ends_at_its_last_office():
    body = "Water\n\nEen zin.\n\nDe minister van Proeven,\n\nA. Proefman\n"
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + body)
    assert [(who.office, who.name) for who in reading.signatories] == [("Minister van Proeven", "A. Proefman")]
    assert reading.sections[-1].paragraphs == ("Een zin.",)


def test_announced_titles_are_a_list():
    body = "Op de agenda staan:\n\nWater\n\nLucht\n\nWater\n\nEen zin.\n\nLucht\n\nEen zin."
    assert sections(body) == [("Water", 1, "content", "Water", 1), ("Lucht", 1, "content", "Lucht", 1)]


def test_bullets_are_paragraphs():
    assert sections("Water\n\nDrie punten:\n- schoon\n- helder\n- koel") == [("Water", 1, "content", "Water", 4)]


def test_an_annex_behind_the_signature_is_read():
    annex = "\nVerslag Milieuraad van 9 mei 2030\n\nInleiding\n\nEen zin.\n\nWater\n\nEen zin over water.\n"
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + TAIL + annex)
    assert [(s.role, s.agenda_item) for s in reading.sections if s.paragraphs] == [
        ("introduction", None), ("introduction", None), ("content", "Water"),
    ]  # fmt: skip
    assert [who.name for who in reading.signatories] == ["A. Proef"]


@pytest.mark.parametrize(
    "text",
    [
        "VERSLAG VAN EEN ALGEMEEN OVERLEG\nVastgesteld 3 mei 2030\nDe commissie heeft overleg gevoerd.",
        "VERSLAG VAN EEN COMMISSIEDEBAT\n\nDe voorzitter: ik open het debat over de geannoteerde agenda Milieuraad.",
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nNederland pleit voor vis.\n\nGeachte voorzitter,",
        "Minister stuurt geannoteerde agenda naar Kamer\n\nDEN HAAG – Nederland pleit volgens de minister voor vis.",
        "melk\neieren\nbrood\nkaas",
    ],
)
def test_no_letter_is_kind_other_with_one_warning(text):
    reading = read_letter(text)
    assert (reading.kind, len(reading.warnings), reading.meetings, reading.positions) == ("other", 1, (), ())


def test_empty_text():
    assert read_letter("").warnings == ("Hierin staat geen tekst; er is niets gelezen.",)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Geannoteerde agenda Milieuraad van 9 mei 2030", "annotated_agenda"),
        ("Verslag Milieuraad van 1 mei 2030", "report"),
        ("Aanvullende informatie op de geannoteerde agenda Milieuraad van 9 mei 2030", "supplement"),
        ("Inzet voor de Milieuraad van 9 mei 2030", "annotated_agenda"),
        ("Uitkomsten Milieuraad van 1 mei 2030", "report"),
        ("Kabinetsreactie op een rapport", "other"),
    ],
)
def test_kind(subject, kind):
    text = f"Tweede Kamer\nDatum 3 mei 2030\nBetreft {subject}\n\nGeachte voorzitter,\n\nIk bericht.\n{TAIL}"
    assert read_letter(text).kind == kind


def test_page_numbers_and_footers_are_no_text():
    body = (
        "Water\n\nDe Raad spreekt over water.\nPagina 2 van 4\nTweede Kamer, vergaderjaar 2029-2030, nr. 12\n\nDit ook."
    )
    assert sections(body) == [("Water", 1, "content", "Water", 2)]


def test_the_head_that_returns_on_every_page_is_no_text():
    body = (
        "Water\n\nDe Raad spreekt over water en over de vraag hoe lidstaten hun metingen van het peil kunnen\n"
        "Pagina 2 van 3\nDatum 3 mei 2030\ndelen met elkaar."
    )
    reading = read_letter(HEAD.format(subject="Milieuraad van 9 mei 2030") + body + TAIL)
    end = "hoe lidstaten hun metingen van het peil kunnen delen met elkaar."
    assert [p.endswith(end) for s in reading.sections[1:] for p in s.paragraphs] == [True]
