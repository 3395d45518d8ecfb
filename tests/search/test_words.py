"""Words of a text, with their places."""

import time

import pytest

from agenda_tracker.search.words import LONGEST_WORD, Token, tokens


def said(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("F-35", "f 35"),
        ("F35", "F-35"),
        ("thema's", "thema’s"),
        ("thema's", "themas"),
        ("drone-aanvallen", "drone aanvallen"),
        ("NAVO-bondgenoten", "navo bondgenoten"),
        ("EU-27", "EU27"),
        ("e-mail", "E-mail"),
        ("e-mail", "email"),
        ("E.U.", "EU"),
        ("V.N.-resolutie", "VN-resolutie"),
        ("1.100", "1100"),
        ("1,5", "1.5"),
        ("2%", "2 %"),
        ("€300", "€ 300"),
        ("Oekraïne", "Oekrai\u0308ne"),
        ("gewas\u00adbescherming", "gewasbescherming"),
        ("gewas\u200bbescherming", "gewasbescherming"),
        ("CO₂", "CO2"),
        ("ﬁnanciën", "financien"),
        ("ĳs", "IJs"),
        ("a\x00b", "ab"),
        ("17-10-2024", "17.10.2024"),
    ],
)
def test_usual_spellings_of_one_thing_meet(one: str, other: str) -> None:
    assert said(one) == said(other) != []


def test_words_and_numbers_in_their_order() -> None:
    assert said("De 2%-norm, 1.100 drones (F-35's) à 1,5 miljard.") == (
        ["de", "2", "norm", "1100", "drones", "f", "35", "s", "a", "1,5", "miljard"]
    )


def test_a_french_article_is_a_word_of_its_own() -> None:
    assert said("Conseil de l'Europe, 's-Gravenhage, d'Hondt") == (
        ["conseil", "de", "l", "europe", "s", "gravenhage", "d", "hondt"]
    )


def test_each_word_tells_where_it_stands_in_the_text_as_written() -> None:
    text = "İzmir, Oekrai\u0308ne: be\u00adleid, thema’s; 1.100 ﬁets"
    assert [text[token.start : token.end] for token in tokens(text)] == (
        ["İzmir", "Oekrai\u0308ne", "be\u00adleid", "thema’s", "1.100", "ﬁets"]
    )
    assert tokens("De EU") == [Token("de", 0, 2), Token("eu", 3, 5)]


def test_what_is_no_word_gives_none() -> None:
    assert said("") == said(" .,;:-–—'’_()") == said("\u00ad\u200b\x00") == []


@pytest.mark.parametrize("piece", ["a", "a.", "a'", "e-", "1.", "a\u0301", "\u00ad", "a\u00ad", "de minister, 1.100 "])
def test_a_long_text_of_anything_takes_time_in_proportion(piece: str) -> None:
    started = time.process_time()
    found = tokens(piece * 100_000)
    assert time.process_time() - started < 3
    assert all(len(token.text) <= LONGEST_WORD for token in found)
