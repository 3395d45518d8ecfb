"""The official sources: what they publish, fetched within bounds, as frozen values. No Django, no database."""

from .getting import Answer, Getter, Limits
from .shelf import Shelf
from .trouble import (
    Busy,
    Changed,
    Failing,
    NotThere,
    Redirected,
    Refused,
    TimedOut,
    TooLarge,
    Trouble,
    Truncated,
    Unreachable,
    WrongType,
)
from .turns import Turns

__all__ = [
    "Answer",
    "Busy",
    "Changed",
    "Failing",
    "Getter",
    "Limits",
    "NotThere",
    "Redirected",
    "Refused",
    "Shelf",
    "TimedOut",
    "TooLarge",
    "Trouble",
    "Truncated",
    "Turns",
    "Unreachable",
    "WrongType",
]
