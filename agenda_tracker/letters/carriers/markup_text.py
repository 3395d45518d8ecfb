"""Bytes of HTML or XML to characters, whatever they say or forget to say about their encoding."""

from __future__ import annotations

import codecs
import re
from html.entities import html5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^<>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w:.-]{2,40})|<meta[^<>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?([\w:.-]{2,40})",
    re.I,
)
# Pages that say Latin-1 or ASCII are Windows-1252 (WHATWG Encoding §4.2).
_ENCODINGS = {
    **dict.fromkeys(("ascii", "iso8859-1", "cp1252"), "cp1252"),
    **{
        name: name
        for name in ("iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1254", "cp1257", "mac-roman", "cp850", "cp437")
    },
}
_LEAD = 4096
# Control characters and halves of pairs: neither HTML nor XML may hold them.
_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF])
_HALVES = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]{0,300}\?>")


def decode_markup(data: bytes) -> str:
    """The characters; wrong bytes become U+FFFD. A byte order mark counts first, then bytes that can only be UTF-8,
    then what the file says of itself, then Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data[:_LEAD])
    if wide:
        return data.decode(wide, "replace")
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - wrong
    if not wrong or good > wrong:
        return text
    return data.decode(_declared(data[:_LEAD]), "replace")


def _wide(lead: bytes) -> str:
    """UTF-16 without a mark: nearly all markup has a zero byte, always on the same side."""
    half = len(lead) // 2
    low, high = lead[0::2].count(0), lead[1::2].count(0)
    if half > 3 and max(low, high) * 10 >= half * 7 and min(low, high) * 10 <= half:
        return "utf-16-le" if high > low else "utf-16-be"
    return ""


def _declared(lead: bytes) -> str:
    match = _DECLARED.search(lead)
    name = (match[1] or match[2]).decode("ascii", "replace") if match else ""
    try:
        return _ENCODINGS.get(codecs.lookup(name).name, "cp1252") if name else "cp1252"
    except (LookupError, ValueError):
        return "cp1252"


def as_xml(text: str) -> bytes:
    """The characters as UTF-8 for a parser: without controls, declaration and document type."""
    text = _HALVES.sub("\ufffd", text.translate(_CONTROLS))
    declaration = _DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text
    return _without_doctype(text).encode("utf-8")


def _without_doctype(text: str) -> str:
    """The text without its document type, in which a parser could find entities or addresses."""
    start = text[:_LEAD].upper().find("<!DOCTYPE")
    if start < 0:
        return text
    end, opened = text.find(">", start), text.find("[", start)
    if 0 <= opened < end:
        closed = text.find("]", opened)
        end = text.find(">", closed) if closed >= 0 else -1
    return text[:start] + text[end + 1 :] if end >= 0 else text


def with_letters(text: str) -> str:
    """``&eacute;`` and the like as the characters they name, where the vocabulary does not know them."""
    return _ENTITY.sub(_letter, text)


def _letter(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_OWN else html5.get(f"{name};", match[0])
