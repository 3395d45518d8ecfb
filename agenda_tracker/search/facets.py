"""The choices of the filters with their counts, as a list shows them beside its rows."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from .addresses import Addresses, addresses_of
from .options import Option, Options, value_of

# In the order in which a list shows them.
SHOWN = ("topic", "kind", "stance", "organisation", "formation", "ministry", "letter_kind", "year")
IN_OWN_ORDER = {"topic"}
MOST_SHOWN = 7


@dataclass(frozen=True)
class Facet:
    """A filter with its choices and how many rows each gives; `on` is the slug of the one that is chosen, or nothing."""

    name: str
    label: str
    counted: list[tuple[Option, int]]
    on: str
    addresses: Addresses

    @property
    def is_on(self) -> bool:
        return any(option.slug == self.on for option, _count in self.counted)

    @property
    def shown(self) -> list[tuple[Option, int]]:
        """Those with the most rows, in the order of all; what is on is always among them."""
        if len(self.counted) <= MOST_SHOWN:
            return self.counted
        on = [one for one in self.counted if one[0].slug == self.on]
        most = sorted(self.counted, key=itemgetter(1), reverse=True)[:MOST_SHOWN]
        slugs = {option.slug for option, _count in [*on, *(one for one in most if one not in on)][:MOST_SHOWN]}
        return [one for one in self.counted if one[0].slug in slugs]

    @property
    def without(self) -> str:
        """The first page of the same list with nothing chosen here."""
        return self.addresses({self.name, "page"})


def facets_of(selection: Any, names: tuple[str, ...] = SHOWN) -> list[Facet]:
    """Every facet with something to choose from."""
    counts = selection.by_index(lambda answer: answer.facets(names))
    if counts is None:
        return []
    addresses = addresses_of(selection.data)
    made = [_facet(selection, name, counts.get(name, Counter()), addresses) for name in names]
    return [facet for facet in made if facet.counted]


def _facet(selection: Any, name: str, counts: Counter[str], addresses: Addresses) -> Facet:
    chosen: Any = selection.chosen.get(name)
    on = "" if chosen is None else str(chosen) if name == "year" else chosen.slug
    counted = _options(selection, name, counts, on)
    if name not in IN_OWN_ORDER:
        counted.sort(key=lambda one: (-int(one[0].slug) if name == "year" else -one[1], one[0].label))
    return Facet(name, selection.form.fields[name].label, counted, on, addresses)


def _options(selection: Any, name: str, counts: Counter[str], on: str) -> list[tuple[Option, int]]:
    """The options that give rows, and the one that is on, each with its number of rows."""
    if name == "year":
        years = {*counts, *([on] if on else [])}
        return [(_year(year), counts[year]) for year in years if counts[year] or year == on]
    options: Options = selection.form.fields[name].options
    known = options.by_value
    found = {value: count for value, count in counts.items() if count and value in known}
    if on and (chosen := options.get(on)) is not None:
        found.setdefault(value_of(chosen), 0)
    if name in IN_OWN_ORDER:
        return [(option, found[value]) for value, option in known.items() if value in found]
    return [(known[value], count) for value, count in found.items()]


@lru_cache(maxsize=200)
def _year(year: str) -> Option:
    return Option(year, year, year, int(year))
