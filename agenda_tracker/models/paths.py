"""Paths of pages, for pages with hundreds of links: the pattern of an address is looked up once."""

from functools import cache

from django.urls import get_script_prefix, reverse

# A number, because it stands for slugs and for ids; so long that no address has it by itself.
STAND_IN = "{}00713350017"


def path_to(name: str, *parts: object) -> str:
    """As `reverse`, for addresses made of slugs and ids only."""
    return _pattern(get_script_prefix(), name, len(parts)) % tuple(parts)


def pattern_of(name: str, count: int) -> str:
    """The path with `%s` for each of so many slugs or ids; for who writes hundreds."""
    return _pattern(get_script_prefix(), name, count)


@cache
def _pattern(_prefix: str, name: str, count: int) -> str:
    stands = [STAND_IN.format(index + 1) for index in range(count)]
    path = reverse(name, args=stands).replace("%", "%%")
    for stand in stands:
        path = path.replace(stand, "%s")
    return path
