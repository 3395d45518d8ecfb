"""Amounts in euros."""

import pytest

from agenda_tracker.letters.positions.amounts import find_amounts, find_period

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
    ("tweeënhalf miljoen euro", 2_500_000),
    ("zesenhalf miljoen euro", 6_500_000),
    ("een half miljoen euro", 500_000),
    ("tweehonderdvijftig miljoen euro", 250_000_000),
    ("drieëntwintig miljoen euro", 23_000_000),
    ("tweeëneenhalf miljard euro", 2_500_000_000),
    ("300 miljoen euro’s", 300_000_000),
    ("EUR 20 mln", 20_000_000),
    ("ruim € 1,5 mld", 1_500_000_000),
    ("€ 2 mrd.", 2_000_000_000),
]
NOTHING = [
    "4 miljoen mensen",
    "120 militairen",
    "2024 en 2031",
    "in 2024",
    "€",
    "euro",
    "1,1 miljard dollar",
    "enkele miljoenen euro",
    "",
]


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


@pytest.mark.parametrize(
    "text", ["€ 2 à 3 mln.", "2 tot 3 miljoen euro", "€ 2-3 mln.", "tussen € 2 en € 3 miljoen", "2 à 3 miljoen euro"]
)
def test_the_ends_of_a_range_share_scale_and_currency(text):
    assert [amount.euros for amount in find_amounts(f"voor {text} beschikbaar")] == [2_000_000, 3_000_000]


PERIODS = [
    ("tussen 2030 en 2034 1,1 miljard euro", "tussen 2030 en 2034"),
    ("€ 3 mln. per jaar", "per jaar"),
    ("jaarlijks € 3 mln.", "jaarlijks"),
    ("in 2030 € 3 mln.", "in 2030"),
    ("voor de periode 2028–2034 € 3 mln.", "voor de periode 2028–2034"),
    ("€ 3 mln. voor de jaren 2031 tot en met 2033", "voor de jaren 2031 tot en met 2033"),
    ("tot en met 2037 zeven miljoen euro", "tot en met 2037"),
    ("vanaf 2031 structureel € 3 mln.", "vanaf 2031 structureel"),
    ("eenmalig € 3 mln.", "eenmalig"),
    ("€ 3 mln. voor de komende drie jaar", "voor de komende drie jaar"),
    ("€ 3 mln. over een periode van vijf jaar", "over een periode van vijf jaar"),
    ("€ 3 mln. (Kamerstukken II 2030/31, 36 925, nr. 3)", None),
    ("In juli 2030 is € 3 mln. toegezegd", None),
    ("€ 3 mln.", None),
    ("in 2029 werd € 3 mln. betaald, tot 2035 volgt € 40 mln.", "in 2029"),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_period_of_an_amount_as_written(text, period):
    assert find_period(text, find_amounts(text)[0]) == period
