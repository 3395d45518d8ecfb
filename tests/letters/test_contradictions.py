"""What a letter says in two ways is told, with both versions."""

from agenda_tracker.letters import read_letter

LETTER = """Datum 24 april 2031
Betreft Geannoteerde agenda Milieuraad van {subject}

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda van de Milieuraad, die op {opening} in Brussel plaatsvindt.

Water

De Raad spreekt over water.

De Minister van Proeven, A.B. Toets
"""


def told(subject, opening):
    warnings = read_letter(LETTER.format(subject=subject, opening=opening)).warnings
    return [warning for warning in warnings if warning.startswith("Tegenstrijdig")]


def test_the_same_day_is_no_contradiction():
    assert told("9 mei 2031", "9 mei") == []
    assert told("8 en 9 mei 2031", "donderdag 8 mei") == []


def test_another_day_in_the_introduction():
    assert told("8 en 9 mei 2031", "9 en 10 mei") == [
        "Tegenstrijdig: de inleiding noemt 9 en 10 mei 2031 voor Milieuraad, gelezen is 8 en 9 mei 2031. Controleer de datum."
    ]


def test_another_month():
    assert len(told("9 mei 2031", "9 juni")) == 1


def test_a_day_that_falls_on_another_weekday():
    assert told("9 mei 2031", "maandag 9 mei") == [
        "Tegenstrijdig: 9 mei 2031 is geen maandag, zoals de inleiding zegt. Controleer de datum."
    ]
