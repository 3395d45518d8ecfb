"""Text that may stand in a table, a feed or a calendar: without characters that XML 1.0 and spreadsheets refuse."""

import re

# Control characters but tab and line breaks, halves of surrogate pairs, and the two code points that are no characters.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: object) -> str:
    """The text without what XML 1.0 does not allow; line breaks as `\\n`."""
    written = str(text)
    if written.isprintable():
        return written
    return REFUSED.sub("", written.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: object) -> str:
    """The same on one line, with single blanks."""
    return " ".join(clean(text).split())
