"""Compare a reading with a gold file: shared/letters/README.md says how, docs/parsing.md what the extra names mean."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agenda_tracker.letters import extract, read_letter

SAMPLES = Path(__file__).parent / "samples"
HEADER = ("kind", "letter_date", "chambers", "own_kamerstuk", "signatories", "meetings")
STAND = {"view": "stand", "aim": "stand"}


@dataclass
class Score:
    """Facts as (name, gold, read), and how headings, references, notes, body and positions fared."""

    facts: list[tuple[str, Any, Any]] = field(default_factory=list)
    header: dict[str, bool] = field(default_factory=dict)
    headings: tuple[int, int, int] = (0, 0, 0)  # right, wanted, read
    references: tuple[int, int, int] = (0, 0, 0)
    notes: tuple[int, int] = (0, 0)  # right, wanted
    body: tuple[int, int] = (0, 0)
    found: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def differences(self) -> list[str]:
        return [f"{name}: gold {wanted!r}, read {got!r}" for name, wanted, got in self.facts if wanted != got]


def letter_of(gold_file: Path) -> Path:
    """The letter beside a gold file, whatever its carrier."""
    stem = gold_file.name.removesuffix(".gold.json")
    named = json.loads(gold_file.read_text(encoding="utf-8")).get("file", "")
    options = [p for p in gold_file.parent.glob(f"{stem}.*") if p.suffix != ".json"]
    return next((path for path in options if path.name == named), options[0])


def read(letter: Path) -> dict[str, Any]:
    return read_letter(extract(letter.read_bytes(), letter.name)).as_json()


def compare(letter: Path, gold_file: Path) -> Score:
    """Read the letter and score it against its gold file."""
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    answer = read(letter)
    score = Score()
    score.facts = _facts(gold, answer)
    score.header = {name: wanted == got for name, wanted, got in score.facts if name in HEADER}
    score.headings = _overlap([title for title, _ in _gold_items(gold)], [title for title, _ in _items(answer)])
    score.references = _overlap(_numbers(gold), _numbers(answer))
    _notes_and_body(gold, answer, score)
    _positions(gold, answer, score)
    return score


def fold(text: str | None) -> str:
    return " ".join((text or "").lower().split())


def _facts(gold: dict[str, Any], answer: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Every compared fact. A subject is compared where the letter has a line for it."""
    facts = [(name, gold[name], answer[name]) for name in HEADER[:4]]
    if gold["subject"]:
        facts.append(("subject", " ".join(gold["subject"].split()), answer["subject"]))
    facts.append(("signatories", _names(gold), _names(answer)))
    facts.append(("meetings", [_meeting(m) for m in gold["meetings"]], _meetings(gold, answer)))
    facts.append(("agenda_items", _gold_items(gold), _items(answer)))
    facts.append(("introduction", gold["introduction_paragraphs"], _introduction(answer)))
    facts.append(("footnotes", _markers(gold), _markers(answer)))
    facts.append(("references", _numbers(gold), _numbers(answer)))
    if "on_behalf_of" in gold:
        facts.append(("on_behalf_of", gold["on_behalf_of"], answer["on_behalf_of"]))
    if "dossiers" in gold:
        facts.append(("dossiers", gold["dossiers"], answer["dossiers"]))
    if gold.get("contradictions"):
        facts.append(("contradictions", True, any("egenstrijdig" in warning for warning in answer["warnings"])))
    if gold["kind"] == "other":
        facts.append(("warning", True, bool(answer["warnings"])))
    return facts


def _names(reading: dict[str, Any]) -> list[str]:
    return [who["name"] for who in reading["signatories"]]


def _meeting(meeting: dict[str, Any]) -> tuple[Any, ...]:
    facts = (meeting["start_date"], meeting["end_date"], meeting["informal"], meeting.get("place") or "")
    return (fold(meeting["formation"]), *facts, meeting.get("kind"))


def _meetings(gold: dict[str, Any], answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    """A formation with the gold abbreviation counts as the gold name; the kind counts where the gold gives it."""
    read = []
    for index, meeting in enumerate(answer["meetings"]):
        wanted = gold["meetings"][index] if index < len(gold["meetings"]) else {}
        same = bool(meeting["abbreviation"]) and meeting["abbreviation"] == wanted.get("abbreviation")
        name = wanted["formation"] if same else meeting["formation"]
        read.append(_meeting(meeting | {"formation": name, "kind": meeting["kind"] if wanted.get("kind") else None}))
    return read


def _gold_items(gold: dict[str, Any]) -> list[tuple[str, int]]:
    return [(fold(item["title"]), item["paragraphs"]) for item in gold["agenda_items"]]


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


def _overlap(wanted: list[str], got: list[str]) -> tuple[int, int, int]:
    return (sum((Counter(wanted) & Counter(got)).values()), len(wanted), len(got))


def _notes_and_body(gold: dict[str, Any], answer: dict[str, Any], score: Score) -> None:
    """Footnotes with their whole text where the gold has it; strings that must, or must not, stand in a paragraph."""
    texts = {note["marker"]: fold(note["text"]) for note in answer["footnotes"]}
    right = sum(
        note["marker"] in texts and texts[note["marker"]] == fold(note.get("text", texts.get(note["marker"])))
        for note in gold["footnotes"]
    )
    score.notes = (right, len(gold["footnotes"]))
    paragraphs = [fold(text) for section in answer["sections"] for text in section["paragraphs"]]
    printed = [*paragraphs, *(fold(section["heading"]) for section in answer["sections"])]
    there = [any(fold(piece) in text for text in printed) for piece in gold.get("present", [])]
    away = [all(fold(piece) not in text for text in paragraphs) for piece in gold.get("absent", [])]
    score.body = (sum(there) + sum(away), len(there) + len(away))
    wrong = [p for p, ok in zip(gold.get("present", []), there, strict=True) if not ok]
    wrong += [p for p, ok in zip(gold.get("absent", []), away, strict=True) if not ok]
    score.facts.append(("body", [], wrong))
    bad = [n for n in gold["footnotes"] if "text" in n and texts.get(n["marker"]) != fold(n["text"])]
    score.facts.append(("footnote texts", [fold(n["text"]) for n in bad], [texts.get(n["marker"]) for n in bad]))


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
    kind = STAND.get(wanted["kind"], wanted["kind"]) == STAND.get(suggestion["kind"], suggestion["kind"])
    amount = "amount_eur" not in wanted or wanted["amount_eur"] == suggestion["amount_eur"]
    return _fits(wanted, suggestion) and kind and amount
