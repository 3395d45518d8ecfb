"""The choices of the filters with their counts, as a list shows them beside its rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .addresses import address
from .answers import Unanswerable
from .options import Option

# In the order in which a list shows them.
SHOWN = ("topic", "kind", "stance", "organisation", "formation", "ministry", "letter_kind", "year")
IN_OWN_ORDER = {"topic"}
MOST_SHOWN = 7
DEEPER = "\u2003"


@dataclass(frozen=True)
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
    name: str
    label: str
    choices: list[FacetChoice]

    @property
    def is_on(self) -> bool:
        return any(choice.is_on for choice in self.choices)

    @property
    def shown(self) -> list[FacetChoice]:
        """Those with the most rows, in the order of all; what is on is always among them."""
        kept = sorted(self.choices, key=lambda one: (not one.is_on, -one.count))[:MOST_SHOWN]
        return [choice for choice in self.choices if choice in kept]


def facets_of(selection: Any, names: tuple[str, ...] = SHOWN) -> list[Facet]:
    """Every facet with something to choose from."""
    try:
        counts = selection.answer.facets(names) if selection.answer else {}
    except Unanswerable:
        return []
    made = [_facet(selection, name, counts.get(name, Counter())) for name in names]
    return [facet for facet in made if facet.choices]


def _facet(selection: Any, name: str, counts: Counter[str]) -> Facet:
    choices = [_choice(selection, name, option, counts[value]) for value, option in _options(selection, name, counts)]
    choices = [choice for choice in choices if choice.count or choice.is_on]
    if name not in IN_OWN_ORDER:
        choices.sort(key=lambda one: (-int(one.slug) if name == "year" else -one.count, one.label))
    return Facet(name, str(selection.filters[name].label), choices)


def _options(selection: Any, name: str, counts: Counter[str]) -> list[tuple[str, Option]]:
    """Values of the index with the option each stands for."""
    if name == "year":
        years = {*counts, *(str(year) for year in [selection.chosen.get("year")] if year)}
        return [(year, Option(year, year, year, int(year))) for year in years]
    options: dict[str, Option] = selection.form.fields[name].options
    return [(_value(option), option) for option in options.values()]


def _value(option: Option) -> str:
    pk = getattr(option.value, "pk", None)
    return str(pk) if pk is not None else option.slug


def _choice(selection: Any, name: str, option: Option, count: int) -> FacetChoice:
    chosen: Any = selection.chosen.get(name)
    is_on = chosen is not None and option.slug == (str(chosen) if name == "year" else chosen.slug)
    data = selection.data
    url = address(data, without={name, "page"}) if is_on else address(data, without={"page"}, **{name: option.slug})
    name_only = option.label.lstrip(DEEPER)
    return FacetChoice(option.slug, name_only, count, is_on, url, len(option.label) - len(name_only))
