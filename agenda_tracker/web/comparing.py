"""Two positions beside each other, whichever they are: their words with the differences, dates, citations and facts."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from agenda_tracker.models import GovernmentPosition
from agenda_tracker.search import Differences, words_of
from agenda_tracker.search.bounds import shown, too_strange
from agenda_tracker.search.comparable import comparable_with
from agenda_tracker.search.previous import with_citation

# `34`, `/standpunten/34/`, `https://…/standpunten/34/?x=1#p2`.
_NUMBER = re.compile(r"\s*(?:\S*/standpunten/)?([0-9]{1,18})/?(?:[?#]\S*)?\s*")
SIDES = ("a", "b")


@dataclass(frozen=True)
class Asked:
    """One side of the address: what was typed, the position it gave, and what is wrong with it, in Dutch."""

    name: str
    typed: str = ""
    position: GovernmentPosition | None = None
    problem: str = ""


class CompareView(View):
    """`?a=12&b=34`. Also takes `a_other` and `b_other`, typed by hand, and leads to the lasting address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = {name: request.GET.get(f"{name}_other", "").strip() for name in SIDES}
        numbers = {name: number_in(typed[name] or request.GET.get(name, "")) for name in SIDES}
        if any(typed.values()) and all(numbers[name] for name in SIDES):
            return HttpResponseRedirect(address(*(numbers[name] or 0 for name in SIDES)))
        found = _positions([number for number in numbers.values() if number])
        asked = [_asked(name, typed[name] or request.GET.get(name, ""), numbers[name], found) for name in SIDES]
        return render(request, "web/compare.html", compared(request, *asked))


def number_in(text: str) -> int | None:
    """The number of a position, from a number or an address; None for anything else."""
    found = _NUMBER.fullmatch(text) if len(text) <= 200 else None
    return int(found[1]) if found else None


def address(first: int, second: int) -> str:
    return f"{reverse('compare')}?a={first}&b={second}"


def _positions(numbers: list[int]) -> dict[int, GovernmentPosition]:
    return {one.pk: one for one in with_citation(GovernmentPosition.objects.public().filter(pk__in=numbers))}


def _asked(name: str, typed: str, number: int | None, found: dict[int, GovernmentPosition]) -> Asked:
    if not typed.strip():
        return Asked(name)
    if too_strange(typed) or not number:
        problem = _("“%s” is geen standpunt. Vul een nummer in, of het adres van de pagina van een standpunt.")
        return Asked(name, shown(typed), None, problem % shown(typed))
    if number not in found:
        problem = _(
            "Standpunt %d staat niet op deze site; misschien is de brief ingetrokken. Kies een ander standpunt."
        )
        return Asked(name, shown(typed), None, problem % number)
    return Asked(name, str(number), found[number])


def compared(request: HttpRequest, one: Asked, other: Asked) -> dict[str, Any]:
    """What the page shows: both beside each other, or what is needed to come to that."""
    problems = [side.problem for side in (one, other) if side.problem]
    chosen = [side.position for side in (one, other) if side.position]
    if len(chosen) == 2 and chosen[0].pk == chosen[1].pk:
        problems.append(_("Dit is twee keer hetzelfde standpunt. Kies een ander om mee te vergelijken."))
        chosen = chosen[:1]
    context = {"one": one, "other": other, "problems": problems, "first": chosen[0] if chosen else None}
    if len(chosen) < 2:
        candidates = comparable_with(chosen[0]) if chosen else []
        return {**context, "comparable": candidates, "side": "a" if other.position and not one.position else "b"}
    return {**context, **beside(request, *sorted(chosen, key=_moment))}


def _moment(position: GovernmentPosition) -> tuple[date, date]:
    """When it was said: for which meeting, and in a letter of which day."""
    item = position.agenda_item
    assert item is not None  # a confirmed position has one
    return item.meeting.start_date, position.letter.date or item.meeting.start_date


def beside(request: HttpRequest, one: GovernmentPosition, other: GovernmentPosition) -> dict[str, Any]:
    """The earlier one on the left, so that what is struck out was dropped; of two of one moment the first that was asked."""
    differences = Differences(words_of(one), words_of(other))
    return {
        "differences": differences,
        "columns": [
            {"position": one, "pieces": differences.before, "citation": one.citation},
            {"position": other, "pieces": differences.after, "citation": other.citation},
        ],
        "alters": altered(one, other),
        "swapped": address(other.pk, one.pk) if _moment(one) == _moment(other) else "",
        "lasting": request.build_absolute_uri(address(one.pk, other.pk)),
    }


def altered(one: GovernmentPosition, other: GovernmentPosition) -> set[str]:
    """The facts that are not the same on both sides."""
    facts = ("kind", "stance", "amount_eur", "due_date", "due_as_written")
    return {name for name in facts if getattr(one, name) != getattr(other, name)}
