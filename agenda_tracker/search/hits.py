"""Where in a text the words stand that were asked for: what a list marks, and which passage of a letter it shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .compounds import Vocabulary
from .stems import stem
from .wanted import Term, Wanted
from .words import LONGEST_WORD, Token, tokens

LONGEST_PASSAGE = 320
# Stand around words and in none.
_MARKS = '.,;:!?()“”„"'
Run = tuple[str, bool]


@dataclass(frozen=True)
class Hits:
    """Marks the terms of a question, as the index finds them: other forms of a word, and parts of longer words too."""

    wanted: Wanted
    vocabulary: Vocabulary

    @cached_property
    def _stems(self) -> set[str]:
        return {stem(term.words[0]) for term in self.wanted.terms if not term.exact}

    @cached_property
    def _words(self) -> set[str]:
        loose = [term.words[0] for term in self.wanted.terms if not term.exact]
        compounds = {word for part in loose for word in self.vocabulary.containing(part)}
        return compounds | {term.words[0] for term in self.wanted.terms if len(term.words) == 1}

    @cached_property
    def _phrases(self) -> list[Term]:
        return [term for term in self.wanted.terms if len(term.words) > 1]

    @cached_property
    def quoted(self) -> list[Term]:
        """What must occur as it was typed."""
        return [term for term in self.wanted.terms if term.exact]

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Which pieces of text hold a hit, of those that were looked at: texts of one page say the same words over and over."""
        return {}

    @cached_property
    def _cut(self) -> dict[str, list[Token]]:
        """The words of the texts that were looked at for quoted words."""
        return {}

    def _tokens(self, text: str) -> list[Token]:
        found = self._cut.get(text)
        if found is None:
            found = self._cut[text] = tokens(text)
        return found

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Offsets in characters, in order, none overlapping."""
        if not self._phrases:
            return _merged(list(self._single(text)))
        found = self._tokens(text)
        spans = {(token.start, token.end) for token in found if self._is_hit(token.text)}
        for phrase in self._phrases:
            spans |= set(_runs_of(found, phrase.words))
        return _merged(sorted(spans))

    def _single(self, text: str) -> Iterator[tuple[int, int]]:
        """The words that are hits; no word holds a blank, so that the text is cut at these first."""
        pieces, known = text.split(), self._known
        for piece in set(pieces) - known.keys():
            known[piece] = self._holds_hit(piece)
        at = 0
        for piece in pieces:
            at = text.index(piece, at)
            if known[piece]:
                yield from ((at + one.start, at + one.end) for one in tokens(piece) if self._is_hit(one.text))
            at += len(piece)

    def _holds_hit(self, piece: str) -> bool:
        plain = piece.strip(_MARKS)
        if plain.isascii() and plain.isalpha() and len(plain) <= LONGEST_WORD:
            return self._is_hit(plain.lower())
        return any(self._is_hit(token.text) for token in tokens(piece))

    def _is_hit(self, word: str) -> bool:
        return word in self._words or (bool(self._stems) and stem(word) in self._stems)

    def runs(self, text: str) -> list[Run]:
        """The text in runs, each a hit or not."""
        found: list[Run] = []
        last = 0
        for start, end in self.spans(text):
            found += [(text[last:start], False), (text[start:end], True)]
            last = end
        return [run for run in [*found, (text[last:], False)] if run[0]]

    def elsewhere(self, texts: Sequence[str]) -> "Hits | None":
        """Marks the quoted words that stand in none of these texts; None when there are no such words."""
        unseen = [term for term in self.quoted if not any(_runs_of(self._tokens(text), term.words) for text in texts)]
        return replace(self, wanted=Wanted(tuple((term,) for term in unseen))) if unseen else None

    def passage(self, texts: Iterable[tuple[int, str]]) -> "tuple[int, list[Run]] | None":
        """The text (by its number) with the most different hits, cut around the first; None when none has any."""
        best: tuple[int, int, str] | None = None
        for number, text in texts:
            hits = len({token.text for token in tokens(text) if self._is_hit(token.text)}) + 2 * self._phrases_in(text)
            if hits and (best is None or hits > best[0]):
                best = (hits, number, text)
        return (best[1], self._around(best[2])) if best else None

    def _phrases_in(self, text: str) -> int:
        found = tokens(text) if self._phrases else []
        return sum(1 for phrase in self._phrases if _runs_of(found, phrase.words))

    def _around(self, text: str) -> list[Run]:
        spans = self.spans(text)
        if len(text) <= LONGEST_PASSAGE or not spans:
            return self.runs(text)
        start = max(0, spans[0][0] - LONGEST_PASSAGE // 3)
        end = min(len(text), start + LONGEST_PASSAGE)
        before = "… " if start else ""
        cut = text[start:end]
        cut = cut.partition(" ")[2] if start else cut
        cut = cut.rpartition(" ")[0] + " …" if end < len(text) else cut
        return [(before, False), *self.runs(cut)] if before else self.runs(cut)


def _runs_of(found: Sequence[Token], words: Sequence[str]) -> list[tuple[int, int]]:
    """Where these words stand one after another."""
    size = len(words)
    return [
        (found[at].start, found[at + size - 1].end)
        for at in range(len(found) - size + 1)
        if all(found[at + step].text == word for step, word in enumerate(words))
    ]


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
