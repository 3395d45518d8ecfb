"""Parts of list pages of which each has dozens: choices beside the list, and fields of the filters."""

from functools import lru_cache
from typing import Any

from django.forms import BoundField, Form
from django.utils.safestring import SafeString

from agenda_tracker.models.language import said
from agenda_tracker.search import Facet
from agenda_tracker.search.addresses import part
from agenda_tracker.search.bounded import once
from agenda_tracker.search.numbers import thousands
from agenda_tracker.search.options import DEEPER

from .printed import escape, macros

# Fields by what they ask and what stands in them; those with choices are kept with these, until the choices change.
_without_choices: dict[Any, SafeString] = {}
MOST_ENTRIES = 1000


def facet_items(facet: Facet) -> SafeString:
    """The choices that are shown of a facet, each with its number of rows; they lead to the list with it put on, or taken off."""
    without = escape(facet.without)
    more = without if without == "?" else f"{without}&amp;"
    items = []
    for option, count in facet.shown:
        begin, address, name = _item(facet.name, option.slug, option.label)
        is_on = option.slug == facet.on
        link = f'{without}" aria-current="true">{name}{_taken_off()}' if is_on else f'{more}{address}">{name}'
        items.append(f'{begin}{link}</a> <span class="count">{thousands(count)}</span></li>\n')
    return SafeString("".join(items))


@lru_cache(maxsize=4096)
def _item(parameter: str, slug: str, label: str) -> tuple[str, str, str]:
    """How a choice begins, what stands in its address, and its name; one that is lower in a tree has blanks before it."""
    name = label.lstrip(DEEPER)
    deep = f' class="deep-{depth}"' if (depth := len(label) - len(name)) else ""
    return f'<li{deep}><a href="', escape(part(parameter, slug)), escape(name)


def _taken_off() -> str:
    return f'<span class="unseen">, {escape(said("dit filter wissen"))}</span> <span aria-hidden="true">×</span>'


def entry(form: Form, name: str) -> SafeString:
    """A field of the filters with its label, its value, and what is wrong with it; written once for each value."""
    if not form.is_bound or name in form.errors:
        return _entry(form[name])
    field = form.fields[name]
    options = getattr(field, "options", None)
    known = _without_choices if options is None else options.__dict__.setdefault("entries", {})
    # The same in all lists.
    key = (type(field), name, field.label, getattr(field, "every", ""), form.data.get(name) or "")
    return once(known, key, lambda: _entry(form[name]), MOST_ENTRIES)


def _entry(field: BoundField) -> SafeString:
    return SafeString(macros("web/_field.html").entry(field))
