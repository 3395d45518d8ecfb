"""How the time of something grows with its input, and input on which careless patterns take the square of its length."""

import gc
import time
from collections.abc import Callable
from typing import Any

from tests.citations.test_text import HEAVY
from tests.letters.hostile import ADVERSARIAL
from tests.letters.test_robust import PIECES

ALONE = [
    " ", "\n", "a", "1", "A", ".", ",", " a", " 1", " A", "-", "a-", "A. ", "a b", "(", ")", "[", "<", "<a ", "<a>", "</",
    "&", '"', "'", "\u00a0", "nr. ", "en ", "1, ", "1 en ", "van de ", "I", "II, ", "é", "-\n", "\n\n", " \n", "\t", "1.1",
    "a@", "http://", "/a", "?a=", "&a=", "x;", ":", "minister ", "12 mei ", "12 mei 2024 ", "€ 1 ", "1.000.", "mln. ", "„",
    "’", "…", " – ", "op ", "tot en met ", "Raad ", "EU-", "uiterlijk ", "voor ", "het kabinet ", "nederland* ", '"a ',
    "-a ", "a:b ",
]  # fmt: skip
SHAPES = list(dict.fromkeys([*ALONE, *HEAVY, *ADVERSARIAL.values(), *PIECES]))
MOST, MEASURABLE, AGAIN = 8.0, 0.02, 4


def repeated(shape: str, length: int) -> str:
    return shape * (length // len(shape))


def seconds(act: Callable[[Any], Any], *inputs: Any) -> float:
    """Processor time of this process, so that others do not count; nor does what many tests left to look through for rubbish."""
    gc.disable()
    start = time.process_time()
    try:
        for one in inputs:
            act(one)
        return time.process_time() - start
    finally:
        gc.enable()


def growth(act: Callable[[str], Any], shape: str, length: int) -> float:
    """The time for four times the length by the time for the length; 1 when it cannot be measured. Large only if it stays so.

    Four is what a linear reader takes and sixteen a quadratic one, so that noise of twice the time decides nothing.
    """
    short, long = repeated(shape, length), repeated(shape, 4 * length)
    once, later = seconds(act, short), seconds(act, long)
    for _time in range(AGAIN):
        if later < MEASURABLE or later / max(once, 1e-6) <= MOST:
            break
        once, later = max(once, seconds(act, short)), min(later, seconds(act, long))
    return later / max(once, 1e-6) if later >= MEASURABLE else 1.0
