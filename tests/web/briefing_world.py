"""A fictional council with everything a briefing can show: agenda, report, previous time, commitments."""

import datetime

from agenda_tracker.models import AgendaSeries, GovernmentPosition, Letter, Office, journalled
from tests import factories as make

TANKS = "Nederland pleit voor levering van veertig Leopard-tanks aan Oekraïne, mits onderhoud en munitie zijn geregeld."
SANCTIONS = "Het kabinet dringt aan op strengere handhaving van de sancties en op gezamenlijke controle door de douane."
BUDGET = "Nederland verzet zich tegen een gemeenschappelijk fonds dat met nieuwe schulden wordt gevuld."
TOLD_TANKS = (
    "Over de Leopard-tanks spraken verschillende ministers. Nederland meldde dat levering alleen zin heeft als het "
    "onderhoud en de munitie geregeld zijn; Duitsland sloot zich daarbij aan."
)
TOLD_SANCTIONS = (
    "Bij de sancties vroeg een groep landen om strengere handhaving; de douane krijgt een gezamenlijk meldpunt."
)
TOLD_REST = "Tot slot gaf de voorzitter een toelichting op de werklunch met de secretaris-generaal."
OUTCOME = "De ministers werden het eens over een pakket voor het voorjaar."
PROMISE = "Het kabinet stuurt de Kamer vóór 1 maart 2025 een overzicht van de geleverde tanks."
KEPT = "Het kabinet informeert de Kamer per brief over het meldpunt van de douane."


def make_briefing():
    """The meeting `raad` of 17 October 2024, with the agenda `vooraf`, the report `verslag` and a previous time."""
    body = make.make_formation("Raad Buitenlandse Zaken Defensie", abbreviation="RBZ", slug="rbz")
    series = make.saved(AgendaSeries(name="Oekraïne"))
    topic = make.make_topic("Oekraïne", slug="oekraine")
    _make_previous(body, series)
    meeting = make.make_meeting(body, "2024-10-17", slug="raad", place="Luxemburg", country="Luxemburg")
    letter = make.make_letter(meeting=meeting, slug="vooraf", subject="Geannoteerde agenda Raad Defensie")
    office = Office.objects.filter(name="Minister van Defensie").first() or make.make_office("Minister van Defensie")
    make.make_signatory(letter, office, name="A. de Vries")
    make.make_kamerstuk("21501-28-270", letter=letter)
    item = make.make_item(meeting, "Steun aan Oekraïne", label="1", nature="gedachtewisseling", series=series)
    item.topics.add(topic)
    money = make.make_item(meeting, "Financiering", label="2", nature="besluitvorming")
    make.make_position(letter, item, TANKS, [topic], kind="aim", stance="conditional", amount_eur=300_000_000)
    make.make_position(letter, item, SANCTIONS, [topic])
    make.make_position(letter, money, BUDGET, stance="opposed")
    paragraph = make.make_paragraph(letter.sections.first(), "Zie de brief van juni (28 676, nr. 464).")
    make.make_reference(paragraph, "28 676, nr. 464", "28676-464")
    make.make_position(
        letter, item, PROMISE, kind="commitment", due_date=datetime.date(2025, 3, 1), due_as_written="vóór 1 maart 2025"
    )
    answer = make.make_letter(slug="douane", subject="Meldpunt douane", date="2024-12-01", kind="other")
    make.make_position(letter, item, KEPT, kind="commitment", fulfilled_by=answer)
    report = make.make_letter(slug="verslag", subject="Verslag Raad Defensie", date="2024-10-28", kind="report")
    make.make_treatment(report, meeting, "report")
    make.make_kamerstuk("21501-28-275", letter=report)
    told = make.make_section(report, item)
    for text in (TOLD_SANCTIONS, TOLD_TANKS, TOLD_REST):
        make.make_paragraph(told, text)
    make.make_paragraph(make.make_section(report, item, "Uitkomst", role="result"), OUTCOME)
    with journalled(letter):
        pass
    return meeting


def lengthen(meeting, items, each):
    """As long as an agenda comes: so many items more, with `each` positions and as many passages in the report."""
    agenda, report = Letter.objects.get(slug="vooraf"), Letter.objects.get(slug="verslag")
    series = meeting.items.get(order=1).series
    for number in range(items):
        title = f"Voorstel over onderwerp nummer {number} van de lange agenda"
        item = make.make_item(meeting, title, series=series)
        told = make.make_section(report, item)
        for one in range(each):
            about = " ".join(
                f"{word}{'abcdefghijklmnopqrst'[number]}{'bkmpz'[one]}" for word in ("richtlijn", "termijn")
            )
            wording = f"Nederland wil bij {about} een eerlijke verdeling van de lasten over alle landen."
            quote = f"Nederland wil bij {about} gelijke lasten. " + "Het kabinet let op de uitvoering. " * 6
            said = make.make_position(agenda, item, quote)
            GovernmentPosition.objects.filter(pk=said.pk).update(wording=wording)
            make.make_paragraph(told, f"Over {about} sprak de Raad. " + "Enkele landen vroegen om meer tijd. " * 10)


def _make_previous(body, series):
    meeting = make.make_meeting(body, "2024-06-24", slug="vorige", place="Luxemburg")
    letter = make.make_letter(meeting=meeting, slug="juni", subject="Geannoteerde agenda juni", date="2024-06-10")
    item = make.make_item(meeting, "Oekraïne", series=series)
    make.make_position(letter, item, TANKS.replace("veertig", "twintig"), stance="supportive")
    make.make_position(letter, item, "Nederland wil dat de Europese Vredesfaciliteit wordt aangevuld.")
