"""Published letters and web pages: chrome off, number on, signature before the annex, notes at the very end."""

from datetime import date

from agenda_tracker.letters import read_letter

COVER = """Hierbij bied ik u het verslag aan van de Milieuraad van 9 mei 2031 te Brussel.

De Minister van Proeven, A.B. Toets

VERSLAG MILIEURAAD VAN 9 MEI 2031

Schoon water

De Raad sprak over water in november 20302 en later.1 Nederland pleitte voor schoon water.

"""
NOTES = "X Noot\n1\nKamerstuk 27 625, nr. 12.\n\nX Noot\n2\nKamerstuk 21 501-08, nr. 900.\n\nNaar boven\n"
HEAD = """21 501-08 Milieuraad

Nr. 901 BRIEF VAN DE MINISTER VAN PROEVEN

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 20 mei 2031

"""


def facts(reading):
    meeting = reading.meetings[0]
    return (
        reading.kind,
        reading.letter_date,
        reading.chambers,
        reading.own_kamerstuk,
        [(who.office, who.name) for who in reading.signatories],
        (meeting.formation, meeting.start_date, meeting.place),
        [section.agenda_item for section in reading.sections if section.agenda_item],
    )


EXPECTED = (
    "report",
    date(2031, 5, 20),
    ("TK",),
    "21501-08-901",
    [("Minister van Proeven", "A.B. Toets")],
    ("Milieuraad", date(2031, 5, 9), "Brussel"),
    ["Schoon water"],
)


def test_official_publication_with_signature_before_the_annex():
    reading = read_letter(
        HEAD + COVER.replace("20302", "2030").replace("later.1", "later.1") + NOTES.replace("2\nKamer", "2\nKamer")
    )
    assert facts(reading) == EXPECTED
    assert [(note.marker, note.text) for note in reading.footnotes] == [("1", "Kamerstuk 27 625, nr. 12.")]


def test_table_of_the_publication_run_together():
    table = "Kamerstuk\nDatum publicatieOrganisatieVergaderjaarDossier- en ondernummer\n"
    row = "28-05-2031 11:24Tweede Kamer der Staten-Generaal2030-203121501-08 nr. 901\n\n"
    assert facts(read_letter(table + row + HEAD + COVER)) == EXPECTED


def test_table_of_the_publication_with_pipes_and_no_number_above_the_letter():
    table = "| Kamerstuk |\n| Datum publicatie | Organisatie | Vergaderjaar | Dossier- en ondernummer |\n|---|---|---|---|\n"
    row = "| 28-05-2031 | Tweede Kamer der Staten-Generaal | 2030-2031 | 21501-08 nr. 901 |\n\n"
    head = "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 20 mei 2031\n\n"
    assert facts(read_letter(table + row + head + COVER)) == EXPECTED


def test_page_that_talks_about_the_letter():
    page = (
        "[Overzicht] [Zoeken]\nVerslag Milieuraad 9 mei 2031\nMilieuraad\nBrief regering\n"
        "Nummer: 2031D47783, datum: 2031-05-24, bijgewerkt: 2031-06-01 10:56, versie: 3\n"
        "Onderdeel van kamerstukdossier 21501 08-901 Milieuraad .\nOnderdeel van zaak 2031Z19123:\n"
        "- 2031-06-05 16:30: Procedurevergadering\n\nTweede Kamer der Staten-Generaal 2\nVergaderjaar 2030-2031\n"
    )
    reading = read_letter(page + HEAD + COVER)
    assert facts(reading) == EXPECTED
    assert reading.subject == "Verslag Milieuraad 9 mei 2031"


def test_page_without_blank_lines_lists_its_signatories():
    page = (
        "Geannoteerde agenda Milieuraad 9 mei 2031\nBrief regering\nNummer: 2031D1, datum: 2031-05-02, versie: 1\n"
        "- Eerste ondertekenaar: A.B. Toets, minister van Proeven\n- Mede ondertekenaar: C. Meter, staatssecretaris van Proeven\n"
        "Onderdeel van kamerstukdossier 21501 08-899 Milieuraad .\n- 2031-05-08 10:00: Debat over de Raad van 12 mei\n"
        "Geachte voorzitter,\nHierbij stuur ik u de geannoteerde agenda voor de Milieuraad van 9 mei 2031.\n"
    )
    reading = read_letter(page)
    assert [who.name for who in reading.signatories] == ["A.B. Toets", "C. Meter"]
    assert (reading.own_kamerstuk, reading.letter_date) == ("21501-08-899", date(2031, 5, 2))
    assert [(m.start_date, m.kind) for m in reading.meetings] == [(date(2031, 5, 9), "annotated_agenda")]


def test_annex_alone_has_no_date_sender_or_number():
    page = "Geannoteerde agenda Milieuraad\nBijlage\nBijlage bij: Geannoteerde agenda Milieuraad (2031D50218)\n\n"
    text = "Geannoteerde agenda Milieuraad van 9 mei 2031\n\nSchoon water\n\n" + "De Raad spreekt over water. " * 40
    reading = read_letter(page + text)
    assert (reading.kind, reading.letter_date, reading.own_kamerstuk, reading.signatories) == (
        "annotated_agenda",
        None,
        None,
        (),
    )
    assert reading.subject == "Geannoteerde agenda Milieuraad van 9 mei 2031"


def test_text_on_one_line_is_unfolded_at_its_landmarks():
    flat = " ".join((HEAD + COVER).split()) + " De Raad sprak verder over lucht en bodem." * 60
    flat = flat.replace("later.1", "later. Tweede Kamer, vergaderjaar 2030–2031, 21 501-08, nr. 901 2 ")
    reading = read_letter(flat)
    assert facts(reading)[:6] == EXPECTED[:6]
    assert reading.references == ()
    assert not any("vergaderjaar" in text for section in reading.sections for text in section.paragraphs)


def test_report_and_agenda_in_one_letter():
    text = HEAD + (
        "Hierbij bied ik u de geannoteerde agenda aan van de Milieuraad van 18 juni 2031, alsmede het verslag van de informele "
        "Milieuraad van 9 mei jl. in Nicosia, Cyprus.\n\nDe Minister van Proeven, A.B. Toets\n\n"
        "I. Geannoteerde agenda Milieuraad 18 juni 2031\n\nWater\n\nDe Raad spreekt over water.\n\n"
        "II. Verslag informele Milieuraad 9 mei 2031\n\nLucht\n\nDe ministers spraken over lucht.\n"
    )
    reading = read_letter(text)
    assert reading.kind == "annotated_agenda"
    assert [(m.kind, m.start_date, m.informal, m.place, m.country) for m in reading.meetings] == [
        ("annotated_agenda", date(2031, 6, 18), False, "", ""),
        ("report", date(2031, 5, 9), True, "Nicosia", "Cyprus"),
    ]
    assert [(s.agenda_item, s.meeting) for s in reading.sections if s.agenda_item] == [("Water", 0), ("Lucht", 1)]
