"""What each operation says of itself in the OpenAPI document."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.serializers import Serializer

from agenda_tracker.models.fields import camel
from agenda_tracker.search import AgendaFilter

from . import link_shapes, shapes
from .asking import FORMS
from .problems import PROBLEM

View = TypeVar("View", bound=Callable[..., Any])
# The operations by tag, in the order of the document.
TAGS = {
    "standpunten": _("Wat het kabinet zegt, met de woorden van de brief"),
    "brieven": _("Geannoteerde agenda’s, aanvullingen en verslagen"),
    "vergaderingen": _("Vergaderingen van ministers en hun agendapunten"),
    "themas": _("De boom van onderwerpen"),
    "kamerstukken": _("Dossiers en Kamerstukken, en wie ze aanhaalt"),
    "verwijzingen": _("Nummers in een tekst"),
}
# What a parameter means; what it may be is its form.
MEANT = {
    "q": _(
        'Woorden. Alle moeten voorkomen; `"precies deze woorden"` bij elkaar, `-niet` zonder dat woord, `a OR b` een '
        "van beide. Minstens één letter of cijfer, hoogstens 20 woorden"
    ),
    "topic": _("Thema, met alles eronder"),
    "organisation": _("Organisatie van het gremium"),
    "formation": _("Gremium, ook waar het met een ander vergadert"),
    "ministry": _("Ministerie dat ondertekende of namens welk getekend is, met zijn voorgangers en opvolgers"),
    "letter_kind": _("Soort brief"),
    "kind": _("Aard van het standpunt"),
    "stance": _("Houding"),
    "chamber": _("Kamer waaraan de brief gericht is"),
    "dossier": _(
        "Dossier of Kamerstuk waarin de brief staat, dat hij is of dat hij aanhaalt: `28676` of `28676-464`. Ook andere "
        "schrijfwijzen worden gelezen, zoals `36600-X`, `CXXIV` en `28 676, nr. 464`"
    ),
    "year": _("Jaar van de datum"),
    "date_from": _("Vanaf deze dag, die dag zelf meegeteld"),
    "date_to": _("Tot en met deze dag; niet vóór `dateFrom`, anders is het antwoord 409"),
    "sort": _("Volgorde; `relevance` alleen met woorden. Zonder: met woorden de beste eerst, anders de nieuwste"),
    "page": _("Pagina; voorbij de laatste is het antwoord 404"),
    "size": _("Aantal per pagina"),
}


def parameters(names: Iterable[str]) -> list[OpenApiParameter]:
    """In the query string; those with an empty form get their choices when the document is served."""
    return [
        OpenApiParameter(camel(name), FORMS.get(name, {"type": "string"}), description=str(MEANT[name]), required=False)
        for name in names
    ]


@cache
def _listed(shape: str) -> type[Serializer[Any]]:
    made = getattr(shapes, shape)(many=True)
    numbers = {
        "page": shapes.fields.IntegerField(),
        "size": shapes.fields.IntegerField(),
        "pages": shapes.fields.IntegerField(help_text=_("Aantal pagina’s")),
        "count": shapes.fields.IntegerField(help_text=_("Aantal in alle pagina’s samen")),
    }
    kind: Any = type(shapes.fields.Serializer)
    return kind(
        f"{shape}List", (shapes.fields.Serializer,), {"_links": link_shapes.ListLinks(), **numbers, "results": made}
    )


def _declared(
    operation: str,
    said: Any,
    tag: str,
    shape: type[Serializer[Any]],
    *,
    withdrawn: bool = False,
    moves: bool = False,
    **more: Any,
) -> Callable[[View], View]:
    summary, _break, description = str(said).partition("\n")
    problem = OpenApiResponse(link_shapes.Problem)
    answers: dict[Any, Any] = {200: OpenApiResponse(shape, description=summary), (400, PROBLEM): problem}
    answers |= {(410, PROBLEM): problem} if withdrawn else {}
    answers |= {308: OpenApiResponse(description=str(_("Verhuisd")))} if moves else {}
    declared: Callable[[View], View] = extend_schema(
        operation_id=operation,
        summary=summary,
        description=(description or summary).strip(),
        tags=[tag],
        responses=answers,
        **more,
    )
    return declared


def lists(
    shape: str, operation: str, said: Any, tag: str, filters: type[AgendaFilter] | None = None, **more: Any
) -> Callable[[View], View]:
    """A list in pages, with the parameters of a FilterSet or with only those of the pages."""
    names = filters.base_filters if filters else ("page", "size")
    return _declared(operation, said, tag, _listed(shape), parameters=parameters(names), **more)


def shows(shape: str, operation: str, said: Any, tag: str, **more: Any) -> Callable[[View], View]:
    """One record, or something that is always whole."""
    return _declared(operation, said, tag, getattr(shapes, shape), **more)
