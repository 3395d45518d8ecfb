"""Are they in time? How many days before the meeting each ministry sent its annotated agendas, as a chart and a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from agenda_tracker.search import FiguresForm, counted, figures, public_agendas, together
from agenda_tracker.search.figures import MinistryFigures, Tally

# The longest bar leaves room for its number; the rest is in pixels.
WIDEST = 72.0
TOP, ROW, BAR_TOP = 28, 52, 22


@dataclass(frozen=True)
class Bar:
    """One row of the chart. Positions are text, so that no template writes a decimal comma into an SVG."""

    name: str
    value: str
    is_late: bool
    name_y: int
    y: int
    below: int
    value_y: int
    width: str
    value_x: str


@dataclass(frozen=True)
class Chart:
    """Bars of the medians, and the line at the number of days below which a letter is late."""

    bars: list[Bar]
    norm: str
    height: int


def chart(rows: list[MinistryFigures], days_before: int) -> Chart:
    most = max([days_before, *(row.total.median for row in rows)])

    def share(days: float) -> str:
        return f"{WIDEST * max(0.0, days) / most:.2f}%"

    bars = [_bar(row, TOP + ROW * index, share) for index, row in enumerate(rows)]
    return Chart(bars, share(days_before), TOP + ROW * len(rows))


def _bar(row: MinistryFigures, top: int, share: Callable[[float], str]) -> Bar:
    """The number stands behind the bar, and never across the line."""
    total = row.total
    short = _("%(days)s, korter dan %(norm)d") % {"days": total.median_in_words, "norm": total.days_before}
    name = row.ministry.name if row.ministry else _("Ministerie niet bekend")
    value = short if total.is_late else total.median_in_words
    y, behind = top + BAR_TOP, max(total.median, total.days_before)
    return Bar(name, value, total.is_late, top + 15, y, y + 16, y + 13, share(total.median), share(behind))


def sentence(total: Tally, form: FiguresForm) -> str:
    """`214 geannoteerde agenda’s (EU, 2024)`; `Geen …` when there are none."""
    many = _("geannoteerde agenda’s")
    start = counted(total.count, _("geannoteerde agenda"), many) if total.count else f"{_('Geen')} {many}"
    organisation, year = form.cleaned_data["organisation"], form.cleaned_data["year"]
    asked = [str(part) for part in (organisation and organisation.name, year) if part]
    return f"{start} ({', '.join(asked)})" if asked else start


class FiguresView(TemplateView):
    template_name = "web/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form, norm = FiguresForm(self.request.GET), settings.DAYS_BEFORE
        found: dict[str, Any] = {"form": form, "problems": form.problems, "norm": norm}
        if not form.problems:
            rows = figures(public_agendas().filter(*form.conditions()), norm)
            total = together((row.total for row in rows), norm)
            found |= {"rows": rows, "total": total, "sentence": sentence(total, form), "chart": chart(rows, norm)}
        return super().get_context_data(**found, **kwargs)
