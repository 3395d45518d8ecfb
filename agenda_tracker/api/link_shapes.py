"""What links and problems look like, declared for the OpenAPI document: how records are named where others lead to them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers as fields

from agenda_tracker.models import Formation, GovernmentPosition, LetterKind


def choice(choices: Any, said: Any, **more: Any) -> fields.ChoiceField:
    """A value of a model's choices, each explained."""
    known = ", ".join(f"`{value}` ({label})" for value, label in choices if value)
    return fields.ChoiceField([value for value, _label in choices if value], help_text=f"{said}: {known}", **more)


class Href(fields.Serializer[Any]):
    href = fields.URLField()


class RecordLinks(fields.Serializer[Any]):
    self = Href(help_text=_("Dit adres in de API"))
    page = Href(help_text=_("De pagina voor mensen"))


class OwnLink(fields.Serializer[Any]):
    self = Href(help_text=_("Dit adres in de API"))


class DossierLinks(RecordLinks):
    kamerstukken = Href(help_text=_("De Kamerstukken van het dossier"))
    kamerstuk = Href(required=False, help_text=_("Hetzelfde nummer als Kamerstuk, als het dat ook kan zijn"))


class PaperLinks(RecordLinks):
    citedBy = Href(help_text=_("De brieven die het aanhalen"))  # noqa: N815
    dossier = Href(required=False, help_text=_("Hetzelfde nummer als dossier, als het dat ook kan zijn"))


class ListLinks(fields.Serializer[Any]):
    self = Href(help_text=_("Deze pagina van de lijst"))
    first = Href()
    prev = Href(required=False, help_text=_("Ontbreekt op de eerste pagina"))
    next = Href(required=False, help_text=_("Ontbreekt op de laatste pagina"))
    last = Href()


class TopicLink(fields.Serializer[Any]):
    slug = fields.SlugField()
    name = fields.CharField()
    href = fields.URLField()


class FormationName(fields.Serializer[Any]):
    slug = fields.SlugField()
    name = fields.CharField()
    abbreviation = fields.CharField(help_text=_("Leeg als er geen is"))
    organisation = choice(Formation.Organisation.choices, _("Organisatie"))


class MeetingLink(fields.Serializer[Any]):
    slug = fields.SlugField()
    title = fields.CharField()
    formation = fields.SlugField(help_text=_("Slug van het gremium"))
    organisation = choice(Formation.Organisation.choices, _("Organisatie"))
    startDate = fields.DateField()  # noqa: N815
    endDate = fields.DateField()  # noqa: N815
    href = fields.URLField()


class ItemLink(fields.Serializer[Any]):
    id = fields.IntegerField()
    label = fields.CharField(help_text=_("Nummer zoals gedrukt, bijvoorbeeld `I.a`; leeg als er geen is"))
    title = fields.CharField()
    href = fields.URLField()


class LetterLink(fields.Serializer[Any]):
    slug = fields.SlugField()
    kind = choice(LetterKind.choices, _("Soort brief"))
    subject = fields.CharField()
    date = fields.DateField(allow_null=True)
    href = fields.URLField()


class PaperLink(fields.Serializer[Any]):
    number = fields.CharField(help_text=_("Normaalvorm: `28676-464`"))
    display = fields.CharField(help_text=_("Voor lezers: `28 676, nr. 464`"))
    officialUrl = fields.URLField(  # noqa: N815
        allow_null=True, help_text=_("Op officielebekendmakingen.nl; null als dat adres niet te maken is")
    )
    href = fields.URLField()


class DossierLink(fields.Serializer[Any]):
    number = fields.CharField(help_text=_("Normaalvorm: `28676`, `36600-X`, `CXXIV`"))
    display = fields.CharField(help_text=_("Voor lezers: `28 676`"))
    title = fields.CharField(help_text=_("Leeg als de titel hier niet bekend is"))
    href = fields.URLField()


class Cited(fields.Serializer[Any]):
    """Een verwijzing zoals zij er staat; wat zij betekent kan open blijven."""

    start = fields.IntegerField(help_text=_("Begin in de tekst, in Unicode-codepunten"))
    end = fields.IntegerField(help_text=_("Einde in de tekst, niet meegerekend"))
    asWritten = fields.CharField()  # noqa: N815
    normalForms = fields.ListField(child=fields.CharField(), help_text=_("Wat het kan zijn"))  # noqa: N815
    status = fields.ChoiceField(
        ["resolved", "ambiguous", "unknown"],
        help_text=_("`resolved` (herkend), `ambiguous` (meer dan één uitleg), `unknown` (onbekend)"),
    )
    href = fields.URLField(allow_null=True, help_text=_("Het Kamerstuk of dossier in de API, als het herkend is"))


class PositionLink(fields.Serializer[Any]):
    id = fields.IntegerField()
    wording = fields.CharField()
    kind = choice(GovernmentPosition.Kind.choices, _("Aard"))
    href = fields.URLField()


class CitingPlace(fields.Serializer[Any]):
    paragraph = fields.CharField(allow_null=True, help_text=_("Alineanummer, ook van de alinea met het nootteken"))
    footnote = fields.CharField(allow_null=True, help_text=_("Nootteken, als de verwijzing in een voetnoot staat"))
    asWritten = fields.CharField()  # noqa: N815
    page = fields.URLField(help_text=_("De plaats op de pagina voor mensen"))


class CitingLetter(fields.Serializer[Any]):
    """Een brief die aanhaalt, en waar."""

    letter = LetterLink()
    places = CitingPlace(many=True)


class Fault(fields.Serializer[Any]):
    # A name that Python keeps for itself.
    vars()["in"] = fields.ChoiceField(["query", "path", "body"], help_text=_("Waar het staat"))
    location = fields.CharField(help_text=_("De parameter, of een JSON Pointer in de body"))
    code = fields.CharField(help_text=_("Welke regel niet gevolgd is"))
    detail = fields.CharField(help_text=_("Wat er mis is en wat wel kan"))


class Alternative(fields.Serializer[Any]):
    type = fields.ChoiceField(["kamerstuk", "dossier"])
    number = fields.CharField()
    display = fields.CharField()
    href = fields.URLField()


class Problem(fields.Serializer[Any]):
    """Wat er misging (RFC 9457)."""

    type = fields.URLField(help_text=_("Uitleg van dit soort fout"))
    title = fields.CharField()
    status = fields.IntegerField()
    detail = fields.CharField(help_text=_("Wat er gebeurde en wat u kunt doen"))
    instance = fields.CharField(help_text=_("Het verzoek waarbij het gebeurde"))
    errors = Fault(many=True, required=False, help_text=_("Elke waarde die niet klopt"))
    alternatives = Alternative(many=True, required=False, help_text=_("Wat met dit nummer bedoeld kan zijn"))
