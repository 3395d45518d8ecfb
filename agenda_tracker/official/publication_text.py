"""The text of a publication in the first form that is there, and proof that it is whole and no error page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from .getting import Answer, Getter
from .publication import FORMS, Publication
from .trouble import NotThere, Truncated, WrongType
from .xml import XML_TYPES, root_name

MEDIA_TYPES = {"xml": XML_TYPES, "html": ("text/html", "application/xhtml+xml"), "pdf": ("application/pdf",)}
ROOTS = ("officiele-publicatie", "kamerstuk", "kamerwrk", "kamervragen", "vraagdoc", "niet-dossier-stuk")


@dataclass(frozen=True, slots=True)
class Text:
    """A published text as it was sent: its form (`xml`, `html`, `pdf`), where it came from, its bytes."""

    form: str
    address: str
    media_type: str
    data: bytes


def fetch_text(getter: Getter, publication: Publication, pages: str) -> Text:
    """The text as XML, else HTML, else PDF. Raises NotThere when there is none of them, or another Trouble."""
    missing: NotThere | None = None
    for form in FORMS:
        for address in _places(getter, publication, form, pages):
            try:
                return getter.read(address, MEDIA_TYPES[form], _reader(form, address, publication.identifier))
            except NotThere as trouble:
                missing = missing or trouble
    raise missing or NotThere("De bron", 404, f"{publication.identifier} has no address in a known form")


def _reader(form: str, address: str, identifier: str) -> Callable[[Answer], Text]:
    def read(answer: Answer) -> Text:
        CHECKS[form](answer, identifier)
        return Text(form, address, answer.media_type, answer.data)

    return read


def _places(getter: Getter, publication: Publication, form: str, pages: str) -> list[str]:
    """Where the record says it is, when that is a configured source; and the address that every publication has."""
    told = [address for kind, address in publication.addresses if kind == form and getter.may_ask(address)]
    usual = [f"{pages.rstrip('/')}/{publication.identifier}.{form}"] if pages else []
    return list(dict.fromkeys(told + usual))


def _check_xml(answer: Answer, identifier: str) -> None:
    host = _host(answer)
    name = root_name(answer.data, host)
    if name not in ROOTS:
        got = "een webpagina" if name == "html" else f"XML van een andere soort ({name[:30]})"
        raise WrongType(host, got, f"{host}: root {name!r} for {identifier}")


def _check_html(answer: Answer, identifier: str) -> None:
    """An error page does not name the publication, and a page cut short does not close."""
    host, page = _host(answer), answer.data.lower()
    if identifier.lower().encode() not in page:
        raise WrongType(host, "een andere webpagina", f"{host}: a page without {identifier}")
    if not re.search(rb"</html\s*>\s*(<!--.*)?\Z", page, re.DOTALL):
        raise Truncated(host, f"{host}: the page of {identifier} does not end")


def _check_pdf(answer: Answer, identifier: str) -> None:
    host = _host(answer)
    if not answer.data.lstrip()[:5] == b"%PDF-":
        raise WrongType(host, "iets dat geen PDF is", f"{host}: no PDF for {identifier}")
    if b"%%EOF" not in answer.data[-2048:]:
        raise Truncated(host, f"{host}: the PDF of {identifier} does not end")


CHECKS: dict[str, Callable[[Answer, str], None]] = {"xml": _check_xml, "html": _check_html, "pdf": _check_pdf}


def _host(answer: Answer) -> str:
    return urlsplit(answer.address).hostname or ""
