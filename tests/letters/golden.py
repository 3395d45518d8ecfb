"""The whole reading of every sample letter, kept beside it, so that a diff shows what a change of rules does.

``make golden`` rewrites the files; the test compares with them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from .gold import SAMPLES, letter_of, read


def sample_letters() -> Iterator[Path]:
    return (letter_of(gold) for gold in sorted(SAMPLES.glob("*.gold.json")))


def reading_file(letter: Path) -> Path:
    return letter.with_name(f"{letter.stem}.reading.json")


def as_text(letter: Path) -> str:
    return json.dumps(read(letter), ensure_ascii=False, indent=1) + "\n"


def rewrite() -> Iterator[Path]:
    """Write every reading that is new or different; yields the files that changed."""
    for letter in sample_letters():
        path, text = reading_file(letter), as_text(letter)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            yield path


if __name__ == "__main__":
    for changed in rewrite():
        sys.stdout.write(f"{changed.name}\n")
