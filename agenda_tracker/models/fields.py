"""Folded text: what lists sort by and searches compare, the same on both databases."""

import unicodedata
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

# In SQLite the byte-wise collation is built in under this name; on PostgreSQL the first migration creates it.
BYTEWISE = "BINARY"


def fold(text: str) -> str:
    """Lower case, without accents, white space as single blanks: `Één  Oekraïne` gives `een oekraine`."""
    if text.isascii():  # most text is, and has no accents to take off
        return " ".join(text.replace("\x00", "").lower().split())
    decomposed = unicodedata.normalize("NFKD", text.replace("\x00", ""))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.casefold().split())


class FoldedField(models.TextField):
    """The folded words of other fields of the same row, kept up to date whenever the row is saved."""

    def __init__(self, *sources: str, **kwargs: Any) -> None:
        self.sources = sources
        kwargs.update(editable=False, blank=True, default="", db_collation=BYTEWISE)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        for fixed in ("editable", "blank", "default", "db_collation"):
            kwargs.pop(fixed, None)
        return name, path, list(self.sources), kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(" ".join(str(getattr(model_instance, source) or "") for source in self.sources))
        setattr(model_instance, self.attname, value)
        return value


def by_clerk(label: Any, **more: Any) -> "models.ForeignKey[Any, Any]":
    """Who did it; empty for what a command did, and for who has no account any more."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        **more,
    )


class UniqueFolded(models.UniqueConstraint):
    """Unique by a folded field. A form that shows only the field folded from is still told before the database refuses."""

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        exclude = set(exclude or ())
        for name in self.fields:
            field = model._meta.get_field(name)
            if isinstance(field, FoldedField) and not exclude.intersection(field.sources):
                field.pre_save(instance, add=False)
                exclude.discard(name)
        super().validate(model, instance, exclude=exclude, using=using)


def camel(name: str) -> str:
    """A name as programs in JSON know it: `date_from` gives `dateFrom`."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def lines(text: str) -> list[str]:
    """The non-empty lines of a text field that holds one thing a line (aliases, keywords)."""
    return [line.strip() for line in text.splitlines() if line.strip()]
