"""How long and how strange what comes from outside may be; everything typed passes here before it reaches a query."""

from django.utils.translation import gettext as _

LONGEST = 200
MOST_WORDS = 20


def shown(value: str) -> str:
    """The value as it can be repeated in a message: printable, and not endless."""
    clean = "".join(char if char.isprintable() else " " for char in value[: LONGEST + 1])
    clean = " ".join(clean.split())
    return f"{clean[:60]}…" if len(clean) > 60 else clean


def too_strange(value: str) -> str:
    """Why this text cannot be used at all, in Dutch; "" when it can."""
    if "\x00" in value:
        return _("“%(value)s” bevat een teken dat geen tekst is (NUL). Typ de waarde opnieuw.") % {
            "value": shown(value)
        }
    if len(value) > LONGEST:
        return _("“%(value)s” is te lang: gebruik hoogstens %(longest)d tekens.") % {
            "value": shown(value),
            "longest": LONGEST,
        }
    return ""
