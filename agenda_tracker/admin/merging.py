"""The page on which two records become one: both side by side, what moves, and the choice which of them stays."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda_tracker.intake.merge import NeedsTick
from agenda_tracker.models.snapshot import pointing_at, stored_fields

from .acts import SILENT, InWords
from .known_rows import number_in
from .undoing import tell

MERGE = "agenda_tracker.merge_records"


@dataclass(frozen=True)
class Compared:
    """One field of both records, in words."""

    field: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


def compare(first: Any, second: Any) -> list[Compared]:
    words, found = InWords(), []
    for field in stored_fields(type(first)):
        if not field.primary_key and field.name not in SILENT:
            said = [words.said(field, getattr(record, field.attname)) for record in (first, second)]
            found.append(Compared(str(field.verbose_name), *said))
    for field in type(first)._meta.local_many_to_many:
        if field.remote_field.through._meta.auto_created:
            said = ["; ".join(map(str, getattr(record, field.name).all())) or "–" for record in (first, second)]
            found.append(Compared(str(field.verbose_name), *said))
    return found


def ties_of(record: Any) -> list[str]:
    """What would move from this record: `14 standpunten`, `3 agendapunten`."""
    found = []
    for relation in pointing_at(type(record)):
        table = relation.related_model
        model = table._meta.auto_created or table
        count = table._base_manager.filter(**{relation.field.name: record.pk}).count()
        is_own_tie = table._meta.auto_created and model is type(record)  # shown as a field
        if count and not is_own_tie:
            opts = model._meta
            found.append(f"{count} {opts.verbose_name if count == 1 else opts.verbose_name_plural}")
    return found


class MergeForm(forms.Form):
    kept = forms.TypedChoiceField(
        label=gettext_lazy("Welke blijft bestaan?"), widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    sure = forms.BooleanField(label=gettext_lazy("Het is toch dezelfde vergadering"), required=False)

    def __init__(self, *args: Any, records: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(record.pk, _name(record)) for record in records]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]


def _name(record: Any) -> str:
    return f"{record} ({_('nummer')} {record.pk})"


class MergingAdmin:
    """Adds “Samenvoegen” to a list, for who has the right to merge. `merge` is the function that does it."""

    merge: Callable[..., Any]
    # Whether it can ask for a tick when it is unlikely that the two are one.
    asks_tick = False

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)  # type: ignore[misc]
        if IS_POPUP_VAR not in request.GET and request.user.has_perm(MERGE):
            actions["merge_two"] = (_to_page, "merge_two", gettext_lazy("Samenvoegen (kies er twee)"))
        return actions

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.merge_view)  # type: ignore[attr-defined]
        name = f"agenda_tracker_{self.opts.model_name}_merge"  # type: ignore[attr-defined]
        return [path("samenvoegen/", view, name=name), *super().get_urls()]  # type: ignore[misc]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(MERGE):
            raise PermissionDenied
        pair = self._pair(request)
        form = MergeForm(request.POST if request.method == "POST" else None, records=pair)
        if not self.asks_tick:
            del form.fields["sure"]
        if request.method == "POST" and form.is_valid():
            answer = self._merge(request, pair, form)
            if answer is not None:
                return answer
        return render(request, "admin/agenda_tracker/desk/merge.html", self._context(request, pair, form))

    def _pair(self, request: HttpRequest) -> list[Any]:
        asked = [number_in(request.GET.get(name, "")) for name in ("een", "ander")]
        rows = self.get_queryset(request).in_bulk([pk for pk in asked if pk is not None])  # type: ignore[attr-defined]
        if len(rows) != 2:
            raise Http404
        return [rows[pk] for pk in asked]

    def _merge(self, request: HttpRequest, pair: list[Any], form: MergeForm) -> HttpResponse | None:
        first, second = pair
        kept, gone = (first, second) if form.cleaned_data["kept"] == first.pk else (second, first)
        sure = {"sure": form.cleaned_data["sure"]} if self.asks_tick else {}
        sentence = _("“%(gone)s” is samengevoegd met “%(kept)s”; het oude adres leidt daarheen.")
        said = sentence % {"gone": gone, "kept": kept}
        address = reverse(f"admin:agenda_tracker_{self.opts.model_name}_change", args=[kept.pk])  # type: ignore[attr-defined]
        try:
            done = type(self).merge(kept, gone, request.user, **sure)
        except NeedsTick as doubt:
            form.add_error("sure", doubt)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            tell(request, said, done, address)
            return redirect(address)
        return None

    def _context(self, request: HttpRequest, pair: list[Any], form: MergeForm) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Samenvoegen"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "form": form,
            "names": [_name(record) for record in pair],
            "addresses": [
                reverse(f"admin:agenda_tracker_{self.opts.model_name}_change", args=[record.pk])  # type: ignore[attr-defined]
                for record in pair
            ],
            "compared": compare(*pair),
            "ties": [ties_of(record) for record in pair],
        }


def _to_page(modeladmin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    pks = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
    if len(pks) != 2:
        messages.error(request, _("Kies er precies twee om samen te voegen."))
        return None
    page = reverse(f"admin:agenda_tracker_{modeladmin.opts.model_name}_merge")
    return redirect(f"{page}?{urlencode({'een': pks[0], 'ander': pks[1]})}")
