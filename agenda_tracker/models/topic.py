"""The tree of subjects by which positions are browsed."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import FoldedField, UniqueFolded, lines
from .paths import path_to
from .seal import sealed_history


class TopicQuerySet(models.QuerySet["Topic"]):
    def public(self) -> "TopicQuerySet":
        return self.filter(released=True)

    def descendant_ids(self, topics: "Iterable[Topic]") -> set[int]:
        """Ids of the topics and of all below them; one query, since a tree of subjects fits in memory."""
        children = defaultdict(list)
        for pk, parent_id in self.model._default_manager.order_by().values_list("pk", "parent_id"):
            children[parent_id].append(pk)
        found: set[int] = set()
        waiting = [topic.pk for topic in topics]
        while waiting:
            pk = waiting.pop()
            if pk not in found:
                found.add(pk)
                waiting.extend(children[pk])
        return found


class Topic(models.Model):
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(_("adres"), max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("valt onder"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    keywords = models.TextField(
        _("trefwoorden"),
        blank=True,
        help_text=_(
            "Eén woord of woordgroep per regel; komt het voor in een standpunt, dan wordt dit thema voorgesteld."
        ),
    )
    order = models.PositiveIntegerField(_("volgorde"), default=0)
    released = models.BooleanField(_("zichtbaar op de site"), default=True)
    name_key = FoldedField("name")

    objects = TopicQuerySet.as_manager()
    history = sealed_history()

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema’s")
        ordering = ["order", "name_key"]
        permissions = [("merge_records", _("Mag records samenvoegen"))]
        constraints = [
            UniqueFolded(
                fields=["parent", "name_key"],
                name="topic_name_unique_below_parent",
                violation_error_message=_("Onder dit thema bestaat er al een met die naam."),
            ),
            UniqueFolded(
                fields=["name_key"],
                condition=models.Q(parent__isnull=True),
                name="topic_name_unique_at_top",
                violation_error_message=_("Er bestaat al een hoofdthema met die naam."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")),
                name="topic_not_its_own_parent",
                violation_error_message=_("Een thema kan niet onder zichzelf vallen."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("topic", self.slug)

    def clean(self) -> None:
        if self.pk and self.parent_id == self.pk:
            raise ValidationError({"parent": _("Een thema kan niet onder zichzelf vallen.")})
        if self.pk and self.parent_id and self.parent_id in Topic.objects.descendant_ids([self]):
            raise ValidationError({"parent": _("Dit thema ligt zelf onder het gekozen thema; kies een ander.")})

    def keyword_list(self) -> list[str]:
        return lines(self.keywords)

    def ancestors(self) -> "list[Topic]":
        """From the top of the tree down to the parent; no longer than the tree is deep."""
        chain: list[Topic] = []
        topic = self.parent
        while topic and topic not in chain:
            chain.insert(0, topic)
            topic = topic.parent
        return chain
