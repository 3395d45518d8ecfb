"""The filters of every list: the same names in every address, the same meaning on every page."""

from dataclasses import replace
from functools import cache, cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.models import (
    AgendaItem,
    Formation,
    GovernmentPosition,
    Letter,
    LetterKind,
    MinisterialMeeting,
)
from agenda_tracker.models.dates import long_date

from . import narrowing, options
from .addresses import address
from .answered import Answered
from .fields import Copied, DayField, DossierField, PageField, SizeField, SlugField, WordsField, YearField
from .kept import once_per_head
from .numbers import counted
from .pages import SIZE, Page
from .wanted import Term, Wanted

CHAMBERS = (("tk", gettext_lazy("Tweede Kamer")), ("ek", gettext_lazy("Eerste Kamer")))
SORTS = (
    ("relevance", gettext_lazy("beste eerst")),
    ("newest", gettext_lazy("nieuwste eerst")),
    ("oldest", gettext_lazy("oudste eerst")),
)


@once_per_head
def organisations() -> options.Options:
    """The organisations, each standing for its bodies."""
    choices = options.enumerated(Formation.Organisation.choices)
    bodies = Formation.objects.public()
    return options.Options(
        {
            slug: options.Option(slug, option.label, option.name, bodies.filter(organisation=slug))
            for slug, option in choices.items()
        }
    )


class Parameter(django_filters.Filter):
    """A filter that only reads its parameter; what it means is said in `narrowing`."""


def _filter(field: type[forms.Field], label: Any, **extra: Any) -> Any:
    one = Parameter(label=label, **extra)
    one.field_class = field
    return one


def _choice(label: Any, source: Any, what: Any, every: Any) -> Any:
    return _filter(SlugField, label, source=source, what=what, every=every)


class SelectionForm(forms.Form):
    def _clean_fields(self) -> None:
        """Those that an address fills in, a few of the dozen; the others are blank, and nothing else."""
        every = self.fields
        self.fields = {name: field for name, field in every.items() if self.data.get(name)}
        try:
            super()._clean_fields()  # type: ignore[misc]
        finally:
            self.fields = every

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        start, end = cleaned.get("date_from"), cleaned.get("date_to")
        if start and end and start > end:
            self.add_error(
                "date_to",
                _("De periode begint op %(start)s en eindigt al op %(end)s; wissel de datums om.")
                % {"start": long_date(start), "end": long_date(end)},
            )
        return cleaned


class AgendaFilter(Answered, django_filters.FilterSet):
    """What the lists share. Subclasses say how letters, meetings, positions, items and words select their rows.

    The conditions on the database are the meaning of every parameter; the index gives the same rows sooner, and more for
    words: other forms, parts of longer words, phrases, the best first.
    """

    date_field = ""
    newest: tuple[str, ...] = ()
    oldest: tuple[str, ...] = ()
    looks_ahead = False
    usual_sort = "newest"

    q = _filter(WordsField, gettext_lazy("Woorden"))
    topic = _choice(gettext_lazy("Thema"), options.topics, gettext_lazy("thema"), gettext_lazy("alle thema’s"))
    organisation = _choice(
        gettext_lazy("Organisatie"), organisations, gettext_lazy("organisatie"), gettext_lazy("alle organisaties")
    )
    formation = _choice(
        gettext_lazy("Gremium"), options.formations, gettext_lazy("gremium"), gettext_lazy("alle gremia")
    )
    ministry = _choice(
        gettext_lazy("Ministerie"), options.ministries, gettext_lazy("ministerie"), gettext_lazy("alle ministeries")
    )
    letter_kind = _choice(
        gettext_lazy("Soort brief"),
        options.named_once(LetterKind.choices),
        gettext_lazy("soort brief"),
        gettext_lazy("alle brieven"),
    )
    kind = _choice(
        gettext_lazy("Aard"),
        options.named_once(GovernmentPosition.Kind.choices),
        gettext_lazy("aard"),
        gettext_lazy("elke aard"),
    )
    stance = _choice(
        gettext_lazy("Houding"),
        options.named_once(GovernmentPosition.Stance.choices),
        gettext_lazy("houding"),
        gettext_lazy("elke houding"),
    )
    chamber = _choice(
        gettext_lazy("Gericht aan"),
        options.named_once(CHAMBERS),
        gettext_lazy("Kamer"),
        gettext_lazy("beide Kamers"),
    )
    dossier = _filter(DossierField, gettext_lazy("Dossier of Kamerstuk"))
    year = _filter(YearField, gettext_lazy("Jaar"))
    date_from = _filter(DayField, gettext_lazy("Vanaf"))
    date_to = _filter(DayField, gettext_lazy("Tot en met"))
    sort = _choice(
        gettext_lazy("Volgorde"),
        options.named_once(SORTS),
        gettext_lazy("volgorde"),
        gettext_lazy("nieuwste eerst"),
    )
    page = _filter(PageField, gettext_lazy("Pagina"))
    size = _filter(SizeField, gettext_lazy("Aantal per pagina"))

    class Meta:
        form = SelectionForm

    @classmethod
    def get_filters(cls) -> Copied:
        return Copied(super().get_filters())

    def __init__(self, data: Any, queryset: "QuerySet[Any]") -> None:
        # Bound also without parameters: an address without filters is a selection too.
        super().__init__(data if data is not None else {}, queryset)
        self.is_bound = True

    def get_form_class(self) -> type[forms.Form]:
        """Made once for these parameters; the site has one language, so that its labels are read once, too."""
        filters: Any = type(self)
        return _form_class(filters, tuple(self.filters))

    @classmethod
    def brief(cls, data: Any, queryset: "QuerySet[Any]") -> "AgendaFilter":
        """The same selection for a page that shows no filters: reads the choices of what was asked only."""
        selection = cls(data, queryset)
        # Words may name a body.
        asked = {name for name in selection.filters if data.get(name)} | ({"formation"} if data.get("q") else set())
        for name in set(selection.filters) - asked:
            del selection.filters[name]
        return selection

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The cleaned parameters that say something."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value is not None}

    @cached_property
    def problems(self) -> list[str]:
        """What is wrong with the parameters, one Dutch explanation each."""
        return [message for messages in self.form.errors.values() for message in messages]

    @property
    def selection(self) -> "QuerySet[Any]":
        """The rows that satisfy every parameter, in order; none at all when a parameter is nonsense."""
        return self.queryset.none() if self.problems else self.in_order(self.filter_queryset(self.queryset))

    def filter_queryset(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(*self.conditions())

    def cut(self) -> Page:
        """The page of the selection that was asked for; asking for one behind the last is a problem."""
        if self.problems:
            return Page.empty()
        number, size = self.chosen.get("page", 1), self.chosen.get("size", SIZE)
        page = self.page_by_index(number, size, self.sorted_by) or self.page_by_database(number, size)
        if not page.exists:
            self.problems.append(
                _("Pagina %(number)d bestaat niet: deze lijst heeft %(last)s. Ga terug naar pagina 1.")
                % {"number": page.number, "last": counted(page.last, "pagina", "pagina’s")}
            )
        return page

    def page_by_database(self, number: int, size: int) -> Page:
        if self.printed is None:
            return Page.cut(self.selection, number, size)
        page = Page.cut(self.selection.values_list("pk", flat=True), number, size)
        rows = self.by_ids(list(page.rows))
        return replace(page, rows=[rows[pk] for pk in page.rows if pk in rows])

    @property
    def sorted_by(self) -> str:
        """The order that was asked for, or else the usual one: with words the best first, when the index knows them."""
        sort = str(self.chosen["sort"].slug) if "sort" in self.chosen else ""
        return self.unsaid_sort if sort in ("", "relevance") else sort

    @property
    def unsaid_sort(self) -> str:
        """The order of an address that names none."""
        best = "q" in self.chosen and self.answer is not None
        return "relevance" if best else self.usual_sort

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that give the order; none by relevance, which no column tells."""
        return {"newest": self.newest, "oldest": self.oldest}.get(self.sorted_by, ())

    def in_order(self, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.order_by(*(self.order or self.newest))

    def without(self, *names: str) -> "AgendaFilter":
        """The same selection with these parameters left out."""
        return self.with_chosen({name: value for name, value in self.chosen.items() if name not in names})

    def count(self) -> int:
        """How many rows satisfy every parameter; one query at most."""
        count = self.by_index(lambda answer: answer.count)
        return self.selection.order_by().count() if count is None else count

    @property
    def query_string(self) -> str:
        """The same selection for another list: `?topic=…`."""
        return address(self.data, without={"page", "sort"})

    def conditions(self) -> list[Q]:
        return [*self._related(), *self._period(), *self._by_words(self.chosen.get("q"))]

    def _by_words(self, wanted: Wanted | None) -> list[Q]:
        """The rows that the index found; without it their letters anywhere in the text of a row."""
        if wanted is None:
            return []
        if (ids := self.by_index(lambda answer: answer.ids())) is not None:
            return [Q(pk__in=ids)]
        must = [self._any_of(group) for group in wanted.firm]
        return [*must, *(~self.by_word(term.text) for term in wanted.without)]

    def _any_of(self, group: tuple[Term, ...]) -> Q:
        found = Q()
        for term in group:
            found |= self.by_word(term.text)
        return found

    def letters(self) -> "QuerySet[Letter] | None":
        """The public letters that the parameters about letters leave; None without such a parameter."""
        chosen = self.chosen
        if "ministry" in chosen:
            known = self.form.fields["ministry"].options
            chosen = {**chosen, "ministry": options.ministry_chain(chosen["ministry"].value, known)}
        return narrowing.letters_for(chosen)

    def _related(self) -> list[Q]:
        found = []
        if (letters := self.letters()) is not None:
            found.append(self.by_letter(letters))
        if (meetings := narrowing.meetings_for(self.chosen)) is not None:
            found.append(self.by_meeting(meetings))
        return found + self.by_what_is_said(self.chosen)

    def by_what_is_said(self, chosen: narrowing.Chosen) -> list[Q]:
        """Aard, houding and thema, of one and the same position."""
        positions = narrowing.positions_for(chosen)
        return [] if positions is None else [self.by_position(positions) | self._by_topic_of_item()]

    def _by_topic_of_item(self) -> Q:
        """An agenda item may have a topic before anything is said on it; that counts unless aard or houding is asked."""
        if "topic" not in self.chosen or {"kind", "stance"} & set(self.chosen):
            return Q(pk__in=[])
        ids = self.chosen["topic"].branch_ids
        tagged = AgendaItem.topics.through.objects.filter(topic__in=ids).values("agendaitem")
        return self.by_item(AgendaItem.objects.public().filter(pk__in=tagged))

    def _period(self) -> list[Q]:
        lookups = {"year": "__year", "date_from": "__gte", "date_to": "__lte"}
        return [
            Q(**{self.date_field + lookup: self.chosen[name]})
            for name, lookup in lookups.items()
            if name in self.chosen
        ]

    def by_letter(self, letters: "QuerySet[Letter]") -> Q:
        raise NotImplementedError

    def by_meeting(self, meetings: "QuerySet[MinisterialMeeting]") -> Q:
        raise NotImplementedError

    def by_position(self, positions: "QuerySet[GovernmentPosition]") -> Q:
        raise NotImplementedError

    def by_item(self, items: "QuerySet[AgendaItem]") -> Q:
        return Q(pk__in=[])

    def by_word(self, word: str) -> Q:
        raise NotImplementedError


@cache
def _form_class(filters: Any, names: tuple[str, ...]) -> type[forms.Form]:
    fields: dict[str, Any] = {name: filters.base_filters[name].field for name in names}
    for field in fields.values():
        for text in {"label", "every"} & vars(field).keys():
            setattr(field, text, str(getattr(field, text)))
    made = type(f"{filters.__name__}Form", (SelectionForm,), fields)
    made.base_fields = Copied(made.base_fields)  # type: ignore[attr-defined]
    return made
