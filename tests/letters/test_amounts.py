"""Amounts in euros."""

import pytest

from agenda_tracker.letters.amounts import find_amounts

ROWS = [
    ("€ 300 mln.", 300_000_000),
    ("€300 mln.", 300_000_000),
    ("€20 mln. bij", 20_000_000),
    ("1,1 miljard euro", 1_100_000_000),
    ("€ 1,5 mld.", 1_500_000_000),
    ("EUR 2 miljoen", 2_000_000),
    ("2,25 miljoen euro", 2_250_000),
    ("€ 12.500.000", 12_500_000),
    ("€ 12.500", 12_500),
    ("€ 12,50", 12),
    ("€ 500,-", 500),
    ("500 euro", 500),
    ("250 duizend euro", 250_000),
    ("€ 3 biljoen", 3_000_000_000_000),
    ("€ 45 MLN", 45_000_000),
    ("tien miljoen euro", 10_000_000),
    ("anderhalf miljard euro", 1_500_000_000),
]
NOTHING = ["4 miljoen mensen", "120 militairen", "2024 en 2031", "in 2024", "€", "euro", "1,1 miljard dollar", ""]


@pytest.mark.parametrize(("text", "euros"), ROWS)
def test_amount_in_whole_euros(text, euros):
    assert [amount.euros for amount in find_amounts(f"voor {text} beschikbaar")] == [euros]


@pytest.mark.parametrize("text", NOTHING)
def test_other_numbers_are_no_amount(text):
    assert find_amounts(text) == []


def test_years_before_an_amount_are_left_out():
    assert [a.euros for a in find_amounts("tussen 2030 en 2034 2,5 miljard euro")] == [2_500_000_000]


def test_two_amounts_stay_two():
    assert [a.euros for a in find_amounts("van € 3 mln. naar € 5 mln.")] == [3_000_000, 5_000_000]
