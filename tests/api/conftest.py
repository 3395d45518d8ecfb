"""The world of the API, made once in a run and put back for each test."""

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from .world import make_world

_rows: list[tuple[Any, list[Any]]] = []
_named: dict[str, tuple[Any, int]] = {}


@pytest.fixture(autouse=True)
def no_history(forgetting):
    """Not made, because nothing here would look at it."""


@pytest.fixture
def world(db) -> dict[str, Any]:
    """Its records by name."""
    if _rows:
        with transaction.atomic():
            for model, rows in _rows:
                model._base_manager.bulk_create(rows)
        return {name: model._base_manager.get(pk=pk) for name, (model, pk) in _named.items()}
    made = make_world()
    _named.update({name: (type(record), record.pk) for name, record in made.items()})
    models = apps.get_app_config("agenda_tracker").get_models(include_auto_created=True)
    kept = [model for model in models if model._meta.managed and not model.__name__.startswith("Historical")]
    _rows.extend((model, rows) for model in kept if (rows := list(model._base_manager.all())))
    return made
