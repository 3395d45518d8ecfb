"""What a meeting decided, told from what was only said there."""

import pytest

from agenda_tracker.letters import read_letter
from agenda_tracker.letters.positions.outcomes import outcome_rule

OUTCOMES = [
    "De Raad nam de conclusies zonder discussie aan.",
    "De conclusies werden met algemene stemmen aanvaard.",
    "Zonder discussie stemde de Raad in met de tekst.",
    "De Raad bereikte een politiek akkoord.",
    "Er werd geen besluit genomen.",
    "Besluitvorming bleek niet mogelijk.",
    "De Raad slaagde er niet in om een akkoord te bereiken.",
    "Afgesproken werd om in mei opnieuw te spreken.",
    "De Raad verleende de Commissie een mandaat voor onderhandelingen.",
    "De voorzitter trok de slotsom dat meer overleg nodig is.",
    "Het onderwerp keert in december terug op de agenda.",
    "Conclusies zijn niet getrokken.",
    "De bespreking leidde niet tot gezamenlijke conclusies.",
]
TALK = [
    "De Raad sprak over de situatie in Soedan.",
    "De Commissie lichtte het voorstel toe.",
    "Lidstaten benadrukten het belang van eenheid.",
    "De verordening is in mei 2029 aangenomen.",
    "Enkele lidstaten stelden voor om de termijn te verlengen.",
    "Tijdens de lunch was er aandacht voor jongeren.",
    "Kwam de Raad tot een besluit?",
]


@pytest.mark.parametrize("sentence", OUTCOMES)
def test_an_outcome_is_recognised(sentence):
    assert outcome_rule(sentence, "content") == "outcome_decided"


@pytest.mark.parametrize("sentence", TALK)
def test_talk_is_no_outcome(sentence):
    assert outcome_rule(sentence, "content") == ""


def test_below_the_label_of_results_a_plain_sentence_counts():
    sentence = "De termijn gaat naar drie jaar."
    assert [outcome_rule(sentence, role) for role in ("content", "result")] == ["", "outcome_section"]


LETTER = """Tweede Kamer
Datum 12 mei 2030
Betreft {what} Milieuraad van 9 mei 2030

Geachte voorzitter,

Hierbij ontvangt u de brief over de Milieuraad.

Water

De Raad sprak over water. Nederland pleitte voor schoon water. De Raad nam de conclusies aan.

Hoogachtend,
"""


def test_a_report_has_outcomes_with_their_place_and_an_agenda_has_none():
    report, agenda = (read_letter(LETTER.format(what=what)) for what in ("Verslag", "Geannoteerde agenda"))
    found = [(o.text, o.agenda_item, o.section, o.paragraph, o.start, o.rule) for o in report.outcomes]
    assert found == [("De Raad nam de conclusies aan.", "Water", 1, 0, 63, "outcome_decided")]
    assert report.as_json()["outcomes"][0]["span"] == {"section": 1, "paragraph": 0, "start": 63, "end": 93}
    assert [p.text for p in report.positions] == ["Nederland pleitte voor schoon water."]
    assert agenda.outcomes == ()
