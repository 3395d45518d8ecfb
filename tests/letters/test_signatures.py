"""Offices and names below a letter, in all the ways in which they are set."""

import pytest

from agenda_tracker.letters.signatures import (
    is_office,
    looks_like_name,
    read_sender,
    read_signatories,
    signature_length,
)


@pytest.mark.parametrize(
    ("printed", "signed"),
    [
        ("De Minister van Proeven, A.B. Toets", [("Minister van Proeven", "A.B. Toets")]),
        ("De Minister van Proeven en Meten, mr. drs. A. Toets", [("Minister van Proeven en Meten", "mr. drs. A. Toets")]),
        ("DE MINISTER VAN PROEVEN, METEN\nEN TOETSEN,\n\n\nAnna Toets",
         [("Minister van Proeven, Meten en Toetsen", "Anna Toets")]),
        ("De minister van Proeven,\nM. J. M. van Toets", [("Minister van Proeven", "M. J. M. van Toets")]),
        ("de minister van landbouw en natuur,\n\ndr. A.B. Toets", [("Minister van landbouw en natuur", "dr. A.B. Toets")]),
        ("De Minister-President, Minister van Algemene Zaken,\nA. Toets",
         [("Minister-President, Minister van Algemene Zaken", "A. Toets")]),
        ("De Minister-President,\nMinister van Algemene Zaken,\n\nmr. A. Toets",
         [("Minister-President, Minister van Algemene Zaken", "mr. A. Toets")]),
        (
            "De Minister De Staatssecretaris\nvan Proeven, voor Toetsen,\n\nDr. A. B. Een Mr. Drs. C. Twee",
            [("Minister van Proeven", "Dr. A. B. Een"), ("Staatssecretaris voor Toetsen", "Mr. Drs. C. Twee")],
        ),
        (
            "DE MINISTER VAN PROEVEN      DE STAATSSECRETARIS VAN TOETSEN\n\n\nAnna Een        Bea Twee",
            [("Minister van Proeven", "Anna Een"), ("Staatssecretaris van Toetsen", "Bea Twee")],
        ),
        (
            "De Staatssecretaris van Toetsen,\nde Minister van Proeven,\n\nA. Een\n\nB. van ’t Hof",
            [("Staatssecretaris van Toetsen", "A. Een"), ("Minister van Proeven", "B. van ’t Hof")],
        ),
        ("Anna Toets\nMinister van Proeven\n\nBea Meter\nStaatssecretaris van Proeven",
         [("Minister van Proeven", "Anna Toets"), ("Staatssecretaris van Proeven", "Bea Meter")]),
        ("De Minister van Proeven", [("Minister van Proeven", "")]),
        ("De Minister van Proeven, A.B. Toets\nmede namens de Minister van Meten", [("Minister van Proeven", "A.B. Toets")]),
    ],
)  # fmt: skip
def test_signatures(printed, signed):
    read = read_signatories(printed.split("\n"))
    assert [(who.office, who.name) for who in read] == signed


def test_the_annex_below_is_no_signature():
    lines = ["De Minister van Proeven,", "A.B. Toets", "", "VERSLAG PROEFRAAD VAN 3 MEI 2031"]
    assert signature_length(lines) == 3


@pytest.mark.parametrize(
    "text", ["Verslag Milieuraad", "Veiligheid en Justitie", "Den Haag", "Hoogachtend, Raad", "Pagina Een"]
)
def test_titles_are_no_names(text):
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    "text", ["Anna Toets", "A.B. de Toets", "Ch. van der Proef-Meter", "mr. A. Toets", "Noor el Proef"]
)
def test_names(text):
    assert looks_like_name(text)


@pytest.mark.parametrize("text", ["De Minister van Proeven zal deelnemen aan de Raad", "MINISTERIËLE RAAD", "De Raad"])
def test_sentences_and_titles_are_no_offices(text):
    assert not is_office(text)


@pytest.mark.parametrize(
    ("head", "sender"),
    [
        (["Nr. 3 BRIEF VAN DE MINISTER VAN PROEVEN, METEN EN TOETSEN"], ("Minister van Proeven, Meten en Toetsen",)),
        (
            ["Nr. 3", "BRIEF VAN DE MINISTER EN STAATSSECRETARIS VAN", "PROEVEN"],
            ("Minister en Staatssecretaris van Proeven",),
        ),
        (
            [
                "BRIEF VAN DE MINISTERS VAN PROEVEN EN VOOR METEN EN DE STAATSSECRETARIS TOETSEN",
                "",
                "Den Haag, 3 mei 2031",
            ],
            ("Ministers van Proeven en voor Meten", "Staatssecretaris Toetsen"),
        ),
        (["Geachte voorzitter,"], ()),
    ],
)
def test_sender_of_a_published_letter(head, sender):
    assert read_sender(head) == sender
