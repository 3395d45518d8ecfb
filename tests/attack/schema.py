"""What the site answers to, derived from the site: addresses of the URLconf, fields of the filters, forms of the pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from hypothesis import strategies as st
from lxml import html

from agenda_tracker.search import AgendaFilter
from tests.attack.odd import Pairs, anything

HOLE = re.compile(r"<(?:(\w+):)?(\w+)>|\(\[\^/\]\+\)|\(\?P<(\w+)>[^)]*\)")


def routes(patterns: Any = None, start: str = "") -> Iterator[str]:
    """Every route of the URLconf, spelled out from the root."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = start + str(pattern.pattern).strip("^$")
        if isinstance(pattern, URLPattern):
            yield here
        else:
            yield from routes(pattern.url_patterns, here)


def filters() -> list[str]:
    """The names of all parameters of all lists."""
    classes: list[type[AgendaFilter]] = [AgendaFilter]
    for one in classes:
        classes += [below for below in one.__subclasses__() if below not in classes]
    return sorted({name for one in classes for name in one.base_filters})


def address(route: str, known: dict[str, list[str]]) -> st.SearchStrategy[str]:
    """The route with its holes filled: mostly with what exists, sometimes with anything."""
    holes = list(HOLE.finditer(route))
    if not holes:
        return st.just(f"/{route}")

    def fill(hole: re.Match[str]) -> st.SearchStrategy[str]:
        right = known.get(hole[2] or hole[3] or "pk") or known["pk"]
        odd = st.integers(0, 10**25).map(str) if hole[1] == "int" else anything
        return st.integers(0, 4).flatmap(lambda dice: st.sampled_from(right) if dice else odd)

    def put(parts: tuple[str, ...]) -> str:
        rest = iter(parts)
        return "/" + HOLE.sub(lambda _hole: next(rest), route)

    return st.tuples(*[fill(hole) for hole in holes]).map(put)


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, what stands in it, and what its lists of choices offer."""

    action: str
    method: str
    fields: Pairs
    choices: dict[str, list[str]]
    buttons: Pairs
    files: list[str]


def forms_of(answer: Any, address: str) -> list[Form]:
    """The forms of an answer, which may be none, or no page."""
    is_page = answer and not answer.streaming and "html" in answer["Content-Type"]
    return forms(answer.content, address) if is_page else []


def forms(page: bytes, address: str) -> list[Form]:
    if not page.strip():
        return []
    tree = html.fromstring(page)
    return [_form(one, address) for one in tree.forms]


def _form(form: Any, address: str) -> Form:
    fields, choices, buttons, files = [], {}, [], []
    for one in form.iterfind(".//button[@name]"):
        buttons.append((one.get("name"), one.get("value", "")))
    for one in form.inputs:
        kind = getattr(one, "type", "")
        if not one.name:
            continue
        if kind in ("file", "submit", "image"):
            (files if kind == "file" else buttons).append(
                one.name if kind == "file" else (one.name, one.get("value", ""))
            )
            continue
        if getattr(one, "value_options", None):
            choices[one.name] = [str(value) for value in one.value_options]
        fields += [(one.name, str(value)) for value in _values(one)]
    action = form.action if form.action and form.action.startswith("/") else address
    return Form(action.partition("?")[0], (form.method or "GET").upper(), fields, choices, buttons, files)


def _values(one: Any) -> list[Any]:
    value = one.value
    return list(value) if isinstance(value, set | list | html.MultipleSelectOptions) else [value or ""]


def links(page: bytes) -> list[tuple[str, list[str]]]:
    """The links of a page: path, and the names in its query."""
    found = re.findall(r'href="(/[^"?#]*)\??([^"#]*)"', page.decode("utf-8", "replace"))
    return [(path, re.findall(r"(?:^|[&;])([a-z_]+)=", query)) for path, query in found]
