"""Success in the first three: does a search give, in its first three results, what a person would have wanted?

`python -m tests.search.golden.measure module:search` makes a test database, loads the letters and the noise, and prints
the table; `--prepare module:function` is called after loading (to build an index), `--heldout` takes the other set.
`search` takes a query and gives its first results in order, as pairs of kind and id.
"""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Result = tuple[str, int]
Keys = dict[str, Result]
Search = Callable[[str], list[Result]]
FOLDER = Path(__file__).parent
DEPTH = 3


@dataclass(frozen=True)
class Query:
    """What a person types, and the keys of the answers that are equally right."""

    kind: str
    text: str
    answers: tuple[str, ...]

    def accepted(self, keys: Keys) -> set[Result]:
        """What counts as found. `L07.3^`: the position or its letter; `L07*`: the letter or any of its positions."""
        return {keys[key] for answer in self.answers for key in _meant(answer, keys)}


def _meant(answer: str, keys: Keys) -> list[str]:
    if answer.endswith("^"):
        return [answer[:-1], answer.split(".")[0]]
    if answer.endswith("*"):
        letter = answer[:-1]
        return [key for key in keys if key == letter or key.startswith(f"{letter}.")]
    return [answer]


def read_queries(name: str = "queries.tsv") -> list[Query]:
    rows = [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    return [Query(row[0], row[1], tuple(row[2].split())) for row in rows if not row[0].startswith("#")]


@dataclass
class Figures:
    """How many queries of each class were asked and answered, and what came instead where they were not."""

    asked: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    failures: list[tuple[Query, list[str]]] = field(default_factory=list)

    def share(self, *kinds: str) -> float:
        """The share answered, of these classes together; of all when none is named."""
        kinds = kinds or tuple(self.asked)
        return sum(self.found[kind] for kind in kinds) / sum(self.asked[kind] for kind in kinds)

    @property
    def compounds(self) -> float:
        return self.share("compound part", "compound whole")

    @property
    def misspellings(self) -> float:
        return self.share("misspelling")

    def table(self) -> str:
        """Per class and overall, then the queries that failed."""
        lines = [f"{kind:20} {self.found[kind]:3} of {asked:3}" for kind, asked in self.asked.items()]
        lines.append(f"{'all':20} {sum(self.found.values()):3} of {sum(self.asked.values()):3}  {self.share():.1%}")
        lines += [f"{query.kind}: {query.text} -> {', '.join(came) or 'nothing'}" for query, came in self.failures]
        return "\n".join(lines)


def measure(search: Search, keys: Keys, queries: list[Query]) -> Figures:
    """Ask every query and look at the first three results."""
    names = {result: key for key, result in keys.items()}
    figures = Figures()
    for query in queries:
        first = search(query.text)[:DEPTH]
        hit = bool(query.accepted(keys).intersection(first))
        figures.asked[query.kind] = figures.asked.get(query.kind, 0) + 1
        figures.found[query.kind] = figures.found.get(query.kind, 0) + hit
        if not hit:
            figures.failures.append((query, [names.get(result, f"{result[0]} {result[1]}") for result in first]))
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description="Success in the first three results of a search.")
    options.add_argument("search", help="module:function")
    options.add_argument("--prepare", default="", help="module:function, called after loading")
    options.add_argument("--heldout", action="store_true")
    options.add_argument("--noise", type=int, default=400)
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agenda_tracker.settings")

    import django

    django.setup()

    from django.conf import settings
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0)
    made = runner.setup_databases()
    try:
        print(_measured(asked).table())  # noqa: T201
    finally:
        runner.teardown_databases(made)


def _measured(asked: argparse.Namespace) -> Figures:
    from django.utils.module_loading import import_string

    from .load import load

    keys = load(asked.noise)
    if asked.prepare:
        import_string(asked.prepare.replace(":", "."))()
    search = import_string(asked.search.replace(":", "."))
    return measure(search, keys, read_queries("queries_heldout.tsv" if asked.heldout else "queries.tsv"))


if __name__ == "__main__":
    main()
