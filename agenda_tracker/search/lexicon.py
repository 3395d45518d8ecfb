"""The word lists of `search/dutch/`, folded; lines that begin with # are remarks."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "dutch"


def lines(name: str) -> list[str]:
    """The lines of a list, in order."""
    text = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(" ".join(lines(name)).split())
