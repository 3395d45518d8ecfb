"""The marked pairs of letters hold what they promise, and the measure counts as a clerk would."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from agenda_tracker.letters import formations

from .gold import TRAITS, LetterPair, Row, Said, faults, held_out, letter_pair, working_set
from .measure import measure

ALL = [*working_set(), *held_out()]
FORMATIONS = Path(formations.__file__).with_suffix(".json")
TOPICS = Path(__file__).parents[3] / "fixtures" / "topics.json"


@pytest.mark.parametrize("pair", ALL, ids=lambda pair: pair.name)
def test_pair_is_well_formed(pair: LetterPair):
    assert faults(pair) == []


def test_no_pair_is_held_out_and_worked_with():
    assert [name for name, times in Counter(pair.name for pair in ALL).items() if times > 1] == []


def test_topics_and_formations_are_the_sites_own():
    topics = {topic["slug"] for topic in json.loads(TOPICS.read_text(encoding="utf-8"))}
    known = {row["slug"] for row in json.loads(FORMATIONS.read_text(encoding="utf-8"))}
    said = [said for pair in ALL for said in (*pair.earlier.positions, *pair.later.positions)]
    assert {topic for one in said for topic in one.topics} - topics == set()
    assert {pair.earlier.formation for pair in ALL} - known == set()


def test_traits_are_what_the_rows_show():
    for pair in ALL:
        verdicts = {verdict for _earlier, _later, verdict in pair.gold}
        assert ("disjoint" in pair.traits) == verdicts.isdisjoint({"same", "changed"}), pair.name
        assert ("identical" in pair.traits) == (verdicts == {"same"}), pair.name
        assert ("moved" in pair.traits) <= _any_moved(pair), pair.name


def _any_moved(pair: LetterPair) -> bool:
    items = {said.key: said.item for said in (*pair.earlier.positions, *pair.later.positions)}
    return any(items[earlier] != items[later] for earlier, later, _verdict in pair.gold if earlier and later)


def a_said(key: str, text: str) -> dict[str, object]:
    return {
        "key": key,
        "text": text,
        "wording": "",
        "kind": "view",
        "stance": "",
        "amount_eur": None,
        "topics": ["handel"],
        "item": "Staal",
    }


def a_pair(gold: list[dict[str, str | None]]) -> LetterPair:
    """Two letters with three positions each: e1–e3 and l1–l3."""
    letters = {
        side: {
            "date": day,
            "formation": "eu-rbz-handel",
            "positions": [a_said(f"{side[0]}{n}", "Nederland steunt " + "woord " * 10 + str(n)) for n in (1, 2, 3)],
        }
        for side, day in (("earlier", "2031-03-10"), ("later", "2031-05-19"))
    }
    return letter_pair({"name": "proef", "subject": "Proef", "traits": [], "gold": gold, **letters})


def rows(*given: tuple[str | None, str | None, str]) -> list[dict[str, str | None]]:
    return [{"earlier": earlier, "later": later, "verdict": verdict} for earlier, later, verdict in given]


GOLD = rows(("e1", "l1", "same"), ("e2", "l2", "changed"), ("e3", None, "gone"), (None, "l3", "new"))


def answering(*answer: Row):
    def pairing(earlier: list[Said], later: list[Said]) -> list[Row]:
        return list(answer)

    return pairing


def test_the_gold_itself_measures_one():
    pair = a_pair(GOLD)
    measured = measure(answering(*pair.gold), [pair])
    assert (measured.pairs.f1, measured.rows.f1, measured.verdicts.precision, measured.mistakes) == (1, 1, 1, [])


def test_a_wrong_pair_costs_precision_and_a_missed_pair_recall():
    answer: list[Row] = [("e1", "l1", "changed"), ("e2", "l3", "changed"), ("e3", "l2", "same")]
    measured = measure(answering(*answer), [a_pair(GOLD)])
    assert (measured.pairs.right, measured.pairs.found, measured.pairs.wanted) == (1, 3, 2)
    assert (measured.pairs.f1, measured.verdicts.precision, measured.rows.f1) == (0.4, 0, 0)
    assert measured.mistakes[1].endswith("should be e2 → l2 changed, None → l3 new")


def test_two_sided_figures_ignore_what_is_new_or_gone():
    pair = a_pair(rows(*((f"e{n}", None, "gone") for n in (1, 2, 3)), *((None, f"l{n}", "new") for n in (1, 2, 3))))
    measured = measure(answering(*pair.gold), [pair])
    assert (measured.pairs.wanted, measured.pairs.f1, measured.rows.f1) == (0, 1, 1)


def test_a_lost_position_is_refused():
    with pytest.raises(ValueError, match="exactly one row"):
        measure(answering(("e1", "l1", "same")), [a_pair(GOLD)])


def test_faults_are_named():
    wrong = a_pair(rows(("e1", "l1", "gone"), ("e2", "l2", "same"), ("e3", None, "gone"), (None, "l2", "new")))
    assert faults(wrong) == [
        "e1 – l1 cannot be gone",
        "not every later position stands in exactly one row",
    ]


def test_every_difficulty_occurs():
    assert {trait for pair in working_set() for trait in pair.traits} == set(TRAITS)


def by_shared_words(earlier: list[Said], later: list[Said]) -> list[Row]:
    """The plainest pairing there is: the most words in common first, a quarter of them at least."""
    likeness = {(one.key, other.key): _shared(one, other) for one in earlier for other in later}
    rows: list[Row] = []
    for one, other in sorted(likeness, key=lambda keys: (-likeness[keys], keys)):
        if likeness[one, other] >= 0.25 and not any(one == row[0] or other == row[1] for row in rows):
            rows.append((one, other, "changed"))
    taken = {key for row in rows for key in row}
    gone: list[Row] = [(said.key, None, "gone") for said in earlier if said.key not in taken]
    return [*rows, *gone, *((None, said.key, "new") for said in later if said.key not in taken)]


def _shared(one: Said, other: Said) -> float:
    words, others = (set(re.findall(r"\w+", said.text.lower())) for said in (one, other))
    return len(words & others) / len(words | others)


@pytest.mark.parametrize("letters", [working_set(), held_out()], ids=["working set", "held out"])
def test_shared_words_alone_do_not_reach_the_bar(letters: list[LetterPair]):
    assert 0.8 < measure(by_shared_words, letters).pairs.f1 < 0.9
