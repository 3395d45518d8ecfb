"""What a dump says of itself, in both files: which moment it is of, on which terms, and what its columns hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings

from agenda_tracker.models import Head

from .columns import Table, plain
from .tables import TABLES

SOURCE = (
    "Agendavolger: wat het kabinet inbrengt bij ministeriële vergaderingen. Voor officieel gebruik telt de publicatie "
    "op officielebekendmakingen.nl."
)
NO_TERMS = "De beheerder van de site heeft geen gebruiksvoorwaarden opgegeven."


def terms() -> str:
    return settings.DATA_TERMS or NO_TERMS


@dataclass(frozen=True)
class About:
    """The moment of a dump: when it was made, and how far the journal had come, with the day of its last line."""

    made_at: datetime
    site: str
    journal_number: int
    journal_at: str

    @classmethod
    def of(cls, head: Head | None, made_at: datetime) -> "About":
        return cls(made_at, head.site if head else "", head.number if head else 0, head.at if head else "")

    @property
    def stem(self) -> str:
        """How its files begin: `agendavolger-20261129-013000-1234`, in UTC, with the number of the journal."""
        return f"agendavolger-{self.made_at.astimezone(UTC):%Y%m%d-%H%M%S}-{self.journal_number}"

    def values(self) -> dict[str, str | int]:
        return {
            "source": SOURCE,
            "made_at": plain(self.made_at),
            "journal_number": self.journal_number,
            "journal_at": plain(datetime.fromisoformat(self.journal_at)) if self.journal_at else "",
            "terms": terms(),
            "selection": "Alleen wat op de site openbaar is; geen concepten, ingetrokken brieven, bestanden of accounts.",
        }


def described() -> Iterator[tuple[Table, list[list[str]]]]:
    """Of each table the rows that explain its columns: table, column, name in JSON, kind, where it points, meaning."""
    for table in TABLES:
        yield (
            table,
            [
                [table.name, column.name, column.in_json, column.kind.in_words, column.to, column.said]
                for column in table.columns
            ],
        )


def readme(about: About) -> str:
    lines = [f"{name}: {value}" for name, value in about.values().items()]
    for table, columns in described():
        lines += ["", f"{table.name}: {table.said}"]
        lines += [
            f"  {name} ({in_json}): {said} [{kind}]" + (f" -> {to}.id" if to else "")
            for _table, name, in_json, kind, to, said in columns
        ]
    return "\n".join(lines) + "\n"
