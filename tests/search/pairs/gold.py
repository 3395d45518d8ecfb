"""The pairs of letters as records, and what must hold for every one of them.

How the gold was decided (README.md has examples):

* `same`: a reader who knows the earlier sentence learns nothing from the later one. Word order, synonyms, tense, who
  speaks ("Nederland", "het kabinet", "ik"), dropped explanation, numbers written out: all the same.
* `changed`: the same subject-matter, something else said: stance, amount, condition, deadline, scope, strength.
* `new`, `gone`: nothing in the other letter is about this. A formula ("Het kabinet verwelkomt het voorstel") is no
  subject-matter, another country or product is another subject.
* One in one: of a split or merged position the part with the core is paired, the other is `new` or `gone`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

Verdict = Literal["same", "changed", "new", "gone"]
Row = tuple[str | None, str | None, Verdict]

WORKING_SET = Path(__file__).parent
HELD_OUT = WORKING_SET / "heldout"

KINDS = {"view", "aim", "contribution", "commitment"}
STANCES = {"", "supportive", "conditional", "critical", "opposed", "reserved"}
TRAITS = {
    "amount": "only an amount differs",
    "condition": "a condition added, dropped or altered",
    "deadline": "another due date or term",
    "disjoint": "no position in common",
    "formula": "the same formula on different subjects",
    "identical": "nothing changed at all",
    "lookalike": "near-identical sentences on another country, product or item, which must stay apart",
    "merged": "two earlier positions in one later",
    "moved": "under an agenda item with another title",
    "negation": "turned round by a small word",
    "number_in_words": "a number in words here, in figures there",
    "reordered": "another order of items or positions",
    "shortened": "a long one cut short, or the reverse",
    "split": "one earlier position in two later",
    "stance": "supports here, opposes there",
    "synonyms": "said again in other words",
}


@dataclass(frozen=True)
class Said:
    """One position of a letter. `amount` in euro; `topics` are slugs; `item` is the agenda item's title in that letter."""

    key: str
    text: str
    wording: str
    kind: str
    stance: str
    amount: Decimal | None
    topics: tuple[str, ...]
    item: str


@dataclass(frozen=True)
class SaidLetter:
    """A letter by the date and the formation (slug) of its meeting, with its positions in the order of the letter."""

    date: date
    formation: str
    positions: tuple[Said, ...]


@dataclass(frozen=True)
class LetterPair:
    """Two letters on meetings of one formation, and the rows a careful clerk would write: every position exactly once."""

    name: str
    subject: str
    traits: frozenset[str]
    earlier: SaidLetter
    later: SaidLetter
    gold: tuple[Row, ...]


def working_set() -> list[LetterPair]:
    """The pairs to work with, by name."""
    return list(read_folder(WORKING_SET))


def held_out() -> list[LetterPair]:
    """The pairs nobody looks at while working on the pairing."""
    return list(read_folder(HELD_OUT))


def read_folder(folder: Path) -> Iterator[LetterPair]:
    for path in sorted(folder.glob("*.json")):
        yield letter_pair(json.loads(path.read_text(encoding="utf-8")))


def letter_pair(data: dict[str, Any]) -> LetterPair:
    gold = tuple((row["earlier"], row["later"], row["verdict"]) for row in data["gold"])
    earlier, later = _letter(data["earlier"]), _letter(data["later"])
    return LetterPair(data["name"], data["subject"], frozenset(data["traits"]), earlier, later, gold)


def _letter(data: dict[str, Any]) -> SaidLetter:
    said = tuple(_said(position) for position in data["positions"])
    return SaidLetter(date.fromisoformat(data["date"]), data["formation"], said)


def _said(data: dict[str, Any]) -> Said:
    amount = data["amount_eur"]
    return Said(
        key=data["key"],
        text=data["text"],
        wording=data["wording"],
        kind=data["kind"],
        stance=data["stance"],
        amount=None if amount is None else Decimal(amount),
        topics=tuple(data["topics"]),
        item=data["item"],
    )


def faults(pair: LetterPair) -> list[str]:
    """What is wrong with a pair, in words; empty when nothing is."""
    return [
        *_faults_of_letters(pair),
        *(fault for said in (*pair.earlier.positions, *pair.later.positions) for fault in _faults_of_position(said)),
        *_faults_of_rows(pair),
        *(f"unknown trait {trait}" for trait in sorted(pair.traits - set(TRAITS))),
    ]


def _faults_of_letters(pair: LetterPair) -> Iterator[str]:
    if pair.earlier.date >= pair.later.date:
        yield "the earlier letter is not the earlier one"
    if pair.earlier.formation != pair.later.formation:
        yield "two formations"
    for letter in (pair.earlier, pair.later):
        if not 3 <= len(letter.positions) <= 9:
            yield f"{len(letter.positions)} positions in one letter"
        keys = [said.key for said in letter.positions]
        if len(set(keys)) != len(keys):
            yield "a key twice"


def _faults_of_position(said: Said) -> Iterator[str]:
    if not 12 <= len(said.text.split()) <= 60:
        yield f"{said.key}: {len(said.text.split())} words"
    if said.kind not in KINDS or said.stance not in STANCES:
        yield f"{said.key}: kind {said.kind}, stance {said.stance}"
    if not said.topics or not said.item:
        yield f"{said.key}: without topic or agenda item"


def _faults_of_rows(pair: LetterPair) -> Iterator[str]:
    for earlier, later, verdict in pair.gold:
        if (earlier is None, later is None) != _empty_sides(verdict):
            yield f"{earlier} – {later} cannot be {verdict}"
    yield from _not_once("earlier", [row[0] for row in pair.gold], pair.earlier.positions)
    yield from _not_once("later", [row[1] for row in pair.gold], pair.later.positions)


def _empty_sides(verdict: str) -> tuple[bool, bool]:
    return verdict == "new", verdict == "gone"


def _not_once(side: str, found: Sequence[str | None], positions: Sequence[Said]) -> Iterator[str]:
    if sorted(key for key in found if key is not None) != sorted(said.key for said in positions):
        yield f"not every {side} position stands in exactly one row"
