"""The years of a dossier as columns: letters of the dossier below, letters that cite from it and papers on top."""

from dataclasses import dataclass

from agenda_tracker.search import Year

HEIGHT, FOOT = 96, 22
# Year labels need about this share of the width each.
LABEL = 14.0


@dataclass(frozen=True)
class Column:
    """One year. Positions are text, so that no template writes a decimal comma into an SVG."""

    year: int
    x: str
    middle: str
    width: str
    inside_y: int
    inside: int
    citing_y: int
    citing: int
    count: int
    labelled: bool


@dataclass(frozen=True)
class DossierChart:
    columns: list[Column]
    height: int
    floor: int
    most: int


def chart(told: list[Year]) -> DossierChart | None:
    """None for a dossier of one year: a single column says nothing."""
    if len(told) < 2:
        return None
    by_year = {year.year: year for year in told}
    every = [by_year.get(year, Year(year)) for year in range(told[0].year, told[-1].year + 1)]
    most, step = max(year.count for year in told), 100 / len(every)
    apart = max(1, -(-LABEL // step))
    columns = [
        _column(year, at * step, step, most, (len(every) - 1 - at) % apart == 0) for at, year in enumerate(every)
    ]
    return DossierChart(columns, HEIGHT + FOOT, HEIGHT, most)


def _column(year: Year, x: float, step: float, most: int, labelled: bool) -> Column:
    inside = round(year.inside / most * (HEIGHT - 16))
    citing = round((year.citing + year.papers) / most * (HEIGHT - 16))
    width = min(step * 0.7, 6.0)
    return Column(
        year=year.year,
        x=f"{x + (step - width) / 2:.2f}%",
        middle=f"{x + step / 2:.2f}%",
        width=f"{width:.2f}%",
        inside_y=HEIGHT - inside,
        inside=inside,
        citing_y=HEIGHT - inside - citing,
        citing=citing,
        count=year.count,
        labelled=labelled,
    )
