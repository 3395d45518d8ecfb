"""The choices of the filters with their counts, as a list shows them beside its rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import Any

from .addresses import Addresses, addresses_of, with_part
from .answers import Unanswerable
from .options import Option, Options, value_of

# In the order in which a list shows them.
SHOWN = ("topic", "kind", "stance", "organisation", "formation", "ministry", "letter_kind", "year")
IN_OWN_ORDER = {"topic"}
MOST_SHOWN = 7
DEEPER = "\u2003"


@dataclass(slots=True)
class FacetChoice:
    """One choice: how many rows it gives, and the same list with it put on, or taken off when it `is_on`."""

    slug: str
    label: str
    count: int
    is_on: bool
    url: str
    # How far down a tree, 0 at the top.
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A filter with its choices that give rows, `counted`; `on` is the slug of the one that is chosen, or nothing."""

    name: str
    label: str
    counted: list[tuple[Option, int]]
    on: str
    addresses: Addresses

    @property
    def is_on(self) -> bool:
        return any(option.slug == self.on for option, _count in self.counted)

    @property
    def choices(self) -> list[FacetChoice]:
        return self._choices(self.counted)

    @property
    def shown(self) -> list[FacetChoice]:
        """Those with the most rows, in the order of all; what is on is always among them."""
        if len(self.counted) <= MOST_SHOWN:
            return self.choices
        on = [one for one in self.counted if one[0].slug == self.on]
        most = nlargest(MOST_SHOWN, self.counted, key=itemgetter(1))
        slugs = {option.slug for option, _count in [*on, *(one for one in most if one not in on)][:MOST_SHOWN]}
        return self._choices(one for one in self.counted if one[0].slug in slugs)

    def _choices(self, counted: Iterable[tuple[Option, int]]) -> list[FacetChoice]:
        without, found = self.addresses({self.name, "page"}), []
        for option, count in counted:
            name, is_on = option.label.lstrip(DEEPER), option.slug == self.on
            url = without if is_on else with_part(without, self.name, option.slug)
            found.append(FacetChoice(option.slug, name, count, is_on, url, len(option.label) - len(name)))
        return found


def facets_of(selection: Any, names: tuple[str, ...] = SHOWN) -> list[Facet]:
    """Every facet with something to choose from."""
    try:
        counts = selection.answer.facets(names) if selection.answer else {}
    except Unanswerable:
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
