"""Due dates of promises: the words, and the last day they mean, seen from a letter of Wednesday 10 April 2030."""

from datetime import date

import pytest

from agenda_tracker.letters.positions.due import find_due

LETTER = date(2030, 4, 10)
ROWS = [
    ("Ik zal u vóór 1 juni 2031 informeren.", "vóór 1 juni 2031", "2031-05-31"),
    ("Ik zal u voor 1 maart informeren.", "voor 1 maart", "2031-02-28"),
    ("Ik zal u uiterlijk 1 maart 2031 informeren.", "uiterlijk 1 maart 2031", "2031-03-01"),
    ("Ik zal u uiterlijk op 15 mei informeren.", "uiterlijk op 15 mei", "2030-05-15"),
    ("Ik informeer u voorafgaand aan de Raad van 3 juni.", "voorafgaand aan de Raad van 3 juni", "2030-06-02"),
    ("Ik informeer u tijdens het commissiedebat van 8 mei.", "tijdens het commissiedebat van 8 mei", "2030-05-08"),
    ("U ontvangt de brief in mei.", "in mei", "2030-05-31"),
    ("U ontvangt de brief in maart.", "in maart", "2031-03-31"),
    ("U ontvangt de brief voor mei.", "voor mei", "2030-04-30"),
    ("U ontvangt de brief begin mei.", "begin mei", "2030-05-10"),
    ("U ontvangt de brief medio juni 2031.", "medio juni 2031", "2031-06-15"),
    ("U ontvangt de brief eind juni.", "eind juni", "2030-06-30"),
    ("U ontvangt de brief voor eind juni.", "voor eind juni", "2030-06-20"),
    ("U ontvangt de brief uiterlijk in november 2032.", "uiterlijk in november 2032", "2032-11-30"),
    ("U ontvangt de brief vóór het kerstreces.", "vóór het kerstreces", "2030-12-20"),
    ("U ontvangt de brief nog vóór het zomerreces.", "nog vóór het zomerreces", "2030-07-04"),
    ("U ontvangt de brief voor het meireces.", "voor het meireces", "2030-04-25"),
    ("U ontvangt de brief voor het herfstreces.", "voor het herfstreces", "2030-10-15"),
    ("U ontvangt de brief voor het voorjaarsreces.", "voor het voorjaarsreces", "2031-02-15"),
    ("U ontvangt de brief voor het krokusreces.", "voor het krokusreces", "2031-02-15"),
    ("U ontvangt de brief voor het reces.", "voor het reces", "2030-07-04"),
    ("U ontvangt de brief na het zomerreces.", "na het zomerreces", None),
    ("U ontvangt de brief voor de zomer.", "voor de zomer", "2030-07-04"),
    ("U ontvangt de brief na de zomer.", "na de zomer", None),
    ("U ontvangt de brief in het najaar.", "in het najaar", "2030-12-20"),
    ("U ontvangt de brief in het voorjaar van 2031.", "in het voorjaar van 2031", "2031-06-20"),
    ("U ontvangt de brief deze zomer.", "deze zomer", "2030-09-20"),
    ("U ontvangt de brief komende winter.", "komende winter", "2031-03-20"),
    ("U ontvangt de brief voor het einde van het jaar.", "voor het einde van het jaar", "2030-12-31"),
    ("U ontvangt de brief vóór het einde van dit jaar.", "vóór het einde van dit jaar", "2030-12-31"),
    ("U ontvangt de brief eind 2031.", "eind 2031", "2031-12-31"),
    ("U ontvangt de brief begin volgend jaar.", "begin volgend jaar", "2031-03-31"),
    ("U ontvangt de brief in 2032.", "in 2032", "2032-12-31"),
    ("U ontvangt de brief in het eerste kwartaal van 2031.", "in het eerste kwartaal van 2031", "2031-03-31"),
    ("U ontvangt de brief in het tweede kwartaal.", "in het tweede kwartaal", "2030-06-30"),
    ("U ontvangt de brief in de tweede helft van 2031.", "in de tweede helft van 2031", "2031-12-31"),
    ("U ontvangt de brief binnen zes weken.", "binnen zes weken", "2030-05-22"),
    ("U ontvangt de brief binnen twee maanden.", "binnen twee maanden", "2030-06-10"),
    ("U ontvangt de brief binnen 10 dagen.", "binnen 10 dagen", "2030-04-20"),
    ("U ontvangt de brief binnen enkele weken.", "binnen enkele weken", None),
    ("U ontvangt de brief volgende maand.", "volgende maand", "2030-05-31"),
    ("U ontvangt de brief deze maand.", "deze maand", "2030-04-30"),
    ("U ontvangt de brief volgende week.", "volgende week", "2030-04-21"),
    ("U ontvangt de brief op Prinsjesdag.", "op Prinsjesdag", "2030-09-17"),
    ("U ontvangt de brief vóór Prinsjesdag 2031.", "vóór Prinsjesdag 2031", "2031-09-15"),
    ("U ontvangt de brief vóór de begrotingsbehandeling.", "vóór de begrotingsbehandeling", None),
    ("U ontvangt de brief zo spoedig mogelijk.", "zo spoedig mogelijk", None),
    ("Ik kom hierop terug zodra de Raad heeft besloten.", "zodra de Raad heeft besloten", None),
    ("Zodra dit kan, doch uiterlijk 1 juli 2030, informeer ik u.", "uiterlijk 1 juli 2030", "2030-07-01"),
    ("Zoals toegezegd in het debat van 3 april zal ik u eind mei informeren.", "eind mei", "2030-05-31"),
    ("Ik zal u eind mei informeren, zoals gevraagd in de motie van 3 april 2030.", "eind mei", "2030-05-31"),
]


@pytest.mark.parametrize(("sentence", "words", "day"), ROWS)
def test_due_date_is_the_last_day_meant(sentence, words, day):
    due = find_due(sentence, LETTER)
    assert (sentence[due.start : due.end], due.day) == (words, day and date.fromisoformat(day))


@pytest.mark.parametrize(
    "sentence", ["Ik zal uw Kamer hierover informeren.", "", "Uw Kamer ontvangt een brief van 12 pagina’s."]
)
def test_a_promise_without_a_date_has_none(sentence):
    assert find_due(sentence, LETTER) is None


def test_weeks_after_the_meeting_count_from_its_end():
    sentence = "Ik informeer u binnen zes weken na afloop van de Raad."
    found = [find_due(sentence, LETTER, end) for end in (date(2030, 4, 16), None)]
    assert [(sentence[due.start : due.end], due.day) for due in found] == [
        ("binnen zes weken na afloop van de Raad", date(2030, 5, 28)),
        ("binnen zes weken na afloop van de Raad", None),
    ]


def test_without_the_date_of_the_letter_only_full_dates_are_days():
    assert [find_due(text).day for text in ("Vóór 1 juni.", "Vóór 1 juni 2031.", "Eind mei.", "Binnen zes weken.")] == [
        None,
        date(2031, 5, 31),
        None,
        None,
    ]


def test_a_day_that_does_not_exist_is_no_date():
    assert find_due("Ik zal u uiterlijk 31 november 2030 informeren.", LETTER).day is None


def test_the_last_years_of_the_calendar_do_not_break():
    assert find_due("Ik zal u binnen zes weken informeren.", date(9999, 12, 31)).day is None
