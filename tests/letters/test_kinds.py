"""What kind of letter a text is, and papers that are none."""

import pytest

from agenda_tracker.letters import read_letter
from agenda_tracker.letters.kinds import letter_kind, offered_kind, tense_kind


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Geannoteerde agenda Proefraad 3 mei 2031", "annotated_agenda"),
        ("Inzet voor de Proefraad van 3 mei", "annotated_agenda"),
        ("Annotaties bij de voorlopige agenda van de Proefraad", "annotated_agenda"),
        ("Verslag van de Proefraad", "report"),
        ("Uitkomsten Proefraad van 3 mei", "report"),
        ("Aanvulling op de geannoteerde agenda Proefraad", "supplement"),
        ("Aanvullende informatie over de Proefraad", "supplement"),
        ("Verslag van de Proefraad en geannoteerde agenda van de Toetsraad", "report"),
        ("Geannoteerde agenda van de Toetsraad en verslag van de Proefraad", "annotated_agenda"),
        ("Verslag van een schriftelijk overleg over de Proefraad", "other"),
        ("Evaluatie van de proef", "other"),
    ],
)
def test_kind_by_subject(subject, kind):
    assert letter_kind(subject, "") == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (
            "Hierbij bied ik u het verslag aan van de Proefraad. De geannoteerde agenda is u op 3 mei toegezonden.",
            "report",
        ),
        ("Met deze brief informeer ik u over de uitkomsten van de Proefraad.", "report"),
        ("Bijgevoegd treft u de geannoteerde agenda aan. Het verslag van de vorige Raad volgt.", "annotated_agenda"),
        ("Hierbij ontvangt u een aanvulling op de geannoteerde agenda voor de Proefraad.", "supplement"),
        ("Hierbij bieden wij u de antwoorden aan op vragen over de geannoteerde brief.", "other"),
        ("Deze brief dient als geannoteerde agenda voor de Proefraad.", "annotated_agenda"),
    ],
)
def test_kind_by_the_sentence_that_offers(opening, kind):
    assert offered_kind(opening) == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Met deze brief informeer ik u over de Proefraad die op 3 mei plaatsvond.", "report"),
        ("Met deze brief informeer ik u over de Proefraad die op 3 mei plaatsvindt.", "annotated_agenda"),
        ("Met deze brief informeer ik u over de proef.", "other"),
    ],
)
def test_kind_by_tense(opening, kind):
    assert tense_kind(opening) == kind


@pytest.mark.parametrize(
    "text",
    [
        "VERSLAG VAN EEN COMMISSIEDEBAT\nVastgesteld 3 mei 2031\nDe vaste commissie heeft op 1 mei gesproken over de "
        "geannoteerde agenda Milieuraad van 9 mei 2031.\nNederland steunt het voorstel.",
        "INBRENG VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\nDe leden vragen naar de geannoteerde agenda. Nederland pleit voor vis.",
        "Nieuwsbericht | 03-05-2031\nMinister stuurt agenda\nMinister Toets heeft de geannoteerde agenda voor de Milieuraad naar "
        "de Kamer gestuurd. Nederland pleit voor vis.",
        "MOTIE VAN HET LID PROEF\nDe Kamer,\ngehoord de beraadslaging,\nverzoekt de regering te pleiten voor vis.",
    ],
)
def test_papers_that_are_no_letters(text):
    reading = read_letter(text)
    assert (reading.kind, reading.positions, reading.meetings, len(reading.warnings)) == ("other", (), (), 1)
