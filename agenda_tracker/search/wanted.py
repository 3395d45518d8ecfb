"""The words somebody typed, parsed once: what must occur, in which alternatives, and what must not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .words import tokens

# Words that carry no subject. Beside other words they need not occur, so that a question can be asked in full.
SOFT = frozenset(
    """
    aan al alle als bij dan dat de deze die dit doet doen door dus een en er gaan gaat geeft geen geven had heb hebben
    heeft het hier hoe hoeveel ik in is kan komen komt krijgen krijgt kunnen maar mag mogen meer men met mij mijn moet
    moeten naar niet nog nu of om onder onze ook op over rond s t te ten
    ter tijdens toch tot u uit uw van vanuit vanwege vindt vinden voor vond waar waarom wanneer waren was wat we wel
    welk welke werd wie wil wordt worden ze zegt zeggen zei zich zijn zo zou zullen
    kabinet kabinets nederland nederlands nederlandse regering standpunt standpunten positie minister ministers
    """.split()  # noqa: SIM905
)
QUOTED = re.compile(r"(?P<minus>(?<!\S)-\s*(?=[\"“”„«»]))?[\"“”„«»](?P<inside>[^\"“”„«»]*)[\"“”„«»]")
EITHER = {"OR", "OF", "|"}


@dataclass(frozen=True)
class Term:
    """One word with its other forms; or, when `exact`, these words in this order and no other form of them."""

    words: tuple[str, ...]
    exact: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def __str__(self) -> str:
        return f'"{self.text}"' if self.exact else self.text

    @property
    def is_soft(self) -> bool:
        return not self.exact and self.words[0] in SOFT


@dataclass(frozen=True)
class Wanted:
    """Each group is a choice of terms of which one must occur; nothing of `without` may."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()
    # So many of the firm groups will do; 0 stands for all.
    least: int = 0

    @property
    def firm(self) -> tuple[tuple[Term, ...], ...]:
        """The groups that must occur: those with a subject, or all when none has one."""
        found = tuple(group for group in self.groups if not all(term.is_soft for term in group))
        return found or (() if self.without else self.groups)

    @property
    def soft(self) -> tuple[tuple[Term, ...], ...]:
        """The groups that only count for the order of what is found."""
        return tuple(group for group in self.groups if group not in self.firm)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything that must occur, alternatives too."""
        return tuple(term for group in self.firm for term in group)

    @property
    def is_one_word(self) -> bool:
        return not self.without and len(self.groups) == 1 and len(self.groups[0]) == 1 and not self.groups[0][0].exact

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)

    def __str__(self) -> str:
        """As it can be typed again."""
        choices = [" OR ".join(map(str, group)) for group in self.groups]
        return " ".join([*choices, *(f"-{term}" for term in self.without)])

    @property
    def typed(self) -> str:
        """What to type for it; "" where nothing that can be typed says the same, as for most of some words."""
        if not 0 < self.least < len(self.firm):
            return str(self)
        return " OR ".join(map(str, self.terms)) if self.least == 1 else ""

    @property
    def most_words(self) -> "Wanted":
        """The same words, of which the greater part is enough."""
        return replace(self, least=len(self.firm) // 2 + 1)

    @property
    def any_word(self) -> "Wanted":
        """The same words, of which one is enough."""
        return replace(self, least=1)


def read_words(text: str) -> Wanted:
    """Read what was typed: `"exact phrase"`, `-not`, `OR` between two words; whatever else is there is a word or nothing."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    joins = False
    for kind, terms in _parts(text):
        if kind == "or":
            joins = bool(groups)
        elif kind == "not":
            without += terms
        elif terms:
            _add(groups, terms, joins)
            joins = False
    return Wanted(tuple(dict.fromkeys(map(tuple, groups))), tuple(dict.fromkeys(without)))


def _add(groups: list[list[Term]], terms: list[Term], joins: bool) -> None:
    if joins:
        groups[-1].append(terms[0])
        terms = terms[1:]
    groups += [[term] for term in terms]


def _parts(text: str) -> Iterator[tuple[str, list[Term]]]:
    """Phrases and loose words in the order they were typed."""
    last = 0
    for match in QUOTED.finditer(text):
        yield from _loose(text[last : match.start()])
        yield ("not" if match["minus"] else "and"), _phrase(match["inside"])
        last = match.end()
    yield from _loose(text[last:])


def _phrase(text: str) -> list[Term]:
    words = tuple(token.text for token in tokens(text))
    return [Term(words, exact=True)] if words else []


def _loose(text: str) -> Iterator[tuple[str, list[Term]]]:
    for piece in text.split():
        if piece in EITHER:
            yield "or", []
            continue
        terms = [Term((token.text,)) for token in tokens(piece)]
        yield ("not" if piece.startswith("-") and len(piece) > 1 else "and"), terms
