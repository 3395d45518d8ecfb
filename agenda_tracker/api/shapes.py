"""What answers look like, declared for the OpenAPI document; plain functions make them, and a test compares the two."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers as fields

from agenda_tracker.models import GovernmentPosition, LetterKind, MinisterialMeeting, Section, Signatory

from .link_shapes import (
    Cited,
    CitingLetter,
    DossierLink,
    DossierLinks,
    FormationName,
    ItemLink,
    LetterLink,
    MeetingLink,
    OwnLink,
    PaperLink,
    PaperLinks,
    PositionLink,
    RecordLinks,
    TopicLink,
    choice,
)


class Quote(fields.Serializer[Any]):
    text = fields.CharField(help_text=_("De letterlijke woorden van de brief"))
    paragraph = fields.CharField(help_text=_("Alineanummer: `12`, na een invoeging `12a`"))
    start = fields.IntegerField(help_text=_("Begin in de alinea, in Unicode-codepunten"))
    end = fields.IntegerField(help_text=_("Einde in de alinea, niet meegerekend"))
    page = fields.URLField(help_text=_("De alinea op de pagina voor mensen"))


class Position(fields.Serializer[Any]):
    """Wat het kabinet bij een agendapunt zegt, en de woorden van de brief waarop dat rust."""

    id = fields.IntegerField()
    wording = fields.CharField(help_text=_("Het standpunt in één zin"))
    isVerbatim = fields.BooleanField(help_text=_("Of die zin letterlijk in de brief staat"))  # noqa: N815
    kind = choice(GovernmentPosition.Kind.choices, _("Aard"))
    stance = choice(GovernmentPosition.Stance.choices, _("Houding; null als die niet is uitgesproken"), allow_null=True)
    amountEur = fields.RegexField(  # noqa: N815
        r"^-?[0-9]+\.[0-9]{2}$", allow_null=True, help_text=_("Bedrag in euro, als tekst zodat geen cent verloren gaat")
    )
    dueDate = fields.DateField(allow_null=True, help_text=_("Toegezegd vóór"))  # noqa: N815
    dueAsWritten = fields.CharField(help_text=_("De termijn zoals geschreven; leeg als er geen is"))  # noqa: N815
    fulfilledBy = LetterLink(allow_null=True, help_text=_("De brief waarmee een toezegging is nagekomen"))  # noqa: N815
    quotes = Quote(many=True)
    topics = TopicLink(many=True)
    agendaItem = ItemLink()  # noqa: N815
    meeting = MeetingLink()
    letter = LetterLink(help_text=_("De brief waarin het staat"))
    kamerstukken = PaperLink(many=True, help_text=_("De nummers van die brief"))
    citation = fields.CharField(help_text=_("Kant-en-klare verwijzing volgens Aanwijzing 3.43"))
    _links = RecordLinks()


class LetterMeeting(fields.Serializer[Any]):
    kind = choice(LetterKind.choices, _("Wat de brief voor deze vergadering is"))
    meeting = MeetingLink()


class Signed(fields.Serializer[Any]):
    role = choice(Signatory.Role.choices, _("Rol"))
    office = fields.CharField(help_text=_("Ambt zoals gedrukt"))
    name = fields.CharField(help_text=_("Naam zoals gedrukt; leeg als die er niet staat"))


class Letter(fields.Serializer[Any]):
    """Een brief aan een of beide Kamers, zonder de tekst."""

    slug = fields.SlugField()
    kind = choice(LetterKind.choices, _("Hoofdsoort"))
    subject = fields.CharField()
    date = fields.DateField(allow_null=True)
    chambers = fields.ListField(
        child=fields.ChoiceField(["tk", "ek"]), help_text=_("Gericht aan: `tk` (Tweede Kamer), `ek` (Eerste Kamer)")
    )
    signatories = Signed(many=True)
    kamerstukken = PaperLink(many=True, help_text=_("De nummers van deze brief"))
    dossiers = DossierLink(many=True, help_text=_("De dossiers boven het nummer"))
    meetings = LetterMeeting(many=True)
    citation = fields.CharField(help_text=_("Kant-en-klare verwijzing volgens Aanwijzing 3.43"))
    _links = RecordLinks()


class Paragraph(fields.Serializer[Any]):
    number = fields.CharField(help_text=_("Alineanummer: `12`, na een invoeging `12a`; het verandert niet"))
    text = fields.CharField()
    references = Cited(many=True)


class LetterSection(fields.Serializer[Any]):
    heading = fields.CharField(help_text=_("Leeg als er geen kop is"))
    level = fields.IntegerField()
    role = choice(Section.Role.choices, _("Rol"))
    agendaItem = ItemLink(allow_null=True, help_text=_("Het agendapunt dat dit deel behandelt"))  # noqa: N815
    paragraphs = Paragraph(many=True)


class Footnote(fields.Serializer[Any]):
    marker = fields.CharField()
    text = fields.CharField()
    paragraph = fields.CharField(allow_null=True, help_text=_("De alinea waarin het nootteken staat"))
    offset = fields.IntegerField(help_text=_("Aantal codepunten in die alinea vóór het nootteken"))
    references = Cited(many=True)


class LetterText(Letter):
    """Een brief met delen, genummerde alinea's, voetnoten en verwijzingen."""

    note = fields.CharField(
        help_text=_("Noot boven de tekst, bijvoorbeeld dat zij een samenvatting is; leeg als die er niet is")
    )
    plannedAttendance = fields.CharField(help_text=_("Voorgenomen deelname; leeg als die er niet staat"))  # noqa: N815
    supplements = LetterLink(allow_null=True, help_text=_("De brief die deze aanvult"))
    replaces = LetterLink(allow_null=True, help_text=_("De brief die deze vervangt"))
    sections = LetterSection(many=True)
    footnotes = Footnote(many=True)
    positions = PositionLink(many=True)


class MeetingLetter(fields.Serializer[Any]):
    kind = choice(LetterKind.choices, _("Wat de brief voor deze vergadering is"))
    letter = LetterLink()


class Meeting(fields.Serializer[Any]):
    """Een ministeriële vergadering, met de brieven erover."""

    slug = fields.SlugField()
    title = fields.CharField()
    formation = FormationName()
    alsoWith = FormationName(many=True, help_text=_("Andere gremia die mee vergaderen"))  # noqa: N815
    informal = fields.BooleanField()
    mode = choice(MinisterialMeeting.Mode.choices, _("Vorm"))
    state = choice(MinisterialMeeting.State.choices, _("Stand"))
    startDate = fields.DateField()  # noqa: N815
    endDate = fields.DateField(help_text=_("Bij één dag dezelfde als het begin"))  # noqa: N815
    place = fields.CharField(help_text=_("Leeg als die niet bekend is"))
    country = fields.CharField(help_text=_("Leeg als dat niet bekend is"))
    positionCount = fields.IntegerField(help_text=_("Aantal standpunten bij de vergadering"))  # noqa: N815
    letters = MeetingLetter(many=True)
    _links = RecordLinks()


class MeetingAgenda(Meeting):
    """Een vergadering met haar agendapunten."""

    agendaItems = ItemLink(many=True)  # noqa: N815


class AgendaItem(fields.Serializer[Any]):
    """Een agendapunt dat in een brief behandeld wordt."""

    id = fields.IntegerField()
    order = fields.IntegerField(help_text=_("Plaats op de agenda"))
    label = fields.CharField(help_text=_("Nummer zoals gedrukt; leeg als er geen is"))
    title = fields.CharField()
    part = fields.CharField(help_text=_("Bijvoorbeeld `Eurogroep` of `Werksessie 2`; leeg als er geen is"))
    nature = fields.CharField(help_text=_("Aard van de bespreking; leeg als die er niet staat"))
    summary = fields.CharField(help_text=_("Samenvatting van de griffie; leeg als er geen is"))
    series = fields.CharField(allow_null=True, help_text=_("Het terugkerende onderwerp"))
    topics = TopicLink(many=True)
    meeting = MeetingLink()
    _links = RecordLinks()


class AgendaItemSaid(AgendaItem):
    """Een agendapunt met wat er bij gezegd is en in welke brieven."""

    letters = MeetingLetter(many=True)
    positions = PositionLink(many=True)


class Topic(fields.Serializer[Any]):
    """Een thema met de thema's eronder."""

    slug = fields.SlugField()
    name = fields.CharField()
    positionCount = fields.IntegerField(help_text=_("Aantal standpunten, die van onderliggende thema’s meegeteld"))  # noqa: N815
    children = fields.SerializerMethodField()
    _links = RecordLinks()

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/Topic"}})
    def get_children(self, _topic: Any) -> list[Any]:
        raise NotImplementedError


class TopicTree(fields.Serializer[Any]):
    _links = OwnLink()
    results = Topic(many=True, help_text=_("De hoofdthema’s"))


class TopicPlace(Topic):
    """Een thema met de weg erheen."""

    path = TopicLink(many=True, help_text=_("Van het hoofdthema naar het thema hierboven"))


class Dossier(fields.Serializer[Any]):
    """Een dossier van een Kamer, met hoeveel er hier van bekend is."""

    number = fields.CharField(help_text=_("Normaalvorm: `28676`, `36600-X`, `CXXIV`"))
    display = fields.CharField()
    title = fields.CharField(help_text=_("Leeg als de titel hier niet bekend is"))
    officialUrl = fields.URLField(allow_null=True)  # noqa: N815
    kamerstukCount = fields.IntegerField(help_text=_("Aantal Kamerstukken uit het dossier hier"))  # noqa: N815
    _links = DossierLinks()


class CitedBy(fields.Serializer[Any]):
    count = fields.IntegerField(help_text=_("Aantal brieven dat dit stuk aanhaalt"))
    results = CitingLetter(many=True, help_text=_("De nieuwste tien"))
    href = fields.URLField(help_text=_("Alle"))


class Kamerstuk(fields.Serializer[Any]):
    """Een Kamerstuk dat een brief hier is, of dat een brief aanhaalt."""

    number = fields.CharField(help_text=_("Normaalvorm: `28676-464`"))
    display = fields.CharField()
    title = fields.CharField(help_text=_("Leeg als de titel hier niet bekend is"))
    date = fields.DateField(allow_null=True)
    officialUrl = fields.URLField(allow_null=True)  # noqa: N815
    citation = fields.CharField()
    dossier = DossierLink()
    alsoIn = DossierLink(many=True, help_text=_("Andere dossiers waarin het staat"))  # noqa: N815
    letter = LetterLink(allow_null=True, help_text=_("De brief die dit stuk is"))
    _links = PaperLinks()


class KamerstukCited(Kamerstuk):
    """Een Kamerstuk met waar het aangehaald wordt."""

    citedBy = CitedBy()  # noqa: N815


class PastedText(fields.Serializer[Any]):
    text = fields.CharField(
        min_length=1, max_length=200_000, help_text=_("De tekst, hoogstens 200.000 tekens (codepunten)")
    )


class Meaning(fields.Serializer[Any]):
    normalForm = fields.CharField()  # noqa: N815
    display = fields.CharField()
    type = fields.CharField(
        help_text=_("`paper` (Kamerstuk), `dossier`, `aanhangsel`, `handelingen`, `tk_number` of `identifier`")
    )
    isHere = fields.BooleanField(help_text=_("Of Agendavolger het kent"))  # noqa: N815
    title = fields.CharField(allow_null=True)
    href = fields.URLField(allow_null=True, help_text=_("In de API, als het hier staat"))
    page = fields.URLField(allow_null=True, help_text=_("De pagina voor mensen, als het hier staat"))
    officialUrl = fields.URLField(allow_null=True)  # noqa: N815


class Mention(fields.Serializer[Any]):
    """Een plaats in de tekst waar een nummer staat, of iets dat er een lijkt."""

    start = fields.IntegerField(help_text=_("Begin, in Unicode-codepunten van de tekst"))
    end = fields.IntegerField(help_text=_("Einde, niet meegerekend"))
    asWritten = fields.CharField()  # noqa: N815
    status = fields.ChoiceField(
        ["found", "unknown", "ambiguous", "invalid"],
        help_text=_(
            "`found` (staat hier), `unknown` (goed gevormd, staat hier niet), `ambiguous` (kan meer betekenen), "
            "`invalid` (geen bestaand nummer)"
        ),
    )
    detail = fields.CharField(allow_null=True, help_text=_("Bij `invalid`: wat er niet klopt"))
    meanings = Meaning(many=True, help_text=_("Wat er bedoeld kan zijn; bij `ambiguous` meer dan één"))


class Mentions(fields.Serializer[Any]):
    count = fields.IntegerField()
    isComplete = fields.BooleanField(  # noqa: N815
        help_text=_("Onwaar als de tekst meer dan 2.000 plaatsen heeft; de eerste 2.000 staan er dan in")
    )
    results = Mention(many=True, help_text=_("In de volgorde van de tekst"))
