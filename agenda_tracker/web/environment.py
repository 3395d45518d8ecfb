"""The language of the public pages: Jinja2, with how this site prints things, and what its pages can ask for."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext, override
from jinja2 import ChainableUndefined, Environment

from agenda_tracker.models.paths import path_to

from . import page_head, printed, structured, taking_away

FILTERS = (
    printed.ahead_of,
    printed.at,
    printed.chamber,
    printed.counted,
    printed.day_and_month,
    printed.in_marks,
    printed.in_runs,
    printed.iso,
    printed.label,
    printed.leads_to,
    printed.long_date,
    printed.meanings,
    printed.money,
    printed.month,
    printed.oneline,
    printed.other_than_one,
    printed.shortened,
    printed.standing,
    printed.thousands,
    defaultfilters.capfirst,
    defaultfilters.date,
    defaultfilters.truncatewords,
)
FUNCTIONS = (
    page_head.canonical_address,
    printed.edit_link,
    printed.marked,
    printed.query,
    printed.query_of,
    printed.updated_until,
    structured.crumb_data,
    structured.letter_data,
    structured.meeting_data,
    structured.site_data,
    taking_away.take_away,
)


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """A text of the templates in the language of the site; there is one, so each is looked up once."""
    with override(settings.LANGUAGE_CODE):
        return gettext(text)


def environment(**options: Any) -> Environment:
    """Made by Django from the settings; what a page is not given prints as nothing."""
    made = Environment(**{**options, "undefined": ChainableUndefined, "extensions": ["jinja2.ext.i18n"]})  # noqa: S701
    made.install_gettext_callables(said, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters |= {one.__name__: one for one in FILTERS}
    made.globals |= {one.__name__: one for one in (*FUNCTIONS, static)}
    made.globals["url"] = path_to
    return made
