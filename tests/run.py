"""How much this run looks at: `make drills` at everything, `make test` at some of what is built alike."""

import os
from typing import Any

FULL = os.environ.get("AGENDAVOLGER_DRILLS") == "full"


def some(alike: list[Any], one_in: int, turn: int = 0) -> list[Any]:
    """One in so many of a row of things that are alike; in the drills all of them. Another turn, another start."""
    return alike if FULL else alike[turn % one_in :: one_in]
