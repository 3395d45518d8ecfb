"""The language of the site: there is one, so that each of its texts is looked up once."""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext, override


@lru_cache(maxsize=4096)
def said(text: str) -> str:
    """A text of the code or the templates in the language of the site."""
    with override(settings.LANGUAGE_CODE):
        return gettext(text)
