"""Parts of list pages of which each has dozens: choices beside the list, and fields of the filters."""

from functools import lru_cache
from html import escape
from typing import Any

from django.forms import BoundField, Form
from django.utils.safestring import SafeString

from agenda_tracker.models.language import said
from agenda_tracker.search import Facet, FacetChoice
from agenda_tracker.search.bounded import once
from agenda_tracker.search.numbers import thousands

from .printed import macros

# Fields by what they ask and what stands in them; those with choices are kept with these, until the choices change.
_without_choices: dict[Any, SafeString] = {}
MOST_ENTRIES = 1000


def facet_items(facet: Facet) -> SafeString:
    """The choices that are shown of a facet, each with its number of rows."""
    return SafeString("".join(map(_item, facet.shown)))


def _item(choice: FacetChoice) -> str:
    deep = f' class="deep-{choice.depth}"' if choice.depth else ""
    on, off = (' aria-current="true"', _taken_off(said("dit filter wissen"))) if choice.is_on else ("", "")
    link = f'<a href="{escape(choice.url)}"{on}>{_escaped(choice.label)}{off}</a>'
    return f'<li{deep}>{link} <span class="count">{thousands(choice.count)}</span></li>\n'


def _taken_off(text: str) -> str:
    return f'<span class="unseen">, {escape(text)}</span> <span aria-hidden="true">×</span>'


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return escape(text)


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
