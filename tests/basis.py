"""The reference data and the example letter, for tests that only need them there: loaded once, from then on put back.

Loading takes a second, because every row is checked and journalled; `tests/commands/test_load_fixtures.py` proves it.
"""

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from agenda_tracker.intake.fixtures import load_all

_rows: list[tuple[type[models.Model], list[models.Model]]] = []


def put_basis() -> None:
    """Into a database without records, all that `load_fixtures` makes, with its history and journal."""
    if _rows:
        with transaction.atomic():
            for model, rows in _rows:
                model._base_manager.bulk_create(rows)
        return
    load_all(settings.BASE_DIR / "fixtures")
    every = apps.get_app_config("agenda_tracker").get_models(include_auto_created=True)
    _rows.extend((model, list(model._base_manager.all())) for model in every if model._meta.managed)
