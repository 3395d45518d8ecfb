"""Dutch sentences as spans, aware of abbreviations, initials, quotations and brackets."""

from __future__ import annotations

import re

from .words import words

# Never the end of a sentence: a name, number or noun follows.
INNER = words(
    "o.a m.n nr nrs d.d t.a.v dhr mw mevr mr drs dr ir ing prof art artt blz p pag ca i.c i.h.b b.v bijv bv "
    "resp t.o.v i.v.m m.b.t n.a.v t.b.v t.g.v o.l.v a.d.h.v i.p.v d.w.z t.w vgl jr sr st ds no incl excl gen "
    "zr.ms hr.ms kol vz m.i v.w.b z.g zgn zg m.u.v i.s.m i.t.t d.m.v o.g.v c.q par hfst sub lid vs"
)
# May close a sentence: then a word follows that commonly opens one.
OUTER = words(
    "mln mld a.s jl j.l e.a e.d etc enz c.s e.v d.c u.s u.k jan feb febr okt nov dec sept aug apr v.chr n.v "
    "b.v s.r.l ltd inc"
)  # fmt: skip
OPENERS = words(
    "de het een dit deze dat die er in op met voor tijdens na bij door aan uit om over onder tot sinds volgens "
    "ook daarnaast daarbij daarom daarmee hierbij hiermee hierover hierdoor verder voorts tevens eveneens "
    "bovendien nederland ik wij we zij hij tot ten zo zoals als indien wanneer hoewel omdat naast gezien mede "
    "echter wel niet veel enkele meerdere sommige alle beide tegelijkertijd momenteel inmiddels vervolgens "
    "bondgenoten ministers lidstaten defensie dat dankzij ondanks conform binnen buiten tussen"
)
_STOP = re.compile(r"""[.!?…]{1,20}["'”’»)\]]{0,3}[¹²³⁰⁴-⁹]{0,3}(?=\s)""")
_QUOTES = "([„“\"‘'«"
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]|Ch|Th|Ph|IJ")
_FIRST_WORD = re.compile(r"[^\W_]+")
LOOK_BACK = 30


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` in code points; together they hold every character but the blanks between them."""
    spans: list[tuple[int, int]] = []
    start = _skip_blanks(text, 0)
    depth = _Depth(text)
    for stop in _STOP.finditer(text):
        if _ends(text, stop, start) and not depth.inside(stop.end()):
            spans.append((start, stop.end()))
            start = _skip_blanks(text, stop.end())
    end = len(text.rstrip())
    return [*spans, (start, end)] if start < end else spans


class _Depth:
    """Whether a place lies within round brackets that do close; asked from left to right."""

    def __init__(self, text: str) -> None:
        self.pairs = _pairs(text)
        self.next = 0

    def inside(self, place: int) -> bool:
        while self.next < len(self.pairs) and self.pairs[self.next][1] < place:
            self.next += 1
        return self.next < len(self.pairs) and self.pairs[self.next][0] < place <= self.pairs[self.next][1]


def _pairs(text: str) -> list[tuple[int, int]]:
    """Outermost pairs of round brackets of at most 400 characters: a longer one is a forgotten bracket."""
    pairs: list[tuple[int, int]] = []
    opened, level = -1, 0
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened, level = (match.start(), 1) if level == 0 or match.start() - opened > 400 else (opened, level + 1)
        elif level:
            level -= 1
            if level == 0:
                pairs.append((opened, match.start()))
    return pairs


def _skip_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    """Whether a full stop at ``stop`` closes the sentence that began at ``start``."""
    following = _next_character(text, stop.end())
    if not _may_open(following):
        return False
    mark = stop[0]
    if mark[0] != "." or len(mark.rstrip("\"'”’»)]¹²³⁰⁴⁵⁶⁷⁸⁹")) > 1:
        return mark[0] != "…" or following.isupper()
    before = text[max(start, stop.start() - LOOK_BACK) : stop.start()].split()
    return _word_ends(before[-1].lstrip(_QUOTES) if before else "", text, stop, start)


def _next_character(text: str, place: int) -> str:
    place = _skip_blanks(text, place)
    return text[place : place + 1]


def _may_open(character: str) -> bool:
    return not character or not character.islower()


def _word_ends(word: str, text: str, stop: re.Match[str], start: int) -> bool:
    """Judge the word before a single full stop: abbreviation, initial, list number, or an ordinary last word."""
    folded = word.lower()
    if folded in OUTER:
        return _opener_follows(text, stop.end())
    if folded in INNER:
        return False
    if _INITIALS.fullmatch(word):
        return "." in word and _opener_follows(text, stop.end())
    return not (word.isdigit() and len(word) < 3 and stop.start() - len(word) == start)


def _opener_follows(text: str, place: int) -> bool:
    place = _skip_blanks(text, place)
    first = _FIRST_WORD.match(text, place, place + 40)
    return place >= len(text) if first is None else first[0].lower() in OPENERS
