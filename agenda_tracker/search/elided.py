"""Compounds of which a text leaves out the end: `lucht- en raketverdediging` says luchtverdediging, too."""

import re
from collections.abc import Iterator

from .words import tokens

# So many words may stand between a part and the word from which it borrows its end: `groente-, fruit- en zuivelproducten`.
BETWEEN = 2
_ELIDED = re.compile(rf"(\w{{2,}})[-\u2011](?=,?\s+((?:\S+\s+){{0,{BETWEEN}}}\S+))")
_JOINED = "+"


def leaves_out(text: str) -> bool:
    """Whether a part may stand alone in it; soon told, for most texts have none."""
    return "- " in text or "-," in text or "-\n" in text or "-\u00a0" in text or "\u2011" in text


def lent(text: str) -> Iterator[str]:
    """Every part that stands alone with each word that may lend it its end: `lucht+en`, `lucht+raketverdediging`."""
    for match in _ELIDED.finditer(text):
        for part in tokens(match[1])[-1:]:
            for lender in tokens(match[2])[: BETWEEN + 1]:
                yield pair(part.text, lender.text)


def pair(part: str, lender: str) -> str:
    """As both stand together in the index; no word has such a sign."""
    return f"{part}{_JOINED}{lender}"


def apart(joined: str) -> tuple[str, str]:
    part, _joined, lender = joined.partition(_JOINED)
    return part, lender
