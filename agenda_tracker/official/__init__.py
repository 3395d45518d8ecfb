"""The official sources: what they publish, fetched within bounds, as frozen values. No Django, no database."""

from .getting import Answer, Getter, Limits
from .publication import Publication, identifier_of
from .publication_text import Text
from .publications import Publications
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
from .tweede_kamer import ChamberDocument, ChamberDossier, TweedeKamer

__all__ = [
    "Answer",
    "Busy",
    "ChamberDocument",
    "ChamberDossier",
    "Changed",
    "Failing",
    "Getter",
    "Limits",
    "NotThere",
    "Publication",
    "Publications",
    "Redirected",
    "Refused",
    "Shelf",
    "Text",
    "TimedOut",
    "TooLarge",
    "Trouble",
    "Truncated",
    "Turns",
    "TweedeKamer",
    "Unreachable",
    "WrongType",
    "identifier_of",
]
