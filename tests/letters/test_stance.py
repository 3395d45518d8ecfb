"""Stances: the right one, or none."""

import pytest

from agenda_tracker.letters.positions.judging import judge

ROWS = [
    ("Nederland steunt het voorstel.", "supportive"),
    ("Nederland steunt het voorstel niet.", "opposed"),
    ("Nederland heeft het voorstel om te wachten niet gesteund.", "opposed"),
    ("Nederland steunt het voorstel, mits de kosten dalen.", "conditional"),
    ("Nederland stemt in indien de kosten dalen.", "conditional"),
    ("Nederland is bereid te wachten, mits de kosten dalen.", "conditional"),
    ("Nederland steunt het voorstel, maar ziet ook bezwaren.", ""),
    ("Nederland steunt Oekraïne zolang dat nodig is.", "supportive"),
    ("Nederland wijst het voorstel af.", "opposed"),
    ("Nederland heeft het voorstel niet afgewezen.", ""),
    ("Nederland is geen voorstander van een fonds.", "opposed"),
    ("Nederland is niet tegen een fonds.", ""),
    ("Nederland heeft geen bezwaren tegen een fonds.", ""),
    ("Nederland maakt zich zorgen over een fonds.", "critical"),
    ("Nederland is het niet eens met de keuze.", "critical"),
    ("Nederland acht de sancties proportioneel.", "supportive"),
    ("Nederland acht een heffing onaanvaardbaar.", "opposed"),
    ("Nederland acht een heffing niet gerechtvaardigd.", "opposed"),
    ("Nederland vindt een heffing prematuur.", "critical"),
    ("Nederland vindt een heffing van belang.", ""),
    ("Dat voorstel gaat het kabinet te ver.", "opposed"),
    ("De voortgang stemt het kabinet tevreden.", "supportive"),
    ("Nederland houdt zijn oordeel nog aan.", "reserved"),
    ("Nederland zal bepleiten dat de termijn langer wordt.", ""),
]


@pytest.mark.parametrize(("sentence", "stance"), ROWS)
def test_stance_is_right_or_absent(sentence, stance):
    verdict = judge(sentence)
    assert verdict is not None
    assert verdict.stance == stance
