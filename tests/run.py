"""How much this run looks at: `make drills` at everything, `make test` at some of what is built alike."""

import os
from collections.abc import Iterable
from typing import Any

from django.db import connection

FULL = os.environ.get("AGENDAVOLGER_DRILLS") == "full"


def some(alike: list[Any], one_in: int, turn: int = 0) -> list[Any]:
    """One in so many of a row of things that are alike; in the drills all of them. Another turn, another start."""
    return alike if FULL else alike[turn % one_in :: one_in]


def shared_out(things: Iterable[Any]) -> list[Any]:
    """Every other one, and with the other database the rest; in the drills all.

    For what no database changes: how a page looks, and to whom it opens.
    """
    return list(things) if FULL else list(things)[connection.vendor == "postgresql" :: 2]
