"""What every page has around it, written once: the menu, by the section one is in, the links below, addresses of styles."""

from functools import cache

from django.templatetags.static import static as address_of_file
from django.utils.safestring import SafeString

from agenda_tracker.models.paths import path_to, prefix

from .printed import macros

SHELL = "web/_shell.html"
SECTIONS = ("meetings", "letters", "positions", "topics", "kamerstukken")


def site_nav(path: str) -> SafeString:
    """The name of the site and its menu, with where this path lies."""
    section = next((name for name, address in _sections(prefix()) if address in path), "")
    return _nav(prefix(), path == path_to("home"), section, bool(section) and path == path_to(section))


def site_foot() -> SafeString:
    return _foot(prefix())


def static(name: str) -> str:
    """Where a file of the site lies, which only a new start of the server changes."""
    return address_at(prefix(), name)


@cache
def address_at(_prefix: str, name: str) -> str:
    return address_of_file(name)


@cache
def _sections(_prefix: str) -> list[tuple[str, str]]:
    return [(name, path_to(name)) for name in SECTIONS]


@cache
def _nav(_prefix: str, is_home: bool, section: str, is_list: bool) -> SafeString:
    return SafeString(macros(SHELL).nav(is_home, section, is_list))


@cache
def _foot(_prefix: str) -> SafeString:
    return SafeString(macros(SHELL).foot())
