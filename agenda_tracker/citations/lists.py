"""What follows a first number: more numbers, ranges, pages, replaced numbers, further dossiers (grammar §7)."""

import re
from dataclasses import dataclass, replace
from typing import Final

from .citation import build_paper, make_dossier, paper_number, read_reference
from .context import bracket_list
from .cursor import CLOSED_LETTERS, CLOSED_LIST, Base, Carry, Cursor, Lexicon, Piece
from .grammar import AND, DOSSIER, NOT_LETTERS, NR, RANGE, RIJKSWET, _, letter_of, letter_rank
from .heads import CHAMBER, LABEL, read_head

MAX_RANGE: Final = 60
_MAX_LIST: Final = 2000

_PAGE_NUMBER: Final = rf"(?!{DOSSIER})[0-9]{{1,5}}(?![0-9])(?:{_}e\.?{_}v\.?(?![A-Za-z]))?"
PAGE: Final = re.compile(
    rf"{_},?{_}(?i:pagina's|pagina|pag|pp|p|bladzijden|bladzijde|blz)(?![A-Za-z])\.?{_}(?P<page>{_PAGE_NUMBER}"
    rf"(?:{_}(?:-|/|,|en|&|t/m){_}{_PAGE_NUMBER}){{0,20}})(?:{_},?{_}(?:r\.?k\.?|l\.?k\.?|noot {_PAGE_NUMBER}))?"
)
REPLACED: Final = re.compile(
    rf"{_},?{_}(?P<open>\()?{_}(?i:t\.?v\.?v\.?|was|voorheen|ter vervanging van(?: stuk)?|in plaats van|i\.p\.v\.)"
    rf"{_}(?:gedrukt onder{_})?(?:{NR})?"
)
_CLOSE: Final = re.compile(rf"{_}\)")
_RANGE: Final = re.compile(RANGE)
_NR_AGAIN: Final = re.compile(rf"{_}[,;]?{_}(?:{AND}{_})?{NR}")
_AND: Final = re.compile(rf"{_},?{_}{AND}(?![^\W\d_]){_}")
_STROKE: Final = re.compile("/(?=[0-9])")
_COMMA: Final = re.compile(rf"{_},{_}")
_NEXT: Final = re.compile(rf"{_}[,;/]{_}(?:{AND}(?![^\W\d_]){_})?|{_}{AND}(?![^\W\d_]){_}")
_NEXT_QUERY: Final = re.compile(
    rf"{_}(?:[,;/+]|{AND}(?![^\W\d_]))?{_}(?:{AND}(?![^\W\d_])|\(?(?:zie|vgl\.?|alsmede|t\.?v\.?v\.?|was)(?![^\W\d_]))?{_}"
)
_PAIR: Final = re.compile(rf"{_}[,/]{_}")
# Cheap test before two dossiers are read as a pair: somewhere behind the next few, a number.
_PAIR_AHEAD: Final = re.compile(
    rf"(?:{_}[,/]{_}{DOSSIER}(?:{_}-?{_}(?:[0-9]{{2}}(?![0-9])|[A-Za-z]{{1,5}}(?![\w.]))"
    rf"|{RIJKSWET.replace('?P<r>', '')}){{0,2}}){{1,5}}"
    rf"(?:{_},?{_}{NR}|{_}-{_}|{_},{_}|[ \n])(?!{DOSSIER})[0-9A-Za-z]"
)
_DECIMAL: Final = re.compile(",[0-9]")


@dataclass(slots=True)
class _Run:
    """The state of one list: its dossier, what numbers it may hold, and what was read."""

    cursor: Cursor
    lexicon: Lexicon
    carry: Carry
    base: Base
    kind: str  # "tk", "ek" or "old": letters do not follow numbers
    plural: bool
    pieces: list[Piece]
    paged: bool = False


def read_citation(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> list[Piece]:
    """A reference and all that its label, dossier and separators carry along; [] when none is here."""
    pieces = read_reference(cursor, lexicon, carry)
    if not pieces:
        return []
    return _complete(cursor, lexicon, carry, pieces) + _further(cursor, lexicon, carry)


def _complete(cursor: Cursor, lexicon: Lexicon, carry: Carry, pieces: list[Piece]) -> list[Piece]:
    base = pieces[0].base
    if base and _is_bare(pieces):
        pieces = bracket_list(cursor, carry, base) or _pair(cursor, lexicon, carry, pieces)
    return pieces + read_list(cursor, lexicon, carry, pieces[-1])


def _is_bare(pieces: list[Piece]) -> bool:
    return len(pieces) == 1 and pieces[0].reference.kind == "dossier" and pieces[0].base is not None


def _pair(cursor: Cursor, lexicon: Lexicon, carry: Carry, pieces: list[Piece]) -> list[Piece]:
    """Two dossiers, one number: the first-named dossier gets it, the other stays a dossier (L2)."""
    if not cursor.peek(_PAIR_AHEAD):
        return pieces
    mark = cursor.pos
    group = list(pieces)
    while len(group) < 6 and cursor.take(_PAIR):
        more = read_reference(cursor, lexicon, replace(carry, start=-1))
        if len(more) != 1:
            break
        group += more
        if more[0].reference.kind == "paper":
            return _give_number(group, carry)
        if not _is_bare(more):
            break
    cursor.pos = mark
    return pieces


def _give_number(group: list[Piece], carry: Carry) -> list[Piece]:
    first, last = group[0], group[-1]
    if first.base is None or last.base is None:
        return group
    base = replace(first.base, suffix=first.reference.suffix)
    paper = replace(first, reference=build_paper(last.reference.number, carry, base), cue=last.cue, level=2, base=base)
    others = [replace(make_dossier(piece.base, Carry(-1)), cue=last.cue, level=2) for piece in group[1:] if piece.base]
    return [paper, *others]


def read_list(cursor: Cursor, lexicon: Lexicon, carry: Carry, first: Piece) -> list[Piece]:
    """The numbers behind the first that belong to the same dossier."""
    if first.reference.kind != "paper" or first.base is None:
        return []
    number = first.reference.number
    kind = "tk" if number.isdigit() else "old" if number[0].isdigit() else "ek"
    before = cursor.text[first.base.end : first.end].lower()
    plural = any(word in before for word in ("nrs", "nummers", "nos"))
    run = _Run(cursor, lexicon, carry, first.base, kind, plural, [first])
    while len(run.pieces) < _MAX_LIST and _step(run):
        pass
    return run.pieces[1:]


def _step(run: _Run) -> bool:
    return _page(run) or _replaced(run) or _range(run) or _again(run) or _joined(run)


def _page(run: _Run) -> bool:
    match = run.cursor.take(PAGE)
    run.paged = run.paged or match is not None
    return match is not None


def _replaced(run: _Run) -> bool:
    """ "(t.v.v. nr. 12)", ", was nr. 9": both papers, the new one first."""
    mark = run.cursor.pos
    opening = run.cursor.take(REPLACED)
    if opening and _add(run) and (not opening["open"] or run.cursor.take(_CLOSE)):
        return True
    run.cursor.pos = mark
    return False


def _range(run: _Run) -> bool:
    mark = run.cursor.pos
    first, cue = run.pieces[-1].reference.number, run.pieces[0].cue
    sign = None if run.paged else run.cursor.take(_RANGE)
    if sign and not (sign["dash"] and cue != "nr"):
        start = run.cursor.pos
        match = run.cursor.take(run.lexicon.number)
        span = _between(first, paper_number(match)) if match else []
        if span:
            run.pieces += [_piece(run, number, start, run.cursor.pos) for number in span]
            return True
    run.cursor.pos = mark
    return False


def _between(first: str, last: str) -> list[str]:
    """The numbers after `first` up to and including `last`; only `last` when there are more than sixty."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
    elif first.isalpha() and last.isalpha():
        low, high = letter_rank(first), letter_rank(last)
    else:
        return []
    name = str if first.isdigit() else letter_of
    if high <= low:
        return []
    return [last] if high - low >= MAX_RANGE else [name(value) for value in range(low + 1, high + 1)]


def _again(run: _Run) -> bool:
    """ "; nr. 7" and "en nr. 6" carry the dossier, also behind pages."""
    mark = run.cursor.pos
    match = run.cursor.take(_NR_AGAIN)
    if match and _add(run, same_kind=False):
        run.plural, run.paged = match["nr"].lower() in {"nrs", "nos", "nummers"}, False
        return True
    run.cursor.pos = mark
    return False


def _joined(run: _Run) -> bool:
    """ "465" behind "en", or behind a comma in a list that is plural or closed by "en"."""
    mark = run.cursor.pos
    if run.paged or (run.pieces[0].cue == "-" and not run.lexicon.query):
        return False
    if (run.cursor.take(_STROKE) or (run.cursor.take(_AND) and not _is_time(run))) and _add(run):
        return True
    run.cursor.pos = mark
    if _comma_allowed(run) and run.cursor.take(_COMMA) and _add(run):
        return True
    run.cursor.pos = mark
    return False


def _is_time(run: _Run) -> bool:
    """ "en 3,5 miljoen": a decimal, unless the list is plural."""
    match = run.cursor.peek(run.lexicon.number)
    return match is not None and not run.plural and _DECIMAL.match(run.cursor.text, match.end()) is not None


def _comma_allowed(run: _Run) -> bool:
    closed = CLOSED_LETTERS if run.kind == "ek" else CLOSED_LIST
    if run.plural or run.cursor.peek(closed) is not None:
        return True
    if run.lexicon.query and run.kind == "ek":
        return True
    return run.kind == "old" or (run.carry.chamber == "EK" and run.kind == "ek" and run.carry.strong)


def _add(run: _Run, *, same_kind: bool = True) -> bool:
    match = run.cursor.take(run.lexicon.number)
    if match is None:
        return False
    kind = str(match.lastgroup)
    if kind == "ek" and (run.kind != "ek" or (match["ek"].upper() in NOT_LETTERS and same_kind)):
        return False
    if kind == "old" and run.kind == "tk" and run.carry.chamber != "EK" and same_kind:
        return False
    if kind == "tk" and run.kind == "ek" and same_kind:
        return False
    run.pieces.append(_piece(run, paper_number(match), match.start(), match.end()))
    return True


def _piece(run: _Run, number: str, start: int, end: int) -> Piece:
    return Piece(start, end, build_paper(number, run.carry, run.base), run.pieces[0].cue, run.base.level, run.base)


def _further(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> list[Piece]:
    """A five-digit group starts a new dossier; label, chamber and year carry over."""
    found: list[Piece] = []
    while lexicon.query or carry.label:
        mark = cursor.pos
        pieces = _next_dossier(cursor, lexicon, carry)
        if not pieces:
            cursor.pos = mark
            break
        found += pieces
    return found


def _next_dossier(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> list[Piece]:
    start = cursor.pos
    separator = cursor.take(_NEXT_QUERY if lexicon.query else _NEXT)
    if separator is None or cursor.at_end:
        return []
    if not lexicon.query:
        return _next_in_text(cursor, lexicon, carry)
    inner = read_head(cursor, replace(carry, start=-1), query=True)
    pieces = read_reference(cursor, lexicon, inner)
    if not pieces or cursor.pos == start:
        return []
    return _complete(cursor, lexicon, inner, pieces)


def _next_in_text(cursor: Cursor, lexicon: Lexicon, carry: Carry) -> list[Piece]:
    """In running text a new label starts afresh, and a bare dossier needs a plural label."""
    if cursor.peek(LABEL) or cursor.peek(CHAMBER):
        return []
    inner = read_head(cursor, replace(carry, start=-1), query=False)
    pieces = read_reference(cursor, lexicon, replace(inner, start=-1))
    pieces = _complete(cursor, lexicon, inner, pieces) if pieces else []
    return [] if _is_bare(pieces) and not carry.plural else pieces
