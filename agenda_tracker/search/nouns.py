"""Base nouns of Dutch policy language, and how nouns bend."""

from collections.abc import Iterator
from functools import cache

from .lexicon import lines, word_list


@cache
def base_nouns() -> tuple[str, ...]:
    """The built-in nouns, folded."""
    return word_list("nouns")


@cache
def irregular_groups() -> tuple[tuple[str, ...], ...]:
    """Forms that belong together but for which no rule exists, folded; the first one is the dictionary form."""
    return tuple(tuple(line.split()) for line in lines("irregular"))


def plurals(noun: str) -> Iterator[str]:
    """The plurals and linking forms a noun may have, some of which nobody uses (`kabinet`: kabinetten, kabinets)."""
    yield noun + "s"
    if noun.endswith("heid"):
        yield noun[:-4] + "heden"
    elif noun.endswith("um"):
        yield noun[:-2] + "a"
    elif noun.endswith("e"):
        yield noun + "n"
        yield noun + "en"
    else:
        yield from (stem + "en" for stem in _before_en(noun))


def _before_en(noun: str) -> Iterator[str]:
    """How a noun is spelt before -en: `straat` strat-, `wet` wett-, `brief` briev-, `prijs` prijz-."""
    last, vowels = noun[-1], "aeiou"
    if last in vowels:
        yield noun
        return
    if len(noun) > 2 and noun[-2] == noun[-3] and noun[-2] in "aeou":
        noun = noun[:-2] + last
        yield noun
    elif noun[-2:-1] in vowels and noun[-3:-2] not in vowels:
        yield noun + last
        if syllables(noun) > 1:
            yield noun
    else:
        yield noun
    if last in "fs":
        yield noun[:-1] + {"f": "v", "s": "z"}[last]


def syllables(word: str) -> int:
    """How many groups of vowels a word has; `ij` is one sound."""
    before, count = False, 0
    for char in word.replace("ij", "y"):
        now = char in "aeiouy"
        count += now and not before
        before = now
    return count
