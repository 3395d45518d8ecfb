"""What was chosen and typed, as queries of the search engine; never through its own parser of text."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, product
from typing import Any

from tantivy import FieldType, Occur, Query, Schema

from .bounded import once
from .compounds import Vocabulary
from .elided import pair
from .facts import OF_LETTER, OF_MEETING, OF_POSITION, SEPARATOR, path
from .kin import kin_of
from .schema import WEIGHTS
from .stems import stem
from .wanted import SOFT, Term, Wanted

# Values of one parameter, any of which will do.
Values = Mapping[str, Sequence[str]]

# Which parameters speak of one and the same record, by kind of document; all others stand alone.
TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "letter": (OF_POSITION, OF_MEETING),
    "meeting": (OF_POSITION, OF_LETTER),
}
# What a hit inside a longer word is worth.
IN_COMPOUND = {"title": 2.0, "said": 1.2, "about": 0.6, "around": 0.3}
# What a hit of another name for the same is worth: `VS` for `Verenigde Staten`.
AKIN = 0.5
# Where a word that must not occur is looked for: what surrounds a position does not count against it.
ITSELF = ("title", "said", "about")
# Words of one question; a question has at most 200 characters.
MOST_KNOWN = 500
# A word that the index has more often than this, each place of a document counted, is common.
OFTEN = 5_000


@dataclass(frozen=True)
class Asked:
    """A selection as the index understands it."""

    kinds: tuple[str, ...]
    values: Values = field(default_factory=dict)
    date_from: date | None = None
    date_to: date | None = None
    wanted: Wanted | None = None

    def key(self, without: str = "") -> tuple[Any, ...]:
        """Equal for selections of the same rows; `without` names a parameter to leave out."""
        values = sorted((name, tuple(some)) for name, some in self.values.items() if name != without)
        return (self.kinds, tuple(values), self.date_from, self.date_to, self.wanted)


@dataclass(frozen=True)
class Asker:
    """Makes queries for one state of the index, whose words it knows."""

    schema: Schema
    vocabulary: Vocabulary
    # What was put together for words, which a page asks for again to count.
    known: dict[Any, list[tuple[str, Query]]] = field(default_factory=dict, compare=False, repr=False)

    def query(self, asked: Asked) -> Query:
        """All that was asked."""
        parts = self._parts(asked)
        return self._with_words(parts, asked.wanted) if asked.wanted else all_of(parts)

    def unranked(self, asked: Asked, without: str = "") -> Query:
        """The same documents, found in less time because it is not said what each is worth; `without` leaves a parameter out."""
        parts = self._parts(asked, without)
        if asked.wanted:
            parts += _firm(asked.wanted, [any_of([self.holds(term) for term in group]) for group in asked.wanted.firm])
            never = [(Occur.MustNot, self.holds(term, places=ITSELF)) for term in asked.wanted.without]
            return Query.boolean_query([*((Occur.Must, part) for part in parts), *never])
        return all_of(parts)

    def _parts(self, asked: Asked, without: str = "") -> list[Query]:
        return [any_of([self.of_kind(kind, asked.values, without) for kind in asked.kinds]), *self.period(asked)]

    def of_kind(self, kind: str, values: Values, without: str = "") -> Query:
        """The documents of this kind that have all values."""
        rest = {name: some for name, some in values.items() if name != without}
        return unscored(all_of([self.term("kind", kind), *(self.has(names, rest) for names in groups(kind, rest))]))

    def has(self, names: Sequence[str], values: Values) -> Query:
        """Documents in which one record has a chosen value for each of these names."""
        combinations = product(*(values[name] for name in sorted(names)))
        return any_of([self.term(f"by.{path(names)}", SEPARATOR.join(one)) for one in combinations])

    def period(self, asked: Asked) -> list[Query]:
        if not (asked.date_from or asked.date_to):
            return []
        first = asked.date_from.toordinal() if asked.date_from else 1
        last = asked.date_to.toordinal() if asked.date_to else date.max.toordinal()
        return [unscored(Query.range_query(self.schema, "day", FieldType.Unsigned, first, last))]

    def term(self, name: str, value: str) -> Query:
        return Query.term_query(self.schema, name, value, index_option="basic")

    # Words

    def is_costly(self, wanted: Wanted | None) -> bool:
        """Whether there is a phrase of which every word is said in so many places that looking for it takes long."""
        phrases = [term.words for term in wanted.terms if len(term.words) > 1] if wanted else []
        # The vocabulary has no words of two letters, which are all common.
        return any(all(len(word) < 3 or self.vocabulary.frequency(word) > OFTEN for word in words) for words in phrases)

    def _with_words(self, parts: list[Query], wanted: Wanted) -> Query:
        must = [(Occur.Must, one) for one in [*parts, *_firm(wanted, [self.choice(group) for group in wanted.firm])]]
        may = [(Occur.Should, one) for one in [*map(self.choice, wanted.soft), *self._beside(wanted)]]
        never = [(Occur.MustNot, self.occurs(term, places=ITSELF)) for term in wanted.without]
        return Query.boolean_query([*must, *may, *never])

    def _beside(self, wanted: Wanted) -> list[Query]:
        """Words that stand side by side in the text as they were typed make a better hit."""
        words = [group[0].words[0] for group in wanted.groups if len(group) == 1 and not group[0].exact]
        pairs = [pair for pair in pairwise(words) if not SOFT.issuperset(pair)]
        return [
            Query.boost_query(Query.phrase_query(self.schema, f"{name}_stem", [stem(one), stem(other)], slop=1), weight)
            for one, other in pairs
            for name, (_exact, weight) in WEIGHTS.items()
        ]

    def choice(self, group: Iterable[Term]) -> Query:
        return any_of([self.occurs(term) for term in group])

    def occurs(self, term: Term, *, places: Collection[str] = WEIGHTS, akin: bool = True) -> Query:
        """Documents in which the term occurs, better ones where it does so as written and in a better place.

        With `akin` also those with another name for the same.
        """
        if len(term.words) > 1:
            phrases = ((self._phrase(name, term.words), WEIGHTS[name][0]) for name in places)
            return Query.disjunction_max_query([Query.boost_query(*phrase) for phrase in phrases], 0.1)
        word = term.words[0]
        ways = [Query.boost_query(self._word(f"{name}_exact", word), WEIGHTS[name][0]) for name in places]
        if not term.exact:
            root = stem(word)
            ways += [Query.boost_query(self._word(f"{name}_stem", root), WEIGHTS[name][1]) for name in places]
            ways += [Query.const_score_query(one, IN_COMPOUND[name]) for name, one in self._in_compounds(word, places)]
            ways += [Query.const_score_query(one, IN_COMPOUND[name]) for name, one in self._borrowed(word, places)]
            others = kin_of(word) if akin else []
            ways += [Query.boost_query(self.occurs(one, places=places, akin=False), AKIN) for one in others]
        return Query.disjunction_max_query(ways, 0.1)

    def holds(self, term: Term, *, places: Collection[str] = WEIGHTS, akin: bool = True) -> Query:
        """The documents of `occurs`. Those that have a word as written are among those that have its stem."""
        word = term.words[0]
        if len(term.words) > 1:
            return any_of([self._phrase(name, term.words) for name in places])
        if term.exact:
            return any_of([self._word(f"{name}_exact", word) for name in places])
        root = stem(word)
        ways = [self._word(f"{name}_stem", root) for name in places]
        ways += [one for _name, one in [*self._in_compounds(word, places), *self._borrowed(word, places)]]
        others = kin_of(word) if akin else []
        return any_of([*ways, *(self.holds(one, places=places, akin=False) for one in others)])

    def _word(self, name: str, word: str) -> Query:
        return Query.term_query(self.schema, name, word)

    def _phrase(self, name: str, words: Sequence[str]) -> Query:
        return Query.phrase_query(self.schema, f"{name}_exact", list(words))

    def _in_compounds(self, word: str, places: Collection[str]) -> list[tuple[str, Query]]:
        """By where they stand."""
        return once(self.known, ("compounds", word, tuple(places)), lambda: self._compounds(word, places), MOST_KNOWN)

    def _compounds(self, word: str, places: Collection[str]) -> list[tuple[str, Query]]:
        compounds = self.vocabulary.containing(word)
        if not compounds:
            return []
        return [(name, Query.term_set_query(self.schema, f"{name}_exact", compounds)) for name in places]

    def parts(self, word: str) -> list[str]:
        """The smallest parts of a compound, none when it is not one."""
        return [word[start:end] for start, end, _next in self.vocabulary.cuts(word)]

    def _borrowed(self, word: str, places: Collection[str]) -> list[tuple[str, Query]]:
        """`luchtverdediging` where the text has `lucht- en raketverdediging`; by where it stands."""
        return once(self.known, ("borrowed", word, tuple(places)), lambda: self._lent(word, places), MOST_KNOWN)

    def _lent(self, word: str, places: Collection[str]) -> list[tuple[str, Query]]:
        first, lenders = self.vocabulary.lent(word)
        pairs = [pair(first, lender) for lender in lenders]
        return [(name, Query.term_set_query(self.schema, f"{name}_lent", pairs)) for name in places] if pairs else []


def _firm(wanted: Wanted, groups: list[Query]) -> list[Query]:
    """What must occur: all groups of words, or at least so many of them."""
    if not 0 < wanted.least < len(groups):
        return groups
    return [Query.boolean_query([(Occur.Should, one) for one in groups], wanted.least)]


def groups(kind: str, values: Values) -> list[list[str]]:
    """The chosen names, those together that speak of one record."""
    found = []
    rest = list(values)
    for together in TOGETHER.get(kind, ()):
        chosen = [name for name in together if name in rest]
        if chosen:
            found.append(chosen)
            rest = [name for name in rest if name not in together]
    return found + [[name] for name in rest]


def all_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def unscored(query: Query) -> Query:
    """A condition that says nothing of how good a hit is."""
    return Query.const_score_query(query, 0.0)
