"""Text mode: find every reference in running text, with its place in the original (grammar §8)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from .clean import clean
from .context import HEADING, bracketed, heading
from .cursor import TEXT, Carry, Cursor, Lexicon, Piece
from .grammar import BUDGET_DOSSIERS, DOSSIER, HIGHEST_DOSSIER, _
from .heads import read_head
from .lists import read_citation
from .masks import MASK
from .number import Reference
from .proceedings import START as PROCEEDINGS
from .proceedings import read_proceedings
from .reversed import read_reversed
from .scan import IDENTIFIER, take_identifier, take_url
from .scan import TK_NUMBER as ZAAK

LOWEST_UNLABELLED: Final = 17000


@dataclass(frozen=True, slots=True)
class Found:
    """A reference in a text: code point offsets in the original, the words there, and the level of its cue."""

    start: int
    end: int
    as_written: str
    reference: Reference
    level: int


_HEAD: Final = (
    r"(?P<head>(?i:kamer(?=st|dos)|kst|parl|dossier|motie|amendement|wetsvoorstel|wetsontwerp|initiatiefwets|rijkswets"
    r"|rijksinitiatiefwets)|T\.?K\.?(?=[ \n,])|E\.?K\.?(?=[ \n,])"
    r"|(?:(?i:tweede|eerste)[ \n](?i:kamer))(?=,?[ \n](?:der Staten-Generaal,? )?(?:(?i:vergaderjaar|zitting)|[12][0-9]{3}[-/])))"
)
_TRIGGER: Final = re.compile(
    rf"(?<=\n)(?P<heading>{HEADING.pattern.replace('?P<', '?P<h_')})"
    rf"|(?<!\w)(?:(?P<url>(?i:https?)://|(?i:www)\.)|(?<!-)(?P<id>{ZAAK.pattern}|{IDENTIFIER.pattern}))"
    rf"|(?<![^\W\d_])(?:{_HEAD}|(?P<proceedings>{PROCEEDINGS.pattern}))"
    rf"|(?<!\w)(?:(?P<mask>{MASK})|(?P<nr>(?i:nrs?|no|nos|nummers?)(?![^\W\d_]))"
    rf"|(?<![-/+=#@&%])(?<!\w[.:,_])(?P<digits>{DOSSIER}))"
    rf"|(?P<bracket>\((?={_}[1-9][0-9][ \n.]?[0-9]{{3}}(?![0-9])))"
)
_TAIL: Final = re.compile(r"[\w@]|[-/][\w]|[.,:][0-9]|[ \n][0-9]{3}(?![0-9])")
_SPACED: Final = re.compile(r"[ ]-|-[ ]|-0[0-9]*\Z")
_COMPACT: Final = re.compile(r"[0-9]{5}")


@dataclass(slots=True)
class _Scanner:
    """One pass over a cleaned text; every handler takes at least one character."""

    cursor: Cursor
    lexicon: Lexicon

    def run(self) -> Iterator[Piece]:
        text = self.cursor.text
        while match := _TRIGGER.search(text, self.cursor.pos):
            self.cursor.pos = match.start()
            pieces = self._read(match)
            if not pieces:
                self.cursor.pos = max(self.cursor.pos, self._after(match))
            yield from pieces

    def _read(self, match: re.Match[str]) -> list[Piece]:
        kind = next(name for name in _KINDS if match[name] is not None)
        if kind == "mask":
            return []
        return getattr(self, "_" + kind)()

    def _after(self, match: re.Match[str]) -> int:
        """Where to go on when nothing was found: behind a mask, else one word further."""
        if match["mask"] is not None or match["id"] is not None:
            return match.end()
        return match.start() + (2 if match["digits"] is not None else max(1, min(2, match.end() - match.start())))

    def _url(self) -> list[Piece]:
        return take_url(self.cursor, self.lexicon.highest) or []

    def _id(self) -> list[Piece]:
        return take_identifier(self.cursor, self.lexicon.highest)

    def _nr(self) -> list[Piece]:
        return read_reversed(self.cursor, self.lexicon)

    def _bracket(self) -> list[Piece]:
        mark = self.cursor.pos
        pieces = bracketed(self.cursor, self.lexicon)
        self.cursor.pos = self.cursor.pos if pieces else mark
        return pieces

    def _heading(self) -> list[Piece]:
        match = self.cursor.peek(HEADING)
        pieces = heading(match, self.lexicon) if match else []
        if match and pieces:
            self.cursor.pos = match.end()
        return pieces

    def _proceedings(self) -> list[Piece]:
        return read_proceedings(self.cursor)

    def _head(self) -> list[Piece]:
        mark = self.cursor.pos
        carry = read_head(self.cursor, Carry(-1), query=False)
        behind = self.cursor.pos
        pieces = read_citation(self.cursor, self.lexicon, carry) if carry.label else []
        if not pieces:
            self.cursor.pos = max(mark, behind if carry.label else mark)
        return pieces

    def _digits(self) -> list[Piece]:
        mark = self.cursor.pos
        pieces = read_citation(self.cursor, self.lexicon, Carry(-1))
        if not pieces or not self._certain(pieces[0]):
            self.cursor.pos = _behind_dossier(pieces, mark)
            return []
        return [piece for piece in pieces if piece.cue]

    def _certain(self, piece: Piece) -> bool:
        """Without a label: "nr." (T2), or the hyphen form with nothing glued to it (T3)."""
        if piece.cue in {"nr", "EK"}:
            return True
        base = piece.base
        if piece.cue != "-" or base is None or base.dossier is None or base.dossier < LOWEST_UNLABELLED:
            return False
        return self._hyphen_form(piece, bool(base.suffix or base.rijkswet))

    def _hyphen_form(self, piece: Piece, marked: bool) -> bool:
        text = self.cursor.text
        written = text[piece.start : piece.end]
        if _SPACED.search(written) or _TAIL.match(text, piece.end) or not (marked or written[-1].isdigit()):
            return False
        alone = text[piece.start - 1 : piece.start] == "(" and text[piece.end : piece.end + 1] == ")"
        return bool(marked or alone or _COMPACT.match(written))


def _behind_dossier(pieces: list[Piece], mark: int) -> int:
    """A bare dossier without a cue is done with; anything else is looked at again."""
    base = pieces[0].base if pieces and not pieces[0].cue else None
    return base.end if base else mark


_KINDS: Final = ("heading", "head", "proceedings", "url", "id", "mask", "nr", "digits", "bracket")


def find_references(
    text: str,
    *,
    context: bool = True,
    budget_dossiers: Collection[int] = BUDGET_DOSSIERS,
    highest_dossier: int = HIGHEST_DOSSIER,
) -> list[Found]:
    """All references in running text, in the order of the text; offsets are code points of `text` itself.

    context=False leaves out level 2, what only the surroundings make certain. A span with two readings gives
    two finds. Never raises, and takes time in proportion to the length of the text.
    """
    cleaned = clean(text)
    lexicon = replace(TEXT, budget=frozenset(budget_dossiers), highest=highest_dossier)
    found = []
    for piece in _Scanner(Cursor(cleaned.text), lexicon).run():
        if piece.level == 1 or context:
            start, end = cleaned.span(piece.start, piece.end)
            found.append(Found(start, end, text[start:end], piece.reference, piece.level))
    return found
