"""XML of a source as a tree: no entities, no network, no document type; or a Trouble."""

from typing import Any

from lxml import etree

from .trouble import Changed, Truncated

XML_TYPES = ("application/xml", "text/xml", "application/sru+xml")
_CUT_OFF = (etree.ErrorTypes.ERR_DOCUMENT_END, etree.ErrorTypes.ERR_TAG_NOT_FINISHED, etree.ErrorTypes.ERR_GT_REQUIRED)


def read_xml(data: bytes, host: str) -> Any:
    """The root element. Raises Truncated when the text ends too early, Changed when it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if error.code in _CUT_OFF:
            raise Truncated(host, f"{host}: XML ends too early: {error}") from error
        raise Changed(host, "geen goede XML", f"{host}: {error}") from error
    except ValueError as error:
        raise Changed(host, "geen goede XML", f"{host}: {error}") from error
    return root


def texts(element: Any, name: str) -> list[str]:
    """The texts of all elements below with this local name, whatever their namespace, blanks made single."""
    found = element.iterfind(f".//{{*}}{name}")
    return [text for text in (" ".join("".join(one.itertext()).split()) for one in found) if text]


def text(element: Any, name: str) -> str:
    return next(iter(texts(element, name)), "")
