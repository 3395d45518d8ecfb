"""How well and how fast letters are read: a score per field over all sample letters, and speed against a baseline."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from agenda_tracker.letters import extract, read_letter
from tests.letters.gold import HEADER, SAMPLES, Score, compare, letter_of

REAL = Path(__file__).resolve().parents[3] / "shared" / "letters"
ROUNDS = 5


def scores() -> list[tuple[Path, Score]]:
    """Every letter with a gold file: the samples and, where the folder is there, the real letter."""
    golds = [*sorted(SAMPLES.glob("*.gold.json")), *sorted(REAL.glob("*.gold.json"))]
    return [(letter_of(gold), compare(letter_of(gold), gold)) for gold in golds]


def rate(right: float, wanted: float) -> str:
    return f"{100 * right / wanted:5.1f} %" if wanted else "     –"


def f1(triples: list[tuple[int, int, int]]) -> str:
    right, wanted, got = (sum(column) for column in zip(*triples, strict=True))
    precision, recall = right / got if got else 1.0, right / wanted if wanted else 1.0
    total = precision + recall
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {2 * precision * recall / total if total else 0:.3f}"


def print_scores(found: list[tuple[Path, Score]]) -> None:
    all_scores = [score for _, score in found]
    say(f"{len(found)} letters")
    for name in HEADER:
        right = sum(score.header[name] for score in all_scores)
        say(f"  {name:<16} {rate(right, len(all_scores))} exact")
    facts = [ok for score in all_scores for ok in score.header.values()]
    say(f"  {'all of these':<16} {rate(sum(facts), len(facts))}")
    say(f"  headings         {f1([score.headings for score in all_scores])}")
    say(f"  references       {f1([score.references for score in all_scores])}")
    notes, body = (
        zip(*(pair for pair in column), strict=True)
        for column in ([s.notes for s in all_scores], [s.body for s in all_scores])
    )
    say(f"  footnotes        {rate(*map(sum, notes))} whole")
    say(f"  clean body       {rate(*map(sum, body))} of the strings that must, or must not, be there")
    hits, wanted = sum(s.found for s in all_scores), sum(s.wanted for s in all_scores)
    false = sum(len(s.false) for s in all_scores)
    say(
        f"  positions        recall {hits / wanted:.3f}  precision {hits / (hits + false):.3f}"
        f"  ({hits} of {wanted}, {false} false)"
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor time of the fastest of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def print_speed() -> None:
    texts = [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]
    words = sum(len(data.split()) for data in texts)
    taken = seconds(lambda: [read_letter(extract(data)) for data in texts])
    say(f"text: {words / 1500 / taken:.0f} letters of 1,500 words per second on one core ({len(texts)} letters)")
    for path in sorted(SAMPLES.glob("*.pdf")):
        print_pdf(path)
    for path in (*sorted(SAMPLES.glob("*.docx")), *sorted(SAMPLES.glob("*.html")), *sorted(SAMPLES.glob("*.xml"))):
        data = path.read_bytes()
        say(f"{path.name}: {1000 * seconds(lambda data=data: read_letter(extract(data))):.1f} ms")


def print_pdf(path: Path) -> None:
    """A PDF against the library only taking its text out, in the same run."""
    data = path.read_bytes()
    floor = seconds(lambda: bare_text(data))
    lines, whole = seconds(lambda: extract(data)), seconds(lambda: read_letter(extract(data)))
    say(
        f"{path.name}: bare text {1000 * floor:.1f} ms, extraction {lines / floor:.1f} ×, "
        f"whole reading {whole / floor:.1f} × ({1000 * whole:.1f} ms)"
    )


def bare_text(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    print_scores(scores())
    print_speed()
