"""Whether a later letter says the same, or something else: stance, numbers, terms, denials, conditions and additions decide.

A reader who knows the earlier sentence should learn nothing from a later one that says the same: another order, synonyms,
another speaker and an explanation dropped are no change.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from .plain_words import ATTITUDES, CONDITIONS, DEGREES, NEGATIONS, TIMES
from .said import Said, Token, tokens_of, variants

# Why something is said, up to the end of its sentence.
_REASON = re.compile(r",? (?:omdat|want|aangezien|doordat|daar immers)\b[^.;]*", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\bniet (?:alleen|enkel|slechts|uitsluitend)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")
_SPEAKER = re.compile(r"\b(?:Nederlands?e?|kabinet|regering|ik|wij)\b", re.IGNORECASE)
_CONDITION = re.compile(
    rf"\b(?:{'|'.join(sorted(CONDITIONS))}|als voorwaarde"
    r"|(?:alleen|slechts|uitsluitend|enkel)(?: \w+){0,4} (?:als|indien|wanneer|na))"
    r"\b(?P<what>[^.;]*)",
    re.IGNORECASE,
)
# A part of the words that is on one side only, while the other side has hardly anything of its own: added, or dropped.
ADDED, OWN = 0.34, 0.2
# In a sentence of which this share of the words was kept in order, this share of own words is an addition.
KEPT, ADDED_TO_THE_SAME = 0.7, 0.15
# A condition of which more than this share of the words is not in the other text is another condition.
OTHER_CONDITION = 0.4


def says_the_same(one: Said, other: Said) -> bool:
    """Only another wording; the order of the two does not matter."""
    return not _other_facts(one, other) and _alike(_Core(one.text), _Core(other.text))


def _other_facts(one: Said, other: Said) -> bool:
    """Another stance, amount or term, where both are known."""
    facts = ((one.stance, other.stance), (one.amount, other.amount), (one.due.strip(), other.due.strip()))
    return any(first and second and first != second for first, second in facts)


@dataclass(frozen=True)
class _Core:
    """What is said, without the reasons for it."""

    text: str

    @cached_property
    def without_reasons(self) -> str:
        first, *rest = _SENTENCE.split(self.text)
        kept = " ".join([first, *(sentence for sentence in rest if _SPEAKER.search(sentence))])
        return _NOT_ONLY.sub(" ", _REASON.sub(" ", kept))

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens_of(self.without_reasons)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.word for token in self.tokens)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(token.number for token in self.tokens if token.number)

    @cached_property
    def content(self) -> frozenset[str]:
        return _content(self.tokens)

    @cached_property
    def conditions(self) -> list[frozenset[str]]:
        return [_content(tokens_of(found["what"])) for found in _CONDITION.finditer(self.without_reasons)]

    @cached_property
    def leaning(self) -> str:
        """`for`, `against`, or "" when neither is said; a denial turns it. `both` when the words go both ways."""
        found = {ATTITUDES[word] for word in self.words if word in ATTITUDES}
        if len(found) > 1:
            return "both"
        denied = bool(self.words & NEGATIONS)
        if found == {"against"}:
            return "for" if denied else "against"
        return "against" if denied else "for" if found else ""


def _content(tokens: Collection[Token]) -> frozenset[str]:
    return frozenset(token.stem for token in tokens if not (token.plain or token.number or token.word in NEGATIONS))


def _alike(one: _Core, other: _Core) -> bool:
    if one.numbers != other.numbers or one.words & TIMES != other.words & TIMES:
        return False
    if one.leaning != other.leaning and {one.leaning, other.leaning} != {"", "for"}:
        return False
    return not _other_degree(one.words, other.words) and _same_conditions(one, other) and not _added(one, other)


def _other_degree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one says *verhoging* where the other says *verlaging*."""
    return any(
        (one & up and other & down and not one & down) or (other & up and one & down and not other & down)
        for up, down in DEGREES
    )


def _same_conditions(one: _Core, other: _Core) -> bool:
    """Both none, or what either asks stands in the other, too."""
    if bool(one.conditions) != bool(other.conditions):
        return False
    asked = [*((what, other) for what in one.conditions), *((what, one) for what in other.conditions)]
    return all(_own(what, core.content) <= OTHER_CONDITION for what, core in asked)


def _added(one: _Core, other: _Core) -> bool:
    """Whether one says more than the other; where the words were kept otherwise, a little more is already more."""
    less, more = sorted((_own(one.content, other.content), _own(other.content, one.content)))
    return less <= OWN and more >= (ADDED_TO_THE_SAME if _kept(one.tokens, other.tokens) else ADDED)


def _kept(one: list[Token], other: list[Token]) -> bool:
    """Whether most words of the shorter stand in the longer in the same order."""
    first, second = sorted(
        ([token.word for token in tokens] for tokens in (one, other)), key=lambda words: (len(words), words)
    )
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= KEPT * len(first)


def _own(words: frozenset[str], others: frozenset[str]) -> float:
    """The share of words that have no variant among the others."""
    own = sum(not any(variants(word, other) for other in others) for word in words - others)
    return own / len(words) if words else 0.0
