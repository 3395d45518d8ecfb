"""Compare a reading with a gold file, exactly as shared/letters/README.md says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agenda_tracker.letters import extract_text, read_letter

SAMPLES = Path(__file__).parent / "samples"
HEADER = ("kind", "subject", "letter_date", "chambers", "own_kamerstuk")


@dataclass
class Score:
    """What differs (empty when nothing does), and how the positions fared."""

    differences: list[str] = field(default_factory=list)
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def fold(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def compare(letter: Path, gold_file: Path) -> Score:
    """Read the letter and score it against its gold file."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    answer = read_letter(extract_text(letter.read_bytes(), letter.name)).as_json()
    score = Score()
    for name, wanted, got in _pairs(gold, answer):
        if wanted != got:
            score.differences.append(f"{name}: gold {wanted!r}, read {got!r}")
    _positions(gold, answer, score)
    return score


def _pairs(gold: dict[str, Any], answer: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Every compared fact as (name, gold, read)."""
    pairs = [(name, _plain(gold[name]), _plain(answer[name])) for name in HEADER]
    pairs.append(
        ("signatories", [who["name"] for who in gold["signatories"]], [w["name"] for w in answer["signatories"]])
    )
    pairs.append(("meetings", [_meeting(m) for m in gold["meetings"]], _meetings(gold, answer)))
    pairs.append(("agenda_items", [(fold(i["title"]), i["paragraphs"]) for i in gold["agenda_items"]], _items(answer)))
    pairs.append(("introduction", gold["introduction_paragraphs"], _introduction(answer)))
    pairs.append(("footnotes", _markers(gold), _markers(answer)))
    pairs.append(("references", _numbers(gold), _numbers(answer)))
    if "on_behalf_of" in gold:
        pairs.append(("on_behalf_of", gold["on_behalf_of"], answer["on_behalf_of"]))
    return pairs


def _plain(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _meeting(meeting: dict[str, Any]) -> tuple[Any, ...]:
    facts = (meeting["start_date"], meeting["end_date"], meeting["informal"], meeting.get("place") or "")
    return (fold(meeting["formation"]), *facts)


def _meetings(gold: dict[str, Any], answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    """A formation with the gold abbreviation counts as the gold name."""
    read = []
    for index, meeting in enumerate(answer["meetings"]):
        wanted = gold["meetings"][index] if index < len(gold["meetings"]) else {}
        same = bool(meeting["abbreviation"]) and meeting["abbreviation"] == wanted.get("abbreviation")
        read.append(_meeting(meeting | {"formation": wanted["formation"] if same else meeting["formation"]}))
    return read


def _items(answer: dict[str, Any]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for section in answer["sections"]:
        if section["agenda_item"] is not None:
            title = fold(section["agenda_item"])
            counts[title] = counts.get(title, 0) + len(section["paragraphs"])
    return list(counts.items())


def _introduction(answer: dict[str, Any]) -> int:
    return sum(len(section["paragraphs"]) for section in answer["sections"] if section["role"] == "introduction")


def _markers(reading: dict[str, Any]) -> list[str]:
    return [note["marker"] for note in reading["footnotes"]]


def _numbers(reading: dict[str, Any]) -> list[str]:
    return sorted({reference["kamerstuk"] for reference in reading["references"]})


def _positions(gold: dict[str, Any], answer: dict[str, Any], score: Score) -> None:
    suggestions = list(answer["positions"])
    score.wanted = len(gold["positions"])
    for wanted in gold["positions"]:
        if any(_same(wanted, suggestion) for suggestion in suggestions):
            score.found += 1
        else:
            score.missed.append(wanted["starts_with"])
    known = gold["positions"] + gold.get("optional_positions", [])
    score.false = [s["text"] for s in suggestions if not any(_fits(wanted, s) for wanted in known)]


def _fits(wanted: dict[str, Any], suggestion: dict[str, Any]) -> bool:
    same_item = fold(wanted.get("agenda_item")) == fold(suggestion["agenda_item"])
    return same_item and fold(wanted["starts_with"]) in fold(suggestion["text"])


def _same(wanted: dict[str, Any], suggestion: dict[str, Any]) -> bool:
    """Text, item, kind (view and aim count as one) and, where the gold gives it, the amount."""
    kinds = {"view": "stand", "aim": "stand"}
    kind = kinds.get(wanted["kind"], wanted["kind"]) == kinds.get(suggestion["kind"], suggestion["kind"])
    amount = "amount_eur" not in wanted or wanted["amount_eur"] == suggestion["amount_eur"]
    return _fits(wanted, suggestion) and kind and amount
