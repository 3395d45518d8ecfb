"""XML of a source as a tree: no entities, no network, no document type; or a Trouble."""

from typing import Any

from lxml import etree

from .trouble import Changed, Truncated

XML_TYPES = ("application/xml", "text/xml", "application/sru+xml")
_CUT_OFF = (etree.ErrorTypes.ERR_DOCUMENT_END, etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_GT_REQUIRED)


def read_xml(data: bytes, host: str) -> Any:
    """The root element. Raises Truncated when the text ends too early, Changed when it is no XML."""
    return _parsed(data, host, None)


def root_name(data: bytes, host: str) -> str:
    """The local name of the root of a whole text; builds no tree of it. Raises as `read_xml` does."""
    return str(_parsed(data, host, _RootOnly()))


class _RootOnly:
    """Lets all elements pass and remembers the first."""

    def __init__(self) -> None:
        self.name = ""

    def start(self, tag: str, attributes: Any) -> None:
        self.name = self.name or etree.QName(tag).localname

    def end(self, tag: str) -> None:
        return

    def close(self) -> str:
        return self.name


def _parsed(data: bytes, host: str, target: Any) -> Any:
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    parser = etree.XMLParser(**safe, target=target) if target else etree.XMLParser(**safe)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code in _CUT_OFF:
            raise Truncated(host, f"{host}: XML ends too early: {error}") from error
        raise Changed(host, "geen goede XML", f"{host}: {error}") from error
    except ValueError as error:
        raise Changed(host, "geen goede XML", f"{host}: {error}") from error


def texts(element: Any, name: str) -> list[str]:
    """The texts of all elements below with this local name, whatever their namespace, blanks made single."""
    found = element.iterfind(f".//{{*}}{name}")
    return [text for text in (" ".join("".join(one.itertext()).split()) for one in found) if text]


def text(element: Any, name: str) -> str:
    return next(iter(texts(element, name)), "")
