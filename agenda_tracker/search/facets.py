"""The choices of the filters with their counts, as a list shows them beside its rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .addresses import Addresses
from .answers import Unanswerable
from .options import Option, Options

# In the order in which a list shows them.
SHOWN = ("topic", "kind", "stance", "organisation", "formation", "ministry", "letter_kind", "year")
IN_OWN_ORDER = {"topic"}
MOST_SHOWN = 7
DEEPER = "\u2003"


@dataclass(frozen=True)
class FacetChoice:
    """One choice: how many rows it gives, and by `url` the same list with it put on, or taken off when it `is_on`."""

    slug: str
    label: str
    count: int
    is_on: bool
    # How far down a tree, 0 at the top.
    depth: int
    name: str
    addresses: Addresses

    @property
    def url(self) -> str:
        """Made for what is shown only, which is a part of what there is to choose."""
        if self.is_on:
            return self.addresses({self.name, "page"})
        return self.addresses({"page"}, **{self.name: self.slug})


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list[FacetChoice]

    @property
    def is_on(self) -> bool:
        return any(choice.is_on for choice in self.choices)

    @property
    def shown(self) -> list[FacetChoice]:
        """Those with the most rows, in the order of all; what is on is always among them."""
        if len(self.choices) <= MOST_SHOWN:
            return self.choices
        kept = sorted(self.choices, key=lambda one: (not one.is_on, -one.count))[:MOST_SHOWN]
        slugs = {choice.slug for choice in kept}
        return [choice for choice in self.choices if choice.slug in slugs]


def facets_of(selection: Any, names: tuple[str, ...] = SHOWN) -> list[Facet]:
    """Every facet with something to choose from."""
    try:
        counts = selection.answer.facets(names) if selection.answer else {}
    except Unanswerable:
        return []
    addresses = Addresses(selection.data)
    made = [_facet(selection, name, counts.get(name, Counter()), addresses) for name in names]
    return [facet for facet in made if facet.choices]


def _facet(selection: Any, name: str, counts: Counter[str], addresses: Addresses) -> Facet:
    chosen: Any = selection.chosen.get(name)
    on = "" if chosen is None else str(chosen) if name == "year" else chosen.slug
    options = _options(selection, name, counts, on)
    choices = [_choice(name, option, count, option.slug == on, addresses) for option, count in options]
    if name not in IN_OWN_ORDER:
        choices.sort(key=lambda one: (-int(one.slug) if name == "year" else -one.count, one.label))
    return Facet(name, selection.form.fields[name].label, choices)


def _options(selection: Any, name: str, counts: Counter[str], on: str) -> list[tuple[Option, int]]:
    """The options that give rows, and the one that is on, each with its number of rows."""
    if name == "year":
        years = {*counts, *([on] if on else [])}
        return [(Option(year, year, year, int(year)), counts[year]) for year in years if counts[year] or year == on]
    options: Options = selection.form.fields[name].options
    return [(option, counts[value]) for value, option in options.by_value.items() if counts[value] or option.slug == on]


def _choice(name: str, option: Option, count: int, is_on: bool, addresses: Addresses) -> FacetChoice:
    name_only = option.label.lstrip(DEEPER)
    return FacetChoice(option.slug, name_only, count, is_on, len(option.label) - len(name_only), name, addresses)
