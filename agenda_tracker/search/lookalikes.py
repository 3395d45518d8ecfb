"""Sentences alike but for their subject: `het quotum voor tong …` and `het quotum voor tarbot …` are two positions."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from .plain_words import CONDITIONS, NEGATIONS, TIMES, is_degree
from .said import Said, Token, variants
from .synonyms import GROUP

_BEFORE_A_SUBJECT = frozenset(
    ["voor", "van", "met", "op", "over", "in", "tegen", "naar", "bij", "aan", "uit", "tot", "door", "dat"]
)
_ARTICLES = frozenset(["de", "het", "een"])
# From this share of the words in common on, the sentences have one form.
ONE_FORM = 0.75
# With so many words in common before the first difference, they have one beginning.
LONG_BEGINNING = 6


def other_subject(one: Said, other: Said) -> bool:
    """Whether two sentences of one form, or with one long beginning, have another noun behind the same preposition."""
    old, new = _words(one.tokens), _words(other.tokens)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    replaced = [found[1:] for found in matcher.get_opcodes() if found[0] == "replace"]
    if matcher.ratio() < ONE_FORM:
        replaced = [found for found in replaced[:1] if found[0] == found[2] >= LONG_BEGINNING]
    return any(
        _subject(one.tokens[:start], _Gap(one.tokens, start, end), _Gap(other.tokens, place, stop))
        for start, end, place, stop in replaced
    )


class _Gap:
    """What stands in one of two sentences where the other has something else; articles in front are left out."""

    def __init__(self, tokens: Sequence[Token], start: int, end: int) -> None:
        while start < end and tokens[start].word in _ARTICLES:
            start += 1
        self.words = tokens[start:end]
        self.behind = tokens[end] if end < len(tokens) else None

    @property
    def is_adjective(self) -> bool:
        """One word in front of a noun that both sentences have: `strenge eisen`, `zware eisen`."""
        return len(self.words) == 1 and self.behind is not None and not (self.behind.plain or self.behind.number)


def _words(tokens: Sequence[Token]) -> list[str]:
    return [token.word for token in tokens]


def _subject(before: Sequence[Token], old: _Gap, new: _Gap) -> bool:
    """`before` are the words that the first sentence has in front of what differs."""
    rest = [token.word for token in before if token.word not in _ARTICLES]
    if not (rest and rest[-1] in _BEFORE_A_SUBJECT and old.words and new.words) or (
        old.is_adjective and new.is_adjective
    ):
        return False
    return _noun(old.words[0]) and _noun(new.words[0]) and not _kin(old.words, new.words)


def _noun(token: Token) -> bool:
    """By exclusion: no number, term, denial or degree, and no word of the form of such letters."""
    known = token.word in NEGATIONS | CONDITIONS | TIMES or is_degree(token.word)
    return not (token.plain or token.number or known) and len(token.word) > 3


def _kin(old: Sequence[Token], new: Sequence[Token]) -> bool:
    synonyms = {GROUP[one.word] for one in old if one.word in GROUP} & {
        GROUP[one.word] for one in new if one.word in GROUP
    }
    return bool(synonyms) or any(variants(one.stem, other.stem) for one in old for other in new)
