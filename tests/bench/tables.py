"""The figures as Markdown: tables, and the bars with what was measured for each."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .wrk import Load

START, END = "<!-- bench: {part} -->", "<!-- /bench: {part} -->"


@dataclass(frozen=True)
class Bar:
    """A figure that must be reached; `at_least` says which way."""

    what: str
    measured: float
    must: float
    at_least: bool

    @property
    def reached(self) -> bool:
        return self.measured >= self.must if self.at_least else self.measured <= self.must

    def line(self) -> list[str]:
        sign = "≥" if self.at_least else "≤"
        return [self.what, times(self.measured), f"{sign} {times(self.must)}", "yes" if self.reached else "**no**"]


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def times(value: float) -> str:
    """`4.6 ×`, `112 ×`, `0.083 ×`."""
    if value >= 100:
        return f"{value:.0f} ×"
    return f"{value:.1f} ×" if value >= 10 else f"{value:.2f} ×" if value >= 0.1 else f"{value:.3f} ×"


def load(one: Load | None) -> str:
    """Requests per second, and the times of the middle one and of the slowest in twenty."""
    if one is None:
        return "–"
    rate = f"{one.per_second:,.0f}" if one.per_second >= 10 else f"{one.per_second:.1f}"
    told = f"{rate} ({ms(one.p50)} / {ms(one.p95)})"
    return told if one.is_clean else f"{told} †"


def ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def ratio(one: Load | None, other: Load | None) -> str:
    found = ratio_of(one, other)
    return "–" if found is None else times(found)


def ratio_of(one: Load | None, other: Load | None) -> float | None:
    if one is None or other is None or not other.per_second:
        return None
    return one.per_second / other.per_second


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def bars(found: Iterable[Bar]) -> str:
    return table(["bar", "measured", "must be", "reached"], [bar.line() for bar in found])


def write(page: Path, part: str, text: str) -> None:
    """Replace what stands between the two marks of this part of the page. Raises ValueError when they are not there."""
    start, end = START.format(part=part), END.format(part=part)
    old = page.read_text(encoding="utf-8")
    new, count = re.subn(
        re.escape(start) + ".*?" + re.escape(end), lambda _m: f"{start}\n{text}\n{end}", old, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"{page.name} has no place for {part}")
    page.write_text(new, encoding="utf-8")
