"""What follows from other columns of the same row: folded words, normal forms and places on the shelf; and addresses."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models.functions import Cast

from agenda_tracker.citations import Reference
from agenda_tracker.models import Dossier, FormerSlug, Kamerstuk, journalled
from agenda_tracker.models.fields import FoldedField

from .finding import CHUNK, Finding, chunks, each, kind_and_key, named

REPAIR = "Draai met --repair"
PAPERS: tuple[type[models.Model], ...] = (Dossier, Kamerstuk)


def folded_fields(model: type[models.Model]) -> list[FoldedField]:
    return [field for field in model._meta.concrete_fields if isinstance(field, FoldedField)]


def models_with_folded() -> list[type[models.Model]]:
    """The records themselves; what history says was folded when it was written."""
    every = apps.get_app_config("agenda_tracker").get_models()
    return [model for model in every if folded_fields(model) and not hasattr(model, "instance_type")]


def find() -> Iterator[Finding]:
    for model in models_with_folded():
        yield from _folded(model)
    for paper in PAPERS:
        yield from _papers(paper)
    yield from _addresses()
    yield from _former()
    yield from _former_and_live()


def _folded(model: type[models.Model]) -> Iterator[Finding]:
    fields = folded_fields(model)
    needed = {name for field in fields for name in (field.attname, *field.sources)}
    for record in each(model._base_manager.only(*needed)):
        wrong = [field.attname for field in fields if _differs(record, field)]
        if wrong:
            told = f"{', '.join(wrong)} volgt niet uit de tekst waarvan het is gemaakt"
            yield Finding(f"folded-{model._meta.model_name}", named(record), told, REPAIR, record.pk)


def _differs(record: models.Model, field: FoldedField) -> bool:
    stored = getattr(record, field.attname)
    return bool(field.pre_save(record, add=False) != stored)


def _papers(model: type[models.Model]) -> Iterator[Finding]:
    """One row for each normal form, its parts and its place in the order as the grammar reads it."""
    rows: Any = model._base_manager.select_related("dossier") if model is Kamerstuk else model._base_manager.all()
    for record in each(rows):
        reference = _reference(record)
        if reference is None or not _has_parts(record, reference):
            told = f"de normaalvorm {record.normal_form!r} is niet die van zijn delen"
            yield Finding("normal-form", named(record), told, "Voeg het samen met het stuk dat wordt bedoeld")
        elif record.sort_key != reference.sort_key:
            rule = f"sort-key-{model._meta.model_name}"
            yield Finding(rule, named(record), "staat niet op zijn plaats in de volgorde", REPAIR, record.pk)


def _reference(record: Any) -> Reference | None:
    try:
        reference: Reference = record.reference
    except ValueError:
        return None
    return reference


def _has_parts(record: Any, reference: Reference) -> bool:
    if isinstance(record, Dossier):
        return (record.number, record.roman, record.suffix) == (
            reference.dossier,
            reference.ek_dossier,
            reference.suffix,
        )
    parts = (record.number, record.version, record.dossier.normal_form)
    year = record.session_year == reference.session_year or not reference.keyed_by_year
    return year and parts == (reference.number, reference.version, reference.dossier_normal)


def _addresses() -> Iterator[Finding]:
    for model in apps.get_app_config("agenda_tracker").get_models():
        names = {field.name for field in model._meta.concrete_fields}
        if "slug" in names and model is not FormerSlug and "history_id" not in names:
            for record in each(model._base_manager.only("slug")):
                if not _is_slug(record.slug):
                    told = f"het adres {record.slug!r} kan geen adres zijn"
                    yield Finding("slug", named(record), told, "Geef het aan het bureau een nieuw adres")


def _is_slug(slug: str) -> bool:
    try:
        validate_slug(slug)
    except ValidationError:
        return False
    return True


OF_FORMER = {
    FormerSlug.Kind.MEETING: "ministerialmeeting",
    FormerSlug.Kind.LETTER: "letter",
    FormerSlug.Kind.TOPIC: "topic",
    FormerSlug.Kind.KAMERSTUK: "kamerstuk",
    FormerSlug.Kind.ITEM: "agendaitem",
}


def _former() -> Iterator[Finding]:
    """Old addresses that lead nowhere answer 404 for good, so they only do harm when they are on record."""
    for kind, name in OF_FORMER.items():
        model = apps.get_model("agenda_tracker", name)
        there = model._base_manager.filter(pk=models.OuterRef("object_id"))
        history: Any = model.history
        gone = FormerSlug.objects.filter(kind=kind).exclude(models.Exists(there))
        gone = gone.exclude(models.Exists(history.filter(id=models.OuterRef("object_id"), history_type="-")))
        for pk, slug in gone.order_by("pk").values_list("pk", "slug"):
            told = f"“{slug}” leidt naar {kind_and_key(model, '')}{_object(pk)}, dat er nooit was"
            yield Finding("former-slug", kind_and_key(FormerSlug, pk), told, "Verwijder dit oude adres")


# What the address of today is called, where it is not a slug.
ADDRESS = {FormerSlug.Kind.KAMERSTUK: "normal_form", FormerSlug.Kind.ITEM: "number_as_text"}


def _former_and_live() -> Iterator[Finding]:
    """Who follows an old address comes to the record that has it now, not to the one that left it."""
    for kind, name in OF_FORMER.items():
        model, address = apps.get_model("agenda_tracker", name), ADDRESS.get(kind, "slug")
        rows = model._base_manager.alias(number_as_text=Cast("pk", models.TextField()))
        live = rows.filter(**{address: models.OuterRef("slug")})
        other = live.exclude(pk=models.OuterRef("object_id")).order_by("pk")
        former = FormerSlug.objects.filter(kind=kind).annotate(other=models.Subquery(other.values("pk")[:1]))
        for pk, slug, has_it in former.exclude(other=None).order_by("pk").values_list("pk", "slug", "other"):
            told = f"“{slug}” is nu het adres van {kind_and_key(model, has_it)}"
            yield Finding("former-slug", kind_and_key(FormerSlug, pk), told, "Verwijder dit oude adres")


def _object(pk: int) -> int:
    return FormerSlug.objects.values_list("object_id", flat=True).get(pk=pk)


def repair_of(model: type[models.Model], names: list[str]) -> Any:
    """Sets these columns anew; lists may come in another order, so the journal is told."""

    def repair(pks: list[int]) -> int:
        for part in chunks(model._base_manager.filter(pk__in=pks), CHUNK):
            with journalled(*part):
                for record in part:
                    _derive(record)
                    model._base_manager.filter(pk=record.pk).update(**{name: getattr(record, name) for name in names})
        return len(pks)

    return repair


def _derive(record: Any) -> None:
    for field in folded_fields(type(record)):
        field.pre_save(record, add=False)
    if isinstance(record, PAPERS):
        record.sort_key = record.reference.sort_key  # type: ignore[attr-defined]


REPAIRS = {
    f"folded-{model._meta.model_name}": repair_of(model, [field.attname for field in folded_fields(model)])
    for model in models_with_folded()
} | {f"sort-key-{model._meta.model_name}": repair_of(model, ["sort_key"]) for model in PAPERS}
