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
    ("Nederland blijft Oekraïne steunen zolang de oorlog duurt.", "supportive"),
    ("Zolang de uitzondering blijft bestaan, steunt Nederland het voorstel.", "conditional"),
    ("Nederland steunt het voorstel, tenzij de kosten stijgen.", "conditional"),
    ("Tenzij de kosten stijgen, steunt Nederland het voorstel.", "conditional"),
    ("Nederland is voorstander van een verbod, tenzij er geen alternatieven zijn.", "conditional"),
    ("Nederland kan niet instemmen, tenzij de uitzondering behouden blijft.", "conditional"),
    ("Nederland wijst het voorstel af, tenzij de kosten dalen.", "conditional"),
    ("Nederland steunt het voorstel, mits er geen kosten zijn.", "conditional"),
    ("Nederland steunt het voorstel zodra de effectbeoordeling is afgerond.", "conditional"),
    ("Zodra aan deze eisen is voldaan, kan het kabinet instemmen met het mandaat.", "conditional"),
    ("Nederland steunt de planning om het voorstel zodra mogelijk af te ronden.", "supportive"),
    ("Nederland steunt het voorstel op voorwaarde van een evaluatie na drie jaar.", "conditional"),
    ("Nederland verwelkomt het akkoord, onder de uitdrukkelijke voorwaarde dat het tijdelijk is.", "conditional"),
    ("Het kabinet steunt het voorstel slechts onder voorwaarden.", "conditional"),
    ("Nederland steunt het voorstel, met dien verstande dat de uitzondering blijft.", "conditional"),
    ("Alleen als de lasten dalen, steunt Nederland het voorstel.", "conditional"),
    ("Als de lasten dalen, steunt Nederland het voorstel.", "conditional"),
    ("Als het gaat om water, steunt Nederland het voorstel.", "supportive"),
    ("Nederland steunt het voorstel als de kosten beperkt blijven.", "conditional"),
    ("Nederland steunt het voorstel als de lasten niet toenemen.", "conditional"),
    ("Het kabinet stemt in met het voorstel als de zorgen over de quota zijn weggenomen.", "conditional"),
    ("Nederland steunt het compromis als dit leidt tot lagere lasten.", "conditional"),
    ("Nederland is voorstander van het plan als er voldoende middelen zijn.", "conditional"),
    ("Nederland steunt het plan als het fonds bijdraagt aan herstel.", "conditional"),
    ("Nederland steunt het voorstel als de juiste weg naar een schone visserij.", "supportive"),
    ("Nederland steunt het voorstel als het juiste instrument.", "supportive"),
    ("Nederland steunt Finland als kandidaat voor het voorzitterschap.", "supportive"),
    ("Nederland steunt Bulgarije als het land dat het langst wacht.", "supportive"),
    ("Nederland steunt sancties als middel om de druk op te voeren.", "supportive"),
    ("Nederland steunt zowel het voorstel als de aanpak die daarin is opgenomen.", "supportive"),
    ("Nederland steunt de oproep om op te treden als de regels worden overtreden.", "supportive"),
    ("De steun van Nederland hangt af van de uitwerking van het voorstel.", "conditional"),
    ("Nederlandse steun is afhankelijk van de dekking.", "conditional"),
    ("Mocht de tekst worden aangepast, dan stemt Nederland in.", "conditional"),
    ("Wanneer de lasten dalen, kan Nederland het voorstel steunen.", "conditional"),
    ("Wanneer de Raad in juni bijeenkomt, zal Nederland het voorstel steunen.", "supportive"),
    ("Nederland verwelkomt dat de Commissie ingrijpt zodra een lidstaat de regels schendt.", "supportive"),
    ("Nederland steunt het plan om op te treden indien de schendingen doorgaan.", "supportive"),
    ("Nederland is bereid om het fonds te steunen zodra de evaluatie er is.", "conditional"),
    ("Nederland steunt het fonds, dat pas na 2034 wordt gevuld.", "supportive"),
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
