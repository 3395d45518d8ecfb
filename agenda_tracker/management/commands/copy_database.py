"""Fills an empty database with everything of another one, also of the other kind: the step from SQLite to PostgreSQL."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from agenda_tracker.intake.statistics import refresh_statistics
from agenda_tracker.management.command import SiteCommand
from agenda_tracker.models import Formation, Letter
from agenda_tracker.settings import database

SOURCE = "copied"
AT_ONCE = 500


class Command(SiteCommand):
    help = (
        "Vult deze lege database met alles uit een andere, ook van de andere soort (SQLite, PostgreSQL). "
        "De bestanden van brieven en de zoekindex gaan niet mee."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="de andere database, geschreven als in DATABASE_URL")

    def handle(self, *args: Any, **options: Any) -> None:
        reach(options["source"])
        refuse_unfit()
        count = copy_rows(SOURCE, DEFAULT_DB_ALIAS)
        refresh_statistics()
        self.stdout.write(f"{count} rijen overgenomen uit {len(tables())} tabellen. Controleer ze met check_integrity.")


def reach(url: str) -> None:
    """Make the database at this address known under the alias SOURCE."""
    here = connections.databases[DEFAULT_DB_ALIAS]
    connections.databases[SOURCE] = {**here, **database("Wat u opgeeft", url), "TEST": here["TEST"]}


def refuse_unfit() -> None:
    """Raises CommandError when the other one is not of this release, or when something is here already."""
    try:
        there, here = (set(MigrationRecorder(connections[alias]).applied_migrations()) for alias in (SOURCE, "default"))
    except DatabaseError as error:
        raise CommandError(f"De andere database is niet te bereiken: {error}") from error
    if there != here:
        raise CommandError("Beide databases moeten van deze versie zijn: voer `migrate` uit, op de andere en op deze.")
    if any(model._base_manager.exists() for model in (User, Letter, Formation)):
        raise CommandError(
            "Deze database is niet leeg; er is niets gewijzigd. Maak een lege en voer daar `migrate` uit."
        )


def tables() -> list[type[models.Model]]:
    """Every table that holds something, those between two others included."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def copy_rows(source: str, target: str) -> int:
    """Makes the target what the source is, in one transaction on each; the number of rows. What they refer to is checked last."""
    with transaction.atomic(using=source), transaction.atomic(using=target):
        for model in tables():
            rows: Any = model._base_manager.using(target).all()
            rows._raw_delete(target)
        count = sum(_copy_table(model, source, target) for model in tables())
        with connections[target].cursor() as cursor:
            for statement in connections[target].ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)
    return count


def _copy_table(model: type[models.Model], source: str, target: str) -> int:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    count = 0
    for batch in _batches(model, source):
        # Raw: as they are, without the moment of saving that some fields set.
        model._base_manager.using(target)._insert(batch, fields=fields, using=target, raw=True)  # type: ignore[attr-defined]
        count += len(batch)
    return count


def _batches(model: type[models.Model], source: str) -> Iterator[list[models.Model]]:
    rows = model._base_manager.using(source).order_by("pk").iterator(chunk_size=AT_ONCE)
    while batch := list(islice(rows, AT_ONCE)):
        yield batch
