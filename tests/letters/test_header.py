"""Head and signature of a letter."""

from datetime import date

import pytest

from agenda_tracker.letters import ReadSignatory, read_letter
from agenda_tracker.letters.signatures import read_on_behalf, tidy_office

HEAD = """> Retouradres Postbus 1 2500 AA Den Haag
Aan de Voorzitter van de Tweede Kamer
der Staten-Generaal
Postbus 20018
2500 EA DEN HAAG

Ministerie van Proeven
Contactpersoon
J. Telefoonman
T 070 123 45 67

Ons kenmerk: P-2030-1
Uw kenmerk

Bijlage(n)
geen

Datum 3 mei 2030
Betreft Geannoteerde agenda Milieuraad van

9 mei 2030 te Brussel

Geachte voorzitter,

Hierbij stuur ik u de geannoteerde agenda.

Water

De Raad spreekt over water.

"""


def read(signature, head=HEAD):
    return read_letter(head + signature)


def test_labels_of_the_head():
    reading = read("Hoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nA. Proef\n")
    assert reading.subject == "Geannoteerde agenda Milieuraad van 9 mei 2030 te Brussel"
    assert (reading.letter_date, reading.chambers) == (date(2030, 5, 3), ("TK",))
    assert (reading.own_kamerstuk, reading.dossiers, reading.warnings) == (None, (), ())


def test_contact_persons_and_telephone_numbers_are_not_in_the_reading():
    assert "Telefoonman" not in str(read("Hoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nA. Proef\n").as_json())


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("Hoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nAnna Proef", [("Minister van Proeven", "Anna Proef")]),
        ("Hoogachtend,\n\nDe minister van Proeven,\nA.B. de Proef", [("Minister van Proeven", "A.B. de Proef")]),
        ("Hoogachtend,\nDe Minister van Proeven, A.B. de Proef", [("Minister van Proeven", "A.B. de Proef")]),
        (
            "Hoogachtend,\n\nDe minister van Proeven,\n\nA. Proef\n\nDe staatssecretaris van Proeven,\n\nB. Toets",
            [("Minister van Proeven", "A. Proef"), ("Staatssecretaris van Proeven", "B. Toets")],
        ),
        (
            "Hoogachtend,\n\nDE MINISTER VAN PROEVEN\n\nDE MINISTER VOOR TOETSEN\n\nA. Proef\n\nmr. B. van der Toets",
            [("Minister van Proeven", "A. Proef"), ("Minister voor Toetsen", "mr. B. van der Toets")],
        ),
        (
            "Hoogachtend,\n\nDe Minister van Proeven\nen Toetsen,\n\n\nA. Proef-Wal",
            [("Minister van Proeven en Toetsen", "A. Proef-Wal")],
        ),
        ("Met vriendelijke groet,\n\nDE MINISTER-PRESIDENT\n\nA. Proef", [("Minister-president", "A. Proef")]),
        ("DE STAATSSECRETARIS VAN PROEVEN\n\nA. Proef", [("Staatssecretaris van Proeven", "A. Proef")]),
        ("Hoogachtend,\n\nDE MINISTER VAN PROEVEN", [("Minister van Proeven", "")]),
        ("Hoogachtend,", []),
    ],
)
def test_signatories(signature, expected):
    assert read(signature).signatories == tuple(ReadSignatory(*pair) for pair in expected)


@pytest.mark.parametrize(
    ("address", "chambers"),
    [
        ("Aan de Voorzitter van de Eerste Kamer der Staten-Generaal", ("EK",)),
        ("de Voorzitter van de Tweede Kamer", ("TK",)),
        ("De Voorzitters van de Eerste en Tweede Kamer der Staten-Generaal", ("TK", "EK")),
        ("De Voorzitter van de Tweede Kamer\nDe Voorzitter van de Eerste Kamer", ("TK", "EK")),
        ("Aan de griffier", ()),
    ],
)
def test_chambers(address, chambers):
    head = f"{address}\n\nDatum 3 mei 2030\nBetreft Verslag Milieuraad 1 mei 2030\n\nGeachte voorzitter,\n\nHierbij.\n"
    assert read_letter(head).chambers == chambers


def test_a_number_above_the_letter_is_its_own():
    reading = read_letter("Kamerstuk 28 676, nr. 900\n" + HEAD)
    assert reading.own_kamerstuk == "28676-900"
    assert reading.references == ()


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Hierbij stuur ik u, mede namens de minister van Proeven, de agenda.", ("Minister van Proeven",)),
        (
            "mede namens de minister van Economische Zaken en de staatssecretaris van Financiën bied ik aan",
            ("Minister van Economische Zaken", "Staatssecretaris van Financiën"),
        ),
        (
            "mede namens de minister van Landbouw, Visserij en Natuur en de minister voor Klimaat",
            ("Minister van Landbouw, Visserij en Natuur", "Minister voor Klimaat"),
        ),
        ("namens Nederland", ()),
    ],
)
def test_on_behalf_of(text, offices):
    assert read_on_behalf(text) == offices


@pytest.mark.parametrize(
    ("printed", "tidy"),
    [
        ("DE MINISTER VAN DEFENSIE,", "Minister van Defensie"),
        ("de minister van Financiën", "Minister van Financiën"),
        ("DE MINISTER VOOR BUITENLANDSE HANDEL EN HULP", "Minister voor Buitenlandse Handel en Hulp"),
        ("DE MINISTER-PRESIDENT", "Minister-president"),
    ],
)
def test_office_in_ordinary_case(printed, tidy):
    assert tidy_office(printed) == tidy
