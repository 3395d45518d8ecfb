"""What compounds are made of, and in which compounds a word is a part."""

from pathlib import Path

import pytest

from agenda_tracker.search.compounds import Vocabulary

HERE = Path(__file__).parent


def read(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


COMPOUNDS = [(word, "" if parts == "-" else parts) for word, parts in read("compounds.tsv")]
CORPUS = Vocabulary(
    [word for word, _parts in COMPOUNDS]
    + [form for sign, *forms in read("stems.tsv") if sign == "=" for form in forms]
    + [
        "gewasbescherming",
        "beschermingsmiddelen",
        "databescherming",
        "kamer",
        "raad",
        "voor",
        "aan",
        "water",
        "drinken",
    ]
)


@pytest.mark.parametrize(("word", "parts"), COMPOUNDS, ids=[word for word, _parts in COMPOUNDS])
def test_a_word_is_cut_into_its_parts(word: str, parts: str) -> None:
    found = CORPUS.split(word)
    assert " ".join(found[: len(parts.split())] if parts else found) == parts


def test_longer_pieces_that_are_words_come_along() -> None:
    assert CORPUS.split("gewasbeschermingsmiddelen") == (
        ("gewas", "bescherming", "middelen", "gewasbescherming", "beschermingsmiddelen")
    )


@pytest.mark.parametrize(
    ("part", "among", "found"),
    [
        (
            "bescherming",
            "gewasbeschermingsmiddelen databescherming bescherming beschermd",
            "databescherming gewasbeschermingsmiddelen",
        ),
        ("raad", "kameraad beraad verraad voorraad raad raadslid veiligheidsraad slid", "raadslid veiligheidsraad"),
        ("kamer", "kameraad kameraden kamers kamerlid kamer camera", "kamerlid"),
        ("drone", "dronecapaciteit drones drone", "dronecapaciteit"),
        ("drones", "dronecapaciteit drones drone", "dronecapaciteit"),
        ("water", "drinkwater waterkwaliteit drinken water verwaterd", "drinkwater waterkwaliteit"),
        ("lidstaten", "eurolidstaat lidstaatstemming lidstaat", "eurolidstaat lidstaatstemming"),
        ("maatregel", "tegenmaatregelen maatregelenpakket maatregelen", "maatregelenpakket tegenmaatregelen"),
        ("systeem", "luchtverdedigingssystemen systemen", "luchtverdedigingssystemen"),
        ("staat", "bestaat ontstaat toestaat lidstaten staatssteun", "lidstaten staatssteun"),
        ("gas", "gasprijs aardgas aard gasten vegas", "gasprijs"),
        ("verdediging", "luchtverdediging raketverdediging", "luchtverdediging raketverdediging"),
        ("handel", "behandeling onderhandeling mensenhandel handelsakkoord", "handelsakkoord mensenhandel"),
        ("vrede", "tevreden vredesmissie", "vredesmissie"),
        ("asd", "asdf", ""),
        ("a\nb", "kamer", ""),
        ("", "kamer", ""),
    ],
)
def test_a_part_leads_to_its_compounds_and_not_to_words_it_hides_in(part: str, among: str, found: str) -> None:
    assert Vocabulary(among.split()).containing(part) == found.split()


def test_frequent_compounds_come_first_and_no_more_than_asked() -> None:
    often = {"handelsakkoord": 3, "handelsverdrag": 9, "wapenhandel": 5}
    assert Vocabulary(often, often).containing("handel", limit=2) == ["handelsverdrag", "wapenhandel"]


def test_a_rare_name_is_no_part_of_a_frequent_word() -> None:
    often = {"belasting": 900, "bela": 1, "stingers": 2, "kameraden": 40, "kamera": 1}
    corpus = Vocabulary(often, often)
    assert corpus.split("belasting") == corpus.split("kameraden") == ()


def test_nonsense_is_no_compound() -> None:
    corpus = Vocabulary(["zee", "", "x" * 500, "1,5"])
    assert [corpus.split(word) for word in ("", "zee", "zee" * 30, "1,5", "x\ny", "zzzzzzzz")] == [()] * 6
