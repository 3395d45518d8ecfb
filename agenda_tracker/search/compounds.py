"""Compounds: what `gewasbeschermingsmiddelen` is made of, and in which words of the corpus `bescherming` is a part."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from .lexicon import word_list
from .nouns import base_nouns, irregular_groups
from .stems import LONGEST, spellings, stem
from .verbs import verb_forms

LINKS = ("", "s", "en")
_LEAST = 4  # letters of a part


# How many times rarer than the whole a part may be, by its letters; longer ones 50 times.
_RARER = {2: 1, 3: 1, 4: 1, 5: 5}
_LONG = 6  # letters of a last part that needs no known word before it
_BOUND = ("ver", "be", "ont", "her", "ge", "mis", "er")  # what a verb or noun may begin with
_VOWELS = frozenset("aeiouy")
_MOST_REMEMBERED = 200_000  # words

Cuts = tuple[tuple[int, int, int], ...]


class Vocabulary:
    """The folded words of a corpus, at most some hundreds of thousands, and how often each occurs.

    Building takes time in proportion to the letters (0.2 s for 100,000 words); nothing changes afterwards but what is remembered
    of questions asked, so that one vocabulary may serve many threads.
    """

    def __init__(
        self, words: Iterable[str], frequencies: Mapping[str, int] | None = None, lent: Iterable[tuple[str, str]] = ()
    ) -> None:
        """`lent` are the parts that stand alone in the corpus, each with a word that may lend it its end."""
        counted = frequencies or {}
        kept = {word for word in words if 2 < len(word) <= LONGEST and word.isalpha()}
        self.words = tuple(sorted(kept, key=lambda word: (-counted.get(word, 1), word)))
        self._frequencies = {word: counted.get(word, 1) for word in self.words}
        self._joined = "\n" + "\n".join(self.words) + "\n"
        self._remembered: dict[str, Cuts] = {}
        self._containing: dict[tuple[str, int], list[str]] = {}
        self._lengths: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self.words:
            self._lengths[word[0], len(word)].append(word)
        self._lenders: dict[str, set[str]] = defaultdict(set)
        for part, lender in lent:
            self._lenders[part].add(lender)

    def __contains__(self, word: object) -> bool:
        return word in self._frequencies

    def __len__(self) -> int:
        return len(self.words)

    def frequency(self, word: str) -> int:
        """How often the corpus has the word; 0 when never."""
        return self._frequencies.get(word, 0)

    def beginning(self, first: str, length: int) -> list[str]:
        """The words of so many letters that begin with this one, the most frequent first."""
        return self._lengths.get((first, length), [])

    def knows_part(self, piece: str, of: str = "") -> bool:
        """Whether a piece can be a part of a compound: a built-in noun or a word of the corpus, not too short or too rare.

        Names and slips of the pen hide in other words; a short piece must be about as frequent as the word it is a part `of`.
        """
        often, built_in = self._frequencies.get(piece, 0), piece in _built_in()
        if not often and not built_in:
            return False
        if piece in _no_parts() or (len(piece) < _LEAST and piece not in _short_parts()):
            return False
        return built_in or often * _RARER.get(len(piece), 50) >= self.frequency(of)

    def known_among(self, pieces: Set[str]) -> set[str]:
        """Those that can be parts of a compound."""
        return {
            piece for piece in (pieces & self._frequencies.keys()) | (pieces & _built_in()) if self.knows_part(piece)
        }

    def cuts(self, word: str) -> Cuts:
        """Start and end of each smallest part of a compound, and where the next begins (after linking letters); () when none."""
        remembered = self._remembered.get(word)
        if remembered is None:
            remembered = _Cutting(self, word).finest() if 5 < len(word) <= LONGEST and word.isalpha() else ()
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[word] = remembered
        return remembered

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound without linking letters, then the longer pieces that are words; () when it is none.

        `gewasbeschermingsmiddelen`: gewas, bescherming, middelen, gewasbescherming, beschermingsmiddelen.
        """
        cuts = self.cuts(word)
        parts = [word[start:end] for start, end, _next in cuts]
        return tuple(dict.fromkeys((*parts, *self._longer(word, cuts))))

    def _longer(self, word: str, cuts: Cuts) -> Iterator[str]:
        """Pieces of two parts or more, short of the whole, that are words themselves."""
        for first in range(len(cuts)):
            for last in range(first + 1, len(cuts)):
                piece = word[cuts[first][0] : cuts[last][1]]
                if piece != word and piece in self:
                    yield piece

    def lent(self, word: str) -> tuple[str, list[str]]:
        """The first part of a compound, and the words that lend it the rest: `lucht`, `raketverdediging`; or no words."""
        if not any(word[:end] in self._lenders for end in range(2, len(word))):
            return "", []
        cuts = self.cuts(word)
        if len(cuts) < 2:
            return "", []
        first, rest = word[: cuts[0][1]], word[cuts[1][0] :]
        lenders = self._lenders.get(first, set())
        return first, sorted(lenders & {rest, *self.containing(rest)}) if lenders else []

    def containing(self, word: str, limit: int = 200) -> list[str]:
        """The compounds of which the word, in any form, is a part; the most frequent first, at most `limit`."""
        if (word, limit) not in self._containing:
            if len(self._containing) > _MOST_REMEMBERED:
                self._containing.clear()
            self._containing[word, limit] = self._look_for(word, limit)
        return self._containing[word, limit]

    def _look_for(self, word: str, limit: int) -> list[str]:
        found: list[str] = []
        if not word.isalpha() or (len(word) < _LEAST and word not in _short_parts()):
            return found
        wanted = _Wanted(word)
        for candidate in self._with_any(wanted.spellings):
            if len(found) >= limit:
                break
            if any(self._is_part(candidate, start, end) for start, end in wanted.places(candidate)):
                found.append(candidate)
        return found

    def _with_any(self, spellings: tuple[str, ...]) -> Iterator[str]:
        """The words that hold one of these spellings and more, in the order of the vocabulary."""
        joined, at = self._joined, 0
        following = {spelling: joined.find(spelling) for spelling in spellings}
        while any(place >= 0 for place in following.values()):
            at = min(place for place in following.values() if place >= 0)
            start, end = joined.rfind("\n", 0, at) + 1, joined.find("\n", at)
            yield joined[start:end]
            for spelling, place in following.items():
                if 0 <= place < end:
                    following[spelling] = joined.find(spelling, end)

    def _is_part(self, word: str, start: int, end: int) -> bool:
        left, right = word[:start], word[end:]
        if not left and len(right) < 3:
            return False
        if not self._fits_behind(right, word):
            return False
        return self._fits_before(left, word) or (
            end - start >= _LONG and not right and _may_stand_before(left, word[start:end])
        )

    def _fits_before(self, left: str, whole: str) -> bool:
        if not left or left in _prefixes() or left in _verb_stems() or left in _linked_parts():
            return True
        return any(self._is_word(left.removesuffix(link), whole) for link in LINKS if left.endswith(link))

    def _fits_behind(self, right: str, whole: str) -> bool:
        if right in ("", "s"):
            return True
        return any(self._is_word(right.removeprefix(link), whole) for link in LINKS if right.startswith(link))

    def _is_word(self, piece: str, whole: str) -> bool:
        return self.knows_part(piece, whole) or bool(self.cuts(piece))


def _may_stand_before(left: str, part: str) -> bool:
    """Whether an unknown beginning can be a word of its own, before a long last part: `nicotine` in `nicotinezakjes`.

    Not when it is, or ends in, what makes another word of the part: `ver` in `dienstverlening`; but `e-sigaret` is a
    sigaret, and `overbevissing` is bevissing.
    """
    if left == "e" or (left == "over" and part.startswith(_BOUND[:2])):
        return True
    bound = left in word_list("verb-prefixes") or left.endswith(_BOUND)
    return len(left) > 2 and not bound and any(char in _VOWELS for char in left)


class _Wanted:
    """A word that is looked for inside others, in all its spellings."""

    def __init__(self, word: str) -> None:
        self.all = tuple(form for form in spellings(word) if len(form) >= min(_LEAST, len(word)))
        self.spellings = tuple(
            form for form in self.all if not any(other in form for other in self.all if other != form)
        )

    def places(self, candidate: str) -> Iterator[tuple[int, int]]:
        for form in reversed(self.all):
            start = candidate.find(form)
            while start >= 0:
                yield start, start + len(form)
                start = candidate.find(form, start + 1)


class _Cutting:
    """The cheapest way to cut one word into known parts: few parts, long parts, no odd linking letters."""

    def __init__(self, vocabulary: Vocabulary, word: str) -> None:
        self.vocabulary, self.word = vocabulary, word
        self.best: dict[int, tuple[float, Cuts]] = {len(word): (0.0, ())}
        self.links: dict[int, list[str]] = {len(word): [""]}

    def finest(self) -> Cuts:
        """The cheapest cuts, each part cut further where it is a compound itself."""
        for start in range(len(self.word) - 2, -1, -1):
            self._cut_from(start)
        cuts = self.best.get(0, (0.0, ()))[1]
        if len(cuts) < 2:
            return ()
        return tuple(finer for cut in cuts for finer in self._finer(cut))

    def _finer(self, cut: tuple[int, int, int]) -> Iterator[tuple[int, int, int]]:
        start, end, following = cut
        inner = self.vocabulary.cuts(self.word[start:end])
        if not inner:
            yield cut
            return
        *most, last = ((start + one, start + two, start + three) for one, two, three in inner)
        yield from most
        yield (last[0], last[1], following)

    def _cut_from(self, start: int) -> None:
        options = [option for end in range(start + 2, len(self.word) + 1) for option in self._continued(start, end)]
        if options:
            self.best[start] = min(options)

    def _continued(self, start: int, end: int) -> Iterator[tuple[float, Cuts]]:
        links = self._links(end)
        if not links or end - start == len(self.word) or not self._can_stand(start, end):
            return
        price = 1.0 + 1.2 / (end - start)
        for link in links:
            cost, cuts = self.best[end + len(link)]
            yield cost + price + _LINK_PRICE[link], ((start, end, end + len(link)), *cuts)

    def _links(self, end: int) -> list[str]:
        """The linking letters after which the rest of the word is known; none at the end of the word."""
        links = self.links.get(end)
        if links is None:
            links = self.links[end] = [
                link
                for link in LINKS
                if end + len(link) in self.best and end + len(link) < len(self.word) and self.word.startswith(link, end)
            ]
        return links

    def _can_stand(self, start: int, end: int) -> bool:
        piece = self.word[start:end]
        if end == len(self.word):
            return self._knows(piece) or (len(piece) > _LEAST and self._knows(stem(piece)))
        if piece in _verb_stems() or piece in _linked_parts():
            return True
        return self._knows(piece) and not (piece.endswith("s") and self._knows(piece[:-1]))  # the -s is a link

    def _knows(self, piece: str) -> bool:
        return self.vocabulary.knows_part(piece, self.word)


_LINK_PRICE = {"": 0.0, "s": 0.1, "en": 0.2}


@cache
def _built_in() -> frozenset[str]:
    return frozenset(
        {form for noun in base_nouns() for form in spellings(noun)}
        | {form for group in irregular_groups() if len(group) > 1 for form in group}
        | set(word_list("short-parts"))
    )


@cache
def _verb_stems() -> frozenset[str]:
    """Stems of verbs, as first parts: `drink` of `drinkwater`."""
    return frozenset(name for name in verb_forms().values() if len(name) >= _LEAST) - _no_parts()


@cache
def _short_parts() -> frozenset[str]:
    return frozenset(word_list("short-parts"))


@cache
def _no_parts() -> frozenset[str]:
    return frozenset(word_list("no-parts"))


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(word_list("prefixes"))


@cache
def _linked_parts() -> frozenset[str]:
    return frozenset(word_list("linked-parts"))
