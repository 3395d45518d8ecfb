"""The official sources as this site is configured to ask them."""

import logging
from dataclasses import dataclass

from django.conf import settings

from agenda_tracker.official import Getter, Limits, Publications, Shelf, Trouble, Turns, TweedeKamer
from agenda_tracker.official.connecting import origin_of

logger = logging.getLogger(__name__)

NOT_SET_UP = "Ophalen bij de officiële bronnen staat uit; een beheerder van de server kan het aanzetten."


@dataclass(frozen=True)
class Sources:
    """Both may be absent: without `publications` no letter can be fetched, without `chamber` less can be said."""

    publications: Publications | None
    chamber: TweedeKamer | None


def can_fetch() -> bool:
    return bool(settings.OFFICIAL_SRU_URL or settings.OFFICIAL_PUBLICATIONS_URL)


def open_sources(budget: float | None = None) -> Sources:
    """The sources, with so many seconds for all questions together; None: each question has its own limit."""
    addresses = (settings.OFFICIAL_SRU_URL, settings.OFFICIAL_PUBLICATIONS_URL, settings.TK_ODATA_URL)
    folder = settings.DATA_DIR / "official"
    getter = Getter(
        origins=frozenset(origin_of(address) for address in addresses if address),
        user_agent=f"Agendavolger ({settings.OFFICIAL_CONTACT})",
        limits=Limits(most_bytes=settings.LETTER_MAX_BYTES),
        shelf=Shelf(folder / "answers"),
        turns=Turns(folder / "turns", settings.OFFICIAL_INTERVAL_MS / 1000),
        budget=budget,
        proxy=settings.OFFICIAL_PROXY,
    )
    publications = Publications(getter, settings.OFFICIAL_SRU_URL, settings.OFFICIAL_PUBLICATIONS_URL)
    return Sources(
        publications if can_fetch() else None,
        TweedeKamer(getter, settings.TK_ODATA_URL) if settings.TK_ODATA_URL else None,
    )


def logged(trouble: Trouble, what: str) -> Trouble:
    """One line in the log for what went wrong with a source."""
    logger.warning("official source, %s: %s: %s", what, type(trouble).__name__, trouble.detail)
    return trouble
